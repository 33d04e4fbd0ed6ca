//! Figure S1 in the real window: eight kinds of secret and personal data go through the terminal, and are looked for in
//! everything that it writes, says to its windows, or shows to the system.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::Command;

use fantoccini::key::Key;
use serde_json::{Value, json};
use uuid::Uuid;
use zip::ZipArchive;

use crate::canaries::Canary;
use crate::support::{Screen, Terminal, files_below};

/// Keeps what the page is told: every event, and every answer but the practice phone's own list of its customers.
const LISTEN: &str = r"
const [done] = arguments;
window.heard = [];
const fetched = window.fetch;
window.fetch = async (...args) => {
  const response = await fetched(...args);
  if (!String(args[0]).includes('practice_customers')) window.heard.push(await response.clone().text());
  return response;
};
const { invoke, transformCallback } = window.__TAURI_INTERNALS__;
const hear = (event) => invoke('plugin:event|listen', {
  event, target: { kind: 'Any' }, handler: transformCallback((it) => window.heard.push(JSON.stringify(it))),
});
Promise.all(['snapshot', 'export', 'customer'].map(hear)).then(() => done(null));
";

/// Calls a command and keeps what becomes of it; a refusal is an answer too.
const CALL: &str = r"
const [name, args, done] = arguments;
const keep = (answer) => { window.heard.push(JSON.stringify(answer ?? null)); done(answer ?? null); };
window.__TAURI_INTERNALS__.invoke(name, args).then(keep, keep);
";

/// Where something was found.
type Places = BTreeMap<&'static str, Vec<u8>>;

#[tokio::test]
async fn no_secret_and_no_name_is_left_anywhere() {
    let till = Terminal::on_a_fresh_machine(Screen::COMMON).await;
    till.shows("setup-practice").await;
    till.in_the_page(LISTEN, vec![]).await;
    let mut canaries = types_keys(&till).await;
    till.press("setup-practice").await;
    till.sale_is("idle").await;
    canaries.extend(types_pins(&till).await);
    sells_and_takes_back(&till).await;
    reads_and_prints(&till).await;
    canaries.extend(of_the_practice_shop(&till));
    canaries.extend(of_the_customer(&till));
    let mut places = places(&till).await;
    places.insert("diagnostics", diagnostics(&till));
    // What the till keeps of a customer is for the till alone.
    for mask in masked_names(&till).await {
        assert_eq!(mask.hits(&places["diagnostics"]), 0, "support gets no name of a customer, not even a masked one");
    }
    let mut leaks = Vec::new();
    for kind in KINDS {
        let of_kind: Vec<&Canary> = canaries.iter().filter(|canary| canary.kind == kind).collect();
        assert!(!of_kind.is_empty(), "no canary of the kind {kind} was sent");
        let mut line = format!("S1 {kind} ({} canaries):", of_kind.len());
        for (&place, bytes) in &places {
            let hits: usize = of_kind.iter().map(|canary| canary.hits(bytes)).sum();
            write!(line, " {place} {hits},").unwrap();
            // The token's column: without it a tray that was open at a crash could not be shown again.
            let belongs_there = (kind, place) == ("token", "journal");
            assert!(!belongs_there || hits > 0, "the search finds what is there");
            if hits > 0 && !belongs_there {
                leaks.push(format!("{kind} in {place}: {hits}"));
            }
        }
        #[expect(clippy::print_stdout, reason = "`cargo xtask canaries` shows the figure")]
        {
            println!("{}", line.trim_end_matches(','));
        }
    }
    assert!(leaks.is_empty(), "{leaks:#?}");
    till.close().await;
}

const KINDS: [&str; 8] = [
    "client secret",
    "private key",
    "key passphrase",
    "token",
    "customer name",
    "customer id",
    "PIN",
    "file passphrase",
];

/// Something that no machine has seen before.
fn unheard_of() -> String {
    Uuid::new_v4().simple().to_string()
}

async fn call(till: &Terminal, name: &str, arguments: Value) -> Value {
    till.in_the_page(CALL, vec![json!(name), arguments]).await
}

