//! Sales to fill a journal with: what a till writes of them, without a till.

use jiff::{SignedDuration, Timestamp};
use partner_api::ids::{CashtrayId, TransactionId};
use rust_decimal::Decimal;
use till::journal::{Journal, JournalError, Record};
use till::money::{Amount, Direction};
use till::sale::{CancelCause, Entry, Failure, Intent, Sale, SaleEvent, Success, Tray};
use till::tag::{SaleNumber, Tag, TillCode};
use uuid::Uuid;

/// A sale of every kind in turn, by its number: paid, refused, cancelled, expired, or still open.
pub(crate) fn events(number: u32) -> Vec<SaleEvent> {
    let id = u128::from(number);
    let tray = Tray {
        id: CashtrayId(Uuid::from_u128(id)),
        token: format!("https://www.pokepay.jp/cashtrays/{}", Uuid::from_u128(id)),
        amount: amount(number),
        expires_at: at(number) + SignedDuration::from_mins(5),
    };
    let opened = SaleEvent::Opened { tray };
    let success = Success {
        transaction_id: TransactionId(Uuid::from_u128(id << 32)),
        amount: amount(number).value(),
        money_amount: amount(number).value(),
        point_amount: Decimal::ZERO,
        done_at: at(number).to_string(),
        customer: "山田 太郎".to_owned(),
        customer_mark: None,
    };
    let failure = Failure {
        error_type: "account_balance_not_enough".to_owned(),
        error_message: "残高が不足しています".to_owned(),
    };
    match number % 5 {
        0 => vec![opened],
        1 | 2 => vec![opened, SaleEvent::Succeeded { success }, SaleEvent::Acknowledged],
        3 => vec![opened, SaleEvent::Failed { failure }, SaleEvent::Acknowledged],
        _ => {
            vec![
                opened,
                SaleEvent::CancelAsked { cause: CancelCause::Staff },
                SaleEvent::Canceled,
                SaleEvent::Acknowledged,
            ]
        }
    }
}

/// Writes one sale, and says after each entry which one is durable now.
pub(crate) fn sell(
    journal: &mut dyn Journal,
    number: u32,
    mut durable: impl FnMut(u32, &Sale),
) -> Result<(), JournalError> {
    let mut sale = begun(number);
    let begun = Entry::Begun(sale.intent.clone());
    journal.append(&Record { seq: 0, at: at(number), entry: &begun, sale: &sale })?;
    durable(0, &sale);
    for (seq, event) in (1..).zip(events(number)) {
        sale = sale.after(&event).expect("the events of a sale fit each other");
        let entry = Entry::Happened(event);
        journal.append(&Record { seq, at: at(number), entry: &entry, sale: &sale })?;
        durable(seq, &sale);
    }
    Ok(())
}

/// The sale after each of its entries.
pub(crate) fn states(number: u32) -> Vec<Sale> {
    let mut states = vec![begun(number)];
    for event in events(number) {
        let after = states.last().and_then(|sale| sale.after(&event).ok());
        states.extend(after);
    }
    states
}

fn begun(number: u32) -> Sale {
    let code: TillCode = "A".parse().expect("a letter is a code");
    Sale::begin(Intent {
        number: SaleNumber(number),
        direction: if number.is_multiple_of(4) { Direction::Topup } else { Direction::Payment },
        amount: amount(number),
        note: "テーブル5".to_owned(),
        tag: Tag::new(&code, SaleNumber(number), u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15)),
        started_at: at(number),
        bill: None,
        life_seconds: None,
    })
}

fn amount(number: u32) -> Amount {
    Amount::try_from(Decimal::from(100 + number)).expect("it is above zero")
}

fn at(number: u32) -> Timestamp {
    let opening = Timestamp::from_second(1_763_600_000).expect("it is in range");
    opening + SignedDuration::from_mins(i64::from(number))
}
