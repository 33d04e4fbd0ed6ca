//! Slips of the shop: what is printed by itself, what staff ask for, and the printer's settings.
//!
//! [`Slips`] fills a slip from the books and counts its copies; [`Station`] holds the machine's printer; [`follow()`]
//! hears of what has settled. No sale waits for any of them: they read what is on the disk already. It knows neither
//! windows nor the far side, and takes no word of a window for what a slip says.

mod copies;
mod follow;
mod problem;
mod sale;
mod settings;
mod shift;
mod slips;
mod station;

pub use follow::follow;
pub use problem::PrintProblem;
pub use settings::{PlaceWish, PrintReceipts, PrintSettings, PrinterWish};
pub use slips::{SlipName, Slips};
pub use station::Station;
