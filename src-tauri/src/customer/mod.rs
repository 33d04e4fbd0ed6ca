//! The customer's screen: what it may show, how long, and in whose words.
//!
//! Everything on it is made here from the till's snapshot by one pure function, so that what must not stand there
//! (a failure's reason, notes, names, a sale's number, the token as text) never leaves this process. It must not know
//! windows: where the screen is, is the business of `windows/`.

mod awake;
mod desk;
mod display;
mod follow;
mod glance;
mod view;

pub(crate) use desk::CustomerMemory;
pub(crate) use display::Display;
pub(crate) use follow::{CustomerScreen, CustomerWords, Trade, follow};
pub(crate) use glance::glance;
#[cfg(test)]
mod tests;

pub(crate) use view::{CustomerPicture, CustomerQr, CustomerShop, CustomerView};
