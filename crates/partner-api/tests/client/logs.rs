//! What a log may hold: which operation, how it ended, how long it took. Nothing that was said, nothing secret.

use std::io;
use std::sync::{Arc, Mutex};

use partner_api::operations::cashtrays::UpdateCashtray;
use serde_json::json;
use tracing::level_filters::LevelFilter;

use crate::far_side::{CLIENT_ID, FarSide};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("one thread").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().expect("one thread").clone()).expect("UTF-8")
    }
}

#[tokio::test]
async fn one_line_tells_how_an_exchange_went_and_nothing_tells_what_was_in_it() {
    let id = "5ca2bbb1-3216-48f0-b171-26ec05dfcc03";
    let far_side = FarSide::answering(json!({ "token": "https://pay.example/cashtrays/1" })).await;
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let amend = UpdateCashtray {
        cashtray_id: id.parse().expect("a UUID"),
        amount: Some((-7777).into()),
        description: Some("for Hanako".to_owned()),
        expires_in: None,
    };
    far_side.client().send(&amend).await.expect_err("not a Cashtray");
    drop(guard);

    let text = log.text();
    let ours: Vec<_> = text.lines().filter(|line| line.contains("partner_api")).collect();
    assert_eq!(ours.len(), 1, "{text}");
    for part in ["DEBUG", "UpdateCashtray", "/cashtrays/{cashtray_id}", "status=200", "milliseconds="] {
        assert!(ours[0].contains(part), "{part}: {}", ours[0]);
    }
    for private in [id, CLIENT_ID, "7777", "Hanako", "pay.example", "AAECAw", "BEGIN", "response_data"] {
        assert!(!text.contains(private), "{private}: {text}");
    }
}
