//! Where each letter stands, in cells: the one form from which the picture and the printer's bytes are made.
//!
//! Pure. It knows paper and words, but neither dots nor printers.

mod compose;
mod sale;
mod shift;
mod test;

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::receipt::Slip;
use crate::text::cells;

/// A printer's paper, by how much fits on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// 58 mm, 384 dots, 32 cells: every small printer, and the guides of large ones.
    Mm58,
    /// 80 mm, 576 dots, 48 cells: printers of 203 dpi, such as TM-m30 and mC-Print3.
    Mm80,
    /// 80 mm, 512 dots, 42 cells: printers of 180 dpi, such as TM-T88.
    Mm80Coarse,
}

impl Paper {
    /// Half-width letters on a line.
    pub const fn columns(self) -> usize {
        match self {
            Self::Mm58 => 32,
            Self::Mm80 => 48,
            Self::Mm80Coarse => 42,
        }
    }

    /// Dots on a line that the printer can reach. A multiple of 8.
    pub const fn width_dots(self) -> usize {
        match self {
            Self::Mm58 => 384,
            Self::Mm80 => 576,
            Self::Mm80Coarse => 512,
        }
    }

    /// Dots of bare paper at each side.
    pub const fn margin_dots(self) -> usize {
        match self {
            Self::Mm58 => 40,
            Self::Mm80 => 32,
            Self::Mm80Coarse => 28,
        }
    }
}

/// A slip, laid out. No line is wider than the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// For which paper.
    pub paper: Paper,
    /// From top to bottom.
    pub lines: Vec<Line>,
}

/// One line of a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Letters, from the left edge. Spaces hold the place of what is empty.
    Text(Vec<Span>),
    /// A line across the paper.
    Rule(Rule),
    /// Half a line of bare paper.
    Gap,
}

/// Letters of one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Printable letters only: see [`crate::text::printable`].
    pub text: String,
    /// How large.
    pub size: Size,
    /// How dark.
    pub look: Look,
}

/// How large letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// One cell, one line.
    Normal,
    /// Twice as wide and as high.
    Double,
}

impl Size {
    /// By how much width and height are multiplied.
    pub const fn factor(self) -> usize {
        match self {
            Self::Normal => 1,
            Self::Double => 2,
        }
    }
}

/// How dark letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// As the font has them.
    Plain,
    /// With a thicker stroke.
    Bold,
    /// White on black.
    Inverted,
}

/// How heavy a line across the paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Between blocks.
    Thin,
    /// Around what matters.
    Thick,
}

impl Span {
    /// The cells it takes on its line.
    pub fn cells(&self) -> usize {
        cells(&self.text) * self.size.factor()
    }
}

impl Line {
    /// The cells it takes; a rule takes them all.
    pub fn cells(&self, paper: Paper) -> usize {
        match self {
            Self::Text(spans) => spans.iter().map(Span::cells).sum(),
            Self::Rule(_) => paper.columns(),
            Self::Gap => 0,
        }
    }
}

/// Lays a slip out for a paper.
pub fn layout(slip: &Slip, paper: Paper) -> Layout {
    let mut composer = compose::Composer::new(paper);
    match slip {
        Slip::Sale(sale) => sale::compose(sale, &mut composer),
        Slip::Shift(shift) => shift::compose(shift, &mut composer),
        Slip::Test(test) => test::compose(test, &mut composer),
    }
    composer.finish()
}

/// As text, for snapshots and logs of tests: large letters between `«»`, white on black between `[]`.
impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.lines {
            match line {
                Line::Text(spans) => spans.iter().try_for_each(|span| match (span.size, span.look) {
                    (_, Look::Inverted) => write!(f, "[{}]", span.text),
                    (Size::Double, _) => write!(f, "«{}»", span.text),
                    (Size::Normal, _) => write!(f, "{}", span.text),
                })?,
                Line::Rule(Rule::Thin) => write!(f, "{}", "-".repeat(self.paper.columns()))?,
                Line::Rule(Rule::Thick) => write!(f, "{}", "=".repeat(self.paper.columns()))?,
                Line::Gap => {}
            }
            writeln!(f)?;
        }
        Ok(())
    }
}
