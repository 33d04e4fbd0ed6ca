//! The built program in a real window: what a person does, and what the person sees.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/window.rs"]
mod support;

#[path = "window/first_sale.rs"]
mod first_sale;
#[path = "window/trouble.rs"]
mod trouble;
#[path = "window/two_languages.rs"]
mod two_languages;
