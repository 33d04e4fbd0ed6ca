//! Where the project lies, and how its own tools are called.
#![expect(clippy::disallowed_methods, reason = "cargo tells its children by the environment")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// The root folder of the workspace. Asked at run time, so that a moved clone with a kept `target` still works.
pub(crate) fn root() -> PathBuf {
    let own =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    own.ancestors().nth(2).map_or_else(|| own.clone(), Path::to_path_buf)
}

/// The cargo that runs this program, in the root folder.
pub(crate) fn cargo<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(arguments).current_dir(root());
    command
}
