//! The lines of an `.ini` or `.properties` text.

/// What a line says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// `[name]`
    Section(&'a str),
    /// `key = value`, or `key: value` as Java also writes it.
    Value {
        /// As it is spelled.
        key: &'a str,
        /// Without blanks and quotes around it.
        value: std::borrow::Cow<'a, str>,
    },
}

/// The lines that say something, each with its number from 1; `None` where one cannot be read.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, Option<Line<'_>>)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let numbered = (1_usize..).zip(text.lines()).map(|(number, line)| (number, line.trim()));
    numbered
        .filter(|(_, line)| !line.is_empty() && !line.starts_with(['#', ';', '!']))
        .map(|(number, line)| (number, read(line)))
}

fn read(line: &str) -> Option<Line<'_>> {
    if let Some(rest) = line.strip_prefix('[') {
        return rest.strip_suffix(']').map(|name| Line::Section(name.trim()));
    }
    // A value may hold either sign, so the first one decides.
    let (key, value) = line.split_once(['=', ':'])?;
    let key = key.trim().trim_start_matches("export ").trim();
    let is_name = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.');
    if key.is_empty() || !key.chars().all(is_name) {
        return None;
    }
    Some(Line::Value { key, value: unquoted(value.trim()) })
}

/// Quotes around a whole value are not part of it. In `.properties`, Java writes `\:` and `\=` inside values.
fn unquoted(value: &str) -> std::borrow::Cow<'_, str> {
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return inner.into();
        }
    }
    if value.contains("\\:") || value.contains("\\=") {
        return value.replace("\\:", ":").replace("\\=", "=").into();
    }
    value.into()
}
