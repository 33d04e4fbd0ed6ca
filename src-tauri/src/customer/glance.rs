use till::view::{SaleStateView, TillView};

use super::{CustomerPicture, CustomerQr};

/// What the sale on the till looks like from the customer's side, and nothing else of the snapshot.
///
/// `qr` is the drawn QR of the live sale while it may be shown. `is_covered` is true while staff ask to change or to
/// withdraw it. A sale that was set aside, or never had a QR, is not on the customer's screen.
pub(crate) fn glance(till: &TillView, qr: Option<CustomerQr>, is_covered: bool) -> CustomerPicture {
    let Some(sale) = &till.live else { return CustomerPicture::Idle };
    let (direction, amount) = (sale.direction, sale.amount.clone());
    match &sale.state {
        SaleStateView::Creating => CustomerPicture::Preparing { direction, amount },
        SaleStateView::Waiting { .. } => match qr {
            Some(qr) if !is_covered => CustomerPicture::Waiting { direction, amount, qr },
            _ => CustomerPicture::Preparing { direction, amount },
        },
        SaleStateView::Checking { .. } => CustomerPicture::Checking { direction, amount },
        SaleStateView::Succeeded { .. } => CustomerPicture::Succeeded { direction, amount },
        // That nothing moved is not known, so it is not said.
        SaleStateView::Failed { error_type, .. } if error_type == "unresolved" => {
            CustomerPicture::Unresolved { direction }
        }
        SaleStateView::Failed { .. } => CustomerPicture::Failed { direction },
        SaleStateView::Canceled { .. } => CustomerPicture::Canceled { direction },
        SaleStateView::Expired { .. } => CustomerPicture::Expired { direction },
        SaleStateView::NotCreated { .. } => CustomerPicture::Idle,
    }
}
