//! Redirects: none is followed, wherever it leads and whatever its status promises (figure S4).

use std::time::Duration;

use anyhow::{Context, Result};
use partner_sandbox::{Options, Sandbox};
use till::money::Direction;

use crate::counter::{Counter, settings};
use crate::middlebox::{Harm, Middlebox, Post};

/// The statuses by which a server sends a client elsewhere. 307 and 308 ask it to repeat a POST there.
pub const STATUSES: [u16; 5] = [301, 302, 303, 307, 308];

/// How long the till may take for its word.
const PATIENCE: Duration = Duration::from_secs(30);

/// Lets the till press Enter at a server that sends it to another one, which it would trust. Answers how many requests
/// were redirected, and how many reached the other.
pub async fn run() -> Result<(usize, usize)> {
    let folder = tempfile::tempdir()?;
    let far = Sandbox::start(Options { credentials: folder.path().to_owned(), ..Options::default() }).await?;
    let post = Post::new(far.api_url(), far.credentials())?;
    let (mut redirected, mut followed) = (0, 0);
    for status in STATUSES {
        let (here, there) = (Middlebox::start(post.clone()).await?, Middlebox::start(post.clone()).await?);
        here.strike(Harm::Redirect { status, location: format!("https://{}/cashtrays", there.address()) });
        let settings = settings(Duration::from_secs(60));
        let counter = Counter::open(far.credentials(), here.address(), "127.0.0.1", post.ca_pem(), settings)?;
        counter.till.start_sale(Direction::Payment, "1200", "").await.context("a sale can be begun")?;
        let mut views = counter.till.views();
        let ended = views.wait_for(|view| view.live.as_ref().is_some_and(|sale| sale.state.is_final()));
        tokio::time::timeout(PATIENCE, ended).await??;
        counter.till.close().await;
        redirected += here.received().len();
        followed += there.received().len();
    }
    far.stop().await;
    Ok((redirected, followed))
}
