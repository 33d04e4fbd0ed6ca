//! The two services of a Linux desktop that darken monitors: its screen saver, and logind for what is idle.
//!
//! Written on `zbus`, which the key store brings along. The crate `keepawake` asks for the same, but panics when the
//! screen saver has gone before it is thanked.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;
use zbus::zvariant::OwnedFd;
use zbus::{Connection, proxy};

/// Who asks, in the words of the services' own lists.
const WHO: &str = "Cashtray Terminal";

/// Why, as an administrator reads it in those lists.
const WHY: &str = "A QR is shown to a customer";

/// A service that takes longer is taken for missing.
const PATIENCE: Duration = Duration::from_secs(3);

#[proxy(
    interface = "org.freedesktop.ScreenSaver",
    default_service = "org.freedesktop.ScreenSaver",
    default_path = "/org/freedesktop/ScreenSaver"
)]
trait ScreenSaver {
    fn inhibit(&self, application_name: &str, reason_for_inhibit: &str) -> zbus::Result<u32>;
    fn un_inhibit(&self, cookie: u32) -> zbus::Result<()>;
}

#[proxy(
    interface = "org.freedesktop.login1.Manager",
    default_service = "org.freedesktop.login1",
    default_path = "/org/freedesktop/login1"
)]
trait Logind {
    fn inhibit(&self, what: &str, who: &str, why: &str, mode: &str) -> zbus::Result<OwnedFd>;
}

/// Where the two services are asked.
pub(super) struct Buses {
    session: Option<Connection>,
    system: Option<Connection>,
}

impl Buses {
    /// The buses of whoever is logged in, where there are any.
    pub(super) async fn of_the_session() -> Self {
        Self { session: within(Connection::session()).await, system: within(Connection::system()).await }
    }
}

/// What is held while a sale is on the screen. The descriptor lets go by being closed.
#[derive(Default)]
struct Hold {
    screen_saver: Option<u32>,
    idle: Option<OwnedFd>,
}

impl Hold {
    async fn take(buses: &Buses) -> Self {
        let mut hold = Self::default();
        if let Some(bus) = &buses.session {
            let asked = async { ScreenSaverProxy::new(bus).await?.inhibit(WHO, WHY).await };
            hold.screen_saver = within(asked).await;
        }
        if let Some(bus) = &buses.system {
            let asked = async { LogindProxy::new(bus).await?.inhibit("idle", WHO, WHY, "block").await };
            hold.idle = within(asked).await;
        }
        hold
    }

    async fn let_go(self, buses: &Buses) {
        if let (Some(bus), Some(cookie)) = (&buses.session, self.screen_saver) {
            within(async { ScreenSaverProxy::new(bus).await?.un_inhibit(cookie).await }).await;
        }
        drop(self.idle);
    }
}

/// Holds and lets go as `is_lit` changes, until its sender is gone.
pub(super) async fn follow(mut is_lit: watch::Receiver<bool>, buses: Buses) {
    let mut taken: Option<Hold> = None;
    loop {
        let wanted = *is_lit.borrow_and_update();
        match (wanted, taken.take()) {
            (true, None) => taken = Some(Hold::take(&buses).await),
            (false, Some(hold)) => hold.let_go(&buses).await,
            (_, same) => taken = same,
        }
        if is_lit.changed().await.is_err() {
            break;
        }
    }
    if let Some(hold) = taken {
        hold.let_go(&buses).await;
    }
}

async fn within<T>(asked: impl Future<Output = zbus::Result<T>>) -> Option<T> {
    match timeout(PATIENCE, asked).await {
        Ok(Ok(answer)) => Some(answer),
        Ok(Err(error)) => {
            tracing::debug!(%error, "a service that darkens monitors cannot be asked");
            None
        }
        Err(_) => {
            tracing::debug!("a service that darkens monitors does not answer");
            None
        }
    }
}

#[cfg(test)]
mod tests;
