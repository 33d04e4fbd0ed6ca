//! A layout as black and white dots, exactly those that a printer burns.

use crate::font;
use crate::layout::{Layout, Line, Look, Paper, Rule, Size, Span};
use crate::text::cells_of;

/// Dots of a cell's width; the height of a letter is twice that.
const CELL_DOTS: usize = 12;

/// Bare dots below a line of letters.
const LEADING_DOTS: usize = 6;

/// Bare dots above the first and below the last line.
const END_DOTS: usize = 12;

/// Dots in rows from top to bottom, one bit each: the highest bit of a byte is the leftmost dot, 1 is black.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    width_dots: usize,
    height_dots: usize,
    bits: Vec<u8>,
}

/// Draws a layout.
pub fn render(layout: &Layout) -> Raster {
    let height = END_DOTS * 2 + layout.lines.iter().map(height_dots).sum::<usize>();
    let mut raster = Raster::white(layout.paper.width_dots(), height);
    let mut top = END_DOTS;
    for line in &layout.lines {
        match line {
            Line::Text(spans) => raster.draw_text(spans, layout.paper, top),
            Line::Rule(rule) => raster.draw_rule(*rule, top),
            Line::Gap => {}
        }
        top += height_dots(line);
    }
    raster.defuse();
    raster
}

fn height_dots(line: &Line) -> usize {
    match line {
        Line::Text(spans) => letter_dots(tallest(spans)) + LEADING_DOTS,
        Line::Rule(_) => 4,
        Line::Gap => 10,
    }
}

fn tallest(spans: &[Span]) -> Size {
    spans.iter().map(|span| span.size).max_by_key(|size| size.factor()).unwrap_or(Size::Normal)
}

const fn letter_dots(size: Size) -> usize {
    CELL_DOTS * 2 * size.factor()
}

impl Raster {
    /// Nothing but paper.
    ///
    /// # Panics
    ///
    /// When the width is not a multiple of 8: no printer has such a head.
    pub fn white(width_dots: usize, height_dots: usize) -> Self {
        assert!(width_dots.is_multiple_of(8), "a row of dots is a row of whole bytes");
        Self { width_dots, height_dots, bits: vec![0; width_dots / 8 * height_dots] }
    }

    /// Dots of a row. A multiple of 8.
    pub fn width_dots(&self) -> usize {
        self.width_dots
    }

    /// Rows.
    pub fn height_dots(&self) -> usize {
        self.height_dots
    }

    /// The rows as bytes, from top to bottom.
    pub fn rows(&self) -> std::slice::ChunksExact<'_, u8> {
        self.bits.chunks_exact(self.width_dots / 8)
    }

    /// Whether a dot is black. A dot beyond the edge is not.
    pub fn is_black(&self, x: usize, y: usize) -> bool {
        self.place(x, y).is_some_and(|(byte, bit)| self.bits[byte] & bit != 0)
    }

    /// Makes a dot black. Beyond the edge there is nothing to blacken.
    pub fn blacken(&mut self, x: usize, y: usize) {
        if let Some((byte, bit)) = self.place(x, y) {
            self.bits[byte] |= bit;
        }
    }

    fn invert(&mut self, x: usize, y: usize) {
        if let Some((byte, bit)) = self.place(x, y) {
            self.bits[byte] ^= bit;
        }
    }

    fn place(&self, x: usize, y: usize) -> Option<(usize, u8)> {
        (x < self.width_dots && y < self.height_dots).then(|| (y * (self.width_dots / 8) + x / 8, 0x80 >> (x % 8)))
    }

    /// Letters on one base line, so that a small label stands beside a large amount as it should.
    fn draw_text(&mut self, spans: &[Span], paper: Paper, top: usize) {
        let bottom = letter_dots(tallest(spans));
        let mut left = (paper.width_dots() - paper.columns() * CELL_DOTS) / 2;
        for span in spans {
            let height = letter_dots(span.size);
            // Below the base line is an eighth of a letter's height.
            let base = top + bottom - height - (bottom - height) / 8;
            let start = left;
            for letter in span.text.chars() {
                let width = cells_of(letter) * CELL_DOTS * span.size.factor();
                self.draw_letter(letter, (left, base), (width, height), span.look == Look::Bold);
                left += width;
            }
            if span.look == Look::Inverted {
                self.invert_box((start, base.saturating_sub(LEADING_DOTS / 2)), (left - start, height + LEADING_DOTS));
            }
        }
    }

    fn draw_letter(&mut self, letter: char, (left, top): (usize, usize), (width, height): (usize, usize), bold: bool) {
        let strokes = if bold { 1 + height / (CELL_DOTS * 2) } else { 1 };
        font::draw(letter, width, height, |x, y| {
            let (Some(x), Some(y)) = (left.checked_add_signed(x as isize), top.checked_add_signed(y as isize)) else {
                return;
            };
            for stroke in 0..strokes {
                self.blacken(x + stroke, y);
            }
        });
    }

    fn invert_box(&mut self, (left, top): (usize, usize), (width, height): (usize, usize)) {
        for y in top..top + height {
            for x in left..left + width {
                self.invert(x, y);
            }
        }
    }

    fn draw_rule(&mut self, rule: Rule, top: usize) {
        let thickness = match rule {
            Rule::Thin => 1,
            Rule::Thick => 3,
        };
        for y in top..top + thickness {
            for x in 0..self.width_dots {
                self.blacken(x, y);
            }
        }
    }

    /// Printers look for real-time commands even between the bytes of a picture: the dots `10 14` could open the drawer
    /// and `10 05` throw the rest of the slip away. One more black dot in such a pair harms nobody's eyes.
    pub fn defuse(&mut self) {
        for at in 1..self.bits.len() {
            if self.bits[at - 1] == 0x10 && matches!(self.bits[at], 0x04 | 0x05 | 0x14) {
                self.bits[at - 1] |= 0x08;
            }
        }
    }
}
