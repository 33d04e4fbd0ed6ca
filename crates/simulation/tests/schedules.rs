//! The real till under thousands of schedules: nothing is lost, nothing is misreported.

use simulation::{Mix, Settings, Summary, run, run_crowd, run_many};

fn assert_clean(summary: &Summary) {
    let failures: Vec<String> = summary
        .failures
        .iter()
        .flat_map(|report| report.findings.iter().map(|finding| format!("seed {}: {finding}", report.seed)))
        .collect();
    assert_eq!(
        summary.failed,
        0,
        "of {} schedules; replay one with `cargo xtask sim --seed N`:\n{}",
        summary.schedules,
        failures.join("\n")
    );
}

#[test]
fn ten_thousand_schedules_lose_nothing_and_misreport_nothing() {
    let summary = run_many(0, 10_000, &Settings::default());
    assert_clean(&summary);
    assert!(summary.charges > 5_000, "a mix in which hardly anybody pays proves little: {}", summary.charges);
}

#[test]
fn two_to_four_tills_of_one_shop_never_mix_their_results() {
    for tills in 2..=4 {
        assert_clean(&run_many(1_000_000, 150, &Settings { tills, ..Settings::default() }));
    }
}

#[test]
fn wrong_jumping_and_sleeping_clocks_end_nothing_wrongly() {
    assert_clean(&run_many(0, 500, &Settings { mix: Mix::Clocks, ..Settings::default() }));
}

#[test]
fn changes_that_are_carried_out_late_charge_nobody_another_amount() {
    assert_clean(&run_many(0, 300, &Settings { mix: Mix::LatePatch, ..Settings::default() }));
}

#[test]
fn what_no_screen_showed_is_found_by_the_list_alone() {
    let summary = run_many(0, 500, &Settings::default());
    assert_clean(&summary);
    assert!(summary.found > 5, "a mix in which nothing is lost proves little: {}", summary.found);
}

#[test]
fn fifty_tills_that_find_the_network_again_do_not_stampede() {
    let crowd = run_crowd(50, 0);
    assert!(crowd.peak_per_second <= 2.0 * crowd.steady_per_second, "{crowd:?}");
    assert_eq!(crowd.charges, crowd.known, "{crowd:?}");
}

#[test]
fn the_same_seed_gives_the_same_log_line_by_line() {
    for seed in 0..100 {
        let settings = Settings { tills: 2, ..Settings::default() };
        let (first, second) = (run(seed, &settings, true), run(seed, &settings, true));
        assert!(first.log.len() > 20, "{:#?}", first.log);
        assert_eq!(first, second, "seed {seed}");
    }
}

#[test]
fn another_seed_gives_another_schedule() {
    let settings = Settings::default();
    assert_ne!(run(1, &settings, true).log, run(2, &settings, true).log);
}