/// The owner types keys that are none, so that every refusal has seen them.
async fn types_keys(till: &Terminal) -> Vec<Canary> {
    let (secret, passphrase, phrase) = (unheard_of(), unheard_of(), unheard_of());
    let line = format!("{}{}", unheard_of(), unheard_of());
    let key = format!("-----BEGIN PRIVATE KEY-----\n{line}\n{line}\n-----END PRIVATE KEY-----\n");
    let text = |text: &str| json!({ "from": "text", "text": text });
    for identity in [
        json!({ "form": "pem", "certificate": text(&key), "key": text(&key), "password": passphrase }),
        json!({ "form": "pem", "certificate": text(&key), "key": text(&key), "password": null }),
        json!({ "form": "pkcs12", "file": text(&line), "password": passphrase }),
    ] {
        let act = json!({
            "act": "connect_typed", "client_id": Uuid::new_v4().to_string(), "client_secret": secret,
            "base_url": "https://127.0.0.1:9", "identity": identity, "ca": null, "renews": null,
        });
        call(till, "setup_act", json!({ "act": act })).await;
    }
    for act in [
        json!({ "act": "open", "profile": "none", "passphrase": phrase }),
        json!({ "act": "keep", "till_code": "A", "keys_in": "passphrase_file", "passphrase": phrase }),
        json!({ "act": "stop_connecting" }),
    ] {
        call(till, "setup_act", json!({ "act": act })).await;
    }
    vec![
        Canary::new("client secret", secret),
        Canary::new("private key", line),
        Canary::new("key passphrase", passphrase),
        Canary::new("file passphrase", phrase),
    ]
}

/// A person's PIN is set, mistyped and given.
async fn types_pins(till: &Terminal) -> Vec<Canary> {
    let pin = |_| format!("{:08}", Uuid::new_v4().as_u128() % 100_000_000);
    let [right, wrong] = [0, 1].map(pin);
    for act in staff_acts(&right, &wrong) {
        call(till, "staff_act", json!({ "act": act })).await;
    }
    vec![Canary::new("PIN", right), Canary::new("PIN", wrong)]
}

fn staff_acts(right: &str, wrong: &str) -> Vec<Value> {
    let all = ["sell", "topup", "refund", "close", "settings"];
    vec![
        json!({ "act": "add", "name": "花子", "rights": all, "pin": right }),
        json!({ "act": "log_in", "id": 1, "pin": right }),
        json!({ "act": "lock" }),
        json!({ "act": "log_in", "id": 1, "pin": wrong }),
        json!({ "act": "approve", "right": "refund", "id": 1, "pin": wrong }),
        json!({ "act": "log_in", "id": 1, "pin": right }),
        json!({ "act": "turn_off" }),
    ]
}

/// A payment, a refused one, a top-up, and a refund, with answers that go wrong in between.
async fn sells_and_takes_back(till: &Terminal) {
    for (number, tab, amount, customer, end) in [
        ("A-0001", Key::F2, "1200", "rich", "succeeded"),
        ("A-0002", Key::F2, "49000", "poor", "failed"),
        ("A-0003", Key::F3, "3000", "rich", "succeeded"),
    ] {
        till.press_key(tab).await;
        till.type_keys(amount).await;
        till.press_key(Key::Enter).await;
        if amount == "3000" {
            till.press("confirm-cash").await;
        }
        till.sale_is("waiting").await;
        call(till, "save_qr", json!({ "number": number })).await;
        till.far_side_fails(
            &json!([{ "operation": "GetCashtray", "count": 1, "action": { "malformed": "truncated" } }]),
        );
        till.scan_as(customer).await;
        till.sale_is(end).await;
        till.press_key(Key::Escape).await;
        till.sale_is("idle").await;
    }
    call(till, "sale_act", json!({ "act": { "act": "refund", "number": "A-0001", "reason": "間違い" } })).await;
    till.far_side_recovers();
}

/// Whatever the books and the printer show of these sales.
async fn reads_and_prints(till: &Terminal) {
    for number in ["A-0001", "A-0002", "A-0003"] {
        call(till, "read_books", json!({ "question": { "read": "sale", "number": number } })).await;
        call(till, "check_now", json!({ "number": number })).await;
        let slip = json!({ "of": "sale", "number": number });
        call(till, "print", json!({ "act": { "act": "preview", "slip": slip } })).await;
    }
    let filter = json!({ "states": [], "direction": null, "shift": null, "from": null, "to": null, "search": "" });
    let all = json!({ "read": "history", "filter": filter, "up_to": null, "offset": 0, "limit": 50 });
    call(till, "read_books", json!({ "question": all })).await;
    call(till, "read_books", json!({ "question": { "read": "shift", "shift": null } })).await;
    call(till, "reconcile", json!({ "shift": null })).await;
    for format in ["csv", "json", "report"] {
        let act = json!({ "act": "start", "scope": { "of": "shift", "shift": 1 }, "format": format, "language": "ja" });
        call(till, "export", json!({ "act": act })).await;
    }
}

