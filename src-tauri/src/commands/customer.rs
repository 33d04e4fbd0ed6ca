//! The customer's screen: what its own window may ask for, and what staff do with it.

use serde::Deserialize;
use tauri::command;
use tauri::ipc::Channel;
use ts_rs::TS;

use super::TheDesk;
use crate::customer::CustomerView;
use crate::snapshot::Language;

/// What a customer can do to the screen; staff may do it for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum CustomerAct {
    /// Words in this language, until the sale is over.
    Language {
        /// The language.
        language: Language,
    },
}

/// What staff do with the customer's screen.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum CustomerScreenAct {
    /// Cover the QR of this sale: staff are about to change or withdraw it.
    Cover {
        /// The sale's number.
        number: String,
    },
    /// Show the QR again, where it may be shown.
    Uncover,
    /// Open it in a frame on the staff's monitor, or end that.
    Frame {
        /// Whether it is wanted there.
        is_wanted: bool,
    },
    /// Forget the monitor that is gone: the staff's window serves customers from now on.
    ForgetMonitor,
}

/// The customer's page is there. It gets its picture at once and with every change, over `views` and no other way: it
/// may not listen to events, because whoever listens to one hears what is sent to other windows too.
#[command]
pub(crate) async fn customer_ready(desk: TheDesk<'_>, views: Channel<CustomerView>) -> Result<(), ()> {
    desk.customer.connect(views);
    Ok(())
}

/// One act of the customer, or for the customer.
#[command]
pub(crate) async fn customer_act(desk: TheDesk<'_>, act: CustomerAct) -> Result<(), ()> {
    match act {
        CustomerAct::Language { language } => desk.customer.choose_language(language),
    }
    Ok(())
}

/// One act of staff about the customer's screen.
#[command]
pub(crate) async fn customer_screen(desk: TheDesk<'_>, act: CustomerScreenAct) -> Result<(), ()> {
    match act {
        CustomerScreenAct::Cover { number } => desk.customer.cover(Some(&number)),
        CustomerScreenAct::Uncover => desk.customer.cover(None),
        CustomerScreenAct::Frame { is_wanted } => desk.frame_customer_window(is_wanted),
        CustomerScreenAct::ForgetMonitor => desk.forget_customer_monitor(),
    }
    Ok(())
}
