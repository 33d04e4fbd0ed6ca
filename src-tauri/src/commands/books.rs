//! The books: read, compare with the server, write down. Nothing of it goes through the till's loop.

use std::path::PathBuf;
use std::sync::Arc;

use staff::Right;
use tauri::{AppHandle, Emitter, command};
use till::books::export::ExportOrder;
use till::books::server_list;
use till::view::{
    BooksAnswer, BooksProblem, BooksQuestion, ExportAct, ExportFormat, ExportLanguage, ExportProgress, ExportScope,
    Exported, Reconciliation,
};

use super::TheDesk;
use crate::selling::Selling;
use crate::staff::{Gated, pass};

/// The event that carries an [`ExportProgress`].
const EXPORT_EVENT: &str = "export";

/// Answers a question to the books.
#[command]
pub(crate) async fn read_books(desk: TheDesk<'_>, question: BooksQuestion) -> Result<BooksAnswer, Gated<BooksProblem>> {
    let selling = selling(&desk).map_err(Gated::Problem)?;
    let right = matches!(question, BooksQuestion::Audit { .. }).then_some(Right::Settings);
    pass(&desk, right, async |_permit| aside(move || selling.books.answer(&question)).await).await
}

/// Compares a shift with the server's list; the open one, or the last, when none is named.
#[command]
pub(crate) async fn reconcile(desk: TheDesk<'_>, shift: Option<u32>) -> Result<Reconciliation, Gated<BooksProblem>> {
    let selling = selling(&desk).map_err(Gated::Problem)?;
    pass(&desk, None, async |_permit| compare(selling, shift).await).await
}

async fn compare(selling: Arc<Selling>, shift: Option<u32>) -> Result<Reconciliation, BooksProblem> {
    let books = Arc::clone(&selling.books);
    let here = aside(move || books.shift_sales(shift)).await?;
    let there = server_list::read(&selling.client, selling.terms, here.from(), here.to()).await?;
    aside(move || selling.books.compare(&here, &there)).await
}

/// Writes a file and says where, or ends the one that is being written.
#[command]
pub(crate) async fn export(
    app: AppHandle,
    desk: TheDesk<'_>,
    act: ExportAct,
) -> Result<Option<Exported>, Gated<BooksProblem>> {
    let selling = selling(&desk).map_err(Gated::Problem)?;
    match act {
        ExportAct::Cancel => {
            selling.books.cancel_export();
            Ok(None)
        }
        ExportAct::Start { scope, format, language } => {
            let folder = desk.export_folder(&app);
            let wish = Wish { scope, format, language, folder };
            pass(&desk, None, async |_permit| aside(move || write(&app, &selling, &wish)).await.map(Some)).await
        }
    }
}

struct Wish {
    scope: ExportScope,
    format: ExportFormat,
    language: ExportLanguage,
    folder: PathBuf,
}

fn write(app: &AppHandle, selling: &Selling, wish: &Wish) -> Result<Exported, BooksProblem> {
    let shop = selling.till.views().borrow().shop.clone();
    let order = ExportOrder {
        scope: &wish.scope,
        format: wish.format,
        language: wish.language,
        folder: &wish.folder,
        shop_name: &shop.name,
        unit: &shop.unit,
    };
    selling.books.export(&order, &mut |progress: ExportProgress| {
        if let Err(error) = app.emit(EXPORT_EVENT, progress) {
            tracing::warn!(%error, "an export's progress did not reach the windows");
        }
    })
}

fn selling(desk: &TheDesk<'_>) -> Result<Arc<Selling>, BooksProblem> {
    desk.selling().ok_or(BooksProblem::Closing)
}

/// Where blocking is allowed.
async fn aside<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, BooksProblem> + Send + 'static,
) -> Result<T, BooksProblem> {
    tauri::async_runtime::spawn_blocking(read).await.map_err(|error| {
        tracing::error!(%error, "the books were not read to the end");
        BooksProblem::JournalUnavailable
    })?
}
