//! The fixed words of a slip. Every word stands in both languages, or this file does not compile.

use crate::receipt::{Act, Language, Refunded, ShiftKind};

/// All fixed words in one language.
pub(crate) struct Words {
    pub(crate) payment: &'static str,
    pub(crate) topup: &'static str,
    pub(crate) refund: &'static str,
    pub(crate) payment_amount: &'static str,
    pub(crate) topup_amount: &'static str,
    pub(crate) refund_to_wallet: &'static str,
    pub(crate) refund_from_wallet: &'static str,
    pub(crate) of_money: &'static str,
    pub(crate) of_points: &'static str,
    pub(crate) cash_received: &'static str,
    pub(crate) change: &'static str,
    pub(crate) cash_returned: &'static str,
    pub(crate) money_name: &'static str,
    pub(crate) customer: &'static str,
    pub(crate) honorific: &'static str,
    pub(crate) time: &'static str,
    pub(crate) number: &'static str,
    pub(crate) original: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) transaction: &'static str,
    pub(crate) staff: &'static str,
    pub(crate) note: &'static str,
    pub(crate) reprint: &'static str,
    pub(crate) reprint_count: &'static str,
    pub(crate) reprint_time: &'static str,
    pub(crate) practice: &'static str,
    pub(crate) practice_sentence: &'static str,
    pub(crate) thanks: &'static str,
    pub(crate) test: &'static str,
    pub(crate) test_sentence: &'static str,
    pub(crate) interim: &'static str,
    pub(crate) interim_sentence: &'static str,
    pub(crate) closing: &'static str,
    pub(crate) shift: &'static str,
    pub(crate) count_unit: &'static str,
    pub(crate) time_format: &'static str,
}

const JA: Words = Words {
    payment: "お支払い",
    topup: "チャージ",
    refund: "返金",
    payment_amount: "お支払い金額",
    topup_amount: "チャージ金額",
    refund_to_wallet: "ウォレットへ返金",
    refund_from_wallet: "ウォレットから取消",
    of_money: "  内 マネー",
    of_points: "  内 ポイント",
    cash_received: "現金お預かり",
    change: "おつり",
    cash_returned: "現金ご返金",
    money_name: "マネー",
    customer: "お客様",
    honorific: " 様",
    time: "日時",
    number: "会計番号",
    original: "元の会計",
    reason: "理由",
    transaction: "取引ID",
    staff: "担当",
    note: "メモ",
    reprint: "再発行",
    reprint_count: "回目",
    reprint_time: "発行",
    practice: "練習",
    practice_sentence: "このレシートは無効です",
    thanks: "ご利用ありがとうございました",
    test: "テスト印刷",
    test_sentence: "この文字がすべて読め、数字が紙の幅に収まっていれば、準備は完了です。",
    interim: "点検",
    interim_sentence: "営業は続いています",
    closing: "精算",
    shift: "営業",
    count_unit: "件",
    time_format: "%Y/%m/%d %H:%M:%S%:z",
};

const EN: Words = Words {
    payment: "Payment",
    topup: "Top-up",
    refund: "Refund",
    payment_amount: "Paid",
    topup_amount: "Topped up",
    refund_to_wallet: "Back to wallet",
    refund_from_wallet: "Out of wallet",
    of_money: "  of it money",
    of_points: "  of it points",
    cash_received: "Cash received",
    change: "Change",
    cash_returned: "Cash returned",
    money_name: "Money",
    customer: "Customer",
    honorific: "",
    time: "Time",
    number: "Sale no.",
    original: "Refund of",
    reason: "Reason",
    transaction: "Transaction",
    staff: "Staff",
    note: "Note",
    reprint: "REPRINT",
    reprint_count: "",
    reprint_time: "Issued",
    practice: "PRACTICE",
    practice_sentence: "This slip is not valid",
    thanks: "Thank you",
    test: "Test print",
    test_sentence: "All is ready if you can read this, and the digits fit the width of the paper.",
    interim: "Interim report",
    interim_sentence: "The shift goes on",
    closing: "Closing report",
    shift: "Shift",
    count_unit: "",
    time_format: "%Y-%m-%d %H:%M:%S%:z",
};

impl Words {
    pub(crate) const fn of(language: Language) -> &'static Self {
        match language {
            Language::Ja => &JA,
            Language::En => &EN,
        }
    }

    /// The word printed large.
    pub(crate) const fn title(&self, act: &Act) -> &'static str {
        match act {
            Act::Payment => self.payment,
            Act::Topup { .. } => self.topup,
            Act::Refund { .. } => self.refund,
        }
    }

    /// What the amount is, in words that give its direction.
    pub(crate) const fn amount_label(&self, act: &Act) -> &'static str {
        match act {
            Act::Payment => self.payment_amount,
            Act::Topup { .. } => self.topup_amount,
            Act::Refund { of: Refunded::Payment, .. } => self.refund_to_wallet,
            Act::Refund { of: Refunded::Topup { .. }, .. } => self.refund_from_wallet,
        }
    }

    /// The word for what a refund takes back.
    pub(crate) const fn refunded(&self, of: &Refunded) -> &'static str {
        match of {
            Refunded::Payment => self.payment,
            Refunded::Topup { .. } => self.topup,
        }
    }

    /// The word printed large on a shift report.
    pub(crate) const fn report(&self, kind: ShiftKind) -> &'static str {
        match kind {
            ShiftKind::Interim => self.interim,
            ShiftKind::Closing => self.closing,
        }
    }
}
