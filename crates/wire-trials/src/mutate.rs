//! Hostile inputs made from good ones, the same for the same seed: bytes flipped, cut, doubled and spliced, and JSON with
//! values swapped, dropped, doubled, nested without end or made huge.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::{Map, Value};

use crate::entry::Entry;

/// Values that some reader somewhere did not expect, as JSON writes them.
const ODD_VALUES: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "1",
    "200",
    "1e3",
    "1280.0",
    "1e400",
    "-1e400",
    "1E-400",
    "0e999999999999",
    "9007199254740993",
    "18446744073709551616",
    "79228162514264337593543950335",
    "79228162514264337593543950336",
    "0.1",
    "0.0000000000000000000000000001",
    "0.00000000000000000000000000001",
    "1.23456789012345678901234567890123e5",
    "\"\"",
    "\"1280\"",
    "\"-1280\"",
    "\"NaN\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"２０２６\"",
    "\"2026-11-20T06:56:43Z\"",
    "\"0001-01-01T00:00:00Z\"",
    "\"5ca2bbb1-3216-48f0-b171-26ec05dfcc03\"",
    "\"cashtray_already_proceed\"",
    "[]",
    "{}",
    "[null]",
    "{\"\":{}}",
];

/// Bytes that mean something to some reader.
const ODD_TEXTS: &[&str] = &[
    "\0",
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "-",
    "+",
    ".",
    "e",
    "E9",
    "0",
    "99999999999999999999",
    "×",
    "円",
    "\u{202e}",
    "\u{feff}",
    "\u{85}",
    "T",
    "Z",
    "+09:00",
    "=",
    "==",
    "_-",
    "/",
    "&data=",
    "%00",
    "null",
    "\r\n",
    "🍣",
];

/// Stands where a text is put that JSON's own writer would not write.
const RAW: &str = "@raw:";

/// An endless supply of inputs for an entry, from its seeds.
#[derive(Debug)]
pub struct Mutations {
    seeds: Vec<Vec<u8>>,
    head: usize,
    rng: StdRng,
}

impl Mutations {
    /// Supplies the same inputs for the same seed.
    pub fn new(entry: &Entry, seed: u64) -> Self {
        Self { seeds: (entry.seeds)(), head: entry.head, rng: StdRng::seed_from_u64(seed) }
    }

    fn any_seed(&mut self) -> Vec<u8> {
        self.seeds.choose(&mut self.rng).cloned().unwrap_or_default()
    }
}

impl Iterator for Mutations {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut input = self.any_seed();
        let length = self.head.min(input.len());
        let (head, rest) = input.split_at_mut(length);
        if self.rng.random_bool(0.3) {
            self.rng.fill(head);
        }
        let mut rest = rest.to_vec();
        let head = head.to_vec();
        for _ in 0..self.rng.random_range(1..4) {
            rest = match serde_json::from_slice::<Value>(&rest) {
                Ok(value) if self.rng.random_bool(0.7) => change_json(value, &mut self.rng),
                _ => {
                    let other = self.any_seed();
                    change_bytes(rest, &other, &mut self.rng)
                }
            };
        }
        Some([head, rest].concat())
    }
}

fn change_bytes(mut bytes: Vec<u8>, other: &[u8], rng: &mut StdRng) -> Vec<u8> {
    let place = |length: usize, rng: &mut StdRng| rng.random_range(0..=length);
    let at = place(bytes.len(), rng);
    match rng.random_range(0..7) {
        0 if at < bytes.len() => bytes[at] ^= 1 << rng.random_range(0..8),
        1 if at < bytes.len() => bytes[at] = rng.random(),
        2 => bytes.truncate(at),
        3 => {
            let end = at + place((bytes.len() - at).min(64), rng);
            bytes.drain(at..end);
        }
        4 => {
            let end = at + place((bytes.len() - at).min(64), rng);
            let doubled = bytes[at..end].to_vec();
            bytes.splice(at..at, doubled);
        }
        5 => {
            bytes.truncate(at);
            bytes.extend_from_slice(&other[place(other.len(), rng)..]);
        }
        _ => {
            let odd = ODD_TEXTS.choose(rng).copied().unwrap_or_default();
            bytes.splice(at..at, odd.bytes());
        }
    }
    bytes
}

fn change_json(mut value: Value, rng: &mut StdRng) -> Vec<u8> {
    let count = count(&value);
    // The same place again and again would leave the others untried.
    change_at(&mut value, &mut rng.random_range(0..count), rng);
    let text = value.to_string();
    with_raw_texts(&text).into_bytes()
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0,
    }
}

