//! `cashtray-terminal logs [--sale A-0042]`

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;

use crate::data_directory::DataDirectory;
use crate::logs::find::find;

/// Which lines.
#[derive(Clone, Debug, Args)]
pub(crate) struct Logs {
    /// Only what is about this sale, for example A-0042.
    #[arg(long, value_name = "NUMBER")]
    sale: Option<String>,
}

impl Logs {
    /// Prints the lines. A sale that the log does not know is a failure, so that a script notices a mistyped number.
    pub(super) fn perform(self, data: &DataDirectory) -> anyhow::Result<ExitCode> {
        let folder = data.logs();
        let mut out = io::BufWriter::new(io::stdout().lock());
        let found = match find(&folder, self.sale.as_deref(), &mut out).and_then(|found| out.flush().map(|()| found)) {
            // Whoever reads has read enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(ExitCode::SUCCESS),
            found => found.with_context(|| format!("the log files in {} cannot be read", folder.display()))?,
        };
        match self.sale {
            Some(sale) if found == 0 => {
                anyhow::bail!("no line of the log names the sale {sale}; a number reads like A-0042")
            }
            Some(_) | None => Ok(ExitCode::SUCCESS),
        }
    }
}
