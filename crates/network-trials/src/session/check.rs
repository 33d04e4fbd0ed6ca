//! The till's last word, sale by sale, held against the far side's books.

use std::collections::{BTreeMap, BTreeSet};

use partner_api::schema::CashtrayWithResult;
use till::view::{SaleRow, SaleRowState, SaleStateView, SaleView};

/// How a sale was shown to have ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The end.
    pub end: SaleRowState,
    /// The amount beside it.
    pub amount: String,
}

/// Something that must not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Money moved, and the till says otherwise, or nothing.
    ChargedButShown {
        /// The sale.
        number: String,
        /// What the till says.
        shown: Option<Shown>,
    },
    /// The till says that money moved, and none did.
    PaidWithoutCharge {
        /// The sale.
        number: String,
    },
    /// Money moved, and the till shows another amount.
    WrongAmount {
        /// The sale.
        number: String,
        /// What the till shows.
        shown: String,
        /// What moved.
        moved: String,
    },
    /// The till says cancelled, and the tray can still be read.
    CanceledButOpen {
        /// The sale.
        number: String,
    },
    /// One try made more than one tray.
    MadeTwice {
        /// The sale.
        number: String,
        /// How many trays there are.
        trays: usize,
    },
    /// A sale has a tray and no end.
    NoEnd {
        /// The sale.
        number: String,
    },
    /// A final word was taken back.
    TakenBack {
        /// The sale.
        number: String,
        /// What was shown first.
        before: Shown,
        /// And then.
        now: Shown,
    },
    /// A QR was there for the drawing in a state that shows none.
    QrShownInState(String),
    /// Something did not come to its end in time.
    Hang(String),
}

impl Shown {
    pub(crate) fn of_sale(sale: &SaleView) -> Option<Self> {
        let end = match sale.state {
            SaleStateView::Creating | SaleStateView::Waiting { .. } | SaleStateView::Checking { .. } => return None,
            SaleStateView::Succeeded { .. } => SaleRowState::Succeeded,
            SaleStateView::Failed { .. } => SaleRowState::Failed,
            SaleStateView::Canceled { .. } => SaleRowState::Canceled,
            SaleStateView::Expired { .. } => SaleRowState::Expired,
            SaleStateView::NotCreated { .. } => SaleRowState::NotCreated,
        };
        Some(Self { end, amount: sale.amount.clone() })
    }

    pub(crate) fn of_row(row: &SaleRow) -> Option<Self> {
        (row.state != SaleRowState::Open).then(|| Self { end: row.state, amount: row.amount.clone() })
    }
}

/// Everything that does not fit. Of the sales in `left` no end need be shown, for nobody ever saw their QR. `trays` are
/// all that the far side has of the session.
pub(crate) fn check(
    shown: &BTreeMap<String, Shown>,
    left: &BTreeSet<String>,
    trays: &[CashtrayWithResult],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut by_sale: BTreeMap<String, Vec<&CashtrayWithResult>> = BTreeMap::new();
    for tray in trays {
        by_sale.entry(number_of(tray)).or_default().push(tray);
    }
    for (number, trays) in &by_sale {
        if trays.len() > 1 {
            findings.push(Finding::MadeTwice { number: number.clone(), trays: trays.len() });
        }
        for tray in trays {
            let finding = judge(number, tray, shown.get(number));
            let is_expected = matches!(finding, Some(Finding::NoEnd { .. })) && left.contains(number);
            findings.extend(finding.filter(|_| !is_expected));
        }
    }
    for (number, shown) in shown {
        let is_charged = by_sale.get(number).is_some_and(|trays| trays.iter().any(|tray| tray.transaction.is_some()));
        if shown.end == SaleRowState::Succeeded && !is_charged {
            findings.push(Finding::PaidWithoutCharge { number: number.clone() });
        }
    }
    findings
}

