//! Puts lines under each other. Everything that comes in is cleaned here, and nothing that goes out is too wide.

use super::{Layout, Line, Look, Paper, Rule, Size, Span};
use crate::text::{cells, printable, wrap};

/// A layout in the making.
pub(super) struct Composer {
    paper: Paper,
    lines: Vec<Line>,
}

impl Composer {
    pub(super) fn new(paper: Paper) -> Self {
        Self { paper, lines: Vec::new() }
    }

    pub(super) fn finish(self) -> Layout {
        Layout { paper: self.paper, lines: self.lines }
    }

    pub(super) fn gap(&mut self) {
        self.lines.push(Line::Gap);
    }

    pub(super) fn rule(&mut self, rule: Rule) {
        self.lines.push(Line::Rule(rule));
    }

    /// Text in the middle, on as many lines as it takes. Nothing for an empty text.
    pub(super) fn centred(&mut self, text: &str, size: Size, look: Look) {
        let text = printable(text);
        if text.is_empty() {
            return;
        }
        for line in wrap(&text, self.paper.columns() / size.factor()) {
            let left = (self.paper.columns() - cells(&line) * size.factor()) / 2;
            self.push(vec![spaces(left), Span { text: line, size, look }]);
        }
    }

    /// Text in the middle of a black band across the paper.
    pub(super) fn band(&mut self, text: &str) {
        for line in wrap(&printable(text), self.paper.columns()) {
            let free = self.paper.columns() - cells(&line);
            let text = format!("{}{line}{}", " ".repeat(free / 2), " ".repeat(free - free / 2));
            self.push(vec![Span { text, size: Size::Normal, look: Look::Inverted }]);
        }
    }

    /// A sentence from the left edge.
    pub(super) fn sentence(&mut self, text: &str, look: Look) {
        for text in wrap(&printable(text), self.paper.columns()) {
            self.push(vec![Span { text, size: Size::Normal, look }]);
        }
    }

    /// A label at the left and a value at the right; on lines of their own where they do not fit side by side.
    pub(super) fn pair(&mut self, label: &str, value: &str) {
        self.figures(label, &printable(value));
    }

    /// As [`Self::pair`], with a value made of figures and a clean unit, whose spaces are kept.
    pub(super) fn figures(&mut self, label: &str, value: &str) {
        self.sized_pair(label, value, Size::Normal, Look::Plain);
    }

    /// As [`Self::figures`], large; smaller where the paper is too narrow, but never cut.
    pub(super) fn large_figures(&mut self, label: &str, value: &str) {
        let fits = cells(value) * 2 <= self.paper.columns();
        self.sized_pair(label, value, if fits { Size::Double } else { Size::Normal }, Look::Bold);
    }

    fn sized_pair(&mut self, label: &str, value: &str, size: Size, look: Look) {
        let columns = self.paper.columns();
        let indent = label.len() - label.trim_start().len();
        let label = format!("{}{}", " ".repeat(indent), printable(label));
        if cells(&label) + 1 + cells(value) * size.factor() <= columns {
            let free = columns - cells(&label) - cells(value) * size.factor();
            let label = Span { text: label, size: Size::Normal, look };
            self.push(vec![label, spaces(free), Span { text: value.to_owned(), size, look }]);
            return;
        }
        for text in wrap(&label, columns) {
            self.push(vec![Span { text, size: Size::Normal, look }]);
        }
        for text in wrap(value, columns / size.factor()) {
            let free = columns - cells(&text) * size.factor();
            self.push(vec![spaces(free), Span { text, size, look }]);
        }
    }

    /// Adds a line, without its empty spans.
    fn push(&mut self, mut spans: Vec<Span>) {
        spans.retain(|span| !span.text.is_empty());
        self.lines.push(Line::Text(spans));
    }
}

fn spaces(count: usize) -> Span {
    Span { text: " ".repeat(count), size: Size::Normal, look: Look::Plain }
}
