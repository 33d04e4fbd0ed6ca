//! What a window that was taken over could try: commands that are not its own, and arguments that mean harm.

mod commands;
mod shape;
mod spite;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fantoccini::key::Key;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::{Screen, Terminal};
use commands::Command;
use spite::Dice;

/// Calls of each command, as figure S2 asks for.
const CALLS: usize = 1000;

/// Calls in one go; the driver waits half a minute for each.
const BATCH: usize = 250;

/// Without arguments there is nothing to be hostile with, and this one ends the program.
const ENDS_THE_PROGRAM: &str = "close_window";

/// What may answer well, because it changes nothing.
const HARMLESS: [&str; 6] = ["ready", "read_books", "warm_up", "stay_open", "practice_customers", "customer_ready"];

/// Commands of Tauri and of its plugins, none of which a page of ours may call.
const TAURIS_OWN: &[&str] = &[
    "plugin:window|create",
    "plugin:window|close",
    "plugin:window|destroy",
    "plugin:window|set_title",
    "plugin:window|get_all_windows",
    "plugin:webview|create_webview",
    "plugin:webview|create_webview_window",
    "plugin:webview|internal_toggle_devtools",
    "plugin:webview|print",
    "plugin:webview|clear_all_browsing_data",
    "plugin:app|version",
    "plugin:app|app_hide",
    "plugin:path|resolve_directory",
    "plugin:event|emit",
    "plugin:event|emit_to",
    "plugin:image|from_path",
    "plugin:menu|new",
    "plugin:tray|new",
    "plugin:resources|close",
    "plugin:fs|read_text_file",
    "plugin:shell|open",
    "plugin:shell|execute",
    "plugin:http|fetch",
    "plugin:opener|open_url",
    "plugin:dialog|open",
    "plugin:clipboard-manager|read_text",
    "plugin:process|exit",
    "plugin:updater|check",
];

/// Calls each `[command, arguments]`, a hundred at once, and counts how they ended.
const ASK: &str = r"
const [calls, done] = arguments;
const revive = (value) => {
  if (typeof value === 'string') {
    if (value.startsWith('@huge:')) return 'x'.repeat(Number(value.slice(6)));
    if (value.startsWith('@raw:')) return JSON.rawJSON ? JSON.rawJSON(value.slice(5)) : 1e308;
    if (value.startsWith('@deep:')) {
      let deep = 'x';
      for (let level = Number(value.slice(6)); level > 0; level -= 1) deep = [deep];
      return deep;
    }
    return value;
  }
  if (Array.isArray(value)) return value.map(revive);
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, revive(inner)]));
  return value;
};
const ended = {};
const count = (key) => { ended[key] = (ended[key] ?? 0) + 1; };
const ask = async ([name, args]) => {
  try {
    const answer = await window.__TAURI_INTERNALS__.invoke(name, revive(args));
    count('answered ' + JSON.stringify(args).slice(0, 150));
  } catch (refusal) {
    if (typeof refusal === 'string') count('said ' + refusal.slice(0, 60));
    else count('coded ' + String(refusal?.code ?? JSON.stringify(refusal)?.slice(0, 100)));
  }
};
(async () => {
  for (let from = 0; from < calls.length; from += 50) await Promise.all(calls.slice(from, from + 50).map(ask));
  done(ended);
})();
";

type Ended = BTreeMap<String, usize>;

#[tokio::test]
async fn a_thousand_hostile_arguments_for_each_command_change_nothing() {
    let till = after_one_sale().await;
    let before = Everything::of(&till).await;
    let known = words_of_problems();
    let (mut calls_made, mut seed) = (0, 0);
    for command in commands::all().iter().filter(|command| command.name != ENDS_THE_PROGRAM && is_for(MAIN, command)) {
        seed += 1;
        let ended = attack(&till, command, seed).await;
        calls_made += ended.values().sum::<usize>();
        assert_eq!(ended.values().sum::<usize>(), CALLS, "{}: {ended:?}", command.name);
        for (end, times) in &ended {
            let is_refusal = match end.split_once(' ') {
                Some(("said", words)) => is_tauris_own(words) || known.contains(words),
                Some(("coded", code)) => known.contains(code),
                _ => HARMLESS.contains(&command.name.as_str()),
            };
            assert!(is_refusal, "{}: {times} times {end:?}", command.name);
        }
    }
    Everything::of(&till).await.is_the_same_as(&before);
    assert_eq!(panics(&till), 0, "nothing panicked");
    #[expect(clippy::print_stdout, reason = "`cargo xtask hostile` shows the figure")]
    {
        println!("S2 hostile arguments: {calls_made} calls, 0 panics, 0 effects");
    }
    till.close().await;
}

