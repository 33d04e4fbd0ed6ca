use std::collections::BTreeMap;

use serde::ser::Error as _;
use serde::{Serialize, Serializer};

use crate::Error;
use crate::limits::check_text;

/// A caller's own texts by key. On the wire it is one text that holds a flat JSON object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata(pub BTreeMap<String, String>);

impl Metadata {
    /// The limits the documents set for a wallet's metadata: keys of up to 32 characters, values of up to 128. They name
    /// none for a transaction's.
    pub(crate) fn check_for_wallet(&self) -> Result<(), Error> {
        self.0.iter().try_for_each(|(key, value)| {
            check_text("metadata", Some(key), 32)?;
            check_text("metadata", Some(value), 128)
        })
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Metadata {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(texts: I) -> Self {
        Self(texts.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }
}

impl Serialize for Metadata {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&serde_json::to_string(&self.0).map_err(S::Error::custom)?)
    }
}
