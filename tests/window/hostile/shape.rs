//! The shapes of what windows may send, read from the TypeScript twins of the Rust types: a new act is attacked from the
//! day it is there.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use super::spite::Dice;

/// A type as TypeScript says it.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    Text,
    Number,
    Bool,
    Null,
    Literal(String),
    List(Box<Shape>),
    Object(BTreeMap<String, Shape>),
    Any(Vec<Shape>),
    All(Vec<Shape>),
}

impl Shape {
    /// The shape of a Rust type as it stands in a command's signature.
    pub(super) fn of_rust(name: &str) -> Self {
        if let Some(inner) = name.strip_prefix("Option<").and_then(|rest| rest.strip_suffix('>')) {
            return Self::Any(vec![Self::of_rust(inner), Self::Null]);
        }
        if let Some(inner) = name.strip_prefix("Vec<").and_then(|rest| rest.strip_suffix('>')) {
            return Self::List(Box::new(Self::of_rust(inner)));
        }
        match name {
            "String" | "PathBuf" | "SecretString" => Self::Text,
            "bool" => Self::Bool,
            "u8" | "u16" | "u32" | "u64" | "usize" | "i32" | "i64" | "f64" => Self::Number,
            name => Self::read(name),
        }
    }

    /// The shape that `ui/src/gen/<name>.ts` describes.
    fn read(name: &str) -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("ui/src/gen/{name}.ts"));
        let source = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let body = source.split_once(" = ").expect("a type is defined").1;
        let mut reader = Reader { tokens: tokens(body), at: 0 };
        reader.union()
    }

    /// Whether a reader could take the value for this shape. Where there is doubt, it could: a missing field may have a
    /// default, and a list may stand for an object.
    pub(super) fn accepts(&self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_string(),
            Self::Number => value.is_number() || value.as_str().is_some_and(|text| text.starts_with("@raw:")),
            Self::Bool => value.is_boolean(),
            Self::Null => value.is_null(),
            // A tag may also be given as its place in the list.
            Self::Literal(text) => value.as_str() == Some(text) || value.is_u64(),
            Self::List(inner) => value.as_array().is_some_and(|list| list.iter().all(|value| inner.accepts(value))),
            Self::Object(fields) => match value {
                Value::Object(given) => fields.iter().all(|(name, shape)| match (given.get(name), shape) {
                    // A tag has no default.
                    (None, Self::Literal(_)) => false,
                    (None, _) => true,
                    (Some(value), shape) => shape.accepts(value),
                }),
                Value::Array(list) => fields.values().zip(list).all(|(shape, value)| shape.accepts(value)),
                _ => false,
            },
            Self::Any(shapes) => shapes.iter().any(|shape| shape.accepts(value)),
            Self::All(shapes) => shapes.iter().all(|shape| shape.accepts(value)),
        }
    }

    /// A value of this shape.
    pub(super) fn sample(&self, dice: &mut Dice) -> Value {
        match self {
            Self::Text => Value::from(dice.pick(&["A-0001", "1200", "", "x"])),
            Self::Number => Value::from(dice.below(3)),
            Self::Bool => Value::from(dice.below(2) == 0),
            Self::Null => Value::Null,
            Self::Literal(text) => Value::from(text.as_str()),
            Self::List(inner) => (0..dice.below(3)).map(|_| inner.sample(dice)).collect(),
            Self::Object(fields) => fields.iter().map(|(name, shape)| (name.clone(), shape.sample(dice))).collect(),
            Self::Any(shapes) => shapes[dice.below(shapes.len())].sample(dice),
            Self::All(shapes) => {
                let mut all = Map::new();
                for shape in shapes {
                    if let Value::Object(fields) = shape.sample(dice) {
                        all.extend(fields);
                    }
                }
                Value::Object(all)
            }
        }
    }
}

/// Words, signs and quoted texts; comments are left out.
fn tokens(source: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut rest = source.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("/*") {
            rest.find("*/").expect("a comment ends") + 2
        } else if first == '"' {
            rest[1..].find('"').expect("a text ends") + 2
        } else if first.is_alphanumeric() || first == '_' {
            rest.find(|next: char| !next.is_alphanumeric() && next != '_').unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(length);
        if !token.starts_with("/*") {
            tokens.push(token.to_owned());
        }
        rest = after.trim_start();
    }
    tokens
}

struct Reader {
    tokens: Vec<String>,
    at: usize,
}

impl Reader {
    fn peek(&self) -> &str {
        self.tokens.get(self.at).map_or("", String::as_str)
    }

    fn take(&mut self) -> String {
        self.at += 1;
        self.tokens[self.at - 1].clone()
    }

    fn takes(&mut self, sign: &str) -> bool {
        let is_there = self.peek() == sign;
        self.at += usize::from(is_there);
        is_there
    }

    fn union(&mut self) -> Shape {
        self.takes("|");
        let mut shapes = vec![self.intersection()];
        while self.takes("|") {
            shapes.push(self.intersection());
        }
        if shapes.len() == 1 { shapes.remove(0) } else { Shape::Any(shapes) }
    }

    fn intersection(&mut self) -> Shape {
        let mut shapes = vec![self.single()];
        while self.takes("&") {
            shapes.push(self.single());
        }
        if shapes.len() == 1 { shapes.remove(0) } else { Shape::All(shapes) }
    }

    fn single(&mut self) -> Shape {
        let token = self.take();
        let mut shape = match token.as_str() {
            "{" => self.object(),
            "(" => {
                let inner = self.union();
                assert!(self.takes(")"), "a bracket is closed");
                inner
            }
            "Array" => {
                assert!(self.takes("<"), "an array has a kind");
                let inner = self.union();
                assert!(self.takes(">"), "an array's kind ends");
                Shape::List(Box::new(inner))
            }
            "string" => Shape::Text,
            "number" => Shape::Number,
            "boolean" => Shape::Bool,
            "null" => Shape::Null,
            text if text.starts_with('"') => Shape::Literal(text.trim_matches('"').to_owned()),
            name => Shape::read(name),
        };
        while self.takes("[") {
            assert!(self.takes("]"), "a list is closed");
            shape = Shape::List(Box::new(shape));
        }
        shape
    }

    fn object(&mut self) -> Shape {
        let mut fields = BTreeMap::new();
        while !self.takes("}") {
            let name = self.take().trim_matches('"').to_owned();
            let is_optional = self.takes("?");
            assert!(self.takes(":"), "the field {name} has a type");
            let shape = self.union();
            let shape = if is_optional { Shape::Any(vec![shape, Shape::Null]) } else { shape };
            fields.insert(name, shape);
            self.takes(",");
            self.takes(";");
        }
        Shape::Object(fields)
    }
}

#[test]
fn shapes_are_read_and_only_what_fits_is_taken() {
    let act = Shape::read("SaleAct");
    let fits = serde_json::json!({ "act": "amend", "number": "A-0001", "amount": "1" });
    assert!(act.accepts(&fits));
    for misfit in [
        serde_json::json!({ "act": "amend", "number": 1, "amount": "1" }),
        serde_json::json!({ "act": "steal", "number": "A-0001" }),
        serde_json::json!({ "number": "A-0001" }),
        serde_json::json!("amend"),
        serde_json::json!(null),
    ] {
        assert!(!act.accepts(&misfit), "{misfit}");
    }
    let question = Shape::read("BooksQuestion");
    let mut dice = Dice::new(1);
    for _ in 0..100 {
        let sample = question.sample(&mut dice);
        assert!(question.accepts(&sample), "{sample}");
    }
}
