//! Reads an operation's parameters from their JSON text and remembers everything that is wrong with them.
//!
//! From text, so that an amount is an exact decimal, and `1500` and `1500.0` are the same. All faults of a request are
//! told at once, in the documented lists `missing`, `invalid` and `unpermitted`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::Timestamp;
use partner_api::{InvalidParameters, number};
use regex::Regex;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::ledger::Change;
use crate::refusal::Refusal;

/// The parameters of one request.
#[derive(Debug)]
pub(crate) struct Parameters {
    values: BTreeMap<String, Box<RawValue>>,
    wrong: InvalidParameters,
}

impl Parameters {
    /// Takes `request_data`. An empty list, null and nothing mean "no parameters" as well: some SDKs send them.
    pub(crate) fn read(request_data: Option<&RawValue>) -> Result<Self, Refusal> {
        let text = request_data.map_or("null", RawValue::get).trim();
        let is_empty_list = serde_json::from_str::<Vec<()>>(text).is_ok_and(|list| list.is_empty());
        let values = if text == "null" || is_empty_list {
            BTreeMap::new()
        } else {
            serde_json::from_str(text).map_err(|_| Refusal::invalid("request_data"))?
        };
        Ok(Self { values, wrong: InvalidParameters::default() })
    }

    /// Notes every parameter that is not known as not permitted.
    pub(crate) fn permit_only(&mut self, known: &[&str]) {
        let unknown = self.values.keys().filter(|name| !known.contains(&name.as_str())).cloned();
        self.wrong.unpermitted.extend(unknown);
    }

    /// A parameter that must be sent.
    pub(crate) fn required<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let Some(value) = self.values.get(name) else {
            self.wrong.missing.push(name.to_owned());
            return None;
        };
        let read = read(value.get());
        if read.is_none() {
            self.wrong.invalid.push(name.to_owned());
        }
        read
    }

    /// A parameter that may be left out; null is the same as left out.
    pub(crate) fn optional<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let is_there = self.values.get(name).is_some_and(|value| value.get() != "null");
        if is_there { self.required(name, read) } else { None }
    }

    /// A parameter that may be left out, and that null empties.
    pub(crate) fn change<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Change<T> {
        match self.values.get(name).map(|value| value.get()) {
            None => Change::Keep,
            Some("null") => Change::Clear,
            Some(_) => self.required(name, read).map_or(Change::Keep, Change::Set),
        }
    }

    /// Says that a value that could be read is still not acceptable.
    pub(crate) fn refuse(&mut self, name: &str) {
        self.wrong.invalid.push(name.to_owned());
    }

    /// Passes when nothing was wrong.
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        if self.wrong == InvalidParameters::default() { Ok(()) } else { Err(self.refusal()) }
    }

    /// The refusal that names everything that was wrong.
    pub(crate) fn refusal(&self) -> Refusal {
        Refusal::invalid_parameters(self.wrong.clone())
    }
}

/// Any text.
pub(crate) fn text(value: &str) -> Option<String> {
    serde_json::from_str(value).ok()
}

/// A text of at most so many characters.
pub(crate) fn text_up_to(most: usize) -> impl Fn(&str) -> Option<String> {
    move |value| text(value).filter(|text| text.chars().count() <= most)
}

/// A UUID with its hyphens.
pub(crate) fn uuid(value: &str) -> Option<Uuid> {
    text(value).filter(|text| text.len() == 36)?.parse().ok()
}

/// A JSON number, exactly. A number in quotes is none.
pub(crate) fn decimal(value: &str) -> Option<Decimal> {
    if value.starts_with('"') { None } else { number::parse(value) }
}

/// A whole number from 1.
pub(crate) fn count(value: &str) -> Option<u32> {
    decimal(value).filter(|number| number.fract().is_zero())?.to_u32().filter(|count| *count >= 1)
}

/// A number from 0.
pub(crate) fn amount(value: &str) -> Option<Decimal> {
    decimal(value).filter(|amount| *amount >= Decimal::ZERO)
}

/// A whole number from 0, in any size.
pub(crate) fn whole_amount(value: &str) -> Option<Decimal> {
    amount(value).filter(|amount| amount.fract().is_zero())
}

/// `true` or `false`.
pub(crate) fn boolean(value: &str) -> Option<bool> {
    serde_json::from_str(value).ok()
}

/// An RFC 3339 date-time.
pub(crate) fn moment(value: &str) -> Option<Timestamp> {
    text(value)?.parse().ok()
}

/// An organisation's code: up to 32 letters, digits and hyphens.
pub(crate) fn organization_code(value: &str) -> Option<String> {
    text_up_to(32)(value).filter(|code| code.chars().all(|each| each.is_ascii_alphanumeric() || each == '-'))
}

/// One of the words.
pub(crate) fn one_of(words: &'static [&'static str]) -> impl Fn(&str) -> Option<&'static str> {
    move |value| {
        let text = text(value)?;
        words.iter().copied().find(|word| *word == text)
    }
}

