use serde::Serialize;
use till::view::TlsProblemView;
use ts_rs::TS;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CheckLine {
    /// What is checked.
    pub check: Check,
    /// How it is.
    #[serde(flatten)]
    pub result: CheckResult,
}

/// What is checked, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// All parts of the keys are there and well-formed.
    Keys,
    /// The client certificate is valid, and for how long.
    Certificate,
    /// The server is reached over trusted TLS.
    Server,
    /// This machine's clock agrees with the server's.
    Clock,
    /// The server accepts client id, secret and certificate.
    Credentials,
    /// The shops and moneys that the keys open.
    Shops,
    /// The chosen shop is open and takes the chosen money.
    Choice,
    /// The chosen shop may top up customers' wallets of this money.
    Topup,
}

/// How a line is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum CheckResult {
    /// Green.
    Fine {
        /// A word to it: a date, a number of shops; may be empty.
        detail: String,
    },
    /// Yellow: the till can sell.
    Attention {
        /// Why.
        problem: CheckProblem,
    },
    /// Red: it cannot.
    Broken {
        /// Why.
        problem: CheckProblem,
    },
}

/// What wants attention or must be mended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CheckProblem {
    /// The client certificate ends soon: 30 days or less.
    #[error("the client certificate ends in {days} days; ask Pokepay for a new one")]
    CertificateEndsSoon {
        /// Whole days that are left.
        days: i64,
    },
    /// It has ended.
    #[error("the client certificate ended on {ended_at}; ask Pokepay for a new one")]
    CertificateEnded {
        /// When, RFC 3339.
        ended_at: String,
    },
    /// It does not hold yet.
    #[error("the client certificate holds from {begins_at} on; is this machine's clock right?")]
    CertificateNotYetValid {
        /// From when on, RFC 3339.
        begins_at: String,
    },
    /// No connection.
    #[error("the server is not reached; is the network up, and the address right?")]
    Unreachable,
    /// A connection, and no answer in time.
    #[error("the server does not answer in time; try again")]
    NoAnswer,
    /// No trusted connection.
    #[error("no trusted connection: {tls:?}")]
    Tls {
        /// Why.
        tls: TlsProblemView,
    },
    /// What answers is not the Partner API: a captive portal, a proxy, another server.
    #[error("what answers with HTTP {status} is not the Partner API; is a log-in page in between?")]
    NotThePartnerApi {
        /// The HTTP status.
        status: u16,
    },
    /// The server asks to slow down.
    #[error("the server is busy; try again in a minute")]
    Busy,
    /// This machine's clock is off.
    #[error("this machine's clock is {seconds} s off; set it")]
    ClockOff {
        /// How far ahead of the server's; negative when behind.
        seconds: i64,
    },
    /// The server does not accept client id or secret.
    #[error("the server does not accept CLIENT_ID or CLIENT_SECRET: {error_type} {error_message}")]
    KeysRefused {
        /// The machine name.
        error_type: String,
        /// The server's sentence; may be empty.
        error_message: String,
    },
    /// These keys may not do what a till does.
    #[error("these keys may not do what a till does: {error_type} {error_message}")]
    NotPermitted {
        /// The machine name.
        error_type: String,
        /// The server's sentence; may be empty.
        error_message: String,
    },
    /// The keys open no shop.
    #[error("these keys open no shop; ask Pokepay")]
    NoShops,
    /// The keys open no money.
    #[error("these keys open no money; ask Pokepay")]
    NoMoneys,
    /// The chosen shop is not there.
    #[error("there is no such shop for these keys")]
    ShopNotFound,
    /// The chosen shop is closed.
    #[error("the shop {name} is closed")]
    ShopDisabled {
        /// Its name.
        name: String,
    },
    /// The chosen shop does not take the chosen money.
    #[error("the shop {name} has no wallet of this money")]
    MoneyNotTaken {
        /// Its name.
        name: String,
    },
    /// The shop's wallet is frozen.
    #[error("the wallet of the shop {name} is suspended")]
    WalletSuspended {
        /// Its name.
        name: String,
    },
    /// Payments only.
    #[error("this shop may not top up; it can take payments")]
    MayNotTopUp,
}
