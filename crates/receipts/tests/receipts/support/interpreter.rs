//! Reads ESC/POS as a printer does, from Epson's reference and not from our encoder, and draws what it would burn.
//!
//! It is strict: a byte that it does not know is an error, for on paper it would be a wrong letter.

use encoding_rs::SHIFT_JIS;

/// One command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Reset,
    SaysUnasked(bool),
    Picture { row_bytes: usize, bits: Vec<u8> },
    Letter(char),
    NewLine,
    FeedDots(u8),
    FeedLines(u8),
    Size(u8),
    Bold(bool),
    Inverted(bool),
    ShiftJis,
    JapaneseOn,
    CharacterSet(u8),
    CodePage(u8),
    LineHeight(u8),
    Cut { full: bool },
    Kick { pin: u8, on: u8, off: u8 },
    KickNow { pin: u8 },
    AskNow(u8),
    AskWhenDone(u8),
}

/// The first command of `bytes` and its length; `None` while more bytes are needed.
pub(crate) fn next_command(bytes: &[u8]) -> Option<(Command, usize)> {
    let at = |place: usize| bytes.get(place).copied();
    let command = match (at(0)?, at(1)) {
        (b'\n', _) => (Command::NewLine, 1),
        (0x10, Some(0x04)) => (Command::AskNow(at(2)?), 3),
        (0x10, Some(0x14)) => {
            assert_eq!((at(2)?, at(4)?), (1, 1), "a pulse of a length that the reference knows");
            (Command::KickNow { pin: at(3)? }, 5)
        }
        (0x1b, Some(b'@')) => (Command::Reset, 2),
        (0x1b, Some(b'J')) => (Command::FeedDots(at(2)?), 3),
        (0x1b, Some(b'd')) => (Command::FeedLines(at(2)?), 3),
        (0x1b, Some(b'E')) => (Command::Bold(at(2)? & 1 == 1), 3),
        (0x1b, Some(b'R')) => (Command::CharacterSet(at(2)?), 3),
        (0x1b, Some(b't')) => (Command::CodePage(at(2)?), 3),
        (0x1b, Some(b'3')) => (Command::LineHeight(at(2)?), 3),
        (0x1b, Some(b'p')) => (Command::Kick { pin: at(2)?, on: at(3)?, off: at(4)? }, 5),
        (0x1c, Some(b'C')) => {
            assert_eq!(at(2)?, 1, "Shift_JIS");
            (Command::ShiftJis, 3)
        }
        (0x1c, Some(b'&')) => (Command::JapaneseOn, 2),
        (0x1d, Some(b'a')) => (Command::SaysUnasked(at(2)? != 0), 3),
        (0x1d, Some(b'!')) => (Command::Size(at(2)?), 3),
        (0x1d, Some(b'B')) => (Command::Inverted(at(2)? & 1 == 1), 3),
        (0x1d, Some(b'r')) => (Command::AskWhenDone(at(2)?), 3),
        (0x1d, Some(b'V')) => {
            assert_eq!(at(3)?, 0, "cut where the paper is");
            (Command::Cut { full: at(2)? == b'A' }, 4)
        }
        (0x1d, Some(b'v')) => return picture(bytes),
        (0x10 | 0x1b..=0x1d | 0x81..=0x9f | 0xe0..=0xfc, None) => return None,
        (0x20..=0x7e | 0xa1..=0xdf, _) => (letter(&bytes[..1]), 1),
        (0x81..=0x9f | 0xe0..=0xfc, Some(_)) => (letter(&bytes[..2]), 2),
        (first, second) => panic!("no printer knows {first:#04x} {second:#04x?}"),
    };
    Some(command)
}

fn picture(bytes: &[u8]) -> Option<(Command, usize)> {
    let &[_, _, b'0', 0, width_low, width_high, height_low, height_high, ..] = bytes else {
        return (bytes.len() >= 8).then(|| panic!("a picture in an unknown form"));
    };
    let row_bytes = usize::from(u16::from_le_bytes([width_low, width_high]));
    let end = 8 + row_bytes * usize::from(u16::from_le_bytes([height_low, height_high]));
    let bits = bytes.get(8..end)?.to_vec();
    // Printers look for real-time commands inside pictures too.
    assert!(!bits.windows(2).any(|pair| matches!(pair, [0x10, 0x04 | 0x05 | 0x14])), "a picture that gives orders");
    Some((Command::Picture { row_bytes, bits }, end))
}

fn letter(bytes: &[u8]) -> Command {
    let (text, _, broken) = SHIFT_JIS.decode(bytes);
    assert!(!broken, "{bytes:02x?} is no letter");
    Command::Letter(text.chars().next().expect("a letter"))
}

/// All commands of a whole slip.
pub(crate) fn commands(mut bytes: &[u8]) -> Vec<Command> {
    let mut commands = Vec::new();
    while !bytes.is_empty() {
        let (command, length) = next_command(bytes).unwrap_or_else(|| panic!("ends within a command: {bytes:02x?}"));
        commands.push(command);
        bytes = &bytes[length..];
    }
    commands
}

/// The rows of dots that were burnt as pictures, one after the other.
pub(crate) fn burnt_rows(commands: &[Command]) -> Vec<Vec<u8>> {
    let pictures = commands.iter().filter_map(|command| match command {
        Command::Picture { row_bytes, bits } => Some(bits.chunks(*row_bytes).map(<[u8]>::to_vec)),
        _ => None,
    });
    pictures.flatten().collect()
}

/// A line of letters that was printed: what it says, and the half-width cells it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PrintedLine {
    pub(crate) text: String,
    pub(crate) cells: usize,
}

/// The lines that were printed in the printer's own letters.
pub(crate) fn printed_lines(commands: &[Command]) -> Vec<PrintedLine> {
    let mut lines = Vec::new();
    let (mut text, mut cells, mut factor) = (String::new(), 0, 1);
    for command in commands {
        match command {
            Command::Letter(letter) => {
                text.push(*letter);
                let mut utf8 = [0; 4];
                let (encoded, _, _) = SHIFT_JIS.encode(letter.encode_utf8(&mut utf8));
                cells += encoded.len() * factor;
            }
            Command::Size(size) => factor = usize::from(size >> 4) + 1,
            Command::NewLine => {
                lines.push(PrintedLine { text: std::mem::take(&mut text), cells });
                cells = 0;
            }
            _ => {}
        }
    }
    assert!(text.is_empty(), "a line that never gets out of the printer: {text}");
    lines
}