/// Changes the value that is the `left`th in a walk over all of them.
fn change_at(value: &mut Value, left: &mut usize, rng: &mut StdRng) -> bool {
    if *left == 0 {
        change(value, rng);
        return true;
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter_mut().any(|item| change_at(item, left, rng)),
        Value::Object(fields) => fields.values_mut().any(|field| change_at(field, left, rng)),
        _ => false,
    }
}

fn change(value: &mut Value, rng: &mut StdRng) {
    let odd = ODD_VALUES.choose(rng).copied().unwrap_or_default();
    match (rng.random_range(0..5), value) {
        (0, Value::Object(fields)) => drop_one(fields, rng),
        (1, Value::Object(fields)) => {
            if let Some((name, field)) = pick(fields, rng) {
                let doubled = format!("{RAW}{},{}:{odd}", fields[&name], Value::String(name.clone()));
                // A field that was doubled before holds a raw text already.
                if !field.to_string().contains(RAW) {
                    fields.insert(name, Value::String(doubled));
                }
            }
        }
        (0 | 1, Value::Array(items)) if !items.is_empty() => {
            let item = items[rng.random_range(0..items.len())].clone();
            items.extend(std::iter::repeat_n(item, rng.random_range(1..4)));
        }
        (2, value) => {
            let depth = *[1, 3, 100, 127, 128, 200, 5_000].choose(rng).unwrap_or(&1);
            let (open, close) = if rng.random_bool(0.5) { ("[", "]") } else { ("{\"a\":", "}") };
            *value = Value::String(format!("{RAW}{}{odd}{}", open.repeat(depth), close.repeat(depth)));
        }
        (_, value) => *value = Value::String(format!("{RAW}{odd}")),
    }
}

fn pick(fields: &Map<String, Value>, rng: &mut StdRng) -> Option<(String, Value)> {
    let names: Vec<&String> = fields.keys().collect();
    let name = (*names.choose(rng)?).clone();
    Some((name.clone(), fields[&name].clone()))
}

fn drop_one(fields: &mut Map<String, Value>, rng: &mut StdRng) {
    if let Some((name, _)) = pick(fields, rng) {
        fields.remove(&name);
    }
}

/// Puts each raw text in the place of the JSON string that carries it.
fn with_raw_texts(json: &str) -> String {
    let marker = format!("\"{RAW}");
    let Some((before, rest)) = json.split_once(&marker) else { return json.to_owned() };
    let mut end = None;
    let mut is_escaped = false;
    for (at, char) in rest.char_indices() {
        match char {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => {
                end = Some(at);
                break;
            }
            _ => {}
        }
    }
    let Some(end) = end else { return json.to_owned() };
    let raw: String = serde_json::from_str(&format!("\"{}\"", &rest[..end])).expect("a JSON string was written");
    format!("{before}{raw}{}", &rest[end + 1..])
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::{Mutations, change_json};
    use crate::entry::find;

    #[test]
    fn one_seed_gives_one_sequence_and_most_of_it_is_new() {
        let entry = find("number");
        let inputs: Vec<Vec<u8>> = Mutations::new(entry, 7).take(200).collect();
        assert_eq!(inputs, Mutations::new(entry, 7).take(200).collect::<Vec<_>>());
        assert_ne!(inputs, Mutations::new(entry, 8).take(200).collect::<Vec<_>>());
        let seeds = (entry.seeds)();
        assert!(inputs.iter().filter(|input| !seeds.contains(input)).count() > 150);
    }

    #[test]
    fn json_is_changed_in_every_way_that_is_promised() {
        let mut rng = StdRng::seed_from_u64(3);
        let value = serde_json::json!({"amount": 1, "name": "a\"b", "rows": [1, {"c": null}]});
        let texts: Vec<String> =
            (0..500).map(|_| String::from_utf8_lossy(&change_json(value.clone(), &mut rng)).into_owned()).collect();
        let some = |holds: &dyn Fn(&str) -> bool| assert!(texts.iter().any(|text| holds(text)));
        some(&|text| text.matches("\"amount\":").count() == 2);
        some(&|text| !text.contains("\"name\""));
        some(&|text| text.contains("1e400"));
        some(&|text| text.contains(&"[".repeat(200)));
        assert!(texts.iter().all(|text| !text.contains("@raw")), "nothing of the scaffolding is left");
    }
}
