//! Keeps the monitors lit while a sale is on the customer's screen: nobody scans a dark QR.

#[cfg(target_os = "linux")]
mod desktop;

use tokio::sync::watch;

/// Holds the monitors lit while `is_lit` says so. Ends with its sender. Where no service is there to be asked, nothing
/// happens: a sale does not depend on it.
#[cfg(target_os = "linux")]
pub(super) async fn follow(is_lit: watch::Receiver<bool>) {
    desktop::follow(is_lit, desktop::Buses::of_the_session().await).await;
}

/// Other systems are not asked.
#[cfg(not(target_os = "linux"))]
pub(super) async fn follow(mut is_lit: watch::Receiver<bool>) {
    while is_lit.changed().await.is_ok() {}
}
