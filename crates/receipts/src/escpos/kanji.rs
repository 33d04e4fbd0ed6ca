//! A slip in the printer's own Japanese letters: `Shift_JIS`.

use crate::layout::{Layout, Line, Look, Rule, Size, Span};
use crate::text::{bytes as shift_jis, cells_of};

/// FS C 1: `Shift_JIS`. FS &: Japanese letters on. ESC R 8, ESC t 1: yen sign and half-width kana. ESC 3: line height.
const JAPANESE: &[u8] = b"\x1cC\x01\x1c&\x1bR\x08\x1bt\x01\x1b3\x1e";

/// ESC J: half a line of bare paper.
const GAP: &[u8] = b"\x1bJ\x0a";

/// Adds the lines of a layout from top to bottom.
pub(super) fn encode(layout: &Layout, bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(JAPANESE);
    for line in &layout.lines {
        match line {
            Line::Text(spans) => {
                for span in spans {
                    encode_span(span, bytes);
                }
                bytes.push(b'\n');
            }
            Line::Rule(rule) => {
                let stroke = match rule {
                    Rule::Thin => '─',
                    Rule::Thick => '━',
                };
                (0..layout.paper.columns() / 2).for_each(|_| encode_letter(stroke, bytes));
                bytes.push(b'\n');
            }
            Line::Gap => bytes.extend_from_slice(GAP),
        }
    }
}

/// GS ! for the size, ESC E for bold, GS B for white on black; each switched off again.
fn encode_span(span: &Span, bytes: &mut Vec<u8>) {
    let look: Option<&[u8; 2]> = match span.look {
        Look::Plain => None,
        Look::Bold => Some(b"\x1bE"),
        Look::Inverted => Some(b"\x1dB"),
    };
    if span.size == Size::Double {
        bytes.extend_from_slice(b"\x1d!\x11");
    }
    if let Some(look) = look {
        bytes.extend_from_slice(&[look[0], look[1], 1]);
    }
    span.text.chars().for_each(|letter| encode_letter(letter, bytes));
    if let Some(look) = look {
        bytes.extend_from_slice(&[look[0], look[1], 0]);
    }
    if span.size == Size::Double {
        bytes.extend_from_slice(b"\x1d!\0");
    }
}

/// A letter that `Shift_JIS` lacks becomes `〓` or `?`, as wide as itself.
fn encode_letter(letter: char, bytes: &mut Vec<u8>) {
    let stand_in = if cells_of(letter) == 2 { '〓' } else { '?' };
    if let Some((encoded, count)) = shift_jis(letter).or_else(|| shift_jis(stand_in)) {
        bytes.extend_from_slice(&encoded[..count]);
    }
}
