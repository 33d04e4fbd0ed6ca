//! What was bought, as a payment can say it. The sandbox checks its form and keeps nothing of it.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::parameters::{amount, boolean, decimal, text_up_to};

/// Whether a value is a list of products, each with known fields of the right kind.
pub(super) fn are_products(value: &str) -> bool {
    let products: Option<Vec<BTreeMap<String, &RawValue>>> = serde_json::from_str(value).ok();
    products.is_some_and(|products| {
        products.iter().flatten().all(|(name, value)| value.get() == "null" || is_field(name, value.get()))
    })
}

fn is_field(name: &str, value: &str) -> bool {
    match name {
        "jan_code" => text_up_to(64)(value).is_some(),
        "name" => text_up_to(256)(value).is_some(),
        "unit_price" | "price" => amount(value).is_some(),
        "quantity" => decimal(value).is_some(),
        "is_discounted" => boolean(value).is_some(),
        // The documents call it an object and show it as text.
        "other" => true,
        _ => false,
    }
}
