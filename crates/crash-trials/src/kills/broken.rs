//! Engines that are broken on purpose: a check that cannot fail proves nothing.

use clap::ValueEnum;

/// What is wrong with an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Broken {
    /// It takes nothing up again that was open when it was killed (reliability, R4).
    ForgetsWhatWasOpen,
    /// It says that its entries are durable, and keeps them in its memory (R1 to R3).
    KeepsInMemory,
}

impl Broken {
    /// The argument by which an engine is started so.
    pub(crate) fn argument(self) -> String {
        let name = self.to_possible_value().map(|value| value.get_name().to_owned());
        format!("--broken={}", name.unwrap_or_default())
    }
}
