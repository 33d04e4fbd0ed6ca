//! The language of the sentences.

use serde::{Deserialize, Serialize};

/// A language in which Pokepay documents its sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// `ja`
    #[serde(rename = "ja")]
    Japanese,
    /// `en`; what callers without `Accept-Language` were answered in.
    #[default]
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The language an `Accept-Language` header asks for first; `None` when it names neither of ours.
    ///
    /// Weights are honoured (`en;q=0.3, ja`), regions ignored (`ja-JP`).
    pub(crate) fn asked_for(header: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for part in header.split(',') {
            let mut fields = part.split(';').map(str::trim);
            let tag = fields.next().unwrap_or_default().to_ascii_lowercase();
            let language = match tag.split('-').next() {
                Some("ja") => Self::Japanese,
                Some("en") => Self::English,
                _ => continue,
            };
            let weight =
                fields.find_map(|field| field.strip_prefix("q=")).and_then(|weight| weight.parse().ok()).unwrap_or(1.0);
            if weight > 0.0 && best.is_none_or(|(known, _)| weight > known) {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language)
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn the_heaviest_known_language_is_taken() {
        for (header, expected) in [
            ("ja", Some(Language::Japanese)),
            ("ja-JP,ja;q=0.9,en;q=0.8", Some(Language::Japanese)),
            ("fr, en;q=0.3, ja;q=0.7", Some(Language::Japanese)),
            ("en-GB", Some(Language::English)),
            ("ja;q=0", None),
            ("jp", None),
            ("*", None),
            ("", None),
        ] {
            assert_eq!(Language::asked_for(header), expected, "{header}");
        }
    }
}
