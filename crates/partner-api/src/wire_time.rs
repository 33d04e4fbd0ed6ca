//! Moments as the server writes them.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date-time of an answer: the text as it came, and the moment it names when it can be read.
///
/// The form of the Partner API's date-times is not documented to the digit (wire protocol, section 7), and an answer
/// about money must not be thrown away because of an odd date. So reading never fails: [`WireTime::at`] is `None`
/// for a text that is no RFC 3339 date-time, and the caller decides what that means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireTime {
    text: String,
    at: Option<Timestamp>,
}

impl WireTime {
    /// The moment, or `None` when the server's text is no RFC 3339 date-time.
    pub fn at(&self) -> Option<Timestamp> {
        self.at
    }

    /// The text exactly as the server wrote it.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl From<Timestamp> for WireTime {
    /// Written as Pokepay's back end writes it: UTC, six fraction digits, `Z`.
    fn from(at: Timestamp) -> Self {
        Self { text: format!("{at:.6}"), at: Some(at) }
    }
}

/// Writes a parameter's moment in the same form. Used as `#[serde(serialize_with = ..)]`.
pub(crate) fn serialize<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    WireTime::from(*at).serialize(serializer)
}

/// The same for a parameter that may be left out.
#[expect(clippy::ref_option, reason = "serde passes a reference to the field")]
pub(crate) fn serialize_optional<S: Serializer>(at: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
    at.map(WireTime::from).serialize(serializer)
}

impl From<String> for WireTime {
    fn from(text: String) -> Self {
        let at = text.parse().ok();
        Self { text, at }
    }
}

impl fmt::Display for WireTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for WireTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for WireTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::WireTime;

    #[test]
    fn every_form_seen_on_the_wire_names_the_same_moment() {
        let expected = WireTime::from("2026-11-20T06:56:43Z".to_owned()).at();
        assert!(expected.is_some());
        for text in [
            "2026-11-20T06:56:43.000000Z",
            "2026-11-20T15:56:43+09:00",
            "2026-11-20T15:56:43.000+09:00",
            "2026-11-20T06:56:43.000000000Z",
        ] {
            assert_eq!(WireTime::from(text.to_owned()).at(), expected, "{text}");
        }
    }

    #[test]
    fn an_unreadable_date_keeps_its_text_and_loses_nothing_else() {
        let time: WireTime = serde_json::from_str("\"soon\"").expect("any text is kept");
        assert_eq!((time.at(), time.text()), (None, "soon"));
    }

    #[test]
    fn our_own_moments_are_written_with_six_digits_and_z() {
        let at = "2026-11-20T06:56:43.0910341Z".parse::<jiff::Timestamp>().expect("a moment");
        assert_eq!(WireTime::from(at).text(), "2026-11-20T06:56:43.091034Z");
    }
}
