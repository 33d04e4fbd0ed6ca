//! Hears of the sales that are paid while the till runs.

use std::sync::Arc;

use till::view::{SaleStateView, TillView};
use tokio::sync::watch;

use super::words::{Saying, paid};
use crate::snapshot::Language;

/// Calls `say` once for each sale that turns out paid on the screen from now on. Ends with the till. What was paid before
/// the program started is not said: its customer has gone. Nor is what needs a look: "paid" would sound like all is well.
pub(crate) async fn follow(
    mut views: watch::Receiver<Arc<TillView>>,
    language: impl Fn() -> Language + Send + 'static,
    say: impl Fn(Saying) + Send + 'static,
) {
    let mut last = paid_on_screen(&views.borrow_and_update()).map(|(number, _)| number);
    while views.changed().await.is_ok() {
        let view = views.borrow_and_update().clone();
        let Some((number, is_silent)) = paid_on_screen(&view) else { continue };
        if last.as_ref() == Some(&number) {
            continue;
        }
        last = Some(number);
        let saying = view.live.as_ref().filter(|_| !is_silent);
        if let Some(saying) = saying.and_then(|sale| paid(language(), sale.direction, &sale.amount, &view.shop.unit)) {
            say(saying);
        }
    }
}

/// The sale that stands paid on the screen, and whether there is more to say of it than that it is paid: it is from before
/// a restart, or something about it has to be read.
fn paid_on_screen(view: &TillView) -> Option<(String, bool)> {
    let live = view.live.as_ref()?;
    match &live.state {
        SaleStateView::Succeeded { after_restart, shown_amount, scanned_first, twice_of, .. } => {
            let has_doubt = shown_amount.is_some() || scanned_first.is_some() || twice_of.is_some();
            Some((live.number.clone(), *after_restart || has_doubt))
        }
        _ => None,
    }
}
