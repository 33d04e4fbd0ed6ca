//! Who lives in the sandbox: two moneys with their issuers, two shops, six customers. To add a customer: one line in
//! `CUSTOMERS`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use partner_api::ids::{AccountId, PrivateMoneyId, ShopId, UserId};
use partner_api::schema::{Organization, PrivateMoney};
use rust_decimal::Decimal;

use super::book::Posting;
use super::{AccountRecord, Book, FreshIds, Ledger, Lots, Owner, Person, Purse, Shop, Standing};

/// The issuer's organisation code.
const ORGANIZATION: &str = "sakura";
/// The most one wallet of the practice money may hold, in yen.
const MAX_BALANCE: u32 = 100_000;
/// The most one transaction of the practice money may move, in yen.
const TRANSFER_LIMIT: u32 = 50_000;
/// Wallets show money and points. The documents name no other value than `point-only`: this one is a guess.
const DISPLAY: &str = "separate";

/// What `rich` holds of the second money, so that something can be exchanged.
const SECOND_MONEY_OF_RICH: u32 = 5_000;
/// When all wallets that are there from the beginning were opened.
const OPENED_AT: &str = "2026-04-01T00:00:00Z";

/// A customer to begin with. Balances in yen.
struct Newcomer {
    key: &'static str,
    name: &'static str,
    wallet: Option<Opening>,
}

struct Opening {
    money: u32,
    points: u32,
    is_suspended: bool,
}

const fn holding(money: u32, points: u32) -> Opening {
    Opening { money, points, is_suspended: false }
}

/// One customer per way a scan can end.
const CUSTOMERS: [Newcomer; 6] = [
    Newcomer { key: "rich", name: "佐藤 花子", wallet: Some(holding(80_000, 0)) },
    Newcomer { key: "poor", name: "鈴木 一郎", wallet: Some(holding(300, 0)) },
    Newcomer { key: "nearly_full", name: "高橋 美咲", wallet: Some(holding(MAX_BALANCE - 500, 0)) },
    Newcomer {
        key: "suspended",
        name: "田中 健",
        wallet: Some(Opening { money: 12_000, points: 0, is_suspended: true }),
    },
    Newcomer { key: "without_wallet", name: "伊藤 さくら", wallet: None },
    Newcomer { key: "points", name: "渡辺 大輔", wallet: Some(holding(30_000, 500)) },
];

impl Ledger {
    /// A new far side. The same seed gives the same shops, customers and wallets.
    ///
    /// `run` tells the trays and transactions of two runs apart; 0 makes them the same too.
    pub(crate) fn new(seed: u64, run: u64) -> Self {
        let mut ids = FreshIds::new(seed, 0);
        let money = money(PrivateMoneyId(ids.next()));
        let shops = shops(&mut ids);
        let mut ledger = Self {
            moneys: vec![money],
            shops,
            organizations: Vec::new(),
            customers: Vec::new(),
            accounts: BTreeMap::new(),
            book: Book::default(),
            cashtrays: BTreeMap::new(),
            bills: BTreeMap::new(),
            checks: BTreeMap::new(),
            bulk_jobs: BTreeMap::new(),
            lots: Lots::default(),
            requests: BTreeMap::new(),
            transactions: BTreeMap::new(),
            order: Vec::new(),
            ids,
            revision: 0,
        };
        let issuer_owner = Owner::Issuer(UserId(ledger.ids.next()));
        let first = ledger.moneys[0].id;
        let issuer = ledger.add_account(issuer_owner, first, "さくらマネー 発行体", Standing::Active);
        let shop = Owner::Shop(ledger.shops[0].id);
        ledger.add_account(shop, first, "さくら商店 本店", Standing::Active);
        for newcomer in &CUSTOMERS {
            ledger.welcome(newcomer, issuer);
        }
        ledger.add_second_money();
        ledger.ids.part_from(run);
        ledger
    }

    /// A money of another issuer, which no shop takes: `rich` can exchange it.
    fn add_second_money(&mut self) {
        let money = second_money(PrivateMoneyId(self.ids.next()));
        let id = money.id;
        self.moneys.push(money);
        let issuer = Owner::Issuer(UserId(self.ids.next()));
        let issuer = self.add_account(issuer, id, "こもれびコイン 発行体", Standing::Active);
        let (rich, name) = (self.customers[0].id, self.customers[0].name.clone());
        let wallet = self.add_account(Owner::Customer(rich), id, &name, Standing::Active);
        let moved = Purse::of_money(SECOND_MONEY_OF_RICH.into());
        self.book.post(Posting { from: issuer, to: wallet, moved, transaction_id: None });
    }