#[tokio::test]
async fn the_customers_window_is_refused_every_act_of_the_staff_whatever_it_sends() {
    let till = Terminal::in_practice_with_two_monitors().await;
    till.look_at_staff().await;
    let before = Everything::of(&till).await;
    till.look_at_customer().await;
    till.customer_sees("idle").await;
    let commands = commands::all();
    for (seed, command) in (0..).zip(commands.iter().filter(|command| !is_for(CUSTOMER, command))) {
        let ended = attack(&till, command, seed).await;
        // What is no JSON that Tauri reads does not come as far as the question of who asks.
        let unread = ["said number out of range", "said recursion limit exceeded"];
        let is_refused =
            |end: &str| end.contains(" not allowed on window") || unread.iter().any(|it| end.starts_with(it));
        assert_eq!(ended.values().sum::<usize>(), CALLS, "{}: {ended:?}", command.name);
        assert!(ended.keys().all(|end| is_refused(end)), "{}: {ended:?}", command.name);
    }
    till.look_at_staff().await;
    Everything::of(&till).await.is_the_same_as(&before);
    till.close().await;
}

#[tokio::test]
async fn who_does_not_hold_the_pages_own_key_can_call_nothing() {
    let till = after_one_sale().await;
    let before = Everything::of(&till).await;
    let names: Vec<String> = commands::all().into_iter().map(|command| command.name).collect();
    // As a frame of another origin or an injected script could, without what Tauri gives to its own page alone.
    let tried = till
        .in_the_page(
            r"
            const [names, done] = arguments;
            const call = (name, key) => {
              const headers = { 'Content-Type': 'application/json', 'Tauri-Callback': '1', 'Tauri-Error': '2', ...key };
              const asked = fetch(`ipc://localhost/${name}`, { method: 'POST', body: '{}', headers })
                .then((answer) => answer.headers.get('Tauri-Response'), () => 'refused');
              const silence = new Promise((resolve) => setTimeout(() => resolve('silence'), 3000));
              return Promise.race([asked, silence]);
            };
            const keys = [{}, { 'Tauri-Invoke-Key': '' }, { 'Tauri-Invoke-Key': 'guessed' }];
            Promise.all(names.flatMap((name) => keys.map((key) => call(name, key)))).then(done);
            ",
            vec![json!(names)],
        )
        .await;
    let ends = tried.as_array().expect("one end for each call");
    assert_eq!(ends.len(), names.len() * 3);
    assert!(ends.iter().all(|end| end != "ok"), "{tried}");
    Everything::of(&till).await.is_the_same_as(&before);
    till.close().await;
}

#[tokio::test]
async fn a_page_can_call_nothing_of_tauris_own_nor_open_a_window_nor_leave() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    let calls: Vec<Value> = TAURIS_OWN.iter().map(|name| json!([name, { "label": "x", "options": {} }])).collect();
    let ended = ask(&till, &calls).await;
    for end in ended.keys() {
        assert!(end.contains("not allowed") || end.contains("not found"), "{end}");
    }
    assert_eq!(ended.values().sum::<usize>(), TAURIS_OWN.len(), "{ended:?}");
    let windows = till.windows().await;
    let tried = till
        .in_the_page(
            r"
            const [done] = arguments;
            const link = document.createElement('a');
            link.href = 'https://www.example.com/'; link.target = '_blank'; document.body.append(link); link.click();
            const file = document.createElement('a');
            file.href = 'data:text/plain,x'; file.download = 'x.txt'; document.body.append(file); file.click();
            const opened = window.open('https://www.example.com/');
            window.print();
            const frame = document.createElement('iframe');
            frame.srcdoc = '<p>x</p>'; document.body.append(frame);
            const loaded = fetch('https://www.example.com/').then(() => 'loaded', () => 'refused');
            const script = document.createElement('script');
            script.textContent = 'window.wasRun = true'; document.body.append(script);
            let evaluated = 'refused';
            try { evaluated = eval('1 + 1'); } catch { /* as it should be */ }
            loaded.then((loaded) => setTimeout(() => done({
              loaded, opened: opened === null, ran: window.wasRun === true, evaluated,
              frozen: Object.isFrozen(Object.prototype),
            }), 1000));
            ",
            Vec::new(),
        )
        .await;
    assert_eq!(tried["loaded"], "refused", "{tried}");
    assert_eq!((&tried["opened"], &tried["ran"]), (&json!(true), &json!(false)), "{tried}");
    assert_eq!(tried["evaluated"], "refused", "{tried}");
    assert_eq!(tried["frozen"], true, "{tried}");
    let leave = "const [done] = arguments; done(null); location.href = 'https://www.example.com/';";
    till.in_the_page(leave, Vec::new()).await;
    let here = "const [done] = arguments; setTimeout(() => done(location.href), 1000);";
    let at = till.in_the_page(here, Vec::new()).await;
    assert!(at.as_str().is_some_and(|at| at.starts_with("tauri://localhost")), "{at}");
    assert_eq!(till.windows().await, windows, "no window was opened");
    till.sale_is("idle").await;
    till.close().await;
}

