//! A session of the desktop's user with a key store in it: a bus and a gnome-keyring of its own.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use super::{Owned, PATIENCE};

/// The bus and the key store of one logged-in user. Both end with it.
pub(super) struct Session {
    /// Where programs of the session find its bus.
    pub(super) bus: String,
    runtime: PathBuf,
    _key_store: Owned,
    _bus: Owned,
}

impl Session {
    /// The user logs in: a store that is there is opened, else one is made.
    pub(super) fn log_in(home: &Path) -> Self {
        // A socket's path is short, and the machine's own folder may lie deep.
        let runtime = tempfile::Builder::new().prefix("till-").tempdir().unwrap().keep();
        fs::set_permissions(&runtime, fs::Permissions::from_mode(0o700)).unwrap();
        let (bus_process, bus) = start_bus(&runtime);
        let key_store = start_key_store(home, &runtime, &bus);
        Self { bus, runtime, _key_store: key_store, _bus: bus_process }
    }

    /// What a program of this session has in its environment.
    pub(super) fn join(&self, program: &mut Command) {
        program.env("DBUS_SESSION_BUS_ADDRESS", &self.bus).env("XDG_RUNTIME_DIR", &self.runtime);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.runtime);
    }
}

/// Nothing is started by asking for it: this session has the key store and no other service.
fn start_bus(runtime: &Path) -> (Owned, String) {
    let rules = runtime.join("bus.conf");
    let text = format!(
        "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" \
         \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n<busconfig><type>session</type>\
         <listen>unix:path={}</listen><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\
         <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>\n",
        runtime.join("bus").display()
    );
    fs::write(&rules, text).unwrap();
    let mut bus = Command::new("dbus-daemon")
        .args(["--nofork", "--nopidfile", "--print-address", &format!("--config-file={}", rules.display())])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("dbus-daemon is installed; `cargo xtask test` sees to it");
    let mut address = String::new();
    BufReader::new(bus.stdout.take().unwrap()).read_line(&mut address).unwrap();
    (Owned(bus), address.trim().to_owned())
}

/// gnome-keyring opens its store with the password that it reads at its start.
fn start_key_store(home: &Path, runtime: &Path, bus: &str) -> Owned {
    let mut key_store = Command::new("gnome-keyring-daemon")
        .args(["--foreground", "--unlock", "--components=secrets"])
        .env("DBUS_SESSION_BUS_ADDRESS", bus)
        .env("XDG_RUNTIME_DIR", runtime)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("HOME", home)
        .env_remove("DISPLAY")
        .env_remove("GNOME_KEYRING_CONTROL")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("gnome-keyring is installed; `cargo xtask test` sees to it");
    key_store.stdin.take().unwrap().write_all(b"password").unwrap();
    let key_store = Owned(key_store);
    let until = Instant::now() + PATIENCE;
    while !has_key_store(bus) {
        assert!(Instant::now() < until, "the key store does not come up");
        thread::sleep(Duration::from_millis(100));
    }
    key_store
}

fn has_key_store(bus: &str) -> bool {
    let asked = Command::new("dbus-send")
        .args([
            &format!("--bus={bus}"),
            "--print-reply",
            "--dest=org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus.NameHasOwner",
            "string:org.freedesktop.secrets",
        ])
        .output()
        .unwrap();
    String::from_utf8_lossy(&asked.stdout).contains("true")
}
