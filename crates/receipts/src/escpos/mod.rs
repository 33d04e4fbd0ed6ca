//! The bytes that ESC/POS printers understand. A dozen commands, as Epson's reference documents them.
//!
//! Own code, because the library for it (`escpos` 0.20) sends the drawer pulse without its two lengths, so that the two
//! bytes after it are lost, takes pictures only as encoded files, and has no Japanese mode.

mod kanji;
mod picture;
mod status;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::layout::Layout;
use crate::raster::render;

pub(crate) use status::{
    ASK_CAUSE, ASK_PAPER, ASK_WHEN_DONE, Hindrance, answers_in_order, answers_in_real_time, is_paper_low,
};

/// ESC @: forget what the last user left behind. GS a 0: say nothing without being asked.
const RESET: &[u8] = b"\x1b@\x1da\0";

/// Whose letters are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Letters {
    /// Ours, as a picture: looks the same on every printer, in every language.
    Drawn,
    /// The printer's own Japanese letters: 50 times fewer bytes, for slow serial lines. Needs a printer sold in Japan.
    Printers,
}

/// How a slip ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Cut {
    /// Cut but for one point, so that it does not fall.
    Partial,
    /// Cut off.
    Full,
    /// Only fed to the tear bar, for printers without a knife.
    Tear,
}

/// The pin of the printer's drawer socket that the drawer hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DrawerPin {
    /// Pin 2: the first drawer.
    Two,
    /// Pin 5: the second.
    Five,
}

/// All bytes of a slip from reset to cut.
pub fn encode(layout: &Layout, letters: Letters, cut: Cut) -> Vec<u8> {
    let mut bytes = RESET.to_vec();
    match letters {
        Letters::Drawn => picture::encode(&render(layout), &mut bytes),
        Letters::Printers => kanji::encode(layout, &mut bytes),
    }
    bytes.extend_from_slice(match cut {
        Cut::Partial => b"\x1dVB\0",
        Cut::Full => b"\x1dVA\0",
        Cut::Tear => b"\x1bd\x05",
    });
    bytes
}

/// ESC p: open the drawer when the printer comes to it. On for 100 ms, off for 500 ms.
pub fn kick(pin: DrawerPin) -> [u8; 5] {
    [0x1b, b'p', pin_number(pin), 50, 250]
}

/// DLE DC4: open the drawer now or never, even when paper is out; on for 100 ms.
pub fn kick_now(pin: DrawerPin) -> [u8; 5] {
    [0x10, 0x14, 1, pin_number(pin), 1]
}

const fn pin_number(pin: DrawerPin) -> u8 {
    match pin {
        DrawerPin::Two => 0,
        DrawerPin::Five => 1,
    }
}
