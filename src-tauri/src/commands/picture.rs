//! The QR as a picture, to save or to print.

use std::fs;
use std::path::PathBuf;

use serde::Serialize;
use tauri::{AppHandle, Manager, command};

use super::TheDesk;
use crate::desk::Desk;
use crate::qr;
use crate::staff::{Gated, pass};

/// Why no picture was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PictureProblem {
    /// This sale's QR may not be shown now.
    NoQr,
    /// The folder cannot be written.
    CannotWrite,
}

/// Saves the QR of the sale on the screen as a PNG and says where. A picture of a QR can be paid elsewhere: it needs
/// somebody who works.
#[command]
pub(crate) async fn save_qr(
    app: AppHandle,
    desk: TheDesk<'_>,
    number: String,
) -> Result<String, Gated<PictureProblem>> {
    pass(&desk, None, async |_permit| save(&app, &desk, &number)).await
}

fn save(app: &AppHandle, desk: &Desk, number: &str) -> Result<String, PictureProblem> {
    let token = shown_token(desk, number).ok_or(PictureProblem::NoQr)?;
    let png = qr::draw_png(&token).map_err(|_| PictureProblem::NoQr)?;
    let folder = app.path().download_dir().unwrap_or_else(|_| desk.data.pictures());
    let file = folder.join(format!("cashtray-{number}.png"));
    write(&folder, &file, &png).map_err(|error| {
        tracing::warn!(%error, "the QR's picture cannot be written");
        PictureProblem::CannotWrite
    })?;
    Ok(file.display().to_string())
}

fn shown_token(desk: &Desk, number: &str) -> Option<String> {
    let selling = desk.selling()?;
    let view = selling.till.views().borrow().clone();
    let (_, token) = view.shown_qr().filter(|(shown, _)| *shown == number)?;
    Some(token.to_owned())
}

fn write(folder: &PathBuf, file: &PathBuf, png: &[u8]) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(file, png)
}
