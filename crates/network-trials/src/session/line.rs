//! What lies between the till and the sandbox in a session, and the fault that strikes it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use partner_sandbox::Sandbox;
use tokio::task::JoinHandle;

use crate::fault::Fault;
use crate::middlebox::{Harm, Middlebox, Post};
use crate::proxy::{Proxy, Trouble};

/// How long the line is gone, and how long it is back, while it flaps.
const FLAP: Duration = Duration::from_millis(250);

/// A line with its fault ready.
pub(super) enum Line {
    Tcp(Proxy, Trouble),
    Flapping(Arc<Proxy>, Vec<Trouble>, std::sync::Mutex<Option<JoinHandle<()>>>),
    Http(Middlebox, Harm),
}

impl Line {
    pub(super) async fn start(fault: Fault, far: &Sandbox, post: &Post) -> Result<Self> {
        let upstream = far.api_url().socket_addrs(|| None)?.into_iter().next().context("the sandbox has an address")?;
        Ok(match fault {
            Fault::Line(trouble) => Self::Tcp(Proxy::start(upstream).await?, trouble),
            Fault::Flaps(troubles) => {
                Self::Flapping(Arc::new(Proxy::start(upstream).await?), troubles, std::sync::Mutex::default())
            }
            Fault::Http(harm) => Self::Http(Middlebox::start(post.clone()).await?, harm),
        })
    }

    pub(super) fn address(&self) -> SocketAddr {
        match self {
            Self::Tcp(proxy, _) => proxy.address(),
            Self::Flapping(proxy, _, _) => proxy.address(),
            Self::Http(middlebox, _) => middlebox.address(),
        }
    }

    pub(super) fn strike(&self) {
        match self {
            Self::Tcp(proxy, trouble) => proxy.strike(*trouble),
            Self::Flapping(proxy, troubles, task) => {
                let (proxy, troubles) = (Arc::clone(proxy), troubles.clone());
                let flapping = tokio::spawn(async move {
                    for trouble in troubles.into_iter().cycle() {
                        proxy.strike(trouble);
                        tokio::time::sleep(FLAP).await;
                        proxy.heal();
                        tokio::time::sleep(FLAP).await;
                    }
                });
                *task.lock().expect("nobody panics with it") = Some(flapping);
            }
            Self::Http(middlebox, harm) => middlebox.strike(harm.clone()),
        }
    }

    pub(super) fn heal(&self) {
        match self {
            Self::Tcp(proxy, _) => proxy.heal(),
            Self::Flapping(proxy, _, task) => {
                if let Some(task) = task.lock().expect("nobody panics with it").take() {
                    task.abort();
                }
                proxy.heal();
            }
            Self::Http(middlebox, _) => middlebox.heal(),
        }
    }

    pub(super) fn strikes(&self) -> u64 {
        match self {
            Self::Tcp(proxy, _) => proxy.strikes(),
            Self::Flapping(proxy, _, _) => proxy.strikes(),
            Self::Http(middlebox, _) => middlebox.strikes(),
        }
    }

    /// Waits until no request is under way that the till has given up: it may still change a tray.
    pub(super) async fn wait_for_the_late(&self, limit: Duration) {
        let Self::Http(middlebox, _) = self else { return };
        let wait = async {
            while middlebox.late() > 0 {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        // Past the limit the check goes on with what the books say.
        let _ = tokio::time::timeout(limit, wait).await;
    }
}
