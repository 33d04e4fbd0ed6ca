//! Text from anywhere, made fit for paper, and measured in cells.
//!
//! A cell is the width of one half-width letter. A letter takes as many cells as bytes in `Shift_JIS`, because that is
//! what printers with Japanese letters of their own do; the picture follows the same rule, so both look alike.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use crate::font;

/// Stands for a letter that the font does not have. The trade's own sign for it.
const MISSING: char = '〓';

/// The letters that can be printed: one line, no control characters, nothing that turns the writing direction, nothing
/// without a width, and `〓` for each emoji and foreign letter that the font lacks.
pub fn printable(text: &str) -> String {
    let composed: String = text.nfc().collect();
    let mut printable = String::with_capacity(composed.len());
    for grapheme in composed.graphemes(true) {
        push_letter(grapheme, &mut printable);
    }
    printable.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Adds what is printed for one letter as a reader sees it.
fn push_letter(grapheme: &str, printable: &mut String) {
    if grapheme.contains(char::is_whitespace) {
        printable.push(' ');
        return;
    }
    let seen = || grapheme.chars().filter(|&c| is_seen(c));
    if seen().all(font::has) {
        printable.extend(seen());
    } else {
        printable.push(MISSING);
    }
}

/// Neither a control character nor one of those that only change how others look.
fn is_seen(c: char) -> bool {
    !c.is_control() && (bytes(c).is_some() || c.width().is_some_and(|width| width > 0)) && !is_format(c)
}

/// Marks of direction, joiners and the like, some of which `unicode-width` gives a cell.
fn is_format(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// How a letter is written in `Shift_JIS`; `None` when it has no place there.
pub(crate) fn bytes(c: char) -> Option<([u8; 2], usize)> {
    let mut utf8 = [0; 4];
    let (encoded, _, unmappable) = encoding_rs::SHIFT_JIS.encode(c.encode_utf8(&mut utf8));
    match (unmappable, &*encoded) {
        (false, &[one]) => Some(([one, 0], 1)),
        (false, &[one, two]) => Some(([one, two], 2)),
        _ => None,
    }
}

/// How many cells a letter takes: 1 or 2.
pub fn cells_of(c: char) -> usize {
    match bytes(c) {
        Some((_, count)) => count,
        None => c.width().unwrap_or(1).clamp(1, 2),
    }
}

/// How many cells a text takes.
pub fn cells(text: &str) -> usize {
    text.chars().map(cells_of).sum()
}

/// Lines of at most `columns` cells, broken at spaces where there are some and anywhere else where there are none.
/// No letter is lost but the spaces at breaks. At least one line, however empty.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut width = 0;
    for c in text.chars() {
        let cell = cells_of(c);
        if width + cell > columns && !line.is_empty() {
            let rest = if c == ' ' { String::new() } else { carried_over(&mut line) };
            lines.push(line.trim_end().to_owned());
            width = cells(&rest);
            line = rest;
            if c == ' ' {
                continue;
            }
        }
        line.push(c);
        width += cell;
    }
    lines.push(line);
    lines
}

/// Takes the begun word off a full line, so that it starts the next one whole. A word longer than half of the line
/// stays, and is broken; so is Japanese, which has no words to the eye.
fn carried_over(line: &mut String) -> String {
    let Some(end) = line.rfind([' ', '-']) else { return String::new() };
    let word = &line[end + 1..];
    if !word.is_ascii() || cells(word) > cells(line) / 2 {
        return String::new();
    }
    let word = word.to_owned();
    line.truncate(end + 1);
    word
}
