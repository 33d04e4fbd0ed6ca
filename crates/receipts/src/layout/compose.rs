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

    /// Digits that fill a line to the last cell.
    pub(super) fn edge_to_edge(&self) -> String {
        "1234567890".chars().cycle().take(self.paper.columns()).collect()
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

    /// A name in the middle, large where its words fit so, without leaving a single letter on a line.
    pub(super) fn name(&mut self, name: &str) {
        let name = printable(name);
        let columns = self.paper.columns() / Size::Double.factor();
        if name.split(' ').any(|word| cells(word) > columns) {
            self.centred(&name, Size::Normal, Look::Bold);
            return;
        }
        let mut line = String::new();
        for word in name.split(' ') {
            if !line.is_empty() && cells(&line) + 1 + cells(word) > columns {
                self.centred(&std::mem::take(&mut line), Size::Double, Look::Plain);
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.centred(&line, Size::Double, Look::Plain);
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

    /// A label at the left and a text at the right; below the label, indented, where they do not fit side by side.
    pub(super) fn pair(&mut self, label: &str, value: &str) {
        let value = printable(value);
        if self.fits(label, &value, Size::Normal) {
            self.figures(label, &value);
            return;
        }
        self.sentence(label, Look::Plain);
        for line in wrap(&value, self.paper.columns() - 2) {
            self.push(vec![spaces(2), Span { text: line, size: Size::Normal, look: Look::Plain }]);
        }
    }

    /// A label at the left and figures with a clean unit at the right; on lines of their own where they do not fit.
    pub(super) fn figures(&mut self, label: &str, figures: &str) {
        self.sized_figures(label, figures, Size::Normal, Look::Plain);
    }

    /// As [`Self::figures`], large; smaller where the paper is too narrow, but never cut.
    pub(super) fn large_figures(&mut self, label: &str, figures: &str) {
        let fits = cells(figures) * Size::Double.factor() <= self.paper.columns();
        self.sized_figures(label, figures, if fits { Size::Double } else { Size::Normal }, Look::Bold);
    }

    fn sized_figures(&mut self, label: &str, figures: &str, size: Size, look: Look) {
        let columns = self.paper.columns();
        let plain = indented(label);
        if self.fits(label, figures, size) {
            let free = columns - cells(&plain) - cells(figures) * size.factor();
            let label = Span { text: plain, size: Size::Normal, look };
            self.push(vec![label, spaces(free), Span { text: figures.to_owned(), size, look }]);
            return;
        }
        for text in wrap(&plain, columns) {
            self.push(vec![Span { text, size: Size::Normal, look }]);
        }
        for text in wrap(figures, columns / size.factor()) {
            let free = columns - cells(&text) * size.factor();
            self.push(vec![spaces(free), Span { text, size, look }]);
        }
    }

    fn fits(&self, label: &str, value: &str, size: Size) -> bool {
        cells(&indented(label)) + 1 + cells(value) * size.factor() <= self.paper.columns()
    }

    /// Adds a line, without its empty spans.
    fn push(&mut self, mut spans: Vec<Span>) {
        spans.retain(|span| !span.text.is_empty());
        self.lines.push(Line::Text(spans));
    }
}

/// A clean label that keeps up to two of the spaces before it: `  of it money` stands below what it is a part of.
fn indented(label: &str) -> String {
    let indent = label.chars().take_while(|&c| c == ' ').take(2).count();
    format!("{}{}", " ".repeat(indent), printable(label))
}

fn spaces(count: usize) -> Span {
    Span { text: " ".repeat(count), size: Size::Normal, look: Look::Plain }
}
