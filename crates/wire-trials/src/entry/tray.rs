//! The answer about a tray: it is judged by exactly what it says, and an answer that says too little is not judged.

use jiff::Timestamp;
use partner_api::schema::{Cashtray, CashtrayWithResult};
use till::gateway::{Terms, unsigned};
use till::money::Direction;
use till::resolve::{TrayStatus, resolve};

use super::{Entry, assert_same_after_json};
use crate::exact::{Fields, assert_is_written};
use crate::far_side;

pub(super) const ENTRY: Entry = Entry { name: "tray", check, seeds, head: 0 };

fn check(data: &[u8]) {
    // What an envelope held is text before it is read.
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(tray) = serde_json::from_str::<CashtrayWithResult>(text) else { return };
    let fields: Fields = serde_json::from_str(text).expect("what has fields is an object");
    let is_null = |name: &str| fields.get(name).unwrap_or_else(|| panic!("{name} was made up")).get() == "null";
    assert_is_written(&fields, "amount", tray.amount);
    assert_same_after_json(&tray);

    let changed: Cashtray = serde_json::from_str(text).expect("the longer answer is also the shorter one");
    assert_eq!((changed.id, changed.amount, &changed.token), (tray.id, tray.amount, &tray.token));

    for now in [Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::MAX] {
        let ended = tray.expires_at.at().is_some_and(|end| end < now);
        match resolve(&tray, now) {
            TrayStatus::Succeeded(transaction) => {
                assert!(!is_null("transaction"), "paid without a transaction");
                let raw = fields.get("transaction").expect("it was looked up").get();
                let fields: Fields = serde_json::from_str(raw).expect("a transaction is an object");
                assert_is_written(&fields, "amount", transaction.amount);
            }
            TrayStatus::Failed(_) => assert!(is_null("transaction") && !is_null("attempt")),
            TrayStatus::Canceled => {
                assert!(is_null("transaction") && is_null("attempt") && !is_null("canceled_at"));
            }
            TrayStatus::Expired | TrayStatus::Waiting if !is_null("canceled_at") => panic!("a cancelled tray lives"),
            TrayStatus::Expired => assert!(is_null("transaction") && is_null("attempt") && ended),
            TrayStatus::Waiting => assert!(is_null("transaction") && is_null("attempt") && !ended),
        }
    }
    check_direction(&tray);
}

/// An amount is a payment or a top-up, never both, and only the one that was asked for is taken.
fn check_direction(tray: &CashtrayWithResult) {
    let [payment, topup] = [Direction::Payment, Direction::Topup].map(|direction| unsigned(direction, tray.amount));
    assert!(payment.is_none() || topup.is_none(), "{} goes both ways", tray.amount);
    let terms = Terms {
        shop_id: partner_api::ids::ShopId(tray.account.user.id.0),
        private_money_id: tray.account.private_money.id,
    };
    for (direction, other, amount) in
        [(Direction::Payment, Direction::Topup, payment), (Direction::Topup, Direction::Payment, topup)]
    {
        let Some(amount) = amount else { continue };
        assert_eq!(tray.amount.is_sign_negative(), direction == Direction::Payment);
        assert_eq!(terms.check(direction, amount, tray.amount, &tray.account), Ok(()));
        assert!(terms.check(other, amount, tray.amount, &tray.account).is_err(), "the other direction was taken");
        assert!(terms.check(direction, amount, -tray.amount, &tray.account).is_err(), "the other sign was taken");
    }
}

fn seeds() -> Vec<Vec<u8>> {
    far_side::ANSWERS.trays.clone()
}
