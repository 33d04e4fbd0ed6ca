//! The operating system's key store, for real: gnome-keyring in a session of its own, locked, missing, and no session.

#![cfg(target_os = "linux")]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use credentials::identity::Identity;
use credentials::store::{KeyStore, KeyStoreProblem, SystemStore};
use credentials::{Credentials, Parts};
use secrecy::{ExposeSecret, SecretString};

/// Tells this program, started once more inside a session, what to do there.
const TASK: &str = "CREDENTIALS_TEST_TASK";

/// A session for one program, with directories of its own.
struct Session<'a> {
    home: &'a Path,
    /// Run inside the session before the program; `None` starts no key store.
    before: Option<&'static str>,
    /// Whether services may be started by asking for them.
    has_services: bool,
}

/// gnome-keyring opens its store with the password it reads here; an empty one would not do.
const UNLOCKED: &str = "printf %s password | gnome-keyring-daemon --unlock --components=secrets >&2";
/// Started without a password, over the store that an earlier session has made.
const LOCKED: &str = "gnome-keyring-daemon --start --components=secrets >&2";

impl Session<'_> {
    /// Runs the test of this name once more inside the session, with a task.
    fn run(&self, test: &str, task: &str) {
        let program = std::env::current_exe().expect("this program has a path");
        let before = self.before.map(|before| format!("{before} && ")).unwrap_or_default();
        let script = format!("{before}exec '{}' --exact {test} --nocapture", program.display());
        let mut command = Command::new("dbus-run-session");
        if !self.has_services {
            command.arg(format!("--config-file={}", self.bus_without_services().display()));
        }
        command.args(["--", "sh", "-c", &script]).env(TASK, task).stdin(Stdio::null());
        self.run_in_own_directories(command);
    }

    /// As [`Session::run`], without any session at all.
    fn run_outside(&self, test: &str, task: &str) {
        let mut command = Command::new(std::env::current_exe().expect("this program has a path"));
        command.args(["--exact", test, "--nocapture"]).env(TASK, task);
        self.run_in_own_directories(command);
    }

    fn run_in_own_directories(&self, mut command: Command) {
        let runtime = self.home.join("run");
        std::fs::create_dir_all(&runtime).expect("a directory");
        command.env("HOME", self.home).env("XDG_DATA_HOME", self.home.join("data")).env("XDG_RUNTIME_DIR", runtime);
        for shared in ["DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL"] {
            command.env_remove(shared);
        }
        let output = command.output().expect("it starts");
        std::io::stderr().write_all(&output.stderr).expect("shown");
        assert!(output.status.success(), "inside the session: {}", String::from_utf8_lossy(&output.stdout));
    }

    fn bus_without_services(&self) -> std::path::PathBuf {
        let path = self.home.join("bus.conf");
        let text = format!(
            "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" \
             \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n<busconfig><type>session</type>\
             <listen>unix:tmpdir={}</listen><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\
             <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>\n",
            self.home.display()
        );
        std::fs::write(&path, text).expect("written");
        path
    }
}

#[expect(clippy::disallowed_methods, reason = "a test's way to tell itself what to do inside the session")]
fn task() -> Option<String> {
    std::env::var(TASK).ok()
}

fn store() -> SystemStore {
    SystemStore::with_limit(Duration::from_secs(60))
}

fn credentials(client_id: &str) -> Credentials {
    let pair = rcgen::KeyPair::generate_for(&rcgen::PKCS_RSA_SHA256).expect("a key");
    let certificate = rcgen::CertificateParams::new(vec!["till".to_owned()])
        .expect("parameters")
        .self_signed(&pair)
        .expect("a certificate");
    let key = SecretString::from(pair.serialize_pem());
    let identity = Identity::from_pem(&certificate.pem(), &key, None).expect("they fit");
    let parts = Parts {
        client_id: Some(client_id.to_owned()),
        client_secret: Some("A".repeat(43).into()),
        base_url: Some("https://partnerapi.example.jp".to_owned()),
        ca_pem: None,
    };
    Credentials::new(parts, identity).expect("well-formed")
}

#[test]
fn keys_are_kept_by_the_secret_service_and_survive_its_restart() {
    const NAME: &str = "keys_are_kept_by_the_secret_service_and_survive_its_restart";
    match task().as_deref() {
        None => {
            let home = tempfile::tempdir().expect("a directory");
            let session = Session { home: home.path(), before: Some(UNLOCKED), has_services: true };
            session.run(NAME, "keep");
            session.run(NAME, "read again");
        }
        Some("keep") => {
            assert!(store().load("shop").expect("readable").is_none());
            store().save("shop", &credentials("first")).expect("kept");
            store().save("shop", &credentials("second")).expect("kept in its place");
            store().save("sandbox", &credentials("other")).expect("kept beside it");
        }
        Some("read again") => {
            let kept = store().load("shop").expect("readable").expect("there");
            assert_eq!(kept.client_id, "second");
            assert!(kept.identity.pem().expose_secret().contains("PRIVATE KEY"));
            store().delete("shop").expect("forgotten");
            assert!(store().load("shop").expect("readable").is_none());
            assert_eq!(store().load("sandbox").expect("readable").expect("there").client_id, "other");
        }
        Some(other) => panic!("no task {other}"),
    }
}

#[test]
fn a_locked_store_is_told_as_locked_and_opens_later_without_a_restart_of_the_program() {
    const NAME: &str = "a_locked_store_is_told_as_locked_and_opens_later_without_a_restart_of_the_program";
    match task().as_deref() {
        None => {
            let home = tempfile::tempdir().expect("a directory");
            Session { home: home.path(), before: Some(UNLOCKED), has_services: true }.run(NAME, "keep");
            Session { home: home.path(), before: Some(LOCKED), has_services: true }.run(NAME, "locked");
        }
        Some("keep") => store().save("shop", &credentials("kept")).expect("kept"),
        Some("locked") => {
            let problem = store().load("shop").expect_err("it is locked");
            assert!(matches!(problem, KeyStoreProblem::Locked), "{problem}");
            let mut unlock = Command::new("gnome-keyring-daemon")
                .args(["--unlock", "--replace", "--components=secrets"])
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .spawn()
                .expect("it starts");
            unlock.stdin.take().expect("piped").write_all(b"password").expect("read");
            assert!(unlock.wait().expect("it ends").success());
            let kept = (0..200).find_map(|_| {
                if let Ok(kept) = store().load("shop") {
                    return kept;
                }
                // The new service takes the name over when it is ready.
                std::thread::sleep(Duration::from_millis(50));
                None
            });
            assert_eq!(kept.expect("it opens once it is unlocked").client_id, "kept");
        }
        Some(other) => panic!("no task {other}"),
    }
}

#[test]
fn a_session_without_a_key_store_is_told_as_such_and_keeps_nothing() {
    const NAME: &str = "a_session_without_a_key_store_is_told_as_such_and_keeps_nothing";
    match task().as_deref() {
        None => {
            let home = tempfile::tempdir().expect("a directory");
            let session = Session { home: home.path(), before: None, has_services: false };
            session.run(NAME, "missing");
            session.run_outside(NAME, "missing");
        }
        Some("missing") => {
            let problem = store().load("shop").expect_err("there is none");
            assert!(matches!(problem, KeyStoreProblem::Missing), "{problem}");
            let problem = store().save("shop", &credentials("lost")).expect_err("there is none");
            assert!(matches!(problem, KeyStoreProblem::Missing), "{problem}");
        }
        Some(other) => panic!("no task {other}"),
    }
}
