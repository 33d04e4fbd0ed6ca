//! Slips as a shop prints them, for tests and for the example that draws them.

use jiff::Zoned;
use receipts::receipt::{
    Act, Language, Money, Refunded, Row, SaleSlip, ShiftKind, ShiftSlip, Shop, Slip, Split, TestSlip, Value,
};
use rust_decimal::Decimal;

/// One slip of each kind, by a name that can be a file's.
pub(crate) fn all() -> Vec<(&'static str, Slip)> {
    vec![
        ("payment-ja", payment(Language::Ja)),
        ("payment-en", payment(Language::En)),
        ("topup-ja", topup(Language::Ja)),
        ("topup-en", topup(Language::En)),
        ("refund-ja", refund(Language::Ja)),
        ("refund-topup-en", refund_of_topup(Language::En)),
        ("reprint-ja", payment(Language::Ja).reprinted(time("2026-11-21T09:30:00+09:00[Asia/Tokyo]"))),
        ("practice-ja", practice(Language::Ja)),
        ("closing-ja", closing(Language::Ja)),
        ("interim-en", interim(Language::En)),
        ("test-ja", test(Language::Ja)),
    ]
}

pub(crate) fn time(text: &str) -> Zoned {
    text.parse().expect("a time of the tests")
}

pub(crate) fn yen(amount: i64) -> Decimal {
    Decimal::from(amount)
}

fn shop(language: Language) -> Shop {
    match language {
        Language::Ja => Shop {
            name: "みどり商店 駅前店".into(),
            details: vec!["東京都中央区緑町1-2-3".into(), "電話 03-0000-0000".into()],
        },
        Language::En => Shop { name: "Midori Station Shop".into(), details: vec!["Phone 03-0000-0000".into()] },
    }
}

fn money(language: Language) -> Money {
    match language {
        Language::Ja => Money { name: "みどりペイ".into(), unit: "円".into() },
        Language::En => Money { name: "Midori Pay".into(), unit: "円".into() },
    }
}

pub(crate) fn sale(language: Language, act: Act) -> SaleSlip {
    SaleSlip {
        language,
        shop: shop(language),
        money: money(language),
        act,
        number: "A-0042".into(),
        amount: yen(1_280),
        split: None,
        customer: Some("山＊ ＊郎".into()),
        transaction_id: "…6b5c4d3e".into(),
        time: time("2026-11-20T14:03:25+09:00[Asia/Tokyo]"),
        staff: None,
        note: None,
        reprint: None,
        practice: false,
    }
}

pub(crate) fn payment(language: Language) -> Slip {
    let mut sale = sale(language, Act::Payment);
    sale.split = Some(Split { money: yen(1_080), point: yen(200) });
    sale.staff = Some("佐藤".into());
    sale.note = Some("店頭受取・紙袋2枚、箱の角に小さな傷があることをご了承済み".into());
    Slip::Sale(Box::new(sale))
}

pub(crate) fn topup(language: Language) -> Slip {
    let mut sale = sale(language, Act::Topup { cash_received: Some(yen(5_000)) });
    sale.amount = yen(3_000);
    sale.number = "A-0043".into();
    Slip::Sale(Box::new(sale))
}

pub(crate) fn refund(language: Language) -> Slip {
    let reason = Some("商品の不良".into());
    let act = Act::Refund { of: Refunded::Payment, original_number: "A-0042".into(), reason };
    let mut sale = sale(language, act);
    sale.number = "A-0051".into();
    sale.transaction_id = "4f9c2b7e-1d3a-4c58-9e0f-7a6b5c4d3e2f".into();
    Slip::Sale(Box::new(sale))
}

pub(crate) fn refund_of_topup(language: Language) -> Slip {
    let of = Refunded::Topup { cash_returned: Some(yen(3_000)) };
    let mut sale = sale(language, Act::Refund { of, original_number: "A-0043".into(), reason: None });
    sale.amount = yen(3_000);
    sale.number = "A-0052".into();
    Slip::Sale(Box::new(sale))
}

pub(crate) fn practice(language: Language) -> Slip {
    let mut sale = sale(language, Act::Topup { cash_received: Some(yen(3_000)) });
    sale.practice = true;
    Slip::Sale(Box::new(sale))
}

fn shift(language: Language, kind: ShiftKind, rows: Vec<Row>) -> Slip {
    Slip::Shift(Box::new(ShiftSlip {
        language,
        shop: shop(language),
        money: money(language),
        kind,
        number: "2026-11-20".into(),
        staff: Some("佐藤".into()),
        time: time("2026-11-20T20:15:00+09:00[Asia/Tokyo]"),
        rows,
        reprint: None,
        practice: false,
    }))
}

pub(crate) fn closing(language: Language) -> Slip {
    let rows = vec![
        Row::Section("売上".into()),
        Row::Entry("お支払い".into(), Value::CountAndAmount(128, yen(164_320))),
        Row::Entry("  内 マネー".into(), Value::Amount(yen(151_020))),
        Row::Entry("  内 ポイント".into(), Value::Amount(yen(13_300))),
        Row::Entry("返金".into(), Value::CountAndAmount(2, yen(2_560))),
        Row::Total("差引".into(), Value::Amount(yen(161_760))),
        Row::Section("チャージ".into()),
        Row::Entry("チャージ".into(), Value::CountAndAmount(31, yen(93_000))),
        Row::Entry("返金".into(), Value::CountAndAmount(0, yen(0))),
        Row::Section("成立しなかった会計".into()),
        Row::Entry("取引不成立".into(), Value::Count(4)),
        Row::Entry("取り消し".into(), Value::Count(6)),
        Row::Entry("期限切れ".into(), Value::Count(3)),
        Row::Entry("結果未確定".into(), Value::Text("なし".into())),
        Row::Section("現金".into()),
        Row::Entry("釣銭準備金".into(), Value::Amount(yen(30_000))),
        Row::Entry("現金チャージ".into(), Value::Amount(yen(93_000))),
        Row::Entry("ご返金".into(), Value::Amount(yen(0))),
        Row::Entry("あるべき現金".into(), Value::Amount(yen(123_000))),
        Row::Entry("数えた現金".into(), Value::Amount(yen(122_500))),
        Row::Total("過不足".into(), Value::Amount(yen(-500))),
        Row::Text("過不足の理由: 両替の渡し間違い".into()),
    ];
    shift(language, ShiftKind::Closing, rows)
}

pub(crate) fn interim(language: Language) -> Slip {
    let rows = vec![
        Row::Section("Sales".into()),
        Row::Entry("Payments".into(), Value::CountAndAmount(128, yen(164_320))),
        Row::Entry("Refunds".into(), Value::CountAndAmount(2, yen(2_560))),
        Row::Total("Net".into(), Value::Amount(yen(161_760))),
    ];
    shift(language, ShiftKind::Interim, rows)
}

pub(crate) fn test(language: Language) -> Slip {
    Slip::Test(Box::new(TestSlip {
        language,
        shop: shop(language),
        time: time("2026-11-20T09:15:00+09:00[Asia/Tokyo]"),
        opens_drawer: true,
    }))
}