fn judge(number: &str, tray: &CashtrayWithResult, shown: Option<&Shown>) -> Option<Finding> {
    let number = number.to_owned();
    match (&tray.transaction, shown) {
        (None, None) => Some(Finding::NoEnd { number }),
        (Some(transaction), Some(Shown { end: SaleRowState::Succeeded, amount })) => {
            let moved = transaction.amount.normalize().to_string();
            (moved != *amount).then(|| Finding::WrongAmount { number, shown: amount.clone(), moved })
        }
        (Some(_), shown) => Some(Finding::ChargedButShown { number, shown: shown.cloned() }),
        (None, Some(Shown { end: SaleRowState::Canceled, .. })) => {
            (tray.canceled_at.is_none()).then_some(Finding::CanceledButOpen { number })
        }
        (None, Some(_)) => None,
    }
}

/// `A-0001` of a description that ends in `[A-0001-7ZK3M0Q9XW1BT]`.
fn number_of(tray: &CashtrayWithResult) -> String {
    let tag = tray.description.rsplit_once('[').map_or("", |(_, tag)| tag);
    tag.rsplit_once('-').map_or_else(String::new, |(number, _)| number.to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use partner_sandbox::{Options, Sandbox, ScanTarget};
    use till::money::Direction;
    use till::view::SaleRowState;

    use super::{Finding, Shown, check};
    use crate::counter::{Counter, settings};

    fn shown(number: &str, end: SaleRowState, amount: &str) -> BTreeMap<String, Shown> {
        BTreeMap::from([(number.to_owned(), Shown { end, amount: amount.to_owned() })])
    }

    /// A check that cannot fail proves nothing: every lie about a paid and an unpaid tray is found.
    #[tokio::test]
    async fn every_lie_about_a_tray_is_found() {
        let folder = tempfile::tempdir().expect("a folder");
        let options = Options { credentials: folder.path().to_owned(), ..Options::default() };
        let far = Sandbox::start(options).await.expect("it serves");
        let address = far.api_url().socket_addrs(|| None).expect("an address")[0];
        let (credentials, tray_life) = (far.credentials(), std::time::Duration::from_secs(120));
        let counter = Counter::open(credentials, address, "127.0.0.1", &credentials.ca_pem, settings(tray_life));
        let till = counter.expect("it opens").till;
        let sold = till.start_sale(Direction::Payment, "1200", "").await.expect("a sale");
        let mut views = till.views();
        let view = views.wait_for(|view| view.live.as_ref().is_some_and(|sale| sale.token.is_some())).await;
        let token = view.expect("the till runs").live.as_ref().and_then(|sale| sale.token.clone()).expect("a QR");
        let nobody = BTreeSet::new();

        let number = || sold.clone();
        let open = far.ledger().cashtrays;
        let paid = |amount| shown(&sold, SaleRowState::Succeeded, amount);
        assert_eq!(check(&paid("1200"), &nobody, &open), [Finding::PaidWithoutCharge { number: number() }]);
        let canceled = shown(&sold, SaleRowState::Canceled, "1200");
        assert_eq!(check(&canceled, &nobody, &open), [Finding::CanceledButOpen { number: number() }]);
        assert_eq!(check(&BTreeMap::new(), &nobody, &open), [Finding::NoEnd { number: number() }]);
        assert_eq!(check(&BTreeMap::new(), &BTreeSet::from([number()]), &open), []);

        far.scan(&ScanTarget::Token(token), "rich").expect("it is paid");
        let charged = far.ledger().cashtrays;
        assert_eq!(check(&paid("1200"), &nobody, &charged), []);
        let wrong = Finding::WrongAmount { number: number(), shown: "980".to_owned(), moved: "1200".to_owned() };
        assert_eq!(check(&paid("980"), &nobody, &charged), [wrong]);
        for end in [SaleRowState::Failed, SaleRowState::Canceled, SaleRowState::Expired, SaleRowState::NotCreated] {
            let lie = shown(&sold, end, "1200");
            let shown = lie.get(&sold).cloned();
            assert_eq!(check(&lie, &nobody, &charged), [Finding::ChargedButShown { number: number(), shown }]);
        }
        let twice: Vec<_> = charged.iter().chain(&charged).cloned().collect();
        assert!(check(&paid("1200"), &nobody, &twice).contains(&Finding::MadeTwice { number: number(), trays: 2 }));
        till.close().await;
        far.stop().await;
    }
}
