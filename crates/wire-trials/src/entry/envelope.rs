//! The envelope: what opens is JSON and survives another sealing; what was sealed opens.

use std::sync::LazyLock;

use partner_api::envelope::{ClientSecret, open, seal};
use serde::de::IgnoredAny;

use super::Entry;

pub(super) const ENTRY: Entry = Entry { name: "envelope", check, seeds, head: 0 };

/// The secret of the recorded envelopes, in which secrets are 32 bytes in order.
pub(crate) static SECRET: LazyLock<ClientSecret> = LazyLock::new(|| {
    ClientSecret::parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8").expect("32 bytes in base64url")
});

fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    // A secret that is read at all has 32 bytes; this one is no secret, and must not bring the reader down.
    let _ = ClientSecret::parse(text);
    if let Ok(opened) = open(&SECRET, text) {
        assert!(is_json(&opened), "{opened:?} is no JSON");
        assert_eq!(open(&SECRET, &seal(&SECRET, &opened)).as_deref(), Ok(opened.as_str()));
    }
    let sealed = open(&SECRET, &seal(&SECRET, text));
    assert_eq!(sealed.is_ok(), is_json(text), "{text:?}");
    assert!(sealed.is_err() || sealed.as_deref() == Ok(text), "{text:?} came out as {sealed:?}");
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// The bodies that five official SDKs sealed with this secret, and texts to be sealed.
fn seeds() -> Vec<Vec<u8>> {
    let recorded = crate::far_side::recorded_requests().iter().map(|request| request.data.clone().into_bytes());
    recorded.chain(super::texts(&["{}", "null", "[1,\"a\"]", "{\"amount\":-1100}", "\"\\ud83d\\udc1f\""])).collect()
}
