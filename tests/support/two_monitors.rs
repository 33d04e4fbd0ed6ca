//! An X server with monitors that can be plugged in and pulled out: Xorg with outputs in memory. Xvfb has one for ever.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use super::{Desktop, Owned, Screen, Terminal};

/// The staff's monitor is the first output; the second is to its right.
const CUSTOMERS: &str = "DUMMY1";

/// What the customer's monitor can do, and where.
const MODE: &str = "1024x768";

const CONFIGURATION: &str = r#"
Section "Device"
    Identifier "memory"
    Driver "dummy"
    VideoRam 64000
EndSection
Section "Monitor"
    Identifier "any"
    HorizSync 5.0-1000.0
    VertRefresh 5.0-200.0
EndSection
Section "Screen"
    Identifier "screen"
    Device "memory"
    Monitor "any"
    DefaultDepth 24
    SubSection "Display"
        Depth 24
        Modes "1280x800"
        Virtual 4096 2160
    EndSubSection
EndSection
"#;

impl Terminal {
    /// A till in practice mode with a second monitor.
    pub(crate) async fn in_practice_with_two_monitors() -> Self {
        let home = super::fresh_home();
        let (x_server, display) = start_server(&home);
        plug_in(&display);
        let terminal =
            Self::start_on(&home, Screen::COMMON, None, Desktop::bare((x_server, display)), &["--practice"]).await;
        // The driver begins with whichever window was there first.
        terminal.look_at_staff().await;
        terminal.shows("practice-banner").await;
        terminal
    }

    /// The second monitor's plug is put in.
    pub(crate) fn plug_in_second_monitor(&self) {
        plug_in(&self.display);
    }

    /// The second monitor's plug is pulled out.
    pub(crate) fn pull_out_second_monitor(&self) {
        xrandr(&self.display, &["--output", CUSTOMERS, "--off"]);
        look_at_plugs(&self.display);
    }
}

/// The server picks a free display by itself and tells its number.
fn start_server(home: &Path) -> (Owned, String) {
    let configuration = home.join("xorg.conf");
    fs::write(&configuration, CONFIGURATION).unwrap();
    let mut server = Command::new("Xorg")
        .args(["-displayfd", "1", "-noreset", "-nolisten", "tcp", "-ac", "-novtswitch", "-sharevts"])
        .arg("-config")
        .arg(&configuration)
        .arg("-logfile")
        .arg(home.join("xorg.log"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xorg is installed; `cargo xtask test` sees to it");
    let mut number = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
    (Owned(server), format!(":{}", number.trim()))
}

fn plug_in(display: &str) {
    // The output learns a mode of the other one only after it was refused once.
    let _ = Command::new("xrandr")
        .args(["--display", display, "--output", CUSTOMERS, "--mode", MODE])
        .stderr(Stdio::null())
        .status();
    xrandr(display, &["--addmode", CUSTOMERS, MODE]);
    xrandr(display, &["--output", CUSTOMERS, "--mode", MODE, "--right-of", "DUMMY0"]);
    look_at_plugs(display);
}

/// Nothing tells the server of a plug in memory, as a kernel would; it finds out when it is asked.
fn look_at_plugs(display: &str) {
    xrandr(display, &["--query"]);
}

fn xrandr(display: &str, arguments: &[&str]) {
    let done = Command::new("xrandr").args(["--display", display]).args(arguments).stdout(Stdio::null()).status();
    assert!(done.expect("xrandr is installed; `cargo xtask test` sees to it").success(), "{arguments:?}");
}
