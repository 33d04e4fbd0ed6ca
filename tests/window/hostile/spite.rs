//! Arguments that nobody who means well would send. Seeded: the same in every run.
//!
//! Some would be understood if they were sent by mistake (a language, a note, a shift's staff), so that an argument is
//! only used when no reader can take it for what the command expects, or when [`content`] knows that the till itself
//! must refuse it.

use serde_json::{Value, json};

use super::commands::Command;

/// A small generator of numbers (splitmix64); the standard library has none.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.roll() % u64::try_from(limit).expect("it fits")).expect("it fits")
    }

    pub(super) fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// Texts that have broken programs. The page expands `@huge:`, which would be long to send to it.
const TEXTS: &[&str] = &[
    "A-0001'; DROP TABLE entries; --",
    "\" OR 1=1 --",
    "%' UNION SELECT token FROM sales --",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "../../../../etc/passwd",
    "..\\..\\windows\\system32",
    "/dev/zero",
    "file:///etc/shadow",
    "\0",
    "A-0001\0",
    "A-0001\n",
    "\u{7}\u{1b}[2J",
    "\u{202e}1000-A",
    "\u{feff}A-0001",
    "Ａ-０００１",
    "a-0001",
    "A-1",
    "A-00001",
    "A-99999999999999999999",
    "-1",
    "NaN",
    "Infinity",
    "1e400",
    "0x10",
    "${jndi:ldap://127.0.0.1/x}",
    "{{7*7}}",
    "%s%s%s%n",
    "$(reboot)",
    "`id`",
    "__proto__",
    "constructor",
    "=cmd|'/c calc'!A1",
    "👩‍👩‍👧‍👦",
    "\u{fffd}\u{fffe}",
    "@huge:100000",
    "@huge:1000000",
];

/// Amounts that are none, or more than any shop sells.
const AMOUNTS: &[&str] = &[
    "NaN",
    "Infinity",
    "-1",
    "1e400",
    "1e3",
    "0",
    "0x10",
    "1.5.2",
    "1200; DROP TABLE entries",
    "<b>1</b>",
    "1200円\0",
    "99999999999999999999999999999999",
    "999999999",
    "0.1",
    "\u{202e}0021",
    "twelve",
    "１２００一",
    "@huge:100000",
];

/// `count` calls of a command, each as its arguments.
pub(super) fn calls(command: &Command, count: usize, dice: &mut Dice) -> Vec<Value> {
    let mut calls = Vec::with_capacity(count);
    while calls.len() < count {
        let refused_by_the_till = (dice.below(3) == 0).then(|| content(&command.name, dice)).flatten();
        let call = refused_by_the_till.unwrap_or_else(|| misfit(command, dice));
        calls.push(call);
    }
    calls
}

/// Arguments of which at least one fits nothing. A command without arguments gets some all the same.
fn misfit(command: &Command, dice: &mut Dice) -> Value {
    if command.arguments.is_empty() {
        return json!({ "act": junk(dice, 0), "desk": junk(dice, 0), "__proto__": junk(dice, 0) });
    }
    loop {
        let given: Vec<(String, Value)> = command
            .arguments
            .iter()
            .map(|(name, shape)| {
                let sample = shape.sample(dice);
                let value = if dice.below(3) == 0 { junk(dice, 0) } else { spoil(sample, dice) };
                (name.clone(), value)
            })
            .collect();
        let fits = command.arguments.iter().zip(&given).all(|((_, shape), (_, value))| shape.accepts(value));
        if !fits {
            // Sometimes an argument is missing altogether, or has another name; the misfit one stays.
            let mut given: serde_json::Map<String, Value> = given.into_iter().collect();
            if dice.below(10) == 0 {
                given.insert("__proto__".to_owned(), junk(dice, 0));
            }
            return Value::Object(given);
        }
    }
}

