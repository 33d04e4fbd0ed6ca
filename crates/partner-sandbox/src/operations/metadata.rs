//! Texts of the caller's own: the JSON text of a flat object.

use std::collections::BTreeMap;

use crate::refusal::Refusal;

/// Reads `metadata`: names up to 32 characters, each once, values texts up to 128 characters (documented).
pub(super) fn metadata(text: &str) -> Result<BTreeMap<String, String>, Refusal> {
    let refused = || Refusal::of("invalid_metadata");
    let texts: BTreeMap<String, String> = serde_json::from_str(text).map_err(|_| refused())?;
    let fits = |(name, value): (&String, &String)| name.chars().count() <= 32 && value.chars().count() <= 128;
    if texts.iter().all(fits) { Ok(texts) } else { Err(refused()) }
}
