#![doc = include_str!("../README.md")]

mod clock;
mod control;
mod credentials;
mod envelope;
mod faults;
mod ledger;
mod operations;
mod page;
mod parameters;
mod recent;
mod refusal;
mod sandbox;
mod state_file;
mod switches;
mod tls;
mod unconnected;
mod world;

pub use credentials::{Credentials, CredentialsError};
pub use faults::{Action, FaultRule, GatewayBody, Malformed, SCAN, When};
pub use ledger::{Customer, LedgerReport, OpenCashtray, ScanRefused, ScanResult, Wallet, WalletReport};
pub use refusal::Language;
pub use sandbox::{Options, Sandbox, StartError};
pub use switches::{ClientCertificate, NotFoundBody, NumberForm, ShownAttempt, SwitchError, Switches, UpdateExpiry};
pub use unconnected::{Unconnected, UnconnectedAnswer};
pub use world::{Client, ScanTarget};