/// One place of the value becomes something else.
fn spoil(value: Value, dice: &mut Dice) -> Value {
    match value {
        Value::Object(mut fields) if !fields.is_empty() && dice.below(6) > 0 => {
            let names: Vec<String> = fields.keys().cloned().collect();
            let name = &names[dice.below(names.len())];
            let inner = fields.remove(name).expect("it was there");
            // A tag that no act has.
            let spoilt =
                if inner.is_string() && dice.below(4) == 0 { Value::from(text(dice)) } else { spoil(inner, dice) };
            fields.insert(name.clone(), spoilt);
            Value::Object(fields)
        }
        _ => junk(dice, 0),
    }
}

fn text(dice: &mut Dice) -> String {
    dice.pick(TEXTS).to_owned()
}

/// Anything.
fn junk(dice: &mut Dice, depth: usize) -> Value {
    let kinds = if depth > 3 { 8 } else { 11 };
    match dice.below(kinds) {
        0 => Value::Null,
        1 => Value::from(dice.below(2) == 0),
        2 => json!([-1, 0, 1][dice.below(3)]),
        3 => json!([1.5, -0.0, 1e308, 5e-324][dice.below(4)]),
        4 => json!([i64::MIN, i64::MAX, 9_007_199_254_740_993, 4_294_967_296][dice.below(4)]),
        5 => Value::from(dice.pick(&["@raw:1e400", "@raw:-1e999", "@raw:99999999999999999999999999", "@raw:0.1e-400"])),
        6 => Value::from(dice.pick(&["@deep:100", "@deep:500", "@deep:2000"])),
        7 => Value::from(text(dice)),
        8 => (0..dice.below(4)).map(|_| junk(dice, depth + 1)).collect(),
        9 => json!({ text(dice): junk(dice, depth + 1) }),
        _ => json!({ "act": junk(dice, depth + 1), "number": junk(dice, depth + 1), "length": 4_294_967_295_u64 }),
    }
}

/// Arguments of the right types that the till must refuse for what they say. After one sale, with no QR on the screen.
fn content(command: &str, dice: &mut Dice) -> Option<Value> {
    let number = text(dice);
    let amount = dice.pick(AMOUNTS);
    let far = [0, 4_294_967_295_u64, 77][dice.below(3)];
    let direction = dice.pick(&["payment", "topup"]);
    let call = match command {
        "read_amount" => json!({ "text": amount }),
        "start_sale" => json!({ "direction": direction, "amount": amount, "note": text(dice) }),
        "check_now" | "save_qr" => json!({ "number": number }),
        "practice_scan" => json!({ "customer": text(dice) }),
        "reconcile" => json!({ "shift": far }),
        "sale_act" => {
            let act = dice.pick(&["cancel", "amend", "extend", "park", "new_qr", "done", "refund"]);
            json!({ "act": { "act": act, "number": number, "amount": amount, "reason": text(dice) } })
        }
        "shift_act" => match dice.below(2) {
            0 => json!({ "act": { "act": "open", "staff": "@huge:1000", "float": amount } }),
            _ => {
                json!({ "act": { "act": "close", "shift": far, "staff": text(dice), "counted": "", "carried_by": text(dice) } })
            }
        },
        "export" => {
            let scope = match dice.below(3) {
                0 => json!({ "of": "shift", "shift": far }),
                1 => json!({ "of": "day", "day": text(dice) }),
                _ => json!({ "of": "range", "from": text(dice), "to": text(dice) }),
            };
            json!({ "act": { "act": "start", "scope": scope, "format": dice.pick(&["csv", "json"]), "language": "ja" } })
        }
        "print" => {
            let slip = match dice.below(2) {
                0 => json!({ "of": "sale", "number": number }),
                _ => json!({ "of": "shift", "shift": far }),
            };
            json!({ "act": { "act": dice.pick(&["preview", "print"]), "slip": slip } })
        }
        "setup_act" => match dice.below(3) {
            0 => json!({ "act": { "act": "open", "profile": number, "passphrase": text(dice) } }),
            1 => json!({ "act": { "act": "choose", "shop_id": text(dice), "money_id": text(dice) } }),
            _ => {
                json!({ "act": { "act": "connect_file", "config": number, "ca": null, "password": null, "renews": null } })
            }
        },
        _ => return None,
    };
    Some(call)
}