/// The keys that the till really sells with.
fn of_the_practice_shop(till: &Terminal) -> Vec<Canary> {
    let folder = till.home().join("till/practice/credentials");
    let config = fs::read_to_string(folder.join("config.ini")).unwrap();
    let secret = config.lines().find_map(|line| line.strip_prefix("CLIENT_SECRET = ")).expect("the far side wrote it");
    let mut canaries = Canary::of_pem("private key", &fs::read_to_string(folder.join("client.key")).unwrap());
    canaries.push(Canary::new("client secret", secret));
    canaries
}

/// Who scanned, and the tokens that were scanned.
fn of_the_customer(till: &Terminal) -> Vec<Canary> {
    let books = till.ledger();
    let mut canaries: Vec<Canary> =
        books.cashtrays.iter().map(|tray| Canary::new("token", tray.token.clone())).collect();
    for moved in books.transactions.iter().filter(|it| it.description.contains("[A-")) {
        let customer = if moved.kind == "topup" { &moved.receiver } else { &moved.sender };
        canaries.push(Canary::new("customer id", customer.id.to_string()));
        canaries.push(Canary::new("customer name", customer.name.clone()));
    }
    canaries
}

/// What support is sent: every file of the zip, unpacked.
fn diagnostics(till: &Terminal) -> Vec<u8> {
    let path = till.home().join("diagnostics.zip");
    let packed = Command::new(env!("CARGO_BIN_EXE_cashtray-terminal"))
        .args(["export-diagnostics", "--data-dir"])
        .arg(till.home().join("till"))
        .arg("--out")
        .arg(&path)
        .output()
        .unwrap();
    assert!(packed.status.success(), "{packed:?}");
    let mut archive = ZipArchive::new(fs::File::open(&path).unwrap()).unwrap();
    let mut bytes = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        bytes.extend(file.name().unwrap().as_bytes());
        file.read_to_end(&mut bytes).unwrap();
    }
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("sale=A-0001") && text.contains("journals/practice.json"), "there is something to look into");
    bytes
}

/// What the till shows of those who scanned.
async fn masked_names(till: &Terminal) -> Vec<Canary> {
    let mut masks = Vec::new();
    for number in ["A-0001", "A-0003"] {
        let answer = call(till, "read_books", json!({ "question": { "read": "sale", "number": number } })).await;
        let mask = answer["customer"].as_str().unwrap_or_else(|| panic!("{number} has a customer: {answer}"));
        masks.push(Canary::new("masked name", mask));
    }
    masks
}

/// Everything that the terminal wrote or said, by place. What the far side writes for itself is not the terminal's.
async fn places(till: &Terminal) -> Places {
    let mut places = Places::new();
    let heard = till.in_the_page("const [done] = arguments; done(window.heard);", vec![]).await;
    assert!(heard.as_array().is_some_and(|heard| heard.len() > 30), "what was heard was kept");
    places.insert("messages to the window", heard.to_string().into_bytes());
    for file in files_below(till.home()) {
        let Ok(bytes) = fs::read(&file) else { continue };
        if let Some(place) = place_of(&file) {
            places.entry(place).or_default().extend(bytes);
        }
    }
    for (place, bytes) in till.seen_by_the_system() {
        places.entry(place).or_default().extend(bytes);
    }
    for place in ["journal", "logs", "other files", "arguments", "environment"] {
        assert!(places.contains_key(place), "{place} was looked into");
    }
    places
}

fn place_of(file: &Path) -> Option<&'static str> {
    let name = file.to_str().expect("a name is text");
    let is_far_sides = name.contains("/practice/credentials/") || name.contains("/practice/far-side.json");
    let is_journal = name.contains("/practice/journal.");
    match () {
        () if is_far_sides => None,
        () if is_journal => Some("journal"),
        () if name.contains("/logs/") => Some("logs"),
        () if name.contains("/tmp/") && !name.contains("/target/tmp/window-") => Some("temporary files"),
        () => Some("other files"),
    }
}
