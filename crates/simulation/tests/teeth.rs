//! A checker that cannot fail proves nothing: a till that breaks a rule is caught within a stated number of schedules.

use simulation::{Rule, Settings, Violation, run};

/// Breaks a rule until it is noticed.
fn is_noticed(rule: Rule, within: u64) {
    let settings = Settings { without: vec![rule], mix: rule.mix(), ..Settings::default() };
    let found = (0..within).any(|seed| !run(seed, &settings, false).findings.is_empty());
    assert!(found, "{rule:?} can be broken for {within} schedules and nobody notices");
}

/// One test for each rule, so that they run side by side.
macro_rules! every_rule_is_needed {
    ($($name:ident: $rule:ident within $count:literal,)*) => {
        $(
            #[test]
            fn $name() {
                is_noticed(Rule::$rule, $count);
            }
        )*
    };
}

every_rule_is_needed! {
    an_intent_that_is_not_durable_is_noticed: R1 within 500,
    a_tray_that_is_not_durable_is_noticed: R2 within 100,
    an_outcome_that_is_shown_before_it_is_durable_is_noticed: R3 within 100,
    a_till_that_forgets_what_was_open_is_noticed: R4 within 50,
    a_till_that_looks_at_the_attempt_first_is_noticed: R5 within 100,
    a_till_that_fails_a_reading_without_transaction_is_noticed: R6 within 100,
    a_till_that_believes_an_echo_is_noticed: R6Echo within 500,
    a_till_that_waits_for_ever_is_noticed: R7 within 1_000,
    a_till_that_trusts_the_wall_clock_is_noticed: R8 within 100,
    a_till_without_a_grace_is_noticed: R8Grace within 300,
    a_till_that_takes_silence_for_a_cancel_is_noticed: R9 within 300,
    a_till_that_takes_a_refusal_for_a_cancel_is_noticed: R10 within 100,
    a_till_that_reports_what_it_asked_for_is_noticed: R11 within 300,
    a_till_that_shows_the_qr_while_the_amount_changes_is_noticed: R12 within 1_000,
    a_till_that_keeps_a_tray_whose_change_was_not_answered_is_noticed: R12GiveUp within 1_000,
    a_till_that_sells_twice_at_once_is_noticed: R13 within 300,
    a_till_that_takes_silence_for_a_refusal_to_refund_is_noticed: R14 within 300,
    a_refund_whose_intent_is_not_durable_is_noticed: R14Intent within 2_000,
    a_till_that_does_not_search_for_lost_creates_is_noticed: R15 within 300,
}

/// R2 and R15 cover each other: a tray that was shown before it was durable is found in the list, unless nobody looks.
#[test]
fn what_a_till_loses_that_writes_its_trays_late_the_list_gives_back() {
    let lost = |without: &[Rule]| {
        let settings = Settings { without: without.to_vec(), ..Settings::default() };
        let is_lost = |seed| {
            let findings = run(seed, &settings, false).findings;
            findings.iter().any(|finding| finding.violation == Violation::Lost)
        };
        (0..150).filter(|seed| is_lost(*seed)).count()
    };
    assert_eq!(lost(&[Rule::R2]), 0, "it lies for a while, and in the end nothing is lost");
    assert!(lost(&[Rule::R2, Rule::R15]) > 0);
}
