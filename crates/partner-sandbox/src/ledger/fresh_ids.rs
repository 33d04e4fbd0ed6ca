//! Where new ids come from.

use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};
use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

/// A row of version 4 UUIDs. The row is a function of its two starting values, so it can be saved and taken up again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct FreshIds {
    seed: u64,
    /// Tells the rows of two runs of the same seed apart; 0 when they shall be the same.
    run: u64,
    drawn: u64,
}

impl FreshIds {
    /// The row that belongs to a seed and a run.
    pub(crate) fn new(seed: u64, run: u64) -> Self {
        Self { seed, run, drawn: 0 }
    }

    /// The next id.
    pub(crate) fn next(&mut self) -> Uuid {
        self.drawn += 1;
        let mut start = [0_u8; 32];
        start[..8].copy_from_slice(&self.seed.to_le_bytes());
        start[8..16].copy_from_slice(&self.run.to_le_bytes());
        start[16..24].copy_from_slice(&self.drawn.to_le_bytes());
        let mut bytes = [0_u8; 16];
        StdRng::from_seed(start).fill_bytes(&mut bytes);
        Builder::from_random_bytes(bytes).into_uuid()
    }

    /// Leaves the row that all runs share for one of this run alone.
    pub(crate) fn part_from(&mut self, run: u64) {
        self.run = run;
    }
}

#[cfg(test)]
mod tests {
    use super::FreshIds;

    #[test]
    fn one_seed_gives_one_row_of_different_ids() {
        let (mut one, mut same, mut other) = (FreshIds::new(1, 0), FreshIds::new(1, 0), FreshIds::new(2, 0));
        let row: Vec<_> = (0..100).map(|_| one.next()).collect();
        assert_eq!(row, (0..100).map(|_| same.next()).collect::<Vec<_>>());
        assert!((0..100).all(|_| !row.contains(&other.next())));
        assert_eq!(row.iter().collect::<std::collections::HashSet<_>>().len(), 100);
    }

    #[test]
    fn two_runs_of_one_seed_share_no_id_after_they_part() {
        let (mut one, mut two) = (FreshIds::new(1, 0), FreshIds::new(1, 0));
        assert_eq!(one.next(), two.next());
        one.part_from(11);
        two.part_from(12);
        assert_ne!(one.next(), two.next());
    }
}
