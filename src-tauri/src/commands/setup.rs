//! From the first window to a till that sells, and the words' language.

use std::sync::Arc;

use tauri::command;

use super::TheDesk;
use crate::practice;
use crate::snapshot::{Language, Snapshot};

/// The window is there: what it should draw now.
#[command]
pub(crate) async fn ready(desk: TheDesk<'_>) -> Result<Snapshot, ()> {
    Ok(desk.snapshot())
}

/// Practice, please. The answer to whether it worked comes as a snapshot.
#[command]
pub(crate) async fn choose_practice(desk: TheDesk<'_>) -> Result<(), ()> {
    practice::begin(Arc::clone(&desk)).await;
    Ok(())
}

/// Every word in this language from now on.
#[command]
pub(crate) async fn set_language(desk: TheDesk<'_>, language: Language) -> Result<(), ()> {
    desk.change_settings(|settings| settings.language = language);
    Ok(())
}
