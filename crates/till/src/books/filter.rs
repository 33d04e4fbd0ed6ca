//! A filter as a condition in SQL. What was typed goes into parameters, never into the text.

use jiff::Timestamp;
use rusqlite::types::Value;

use super::read_time;
use crate::journal::sqlite::columns::direction_name;
use crate::tag::TillCode;
use crate::view::{BooksProblem, HistoryFilter, SaleRowState};

/// More words than this are not looked for.
const MOST_WORDS: usize = 8;

/// Fewer characters at the end of a transaction's id would fit too many.
const SHORTEST_ID: usize = 3;

/// What sales must be, as `AND`ed conditions with numbered parameters.
#[derive(Debug, Default)]
pub(super) struct Condition {
    parts: Vec<String>,
    values: Vec<Value>,
}

impl Condition {
    /// The condition of a filter, or why it is none.
    pub(super) fn of(filter: &HistoryFilter, code: &TillCode) -> Result<Self, BooksProblem> {
        let mut condition = Self::default();
        condition.states(&filter.states);
        if let Some(direction) = filter.direction {
            let value = condition.value(direction_name(direction).to_owned());
            condition.parts.push(format!("direction = {value}"));
        }
        if let Some(shift) = filter.shift {
            let value = condition.value(i64::from(shift));
            condition.parts.push(format!("shift = {value}"));
        }
        condition.range(filter.from.as_deref(), filter.to.as_deref())?;
        for word in filter.search.split_whitespace().take(MOST_WORDS) {
            condition.word(word, code);
        }
        Ok(condition)
    }

    /// Sales that were begun from one moment until before another.
    pub(super) fn between(from: Timestamp, to: Timestamp) -> Result<Self, BooksProblem> {
        let mut condition = Self::default();
        condition.bounds(Some(from), Some(to))?;
        Ok(condition)
    }

    /// Sales that count in a shift.
    pub(super) fn of_shift(shift: u32) -> Self {
        let mut condition = Self::default();
        let value = condition.value(i64::from(shift));
        condition.parts.push(format!("shift = {value}"));
        condition
    }

    /// Whether everything passes.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// One more parameter; answers its place in the text.
    pub(super) fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    /// The text after `WHERE`.
    pub(super) fn text(&self) -> String {
        if self.is_empty() { "TRUE".to_owned() } else { self.parts.join(" AND ") }
    }

    /// The parameters, in order.
    pub(super) fn values(&self) -> &[Value] {
        &self.values
    }

    fn states(&mut self, states: &[SaleRowState]) {
        if states.is_empty() {
            return;
        }
        let names: Vec<String> =
            states.iter().flat_map(|state| state_names(*state)).map(|name| format!("'{name}'")).collect();
        self.parts.push(format!("state IN ({})", names.join(", ")));
    }

    fn range(&mut self, from: Option<&str>, to: Option<&str>) -> Result<(), BooksProblem> {
        let (from, to) = (from.map(read_time).transpose()?, to.map(read_time).transpose()?);
        self.bounds(from, to)
    }

    fn bounds(&mut self, from: Option<Timestamp>, to: Option<Timestamp>) -> Result<(), BooksProblem> {
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            return Err(BooksProblem::FromAfterTo);
        }
        for (bound, sign) in [(from, ">="), (to, "<")] {
            if let Some(bound) = bound {
                let value = self.value(comparable(bound));
                self.parts.push(format!("started_at {sign} {value}"));
            }
        }
        Ok(())
    }

    /// A word fits a sale when it fits any of what may be searched.
    fn word(&mut self, word: &str, code: &TillCode) {
        let like = escape(word);
        let note = self.value(format!("%{like}%"));
        let mut ways = vec![format!("note LIKE {note} ESCAPE '\\'")];
        let plain = plain(word);
        let digits = plain.trim_start_matches('¥').trim_end_matches('円').replace(',', "");
        if let Ok(number) = digits.parse::<u32>() {
            let amount = self.value(number.to_string());
            ways.push(format!("coalesce(moved_amount, amount) = {amount}"));
            ways.push(format!("number = {number}"));
        }
        if let Some(number) = code.read_label(&plain.to_ascii_uppercase()) {
            ways.push(format!("number = {}", number.0));
        }
        if plain.len() >= SHORTEST_ID && plain.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-') {
            let id = plain.to_ascii_lowercase();
            let end = self.value(format!("%{id}"));
            ways.push(format!("transaction_id LIKE {end}"));
            let tray = self.value(id);
            ways.push(format!("cashtray_id = {tray}"));
        }
        if let Some(clock) = clock_pattern(&plain) {
            let clock = self.value(clock);
            ways.push(format!("shop_clock(started_at) LIKE {clock}"));
            ways.push(format!("shop_clock(ended_at) LIKE {clock}"));
        }
        self.parts.push(format!("({})", ways.join(" OR ")));
    }
}

