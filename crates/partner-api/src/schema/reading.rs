//! How strictly single fields are read.

use serde::{Deserialize, Deserializer};

/// A field that may be null and must be there. What a till concludes from a null `transaction` it must not conclude
/// from an answer without one.
pub(super) fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(deserializer)
}

/// A text for people: null counts as empty, with `default` also a missing one, because the answer around it may be
/// about money. The documents call these texts never null; a name that was never set is known to break that elsewhere.
pub(super) fn null_as_empty<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