/// Tauri's words for what is no JSON, or is no argument of the command.
fn is_tauris_own(words: &str) -> bool {
    words.starts_with("invalid args `") || words.contains(" at line ")
}

/// The staff's window, as the permissions call it.
const MAIN: &str = "staff";

/// The customer's window, likewise.
const CUSTOMER: &str = "customer";

/// Whether a window's permissions name the command.
fn is_for(window: &str, command: &Command) -> bool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/permissions/app.toml");
    let permissions = fs::read_to_string(path).expect("the list is there");
    let set = permissions.split("[[permission]]").find(|set| set.contains(&format!("identifier = \"{window}\"")));
    set.is_some_and(|set| set.contains(&format!("\"{}\"", command.name)))
}

async fn after_one_sale() -> Terminal {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.type_keys("1200").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    till.scan_as("rich").await;
    till.sale_is("succeeded").await;
    till.press("done").await;
    till.sale_is("idle").await;
    till
}

async fn attack(till: &Terminal, command: &Command, seed: u64) -> Ended {
    let calls = spite::calls(command, CALLS, &mut Dice::new(seed));
    let calls: Vec<Value> = calls.into_iter().map(|call| json!([command.name, call])).collect();
    let mut all = Ended::new();
    for batch in calls.chunks(BATCH) {
        for (end, times) in ask(till, batch).await {
            *all.entry(end).or_default() += times;
        }
    }
    all
}

async fn ask(till: &Terminal, calls: &[Value]) -> Ended {
    let ended = till.in_the_page(ASK, vec![json!(calls)]).await;
    Ended::deserialize(&ended).unwrap_or_else(|error| panic!("{error}: {ended}"))
}

/// Every code for which the screens have words.
fn words_of_problems() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut known = BTreeSet::new();
    for folder in ["ui/src/gen", "ui/src/text"] {
        for entry in fs::read_dir(root.join(folder)).expect("the folder is there") {
            let source = fs::read_to_string(entry.expect("it can be read").path()).expect("a source is text");
            let quoted = source.split(['\'', '"']).skip(1).step_by(2);
            known.extend(quoted.filter(|word| !word.is_empty() && !word.contains('\n')).map(str::to_owned));
        }
    }
    known
}

fn panics(till: &Terminal) -> usize {
    till.log().lines().filter(|line| line.contains("panicked")).count()
}

/// Everything that a call could have changed.
struct Everything {
    snapshot: Value,
    files: BTreeMap<String, Vec<u8>>,
    far_side: String,
}

impl Everything {
    async fn of(till: &Terminal) -> Self {
        let mut snapshot = till
            .in_the_page("const [done] = arguments; window.__TAURI_INTERNALS__.invoke('ready', {}).then(done);", vec![])
            .await;
        // How fast the server answered last is no effect.
        snapshot["till"]["connection"] = Value::Null;
        Self { snapshot, files: till.kept_files(), far_side: till.ledger_text() }
    }

    fn is_the_same_as(&self, before: &Self) {
        assert_eq!(self.snapshot, before.snapshot);
        assert_eq!(self.far_side, before.far_side, "the far side's books");
        let changed: Vec<&String> = self
            .files
            .keys()
            .chain(before.files.keys())
            .filter(|name| self.files.get(*name) != before.files.get(*name))
            .collect();
        assert!(changed.is_empty(), "files that changed: {changed:?}");
    }
}
