//! What the shop chose about paper, and how a typed address is read.

use receipts::escpos::{Cut, DrawerPin, Letters};
use receipts::layout::Paper;
use receipts::printer::{Answers, FlowControl, PrinterAddress, PrinterProfile};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Host;

use super::PrintProblem;

/// The port at which printers in the network listen.
const NETWORK_PORT: u16 = 9100;

/// When customers' slips are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PrintReceipts {
    /// Only when staff ask for one.
    Off,
    /// By themselves, once it is certain that money moved.
    #[default]
    OnSuccess,
}

/// What this machine keeps about paper; a part of its settings file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PrintSettings {
    /// The printer; `None` for a shop without one.
    pub printer: Option<PrinterProfile>,
    /// When customers' slips are printed, where there is a printer.
    pub print_receipts: PrintReceipts,
}

/// Where staff say that the printer is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PlaceWish {
    /// There is none.
    None,
    /// In the network.
    Network {
        /// As it was typed: `192.168.1.50` or `printer:9100`.
        address: String,
    },
    /// At a USB port.
    Usb {
        /// The maker's number.
        vendor_id: u16,
        /// The model's number.
        product_id: u16,
    },
    /// At a serial port.
    Serial {
        /// As it was typed or chosen: `COM3`, `/dev/ttyUSB0`.
        path: String,
        /// Bits a second.
        baud_rate: u32,
        /// How the printer says that its memory is full.
        flow_control: FlowControl,
    },
}

/// What staff wish the printer's settings to be.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
pub struct PrinterWish {
    /// Where it is.
    pub place: PlaceWish,
    /// What paper it has.
    pub paper: Paper,
    /// Whose letters are printed.
    pub letters: Letters,
    /// How a slip ends.
    pub cut: Cut,
    /// The drawer; `None` for a shop without one at the printer.
    pub drawer: Option<DrawerPin>,
    /// When customers' slips are printed.
    pub print_receipts: PrintReceipts,
}

impl PrinterWish {
    /// The settings as wished. What the printer answers has to be found out; until then it counts as one that answers
    /// all, but for the Windows driver of USB printers, which passes no answers on.
    pub fn read(self) -> Result<PrintSettings, PrintProblem> {
        let Self { place, paper, letters, cut, drawer, print_receipts } = self;
        let printer = place.read()?.map(|address| {
            let is_mute = cfg!(windows) && matches!(address, PrinterAddress::Usb { .. });
            let answers = if is_mute { Answers::Never } else { Answers::WhenDone };
            PrinterProfile { address, paper, letters, cut, drawer, answers }
        });
        Ok(PrintSettings { printer, print_receipts })
    }
}

impl PlaceWish {
    fn read(self) -> Result<Option<PrinterAddress>, PrintProblem> {
        match self {
            Self::None => Ok(None),
            Self::Network { address } => network_address(&address).map(Some),
            Self::Usb { vendor_id: 0, product_id: 0 } => Err(PrintProblem::AddressMissing),
            Self::Usb { vendor_id, product_id } => Ok(Some(PrinterAddress::Usb { vendor_id, product_id })),
            Self::Serial { path, baud_rate, flow_control } => match path.trim() {
                "" => Err(PrintProblem::AddressMissing),
                path => Ok(Some(PrinterAddress::Serial { path: path.to_owned(), baud_rate, flow_control })),
            },
        }
    }
}

/// Reads `host`, `host:port` or `[address]:port`, in full-width letters too: an input method may be on.
fn network_address(typed: &str) -> Result<PrinterAddress, PrintProblem> {
    let text: String = typed.chars().map(half_width).collect();
    let text = text.trim();
    let (host, port) = match text.rsplit_once(':') {
        // Colons belong to an address of the sixth version, unless it stands in brackets.
        Some((before, _)) if before.contains(':') && !before.ends_with(']') => (text, None),
        Some((host, port)) if !text.ends_with(']') => (host, Some(port)),
        Some(_) | None => (text, None),
    };
    if host.is_empty() {
        return Err(PrintProblem::AddressMissing);
    }
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let bracketed = if bare.contains(':') { format!("[{bare}]") } else { bare.to_owned() };
    let unreadable = |_| PrintProblem::HostUnreadable { text: host.to_owned() };
    let host = match Host::parse(&bracketed).map_err(unreadable)? {
        Host::Domain(name) => name,
        Host::Ipv4(address) => address.to_string(),
        Host::Ipv6(address) => address.to_string(),
    };
    let port = match port {
        None => NETWORK_PORT,
        Some(text) => match text.trim().parse() {
            Ok(port) if port != 0 => port,
            _ => return Err(PrintProblem::PortUnreadable { text: text.to_owned() }),
        },
    };
    Ok(PrinterAddress::Network { host, port })
}

fn half_width(letter: char) -> char {
    match letter {
        '\u{3000}' => ' ',
        '。' => '.',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use receipts::printer::PrinterAddress;

    use super::{PrintProblem, network_address};

    #[test]
    fn an_address_is_read_as_people_type_it() {
        for (typed, host, port) in [
            ("192.168.1.50", "192.168.1.50", 9100),
            (" 192.168.1.50:9101 ", "192.168.1.50", 9101),
            ("１９２．１６８．１．５０：９１００", "192.168.1.50", 9100),
            ("Printer.local", "printer.local", 9100),
            ("[fe80::1]:9102", "fe80::1", 9102),
            ("fe80::1", "fe80::1", 9100),
        ] {
            let address = PrinterAddress::Network { host: host.to_owned(), port };
            assert_eq!(network_address(typed), Ok(address), "{typed}");
        }
    }

    #[test]
    fn a_bad_address_says_which_part_is_wrong() {
        assert_eq!(network_address("  "), Err(PrintProblem::AddressMissing));
        assert_eq!(network_address(":9100"), Err(PrintProblem::AddressMissing));
        for typed in ["192.168.1.300", "a b", "http//x", "x/y"] {
            assert!(matches!(network_address(typed), Err(PrintProblem::HostUnreadable { .. })), "{typed}");
        }
        for typed in ["printer:", "printer:0", "printer:70000", "printer:x"] {
            assert!(matches!(network_address(typed), Err(PrintProblem::PortUnreadable { .. })), "{typed}");
        }
    }
}
