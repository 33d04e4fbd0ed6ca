//! Holds requests and answers against the documents, and notes what was held so that nothing is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use partner_api::{Error, Operation, Paged, Repeat};
use rust_decimal::Decimal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::documents::{Documents, ID, Limits, documents, samples};

pub(crate) struct Probe {
    pub(crate) documents: Documents,
    /// The operations that were compared, and what they say of a repeat.
    pub(crate) operations: BTreeMap<&'static str, Repeat>,
    /// The operations whose pages were turned.
    pub(crate) paged: BTreeSet<&'static str>,
    /// The parameters whose limits were tried, with the operation.
    pub(crate) limits: BTreeSet<(&'static str, &'static str)>,
}

impl Probe {
    pub(crate) fn new() -> Self {
        Self { documents: documents(), operations: BTreeMap::new(), paged: BTreeSet::new(), limits: BTreeSet::new() }
    }

    /// `full` has every parameter set; `bare` only those that must be.
    pub(crate) fn operation<O>(&mut self, full: &O, bare: &O)
    where
        O: Operation + Debug,
        O::Response: Serialize,
    {
        self.operations.insert(O::NAME, O::REPEAT);
        let documented = self.documents.operation(O::NAME);
        assert_eq!((O::METHOD.as_str(), O::PATH), (documented.method.as_str(), documented.path.as_str()));
        assert!(full.check().is_ok() && bare.check().is_ok(), "{full:?}");

        let in_body = |required_only: bool| {
            let parameters = documented.parameters.iter().filter(|parameter| parameter.r#in == "body");
            parameters
                .filter(|parameter| parameter.required || !required_only)
                .map(|parameter| parameter.name.clone())
                .collect::<BTreeSet<_>>()
        };
        let later: BTreeSet<_> = documented.later_parameters.iter().cloned().collect();
        assert_eq!(keys(full), &in_body(false) | &later, "{}", O::NAME);
        let mut required = in_body(true);
        // What makes a repeat safe is never left out.
        required.extend(later.into_iter().filter(|name| name == "request_id"));
        required.extend(documented.at_least_one_of.first().cloned());
        assert_eq!(keys(bare), required, "{}", O::NAME);
        assert_eq!(O::REPEAT == Repeat::WithSameRequestId, required.contains("request_id"), "{}", O::NAME);

        let in_path = documented.parameters.iter().filter(|parameter| parameter.r#in == "path");
        let path =
            in_path.fold(O::PATH.to_owned(), |path, parameter| path.replace(&format!("{{{}}}", parameter.name), ID));
        assert_eq!(full.path(), path);

        reads_whole::<O::Response>(&self.documents, &documented.response);
    }

    /// The same for a list, whose pages have the two usual limits.
    pub(crate) fn list<O>(&mut self, full: &O, bare: &O, set_per_page: impl Fn(&mut O, u32))
    where
        O: Paged + Debug + Clone,
        O::Row: Serialize,
    {
        self.operation(full, bare);
        self.paged.insert(O::NAME);
        let mut second = bare.clone();
        assert_eq!(second.page(), None);
        second.set_page(2);
        assert_eq!(second.page(), Some(2));
        assert_eq!(request(&second)["page"], 2, "{}", O::NAME);
        self.count(full, "page", O::set_page);
        self.count(full, "per_page", set_per_page);
    }

    /// A text: as long as the documents allow and no longer, and of their pattern.
    pub(crate) fn text<O: Operation + Clone>(&mut self, full: &O, name: &'static str, set: impl Fn(&mut O, String)) {
        let limits = self.limits_of::<O>(name);
        if let Some(most) = limits.max_length {
            accepts(full, name, |request| set(request, "1".repeat(most)));
            refuses(full, name, |request| set(request, "1".repeat(most + 1)));
        }
        if let Some(least) = limits.min_length {
            accepts(full, name, |request| set(request, "1".repeat(least)));
            refuses(full, name, |request| set(request, "1".repeat(least - 1)));
        }
        if let Some(pattern) = &limits.pattern {
            let (fitting, others) = samples(pattern);
            for text in fitting {
                accepts(full, name, |request| set(request, (*text).to_owned()));
            }
            for text in others {
                refuses(full, name, |request| set(request, (*text).to_owned()));
            }
        }
        self.limits.insert((O::NAME, name));
    }

    /// A whole number with a least value.
    pub(crate) fn count<O: Operation + Clone>(&mut self, full: &O, name: &'static str, set: impl Fn(&mut O, u32)) {
        let limits = self.limits_of::<O>(name);
        // Of later parameters only the kind is known.
        let least = limits.minimum.unwrap_or(1);
        accepts(full, name, |request| set(request, least));
        refuses(full, name, |request| set(request, least - 1));
        self.limits.insert((O::NAME, name));
    }

    /// An amount with a least value.
    pub(crate) fn amount<O: Operation + Clone>(&mut self, full: &O, name: &'static str, set: impl Fn(&mut O, Decimal)) {
        let least: Decimal = self.limits_of::<O>(name).minimum.expect("a least amount").into();
        accepts(full, name, |request| set(request, least));
        refuses(full, name, |request| set(request, least - Decimal::new(1, 2)));
        self.limits.insert((O::NAME, name));
    }

    /// A list that must not be empty.
    pub(crate) fn not_empty<O: Operation + Clone>(&mut self, full: &O, name: &'static str, empty: impl Fn(&mut O)) {
        assert_eq!(self.limits_of::<O>(name).min_items, Some(1), "{name}");
        refuses(full, name, empty);
        self.limits.insert((O::NAME, name));
    }

    /// A closed set: `all` are all values of its type.
    pub(crate) fn choice<O: Operation>(&mut self, name: &'static str, all: &[impl Serialize]) {
        let texts: BTreeSet<_> =
            all.iter().map(|value| serde_json::to_value(value).expect("JSON")).map(|text| text.to_string()).collect();
        let documented = self.limits_of::<O>(name).r#enum.expect("a closed set");
        assert_eq!(texts, documented.iter().map(|text| format!("{text:?}")).collect(), "{name}");
        self.limits.insert((O::NAME, name));
    }

    /// A limit that the parameter's type cannot break.
    pub(crate) fn kept_by_type<O: Operation>(&mut self, name: &'static str) {
        assert!(!self.limits_of::<O>(name).is_none(), "{name} has no limit");
        self.limits.insert((O::NAME, name));
    }

    fn limits_of<O: Operation>(&self, name: &str) -> Limits {
        let mut parameters = self.documents.operation(O::NAME).parameters.iter();
        parameters
            .find(|parameter| parameter.name == name)
            .map(|parameter| parameter.limits.clone())
            .unwrap_or_default()
    }
}

fn accepts<O: Operation + Clone>(full: &O, name: &str, change: impl FnOnce(&mut O)) {
    let mut request = full.clone();
    change(&mut request);
    assert!(request.check().is_ok(), "{} {name}: {}", O::NAME, self::request(&request));
}

fn refuses<O: Operation + Clone>(full: &O, name: &str, change: impl FnOnce(&mut O)) {
    let mut request = full.clone();
    change(&mut request);
    match request.check() {
        Err(Error::InvalidRequest { parameter, .. }) if parameter == name => {}
        other => panic!("{} {name}: {other:?} for {}", O::NAME, self::request(&request)),
    }
}

/// What would leave.
pub(crate) fn request(request: &impl Serialize) -> Value {
    serde_json::from_str(&serde_json::to_string(request).expect("JSON")).expect("JSON")
}

fn keys(request: &impl Serialize) -> BTreeSet<String> {
    let parameters: Map<String, Value> = serde_json::from_value(self::request(request)).expect("an object");
    parameters.into_iter().map(|(key, _)| key).collect()
}

/// Our type reads the documented answer and loses and adds nothing, also where later versions of the API say more.
pub(crate) fn reads_whole<T: Serialize + DeserializeOwned>(documents: &Documents, schema: &str) {
    for nulls in [false, true] {
        let documented = documents.example(schema, nulls);
        let read: T = serde_json::from_str(&documented.to_string()).expect(schema);
        assert_eq!(request(&read), documented, "{schema}");
        let read: T = serde_json::from_str(&saying_more(&documented).to_string()).expect(schema);
        assert_eq!(request(&read), documented, "{schema}");
    }
}

/// The same with a field more in every object.
fn saying_more(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let more = ("of_a_later_version".to_owned(), serde_json::json!({ "type": [1.5, null, "x"] }));
            Value::Object(fields.iter().map(|(name, value)| (name.clone(), saying_more(value))).chain([more]).collect())
        }
        Value::Array(rows) => rows.iter().map(saying_more).collect(),
        single => single.clone(),
    }
}
