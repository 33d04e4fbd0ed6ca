//! What a printer makes of our bytes.

use crate::support::interpreter::{Command, burnt_rows, commands, printed_lines};
use crate::support::samples;
use receipts::escpos::{Cut, DrawerPin, Letters, encode, kick, kick_now};
use receipts::layout::{Layout, Line, Paper, Rule, Span, layout};
use receipts::raster::{Raster, render};
use receipts::receipt::{Act, Language, Row, Slip};
use receipts::render_preview;

const PAPERS: [Paper; 3] = [Paper::Mm58, Paper::Mm80, Paper::Mm80Coarse];

fn each_slip(mut check: impl FnMut(&str, &Layout)) {
    for (name, slip) in samples::all() {
        for paper in PAPERS {
            check(&format!("{name} on {paper:?}"), &layout(&slip, paper));
        }
    }
}

#[test]
fn printer_burns_exactly_the_dots_of_the_preview() {
    each_slip(|name, layout| {
        let burnt = burnt_rows(&commands(&encode(layout, Letters::Drawn, Cut::Partial)));
        let picture = image::load_from_memory(&render_preview(layout)).unwrap().into_luma8();
        let margin = layout.paper.margin_dots();
        let (width, height) = (layout.paper.width_dots(), picture.height() as usize - 2 * margin);
        assert_eq!(picture.width() as usize, width + 2 * margin, "{name}");
        assert_eq!(burnt.len(), height, "{name}");
        for (x, y, dot) in picture.enumerate_pixels() {
            let on_head = (x as usize).checked_sub(margin).zip((y as usize).checked_sub(margin));
            let is_burnt = on_head
                .and_then(|(x, y)| burnt.get(y)?.get(x / 8).map(|byte| byte & (0x80 >> (x % 8)) != 0))
                .unwrap_or(false);
            assert_eq!(dot.0[0] == 0, is_burnt, "{name}: dot {x}, {y}");
        }
    });
}

#[test]
fn printers_own_letters_say_what_the_layout_says() {
    each_slip(|name, layout| {
        let printed = printed_lines(&commands(&encode(layout, Letters::Printers, Cut::Partial)));
        let expected: Vec<String> = layout.lines.iter().filter_map(|line| text_of(line, layout.paper)).collect();
        let said: Vec<&str> = printed.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(said, expected, "{name}");
        assert!(printed.iter().all(|line| line.cells <= layout.paper.columns()), "{name}");
    });
}

fn text_of(line: &Line, paper: Paper) -> Option<String> {
    match line {
        Line::Text(spans) => Some(spans.iter().map(|span: &Span| span.text.as_str()).collect()),
        Line::Rule(Rule::Thin) => Some("─".repeat(paper.columns() / 2)),
        Line::Rule(Rule::Thick) => Some("━".repeat(paper.columns() / 2)),
        Line::Gap => None,
    }
}

#[test]
fn each_slip_starts_clean_and_ends_with_one_cut() {
    each_slip(|name, layout| {
        for letters in [Letters::Drawn, Letters::Printers] {
            for (cut, end) in [
                (Cut::Partial, Command::Cut { full: false }),
                (Cut::Full, Command::Cut { full: true }),
                (Cut::Tear, Command::FeedLines(5)),
            ] {
                let commands = commands(&encode(layout, letters, cut));
                assert_eq!(commands[..2], [Command::Reset, Command::SaysUnasked(false)], "{name}");
                assert_eq!(commands.last(), Some(&end), "{name}");
                assert_eq!(commands.iter().filter(|one| **one == end).count(), 1, "{name}");
                assert!(!commands.iter().any(|one| matches!(one, Command::Kick { .. } | Command::KickNow { .. })));
            }
        }
    });
}

#[test]
fn looks_are_switched_off_where_they_end() {
    each_slip(|name, layout| {
        let (mut bold, mut inverted, mut size) = (false, false, 0);
        for command in commands(&encode(layout, Letters::Printers, Cut::Partial)) {
            match command {
                Command::Bold(on) => bold = on,
                Command::Inverted(on) => inverted = on,
                Command::Size(factor) => size = factor,
                Command::NewLine => assert_eq!((bold, inverted, size), (false, false, 0), "{name}"),
                _ => {}
            }
        }
    });
}

#[test]
fn drawer_opens_only_for_the_first_slip_of_a_cash_top_up() {
    let later = || samples::time("2026-11-21T09:30:00+09:00[Asia/Tokyo]");
    let cash = samples::topup(Language::Ja);
    assert!(cash.opens_drawer());
    assert!(!cash.reprinted(later()).opens_drawer());
    assert!(!samples::practice(Language::Ja).opens_drawer());
    let cashless = samples::sale(Language::Ja, Act::Topup { cash_received: None });
    assert!(!Slip::Sale(Box::new(cashless)).opens_drawer());
    for slip in [
        samples::payment(Language::Ja),
        samples::refund(Language::Ja),
        samples::refund_of_topup(Language::En),
        samples::closing(Language::Ja),
        samples::interim(Language::En),
    ] {
        assert!(!slip.opens_drawer(), "{slip:?}");
    }
}

#[test]
fn drawer_pulses_carry_pin_and_length() {
    assert_eq!(commands(&kick(DrawerPin::Two)), [Command::Kick { pin: 0, on: 50, off: 250 }]);
    assert_eq!(commands(&kick(DrawerPin::Five)), [Command::Kick { pin: 1, on: 50, off: 250 }]);
    assert_eq!(commands(&kick_now(DrawerPin::Two)), [Command::KickNow { pin: 0 }]);
    assert_eq!(commands(&kick_now(DrawerPin::Five)), [Command::KickNow { pin: 1 }]);
}

#[test]
fn dots_that_read_as_an_order_are_changed() {
    let mut dots = Raster::white(16, 4);
    for (y, second) in [0x04_u8, 0x05, 0x14, 0x40].into_iter().enumerate() {
        dots.blacken(3, y);
        (0..8).filter(|x| second & (0x80 >> x) != 0).for_each(|x| dots.blacken(8 + x, y));
    }
    dots.defuse();
    let rows: Vec<&[u8]> = dots.rows().collect();
    assert_eq!(rows, [[0x18, 0x04], [0x18, 0x05], [0x18, 0x14], [0x10, 0x40]]);
}

#[test]
fn no_letter_makes_a_picture_give_orders() {
    let mut sale = samples::sale(Language::Ja, Act::Payment);
    sale.note = Some(('一'..='龠').step_by(7).collect());
    for paper in PAPERS {
        let layout = layout(&Slip::Sale(Box::new(sale.clone())), paper);
        // The reader refuses a picture with an order in it.
        let burnt = burnt_rows(&commands(&encode(&layout, Letters::Drawn, Cut::Partial)));
        assert_eq!(burnt.len(), render(&layout).height_dots());
    }
}

#[test]
fn amount_is_printed_larger_than_its_label() {
    let small = render(&layout(&samples::closing(Language::Ja), Paper::Mm80)).height_dots();
    let mut without_totals = samples::closing(Language::Ja);
    if let Slip::Shift(shift) = &mut without_totals {
        for row in &mut shift.rows {
            if let Row::Total(label, value) = row.clone() {
                *row = Row::Entry(label, value);
            }
        }
    }
    assert_eq!(small - render(&layout(&without_totals, Paper::Mm80)).height_dots(), 2 * 24);
}
