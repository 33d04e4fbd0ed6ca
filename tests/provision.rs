//! Connecting a shop by a script: the built program at a command line, the far side over mutual TLS, and the key store
//! of a session of its own, or none.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use partner_sandbox::{Options, Sandbox};
use serde_json::Value;
use tempfile::TempDir;

const PASSPHRASE: &str = "a canary sings at dawn";

/// gnome-keyring opens its store with the password it reads here.
const WITH_KEY_STORE: &str =
    "printf %s password | gnome-keyring-daemon --unlock --components=secrets >&2 && exec \"$@\"";

/// A machine that is to be connected, and the far side.
struct Machine {
    far: Sandbox,
    folder: TempDir,
}

impl Machine {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = Options { credentials: folder.path().join("keys"), ..Options::default() };
        Self { far: Sandbox::start(options).await.unwrap(), folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program in a session without a key store.
    async fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cashtray-terminal"));
        command.args(arguments);
        self.finish(command, input).await
    }

    /// Runs the program in a session with one.
    async fn run_with_key_store(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new("dbus-run-session");
        command.args(["--", "sh", "-c", WITH_KEY_STORE, "sh", env!("CARGO_BIN_EXE_cashtray-terminal")]).args(arguments);
        self.finish(command, "").await
    }

    async fn finish(&self, mut command: Command, input: &str) -> Output {
        let runtime = self.path("run");
        std::fs::create_dir_all(&runtime).unwrap();
        command.arg("--data-dir").arg(self.path("till"));
        command.env("HOME", self.folder.path()).env("XDG_DATA_HOME", self.path("data")).env("XDG_RUNTIME_DIR", runtime);
        for shared in ["DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL"] {
            command.env_remove(shared);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let input = input.to_owned();
        // The far side answers in this process meanwhile.
        tokio::task::spawn_blocking(move || {
            let mut child = command.spawn().unwrap();
            let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
            child.wait_with_output().unwrap()
        })
        .await
        .unwrap()
    }

    fn provision(&self) -> Vec<String> {
        let wanted = self.far.credentials();
        let file = |name: &str| self.path("keys").join(name).display().to_string();
        let (shop, money) = (wanted.shop_id.to_string(), wanted.private_money_id.to_string());
        ["provision", "--config", &file("config.ini"), "--ca", &file("ca.pem"), "--shop", &shop, "--money", &money]
            .map(str::to_owned)
            .to_vec()
    }

    fn change_config(&self, key: &str, value: &str) {
        let path = self.path("keys/config.ini");
        let text = std::fs::read_to_string(&path).unwrap();
        let line = |line: &str| if line.starts_with(key) { format!("{key} = {value}") } else { line.to_owned() };
        std::fs::write(path, text.lines().map(line).collect::<Vec<_>>().join("\n")).unwrap();
    }
}

fn with<'a>(arguments: &'a [String], more: &[&'a str]) -> Vec<&'a str> {
    arguments.iter().map(String::as_str).chain(more.iter().copied()).collect()
}

/// The one line of JSON, and the exit code.
fn read(output: &Output) -> (Value, i32) {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(text.lines().count(), 1, "{text} {}", String::from_utf8_lossy(&output.stderr));
    (serde_json::from_str(&text).unwrap(), output.status.code().unwrap())
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_is_connected_by_a_script_and_twice_the_same_is_once() {
    let machine = Machine::new().await;
    let provision = machine.provision();
    let arguments = with(&provision, &["--keys", "passphrase-file", "--till-code", "B2"]);
    let (first, code) = read(&machine.run(&arguments, PASSPHRASE).await);
    assert_eq!((code, &first["done"], &first["is_new"]), (0, &true.into(), &true.into()), "{first}");
    assert_eq!((&first["environment"], &first["till_code"]), (&"sandbox".into(), &"B2".into()));
    let (second, code) = read(&machine.run(&arguments, PASSPHRASE).await);
    assert_eq!((code, &second["is_new"], &second["profile"]), (0, &false.into(), &first["profile"]), "{second}");

    let told = String::from_utf8(machine.run(&["audit", "show"], "").await.stdout).unwrap();
    assert!(told.starts_with("# not linked yet") && told.matches(": provisioned").count() == 2, "{told}");

    let (found, code) = read(&machine.run(&["doctor", "--passphrase", "--json"], PASSPHRASE).await);
    assert_eq!((code, &found["fine"]), (0, &true.into()), "{found}");
    assert_eq!(found["shops"][0]["lines"].as_array().unwrap().len(), 8, "{found}");
    let (found, code) = read(&machine.run(&["doctor", "--passphrase", "--json"], "another passphrase").await);
    assert_eq!((code, &found["shops"][0]["failure"]["problem"]["code"]), (6, &"passphrase_wrong".into()), "{found}");

    let secret = std::fs::read_to_string(machine.path("keys/config.ini")).unwrap();
    let secret = secret.lines().find_map(|line| line.strip_prefix("CLIENT_SECRET = ")).unwrap().to_owned();
    let zip = machine.path("diagnostics.zip");
    let output = machine.run(&["export-diagnostics", "--out", zip.to_str().unwrap()], "").await;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&zip).unwrap()).unwrap();
    let mut texts = String::new();
    for index in 0..archive.len() {
        std::io::Read::read_to_string(&mut archive.by_index(index).unwrap(), &mut texts).unwrap();
    }
    assert!(texts.contains("\"till_code\": \"B2\""), "{texts}");
    for path in files_below(&machine.path("till")) {
        let bytes = std::fs::read(&path).unwrap();
        texts.push_str(&String::from_utf8_lossy(&bytes));
    }
    for canary in [secret.as_str(), PASSPHRASE, "PRIVATE KEY"] {
        assert!(!texts.contains(canary), "a secret lies in a file");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_end_of_provisioning_has_a_code_of_its_own() {
    let machine = Machine::new().await;
    let provision = machine.provision();
    assert_eq!(machine.run(&["provision"], "").await.status.code(), Some(2));

    let (line, code) = read(&machine.run(&with(&provision, &[]), "").await);
    assert_eq!((code, &line["problem"]["code"]), (6, &"key_store_missing".into()), "{line}");
    let (line, code) = read(&machine.run(&with(&provision, &["--keys", "passphrase-file"]), "short").await);
    assert_eq!((code, &line["problem"]["code"]), (6, &"passphrase_too_short".into()), "{line}");
    assert!(!machine.path("till/profiles").exists(), "a shop without keys is not connected");

    let mut nowhere = provision.clone();
    nowhere[6] = "00000000-0000-4000-8000-000000000001".to_owned();
    let (line, code) = read(&machine.run(&with(&nowhere, &[]), "").await);
    assert_eq!((code, &line["problem"]["kind"]), (5, &"shop_not_found".into()), "{line}");

    std::fs::write(machine.path("a-file"), "").unwrap();
    let file = machine.path("a-file/till").display().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_cashtray-terminal"));
    command.args(with(&provision, &["--data-dir", &file])).stdin(Stdio::null());
    let (line, code) = read(&tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap());
    assert_eq!((code, &line["problem"]["code"]), (7, &"data_directory".into()), "{line}");

    machine.change_config("API_BASE_URL", "https://127.0.0.1:9");
    let (line, code) = read(&machine.run(&with(&provision, &[]), "").await);
    assert_eq!((code, &line["problem"]["kind"]), (4, &"unreachable".into()), "{line}");
    machine.change_config("CLIENT_SECRET", "c2hvcnQ");
    let (line, code) = read(&machine.run(&with(&provision, &[]), "").await);
    assert_eq!((code, &line["problem"]["code"]), (3, &"client_secret_length".into()), "{line}");
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_a_script_gave_to_the_key_store_are_read_back_from_it() {
    let machine = Machine::new().await;
    let provision = machine.provision();
    let (line, code) = read(&machine.run_with_key_store(&with(&provision, &[])).await);
    assert_eq!((code, &line["keys_in"]), (0, &"system".into()), "{line}");
    let (found, code) = read(&machine.run_with_key_store(&["doctor", "--json"]).await);
    assert_eq!((code, &found["fine"]), (0, &true.into()), "{found}");
    // The same machine in a session without its key store: told, and nothing else stands in for it.
    let (found, code) = read(&machine.run(&["doctor", "--json"], "").await);
    assert_eq!((code, &found["shops"][0]["failure"]["problem"]["code"]), (6, &"key_store_missing".into()), "{found}");
}
