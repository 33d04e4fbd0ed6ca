//! The last sieve before a text leaves the machine. Nothing secret is logged in the first place; should it ever be, it
//! does not go further than this.

use regex::Regex;

/// What stands in place of what was taken out.
const TAKEN_OUT: &str = "[taken out]";

/// What a secret looks like: PEM blocks, tokens of QRs, texts as long and as random as a client secret (43 letters of
/// base64url) or the base64 of a key, and a customer's name under its field's name.
const SECRET_FORMS: [&str; 5] = [
    r"(?s)-----BEGIN [A-Z0-9 ]+-----.*?(-----END [A-Z0-9 ]+-----|\z)",
    r"https?://[^\s]*/(cashtrays|bills|checks)/[^\s]*",
    r"[A-Za-z0-9_+/-]{40,}={0,2}",
    r#"(?i)\b(customer|customer_name|user_name)("?\s*[=:]\s*)("[^"]*"|[^\s,}]+)"#,
    r#"(?i)\b(client_secret|passphrase|password|pin)("?\s*[=:]\s*)("[^"]*"|[^\s,}]+)"#,
];

/// Takes secrets out of texts.
pub(super) struct Scrubber {
    forms: Vec<Regex>,
}

impl Scrubber {
    /// A scrubber.
    pub(super) fn new() -> Self {
        let form = |text: &&str| Regex::new(text).expect("the forms are constants, and a test reads them");
        Self { forms: SECRET_FORMS.iter().map(form).collect() }
    }

    /// The text without what looks like a secret. Ids (UUIDs, 36 letters) stay.
    pub(super) fn scrub(&self, text: &str) -> String {
        self.forms.iter().fold(text.to_owned(), |text, form| form.replace_all(&text, TAKEN_OUT).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Scrubber;

    #[test]
    fn what_looks_like_a_secret_is_taken_out_and_the_rest_stays() {
        let cleaner = Scrubber::new();
        let secret = "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE";
        for text in [
            format!("CLIENT_SECRET = {secret}"),
            format!("sent {secret} away"),
            "-----BEGIN PRIVATE KEY-----\nMIIsecret\n-----END PRIVATE KEY-----".to_owned(),
            "token=https://www.pokepay.jp/cashtrays/secret-1".to_owned(),
            "customer=\"secret 花子\"".to_owned(),
            "{\"passphrase\": \"secret words\"}".to_owned(),
        ] {
            let scrubbed = cleaner.scrub(&text);
            assert!(!scrubbed.contains("secret") && !scrubbed.contains(secret), "{scrubbed}");
            assert!(scrubbed.contains("[taken out]"), "{scrubbed}");
        }
        let kept = "2026-11-20T05:30:12Z INFO till: sale=A-0042 id=0b7e2f6c-3f0c-4b0b-9c53-2d9d1c1b7a11 settled";
        assert_eq!(cleaner.scrub(kept), kept);
    }
}
