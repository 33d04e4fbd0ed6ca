//! The processes under the window, in the order of their start: X server, driver, and with it the program.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use super::session::Session;
use super::{PATIENCE, Screen, pause};

/// A process of ours, ended when dropped.
pub(super) struct Owned(pub(super) Child);

impl Drop for Owned {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What the program's window opens on.
pub(super) struct Desktop {
    pub(super) x_server: Owned,
    pub(super) display: String,
    pub(super) window_manager: Option<Owned>,
}

impl Desktop {
    /// An X server alone.
    pub(super) fn bare((x_server, display): (Owned, String)) -> Self {
        Self { x_server, display, window_manager: None }
    }
}

pub(super) fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// The X server picks a free display by itself and tells its number.
pub(super) fn start_x_server(Screen(width, height): Screen) -> (Owned, String) {
    let mut server = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", &format!("{width}x{height}x24"), "-nolisten", "tcp", "-noreset"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb is installed; `cargo xtask test` sees to it");
    let mut number = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
    (Owned(server), format!(":{}", number.trim()))
}

/// Starts the program under a driver of its own.
pub(super) async fn start_program(
    home: &Path,
    display: &str,
    session: Option<&Session>,
    phone: SocketAddr,
    arguments: &[&str],
) -> (Owned, Client) {
    let port = free_address().port();
    let mut command = Command::new("WebKitWebDriver");
    command
        .arg(format!("--port={port}"))
        .env("DISPLAY", display)
        .env("GDK_BACKEND", "x11")
        .env("MESA_SHADER_CACHE_DIR", env!("CARGO_TARGET_TMPDIR"))
        .env("NO_AT_BRIDGE", "1")
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("LANG", "C.UTF-8")
        .env("TMPDIR", home.join("tmp"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .env_remove("WAYLAND_DISPLAY")
        .stdout(Stdio::null())
        .stderr(fs::File::create(home.join("stderr.txt")).unwrap());
    if let Some(session) = session {
        session.join(&mut command);
    }
    let driver = command.spawn().expect("WebKitWebDriver is installed; `cargo xtask test` sees to it");
    let driver = Owned(driver);
    let until = Instant::now() + PATIENCE;
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(Instant::now() < until, "WebKitWebDriver does not answer");
        pause().await;
    }
    let till = home.join("till");
    let phone = phone.to_string();
    let mut all = vec!["--data-dir", till.to_str().unwrap(), "--practice-phone", &phone];
    all.extend(arguments);
    let capabilities = json!({
        "webkitgtk:browserOptions": { "binary": env!("CARGO_BIN_EXE_cashtray-terminal"), "args": all }
    });
    let address = format!("http://127.0.0.1:{port}");
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities.as_object().unwrap().clone());
    // The driver itself would wait for ever for a program that has ended.
    let client = tokio::time::timeout(PATIENCE, builder.connect(&address))
        .await
        .expect("the program opens its window in time")
        .expect("the program opens its window");
    (driver, client)
}