    fn welcome(&mut self, newcomer: &Newcomer, issuer: AccountId) {
        let id = UserId(self.ids.next());
        self.customers.push(Person {
            key: newcomer.key.to_owned(),
            id,
            name: newcomer.name.to_owned(),
            tel: Some(format!("090-0000-{:04}", self.customers.len() + 1)),
            email: Some(format!("{}@example.com", newcomer.key)),
        });
        let Some(opening) = &newcomer.wallet else { return };
        let standing = if opening.is_suspended { Standing::Suspended } else { Standing::Active };
        let account = self.add_account(Owner::Customer(id), self.moneys[0].id, newcomer.name, standing);
        let moved = Purse { money: opening.money.into(), points: opening.points.into() };
        self.book.post(Posting { from: issuer, to: account, moved, transaction_id: None });
    }

    fn add_account(
        &mut self,
        owner: Owner,
        private_money_id: PrivateMoneyId,
        name: &str,
        standing: Standing,
    ) -> AccountId {
        let id = AccountId(self.ids.next());
        let record = AccountRecord {
            id,
            owner,
            private_money_id,
            name: name.to_owned(),
            external_id: Some(format!("W-{:04}", self.accounts.len() + 1)),
            standing,
            can_transfer_topup: matches!(owner, Owner::Shop(_)),
            created_at: OPENED_AT.parse::<Timestamp>().expect("the constant is a moment"),
            metadata: BTreeMap::new(),
        };
        self.accounts.insert(id, record);
        id
    }
}

fn money(id: PrivateMoneyId) -> PrivateMoney {
    PrivateMoney {
        id,
        name: "さくらマネー".to_owned(),
        unit: "円".to_owned(),
        is_exclusive: false,
        description: "さくら商店でつかえるハウスマネーです（練習用）".to_owned(),
        oneline_message: "練習用のマネーです".to_owned(),
        organization: Organization { code: ORGANIZATION.to_owned(), name: "さくら商店街振興組合".to_owned() },
        max_balance: Decimal::from(MAX_BALANCE),
        transfer_limit: Decimal::from(TRANSFER_LIMIT),
        money_topup_transfer_limit: Some(Decimal::from(TRANSFER_LIMIT)),
        kind: "own".to_owned(),
        expiration_type: "static".to_owned(),
        enable_topup_by_member: Some(false),
        display_money_and_point: Some(DISPLAY.to_owned()),
    }
}

fn second_money(id: PrivateMoneyId) -> PrivateMoney {
    PrivateMoney {
        id,
        name: "こもれびコイン".to_owned(),
        unit: "コイン".to_owned(),
        is_exclusive: false,
        description: "さくらマネーと交換できるコインです（練習用）".to_owned(),
        oneline_message: "交換の練習用です".to_owned(),
        organization: Organization { code: "komorebi".to_owned(), name: "こもれび商店会".to_owned() },
        max_balance: Decimal::from(MAX_BALANCE),
        transfer_limit: Decimal::from(TRANSFER_LIMIT),
        money_topup_transfer_limit: Some(Decimal::from(TRANSFER_LIMIT)),
        kind: "third-party".to_owned(),
        expiration_type: "static".to_owned(),
        enable_topup_by_member: Some(false),
        display_money_and_point: Some(DISPLAY.to_owned()),
    }
}

/// The practice shop, and one that is being set up and takes no money yet, so that `account_not_found` can be met.
fn shops(ids: &mut FreshIds) -> Vec<Shop> {
    let mut shop = |name: &str, tel: &str, external_id: &str| Shop {
        id: ShopId(ids.next()),
        name: name.to_owned(),
        organization_code: ORGANIZATION.to_owned(),
        postal_code: Some("100-0001".to_owned()),
        address: Some("東京都千代田区さくら町1-2-3".to_owned()),
        tel: Some(tel.to_owned()),
        email: Some(format!("{external_id}@example.com")),
        external_id: Some(external_id.to_owned()),
        is_head_office: external_id == "honten",
        is_disabled: false,
    };
    vec![shop("さくら商店 本店", "03-1234-5678", "honten"), shop("さくら商店 開店準備中", "03-1234-5679", "junbi")]
}
