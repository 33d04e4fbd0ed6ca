//! The built program in a real window: what a person does, and what the person sees.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/window.rs"]
mod support;

#[path = "window/books_in_trouble.rs"]
mod books_in_trouble;
#[path = "window/first_sale.rs"]
mod first_sale;
#[path = "window/shift/mod.rs"]
mod shift;
#[path = "window/trouble.rs"]
mod trouble;
#[path = "window/two_languages.rs"]
mod two_languages;
