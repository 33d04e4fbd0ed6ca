use serde::Serialize;

/// What a wallet is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountStatus {
    /// Usable.
    Active,
    /// Frozen: nothing can be paid from or into it.
    Suspended,
    /// Ready to be closed: nothing can be paid from or into it any more.
    PreClosed,
}

/// Which end of a list comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Direction {
    /// The earliest first.
    #[serde(rename = "asc")]
    Ascending,
    /// The latest first.
    #[serde(rename = "desc")]
    Descending,
}

/// Which part of a balance a payment uses up first. A money that shows points only ignores it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaymentStrategy {
    /// Points while there are any, then money: the server's default.
    PointPreferred,
    /// Money and never points.
    MoneyOnly,
}
