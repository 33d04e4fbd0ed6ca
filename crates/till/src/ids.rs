//! The one source of randomness, so that a test can repeat a day bit by bit.

/// Gives random bits for tags and for the jitter of the schedule.
pub trait Ids: Send + 'static {
    /// 64 fresh random bits.
    fn make_bits(&mut self) -> u64;
}

/// The operating system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct RandomIds;

impl Ids for RandomIds {
    fn make_bits(&mut self) -> u64 {
        getrandom::u64().expect("an operating system that gives no random bits cannot open a TLS connection either")
    }
}
