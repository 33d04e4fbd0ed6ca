//! The built program in a real window: what a person does, and what the person sees.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/window.rs"]
mod support;

#[path = "support/canaries.rs"]
mod canaries;
/// The receipts' own printer made of a socket.
#[expect(dead_code, reason = "the receipts' own tests use more of it")]
#[path = "../crates/receipts/tests/receipts/support/mod.rs"]
mod paper;

#[path = "window/bills.rs"]
mod bills;
#[path = "window/books_in_trouble.rs"]
mod books_in_trouble;
#[path = "window/by_keyboard.rs"]
mod by_keyboard;
#[path = "window/canaries.rs"]
mod canaries_everywhere;
#[path = "window/command_line.rs"]
mod command_line;
#[path = "window/connect.rs"]
mod connect;
#[path = "window/customer.rs"]
mod customer;
#[path = "window/first_sale.rs"]
mod first_sale;
#[path = "window/hostile/mod.rs"]
mod hostile;
#[path = "window/kiosk.rs"]
mod kiosk;
#[path = "window/paper.rs"]
mod on_paper;
#[path = "window/second_looks.rs"]
mod second_looks;
#[path = "window/settings.rs"]
mod settings;
#[path = "window/shift/mod.rs"]
mod shift;
#[path = "window/staff.rs"]
mod staff;
#[path = "window/trouble.rs"]
mod trouble;
#[path = "window/two_languages.rs"]
mod two_languages;
#[path = "window/zoom.rs"]
mod zoom;
