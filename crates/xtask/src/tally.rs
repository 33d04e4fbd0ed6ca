//! Counts of passed and failed tests, read line by line from the output of `cargo test` and of vitest.

use std::ops::AddAssign;

/// How many tests passed and failed, and which failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    /// Tests that did not run although they are there. The project has none; a number here is a mistake to mend.
    pub(crate) skipped: u64,
    /// The names of the failed ones, as their runner writes them.
    pub(crate) failures: Vec<String>,
}

impl Tally {
    /// Takes one line of output into account.
    pub(crate) fn read(&mut self, line: &str) {
        let line = line.trim();
        if let Some(result) = line.strip_prefix("test result: ") {
            let counts = result.split_once(". ").map_or("", |(_, counts)| counts);
            self.add_counts(counts.split("; "));
        } else if let Some(name) = line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED")) {
            self.add_failure(name);
        } else if let Some(counts) = line.strip_prefix("Tests ") {
            let counts = counts.split(" (").next().unwrap_or_default();
            self.add_counts(counts.split(" | "));
        } else if let Some(name) = line.strip_prefix("FAIL ") {
            self.add_failure(name.trim());
        }
    }

    /// vitest names a failure once where it happens and once more at its end.
    fn add_failure(&mut self, name: &str) {
        if self.failures.iter().all(|known| known != name) {
            self.failures.push(name.to_owned());
        }
    }

    fn add_counts<'a>(&mut self, counts: impl Iterator<Item = &'a str>) {
        for count in counts {
            let mut words = count.split_whitespace();
            let Some(number) = words.next().and_then(|word| word.parse::<u64>().ok()) else { continue };
            match words.next() {
                Some("passed") => self.passed += number,
                Some("failed") => self.failed += number,
                Some("ignored" | "skipped" | "todo") => self.skipped += number,
                _ => {}
            }
        }
    }
}

impl AddAssign<&Self> for Tally {
    fn add_assign(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.failures.extend_from_slice(&other.failures);
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn tally(output: &str) -> Tally {
        let mut tally = Tally::default();
        output.lines().for_each(|line| tally.read(line));
        tally
    }

    #[test]
    fn the_counts_of_every_test_program_are_summed() {
        let found = tally(
            "running 3 tests
test view::amount_is_text ... ok
test follower::a_lost_answer_shows_checking ... FAILED
test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
   Doc-tests till
test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.31s",
        );
        assert_eq!((found.passed, found.failed, found.skipped), (6, 1, 1));
        assert_eq!(found.failures, ["follower::a_lost_answer_shows_checking"]);
    }

    #[test]
    fn vitest_is_counted_by_tests_and_not_by_files() {
        let found = tally(
            " FAIL  src/sound/sounds.test.ts > a payment rings once
 Test Files  1 failed | 1 passed (2)
      Tests  1 failed | 41 passed | 2 skipped (44)",
        );
        assert_eq!((found.passed, found.failed, found.skipped), (41, 1, 2));
        assert_eq!(found.failures, ["src/sound/sounds.test.ts > a payment rings once"]);
    }

    #[test]
    fn other_lines_count_nothing() {
        let prose = "Tests are promises\ntest result\ntesting 5 passed; 3 failed\n0 errors, 7 passed";
        assert_eq!(tally(prose), Tally::default());
    }
}
