use std::io::{BufRead, BufReader};
use std::os::fd::OwnedFd;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use tokio::sync::{mpsc, watch};
use zbus::connection::Builder;
use zbus::{Connection, interface};

use super::{Buses, WHY, follow};

/// A bus of the test's own, ended when dropped.
struct Bus {
    daemon: Child,
    address: String,
}

impl Bus {
    fn start() -> Self {
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("dbus-daemon is installed; `cargo xtask test` sees to it");
        let mut address = String::new();
        let said = daemon.stdout.take().expect("it was asked to say its address");
        BufReader::new(said).read_line(&mut address).expect("it says its address");
        Self { daemon, address: address.trim().to_owned() }
    }

    fn builder(&self) -> Builder<'static> {
        Builder::address(self.address.as_str()).expect("an address")
    }

    async fn join(&self) -> Option<Connection> {
        Some(self.builder().build().await.expect("the bus answers"))
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// A screen saver that says what it is asked.
struct TellingScreenSaver(mpsc::UnboundedSender<String>);

#[interface(name = "org.freedesktop.ScreenSaver")]
impl TellingScreenSaver {
    fn inhibit(&self, application_name: &str, reason_for_inhibit: &str) -> u32 {
        assert!(!application_name.is_empty(), "a person can see who asks");
        self.0.send(format!("inhibit: {reason_for_inhibit}")).expect("the test listens");
        77
    }

    fn un_inhibit(&self, cookie: u32) {
        self.0.send(format!("let go: {cookie}")).expect("the test listens");
    }
}

/// A logind that keeps the other end of what it hands out.
struct TellingLogind(Arc<Mutex<Vec<std::io::PipeReader>>>);

#[interface(name = "org.freedesktop.login1.Manager")]
impl TellingLogind {
    fn inhibit(&self, what: &str, who: &str, why: &str, mode: &str) -> zbus::zvariant::OwnedFd {
        assert_eq!((what, mode), ("idle", "block"));
        assert!(!who.is_empty() && !why.is_empty(), "a person can see who asks, and why");
        let (ours, theirs) = std::io::pipe().expect("a pipe");
        self.0.lock().expect("the test does not panic").push(ours);
        OwnedFd::from(theirs).into()
    }
}

#[tokio::test]
async fn the_monitors_are_held_lit_from_the_qr_until_the_screen_rests() {
    let bus = Bus::start();
    let (say, mut said) = mpsc::unbounded_channel();
    let pipes = Arc::new(Mutex::new(Vec::new()));
    let _services = bus
        .builder()
        .name("org.freedesktop.ScreenSaver")
        .and_then(|builder| builder.name("org.freedesktop.login1"))
        .and_then(|builder| builder.serve_at("/org/freedesktop/ScreenSaver", TellingScreenSaver(say)))
        .and_then(|builder| builder.serve_at("/org/freedesktop/login1", TellingLogind(Arc::clone(&pipes))))
        .expect("names and paths")
        .build()
        .await
        .expect("the bus answers");
    let is_lit = watch::Sender::new(false);
    let buses = Buses { session: bus.join().await, system: bus.join().await };
    let following = tokio::spawn(follow(is_lit.subscribe(), buses));

    is_lit.send_replace(true);
    assert_eq!(said.recv().await, Some(format!("inhibit: {WHY}")));
    is_lit.send_replace(false);
    assert_eq!(said.recv().await, Some("let go: 77".to_owned()));
    drop(is_lit);
    following.await.expect("it ends with its sender");
    // Nobody holds the other end any more.
    let held = std::mem::take(&mut *pipes.lock().expect("the test does not panic"));
    for pipe in held {
        assert_eq!(std::io::read_to_string(pipe).expect("it can be read"), "");
    }
}

#[tokio::test]
async fn without_any_service_nothing_happens() {
    let bus = Bus::start();
    for buses in [Buses { session: None, system: None }, Buses { session: bus.join().await, system: bus.join().await }]
    {
        let is_lit = watch::Sender::new(true);
        let following = tokio::spawn(follow(is_lit.subscribe(), buses));
        is_lit.send_replace(false);
        is_lit.send_replace(true);
        drop(is_lit);
        following.await.expect("no panic");
    }
}