/// A postal code, with or without its hyphen.
pub(crate) fn postal_code(value: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern("^[0-9]{3}-?[0-9]{4}$"));
    text(value).filter(|code| FORM.is_match(code))
}

/// A telephone number, with or without its hyphens.
pub(crate) fn tel(value: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern("^0[0-9]{1,3}-?[0-9]{2,4}-?[0-9]{3,4}$"));
    text(value).filter(|tel| FORM.is_match(tel))
}

/// An e-mail address of at most 256 characters: something on both sides of its `@`, and no blank.
pub(crate) fn email(value: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| pattern("^[^@ ]+@[^@ ]+$"));
    text_up_to(256)(value).filter(|email| FORM.is_match(email))
}

/// A form that the documents write as a regular expression.
pub(crate) fn pattern(form: &str) -> Regex {
    Regex::new(form).expect("the documents' expressions are well formed")
}

/// A list of UUIDs, at least so many.
pub(crate) fn uuids_from(least: usize) -> impl Fn(&str) -> Option<Vec<Uuid>> {
    move |value| {
        let list: Vec<&RawValue> = serde_json::from_str(value).ok()?;
        let ids: Option<Vec<Uuid>> = list.iter().map(|id| uuid(id.get())).collect();
        ids.filter(|ids| ids.len() >= least)
    }
}

/// A list in which every text is one of the words.
pub(crate) fn some_of(words: &'static [&'static str]) -> impl Fn(&str) -> Option<Vec<String>> {
    move |value| {
        let list: Vec<String> = serde_json::from_str(value).ok()?;
        list.iter().all(|word| words.contains(&word.as_str())).then_some(list)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::value::RawValue;

    use super::{Parameters, boolean, count, decimal, moment, organization_code, some_of, text, text_up_to, uuid};

    fn parameters(json: &str) -> Parameters {
        let raw = RawValue::from_string(json.to_owned()).expect("JSON");
        Parameters::read(Some(&raw)).expect("an object or nothing")
    }

    #[test]
    fn every_way_to_send_no_parameters_is_taken() {
        for json in ["{}", "[]", "null", " [ ] "] {
            parameters(json).check().expect("nothing is wrong");
        }
        Parameters::read(None).expect("absent").check().expect("nothing is wrong");
    }

    #[test]
    fn request_data_that_is_no_object_is_refused() {
        for json in ["1", "\"x\"", "[1]", "true"] {
            let raw = RawValue::from_string(json.to_owned()).expect("JSON");
            let refusal = Parameters::read(Some(&raw)).expect_err(json);
            assert_eq!(refusal.parameters.invalid, ["request_data"]);
        }
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let mut sent = parameters(r#"{"amount":"12","colour":"red","shop_id":null,"description":null}"#);
        sent.permit_only(&["amount", "shop_id", "private_money_id", "description"]);
        assert_eq!(sent.required("amount", decimal), None);
        assert_eq!(sent.required("shop_id", uuid), None);
        assert_eq!(sent.required("private_money_id", uuid), None);
        assert_eq!(sent.optional("description", text), None);
        let refusal = sent.check().expect_err("much is wrong");
        assert_eq!(refusal.parameters.missing, ["private_money_id"]);
        assert_eq!(refusal.parameters.invalid, ["amount", "shop_id"]);
        assert_eq!(refusal.parameters.unpermitted, ["colour"]);
    }

    #[test]
    fn an_amount_is_the_same_with_and_without_point() {
        assert_eq!(decimal("1500"), decimal("1500.0"));
        assert_eq!(count("180.0"), Some(180));
    }

    #[test]
    fn values_of_the_wrong_kind_are_not_read() {
        assert_eq!(count("0"), None);
        assert_eq!(count("1.5"), None);
        assert_eq!(count("-3"), None);
        assert_eq!(uuid("\"5ca2bbb1321648f0b17126ec05dfcc03\""), None);
        assert_eq!(text_up_to(3)("\"さくら\""), Some("さくら".to_owned()));
        assert_eq!(text_up_to(3)("\"さくら市\""), None);
        assert_eq!(organization_code("\"a_b\""), None);
        assert_eq!(boolean("\"true\""), None);
        assert_eq!(moment("\"2026-11-20\""), None);
        assert!(moment("\"2021-10-29T04:05:32+00:00\"").is_some());
        assert_eq!(some_of(&["topup"])("[\"topup\",\"gift\"]"), None);
    }

    proptest! {
        #[test]
        fn no_json_makes_a_reader_panic(value in any::<f64>().prop_map(|n| n.to_string()), word in ".*") {
            let quoted = serde_json::to_string(&word).expect("text");
            for value in [value.as_str(), quoted.as_str(), "{}", "[]", "[[]]"] {
                let _ = (decimal(value), count(value), uuid(value), moment(value), some_of(&["a"])(value));
            }
        }
    }
}
