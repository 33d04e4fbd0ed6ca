//! The command line, as `docs` and the scripts of a chain rely on it.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Parser;

use crate::acts::Act;

/// A QR till for shops that take Pokepay house money.
#[derive(Clone, Debug, Default, Parser)]
#[command(name = "cashtray-terminal", version)]
pub struct Arguments {
    /// Where the journal, the settings and the logs are kept. Default: the user's own data directory.
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,

    /// Start in practice mode at once: no keys, no network, no real money.
    #[arg(long)]
    pub practice: bool,

    /// In practice mode, serve the practice customers' phone as a web page at this loopback address.
    #[arg(long, value_name = "ADDRESS", value_parser = loopback_address)]
    pub practice_phone: Option<SocketAddr>,

    /// What to do without a window.
    #[command(subcommand)]
    pub(crate) act: Option<Act>,
}

fn loopback_address(text: &str) -> Result<SocketAddr, String> {
    let address: SocketAddr = text.parse().map_err(|_| "expected an address such as 127.0.0.1:8444".to_owned())?;
    if address.ip().is_loopback() {
        Ok(address)
    } else {
        Err("the practice phone is served on this machine only: give a 127.0.0.1 address".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::Arguments;

    #[test]
    fn the_practice_phone_is_never_served_to_the_network() {
        assert!(Arguments::try_parse_from(["till", "--practice-phone", "0.0.0.0:8444"]).is_err());
        assert!(Arguments::try_parse_from(["till", "--practice-phone", "127.0.0.1:0"]).is_ok());
    }
}
