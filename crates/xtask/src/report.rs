//! The steps of one command: each announced, timed and counted, and summed up in the closing line.

use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::child;
use crate::tally::Tally;

/// What ran.
#[derive(Debug, Default)]
pub(crate) struct Report {
    steps: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    name: String,
    took: Duration,
    succeeded: bool,
    tally: Tally,
}

impl Report {
    /// Runs a command as a step. A failed step does not stop the command: the rest is worth knowing too.
    pub(crate) fn step(&mut self, name: &str, command: Command) -> Result<bool> {
        println!("== {name}");
        let started = Instant::now();
        let mut tally = Tally::default();
        let status = child::stream(name, command, |line| tally.read(line))?;
        self.close_step(name, started, status.success(), tally);
        Ok(status.success())
    }

    /// Does a piece of work that prints for itself as a step. Its error ends the command: nothing after it can work.
    pub(crate) fn needed<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("== {name}");
        let started = Instant::now();
        let outcome = work()?;
        self.close_step(name, started, true, Tally::default());
        Ok(outcome)
    }

    /// Looks for something wrong as a step: each sentence is one finding.
    pub(crate) fn check(&mut self, name: &str, look: impl FnOnce() -> Result<Vec<String>>) -> Result<()> {
        println!("== {name}");
        let started = Instant::now();
        let findings = look()?;
        for finding in &findings {
            println!("    {finding}");
        }
        self.close_step(name, started, findings.is_empty(), Tally::default());
        Ok(())
    }

    fn close_step(&mut self, name: &str, started: Instant, succeeded: bool, tally: Tally) {
        let took = started.elapsed();
        if !succeeded {
            println!("   {name} FAILED after {}", seconds(took));
        }
        self.steps.push(Step { name: name.to_owned(), took, succeeded, tally });
    }

    /// Prints the summary, which comes last also when the outcome is that no more could be done. Fails when anything
    /// failed.
    pub(crate) fn close<T>(&mut self, outcome: Result<T>) -> ExitCode {
        if let Err(error) = outcome {
            println!("\nerror: {error:#}");
            self.close_step("Could not go on", Instant::now(), false, Tally::default());
        }
        let summary = self.summary();
        println!("\n{summary}");
        if self.total().failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    /// The sum of all tests. A step that failed without naming a failed test counts as one failure: the closing line
    /// never says `0 failed` when something did.
    fn total(&self) -> Tally {
        let mut total = Tally::default();
        for step in &self.steps {
            total += &step.tally;
            if !step.succeeded && step.tally.failed == 0 {
                total.failed += 1;
                total.failures.push(step.name.clone());
            }
        }
        total
    }

    fn summary(&self) -> String {
        let mut lines = vec!["What ran".to_owned()];
        for Step { name, took, succeeded, tally } in &self.steps {
            let mark = if *succeeded { "ok    " } else { "FAILED" };
            let counts = match (tally.passed, tally.failed) {
                (0, 0) => String::new(),
                (passed, failed) => format!(" ({passed} passed, {failed} failed)"),
            };
            lines.push(format!("  {mark} {:>8}  {name}{counts}", seconds(*took)));
        }
        let total = self.total();
        if total.skipped > 0 {
            lines.push(format!("Tests that are there and did not run: {}", total.skipped));
        }
        if !total.failures.is_empty() {
            lines.push("What failed".to_owned());
            lines.extend(total.failures.iter().map(|name| format!("  {name}")));
        }
        lines.push(format!("{} passed, {} failed", total.passed, total.failed));
        lines.join("\n")
    }
}

/// A length of time for a person: `0.4 s`, `75.0 s`.
pub(crate) fn seconds(length: Duration) -> String {
    format!("{:.1} s", length.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::time::Duration;

    use super::{Report, Step, seconds};
    use crate::tally::Tally;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]);
        command
    }

    fn closing_line(report: &Report) -> String {
        report.summary().lines().last().expect("a line").to_owned()
    }

    #[test]
    fn the_closing_line_sums_all_steps() {
        let mut report = Report::default();
        report.step("cargo test", shell("echo 'test result: ok. 3 passed; 0 failed; 0 ignored;'")).expect("a shell");
        report.step("UI tests", shell("echo '  Tests  4 passed (4)'")).expect("a shell");
        assert_eq!(closing_line(&report), "7 passed, 0 failed");
    }

    #[test]
    fn a_step_that_fails_without_a_test_is_not_called_zero_failed() {
        let mut report = Report::default();
        let succeeded = report.step("clippy", shell("exit 101")).expect("a shell");
        assert!(!succeeded);
        assert_eq!(closing_line(&report), "0 passed, 1 failed");
        assert!(report.summary().contains("What failed\n  clippy"));
    }

    #[test]
    fn a_finding_fails_the_check_it_belongs_to() {
        let mut report = Report::default();
        report.check("clean", || Ok(Vec::new())).expect("nothing to fail");
        report.check("generated files", || Ok(vec!["ui/src/gen/X.ts is not committed".to_owned()])).expect("it looks");
        assert_eq!(closing_line(&report), "0 passed, 1 failed");
    }

    #[test]
    fn what_stops_the_command_is_counted_too() {
        let mut report = Report::default();
        report.step("cargo test", shell("echo 'test result: ok. 3 passed; 0 failed; 0 ignored;'")).expect("a shell");
        let code = report.close::<()>(Err(anyhow::anyhow!("there is no network")));
        assert_eq!(format!("{code:?}"), format!("{:?}", std::process::ExitCode::FAILURE));
        assert_eq!(closing_line(&report), "3 passed, 1 failed");
    }

    #[test]
    fn the_summary_names_each_step_with_its_time_and_counts() {
        let tally = Tally { passed: 12, skipped: 1, ..Tally::default() };
        let step = Step { name: "cargo test".to_owned(), took: Duration::from_millis(75_040), succeeded: true, tally };
        let report = Report { steps: vec![step] };
        assert_eq!(
            report.summary(),
            "What ran\n  ok       75.0 s  cargo test (12 passed, 0 failed)\nTests that are there and did not run: 1\n12 passed, 0 failed"
        );
    }

    #[test]
    fn times_are_short_to_read() {
        assert_eq!(seconds(Duration::from_millis(449)), "0.4 s");
    }
}
