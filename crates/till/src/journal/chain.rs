use std::fmt;

/// One link of the chain: SHA-256 over an entry and the link before it. Shown as hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link(pub [u8; 32]);

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// What was found when the chain over all entries was computed anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainReport {
    /// How many entries there are.
    pub entries: u64,
    /// The first position, from 1, where something was changed, removed or added by hand; one past the last entry
    /// where the tail was cut off. `None` while all is whole.
    pub broken_at: Option<u64>,
    /// The newest link, as it was computed. Kept elsewhere, on paper say, it shows that nothing up to here was
    /// written anew.
    pub head: Link,
}

impl ChainReport {
    /// Whether nothing was changed by hand.
    pub fn is_whole(&self) -> bool {
        self.broken_at.is_none()
    }
}
