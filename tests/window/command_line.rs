//! The program at a command line while its window is open.

use std::process::{Command, Output};

use fantoccini::key::Key;

use crate::support::{Screen, Terminal};

/// The same program on the same data directory, run to its end.
fn run(till: &Terminal, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cashtray-terminal"))
        .args(arguments)
        .arg("--data-dir")
        .arg(till.home().join("till"))
        .env("DISPLAY", till.display())
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .output()
        .unwrap()
}

#[tokio::test]
async fn a_second_start_ends_and_the_log_tells_of_a_sale_while_the_till_sells() {
    let till = Terminal::in_practice(Screen::COMMON).await;
    till.type_keys("1200").await;
    till.press_key(Key::Enter).await;
    till.sale_is("waiting").await;
    let second = run(&till, &["--practice"]);
    assert!(second.status.success(), "{second:?}");
    assert_eq!(till.windows().await, 1, "the second start shows the first one's window");
    till.scan_as("rich").await;
    till.sale_is("succeeded").await;
    let told = run(&till, &["logs", "--sale", "A-0001"]);
    let lines = String::from_utf8(told.stdout).unwrap();
    assert!(told.status.success() && lines.lines().all(|line| line.contains("A-0001")), "{lines}");
    let asked = |operation: &str| {
        lines.lines().any(|line| line.contains(operation) && line.contains("request=") && line.contains("sale=A-0001"))
    };
    assert!(asked("CreateCashtray") && asked("GetCashtray"), "{lines}");
    let unknown = run(&till, &["logs", "--sale", "A-0777"]);
    let words = String::from_utf8(unknown.stderr).unwrap();
    assert!(!unknown.status.success() && words.contains("A-0777"), "{words}");
    till.close().await;
}