/// How [`shop_clock`](super::connect) writes a time such as `14:35` or a day such as `11-20`, `11/20`, `2026-11-20`.
fn clock_pattern(word: &str) -> Option<String> {
    let number =
        |text: &str| text.parse::<u16>().ok().filter(|_| text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()));
    if let Some((hours, minutes)) = word.split_once(':') {
        let (hours, minutes) = (number(hours)?, number(minutes)?);
        return (hours < 24 && minutes < 60).then(|| format!("% {hours:02}:{minutes:02}"));
    }
    let parts: Vec<u16> = word.split(['-', '/']).map(number).collect::<Option<_>>()?;
    match parts[..] {
        [month, day] if (1..=12).contains(&month) && (1..=31).contains(&day) => {
            Some(format!("%-{month:02}-{day:02} %"))
        }
        [year, month, day] if year >= 1000 => Some(format!("{year}-{month:02}-{day:02} %")),
        _ => None,
    }
}

/// What Japanese keyboards make of digits and signs, as ASCII.
fn plain(word: &str) -> String {
    let one = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - u32::from('！') + u32::from('!')).unwrap_or(c),
        '￥' => '¥',
        c => c,
    };
    word.chars().map(one).collect()
}

fn escape(word: &str) -> String {
    word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// A moment as it compares with the journal's texts, which have as many digits of the second as they need: a text
/// without its end is before every text that begins with it.
fn comparable(at: Timestamp) -> String {
    at.to_string().trim_end_matches('Z').to_owned()
}

fn state_names(state: SaleRowState) -> &'static [&'static str] {
    match state {
        SaleRowState::Open => &["creating", "abandoned", "open", "canceling", "amending", "extending", "undecided"],
        SaleRowState::Succeeded => &["succeeded"],
        SaleRowState::Failed => &["failed"],
        SaleRowState::Canceled => &["canceled"],
        SaleRowState::Expired => &["expired"],
        SaleRowState::NotCreated => &["not_created"],
    }
}

/// The state of a row by the journal's word for it.
pub(super) fn row_state(name: &str) -> SaleRowState {
    let all = [
        SaleRowState::Succeeded,
        SaleRowState::Failed,
        SaleRowState::Canceled,
        SaleRowState::Expired,
        SaleRowState::NotCreated,
    ];
    // Whatever is none of these has not ended.
    all.into_iter().find(|state| state_names(*state).contains(&name)).unwrap_or(SaleRowState::Open)
}

#[cfg(test)]
mod tests {
    use super::{clock_pattern, comparable};

    #[test]
    fn times_and_days_are_read_as_people_write_them() {
        for (word, pattern) in [
            ("14:35", Some("% 14:35")),
            ("9:05", Some("% 09:05")),
            ("11/20", Some("%-11-20 %")),
            ("2026-11-20", Some("2026-11-20 %")),
            ("25:00", None),
            ("13/40", None),
            ("a:b", None),
            ("1200", None),
            ("", None),
        ] {
            assert_eq!(clock_pattern(word).as_deref(), pattern, "{word}");
        }
    }

    #[test]
    fn a_bound_compares_with_texts_of_any_precision() {
        let bound = comparable("2026-11-20T06:05:00Z".parse().expect("a time"));
        for (at, is_within) in [
            ("2026-11-20T06:05:00Z", true),
            ("2026-11-20T06:05:00.000001Z", true),
            ("2026-11-20T06:04:59.999999Z", false),
        ] {
            assert_eq!(at >= bound.as_str(), is_within, "{at}");
        }
    }
}
