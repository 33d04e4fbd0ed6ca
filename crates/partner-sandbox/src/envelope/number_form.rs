//! Prints amounts as a server does that computes with floating point.

/// The keys whose values are amounts, or numbers that the documents do not call integers.
const AMOUNTS: [&str; 13] = [
    "amount",
    "money_amount",
    "point_amount",
    "balance",
    "money_balance",
    "point_balance",
    "point_debt",
    "max_amount",
    "min_amount",
    "usage_count",
    "max_balance",
    "transfer_limit",
    "status_code",
];

/// The same JSON, in which every whole amount ends in `.0`. The text is compact, as serde writes it.
pub(super) fn with_points(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 64);
    let mut rest = json;
    while let Some(quote) = rest.find('"') {
        let (before, string) = rest.split_at(quote);
        let end = end_of_string(string);
        out.push_str(before);
        out.push_str(&string[..end]);
        let name = &string[1..end - 1];
        rest = &string[end..];
        if !AMOUNTS.contains(&name) {
            continue;
        }
        let Some(value) = rest.strip_prefix(':') else { continue };
        let length = value.find([',', '}', ']']).unwrap_or(value.len());
        let number = &value[..length];
        if number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            out.push(':');
            out.push_str(number);
            out.push_str(".0");
            rest = &value[length..];
        }
    }
    out.push_str(rest);
    out
}

/// Where the JSON string that this text begins with ends.
fn end_of_string(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::with_points;

    #[test]
    fn whole_amounts_get_a_point_and_nothing_else_changes() {
        assert_eq!(
            with_points(
                r#"{"amount":-1100,"count":3,"description":"\"amount\":5, さくら","balance":0.5,"point_debt":null}"#
            ),
            r#"{"amount":-1100.0,"count":3,"description":"\"amount\":5, さくら","balance":0.5,"point_debt":null}"#
        );
        assert_eq!(with_points(r#"["amount",{"max_balance":7}]"#), r#"["amount",{"max_balance":7.0}]"#);
    }
}
