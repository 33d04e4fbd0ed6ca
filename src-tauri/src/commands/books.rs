//! The books: read, compare with the server, write down. Nothing of it goes through the till's loop.

use std::path::PathBuf;
use std::sync::Arc;

use staff::Right;
use tauri::command;
use till::books::export::ExportOrder;
use till::books::server_list;
use till::view::{
    BooksAnswer, BooksProblem, BooksQuestion, ExportAct, ExportFormat, ExportLanguage, ExportProgress, ExportScope,
    Exported, Reconciliation,
};

use super::TheDesk;
use crate::aside::aside;
use crate::desk::Desk;
use crate::selling::Selling;
use crate::staff::{Gated, pass};

/// What is said where the books were not read to their end.
const UNREAD: BooksProblem = BooksProblem::JournalUnavailable;

/// Answers a question to the books.
#[command]
pub(crate) async fn read_books(desk: TheDesk<'_>, question: BooksQuestion) -> Result<BooksAnswer, Gated<BooksProblem>> {
    let selling = selling(&desk).map_err(Gated::Problem)?;
    let right = matches!(question, BooksQuestion::Audit { .. }).then_some(Right::Settings);
    pass(&desk, right, async |_permit| aside(UNREAD, move || selling.books.answer(&question)).await).await
}

/// Compares a shift with the server's list; the open one, or the last, when none is named.
#[command]
pub(crate) async fn reconcile(desk: TheDesk<'_>, shift: Option<u32>) -> Result<Reconciliation, Gated<BooksProblem>> {
    let selling = selling(&desk).map_err(Gated::Problem)?;
    pass(&desk, None, async |_permit| compare(selling, shift).await).await
}

async fn compare(selling: Arc<Selling>, shift: Option<u32>) -> Result<Reconciliation, BooksProblem> {
    let books = Arc::clone(&selling.books);
    let here = aside(UNREAD, move || books.shift_sales(shift)).await?;
    let there = server_list::read(&selling.client, selling.terms, here.from(), here.to()).await?;
    aside(UNREAD, move || selling.books.compare(&here, &there)).await
}

/// Writes a file and says where, or ends the one that is being written.
#[command]
pub(crate) async fn export(desk: TheDesk<'_>, act: ExportAct) -> Result<Option<Exported>, Gated<BooksProblem>> {
    let selling = selling(&desk).map_err(Gated::Problem)?;
    match act {
        ExportAct::Cancel => {
            selling.books.cancel_export();
            Ok(None)
        }
        ExportAct::Start { scope, format, language } => {
            let folder = desk.export_folder();
            let writer = Arc::clone(&desk);
            let wish = Wish { scope, format, language, folder };
            pass(&desk, None, async |_permit| aside(UNREAD, move || write(&writer, &selling, &wish)).await.map(Some))
                .await
        }
    }
}

struct Wish {
    scope: ExportScope,
    format: ExportFormat,
    language: ExportLanguage,
    folder: PathBuf,
}

fn write(desk: &Desk, selling: &Selling, wish: &Wish) -> Result<Exported, BooksProblem> {
    let shop = selling.till.views().borrow().shop.clone();
    let order = ExportOrder {
        scope: &wish.scope,
        format: wish.format,
        language: wish.language,
        folder: &wish.folder,
        shop_name: &shop.name,
        unit: &shop.unit,
    };
    selling.books.export(&order, &mut |progress: ExportProgress| desk.emit_export(progress))
}

fn selling(desk: &TheDesk<'_>) -> Result<Arc<Selling>, BooksProblem> {
    desk.selling().ok_or(BooksProblem::Closing)
}
