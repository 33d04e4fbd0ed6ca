//! What the windows may ask for: one line each, over to the till.
//!
//! To add a command: 1. its function in the file of its act; 2. its name in `permissions/app.toml`, which the test
//! below compares with the list in `lib.rs`; 3. its line in the UI's `ipc/`.

pub(crate) mod books;
pub(crate) mod closing;
pub(crate) mod customer;
pub(crate) mod picture;
pub(crate) mod practice;
pub(crate) mod printing;
pub(crate) mod sale;
pub(crate) mod settings;
pub(crate) mod setup;
pub(crate) mod shift;
pub(crate) mod staff;

use std::sync::Arc;

use tauri::State;

use crate::desk::Desk;

/// What Tauri hands to every command.
pub(crate) type TheDesk<'a> = State<'a, Arc<Desk>>;
