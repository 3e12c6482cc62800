//! Every test of the harness, small, as part of `make test`; `make torture` runs them at their floors. No time is measured here: a
//! machine that is busy is not a fault, one that hangs is.

use std::process::Command;

fn torture(what: &str, seed: u64, count: usize) {
    let output = Command::new(env!("CARGO_BIN_EXE_torture"))
        .args([
            what,
            "--seed",
            &seed.to_string(),
            "--count",
            &count.to_string(),
            "--patience",
            "10",
        ])
        .output()
        .expect("the harness starts");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("faults: **0**"),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn killed_at_random_points_it_loses_nothing_it_acknowledged() {
    torture("kill", 1, 24);
}

#[test]
fn a_power_cut_at_any_sync_leaves_what_was_acknowledged() {
    torture("power-few", 2, 5);
}

#[test]
fn a_failing_disk_is_said_and_leaves_nothing_half_done() {
    torture("io", 3, 2);
}

#[test]
fn a_full_disk_is_said_and_leaves_nothing_half_done() {
    torture("full", 4, 2);
}

#[test]
fn bad_bytes_are_noticed_or_harmless() {
    torture("bytes", 5, 250);
}

#[test]
fn one_of_many_gets_the_vault() {
    torture("race", 6, 20);
}

#[test]
fn a_migration_killed_anywhere_leaves_the_old_or_the_new() {
    torture("migrate", 7, 3);
}

#[test]
fn a_backup_and_the_sheet_bring_everything_back_on_another_computer() {
    torture("restore", 11, 3);
}

#[test]
fn a_forged_list_of_users_opens_nothing_and_wrong_attempts_are_slowed() {
    torture("keys", 12, 12);
}

#[test]
fn after_locking_nothing_is_answered() {
    torture("lock", 13, 3);
}

#[test]
fn whoever_may_not_is_refused_in_silence_and_written_down() {
    torture("roles", 14, 1);
}

#[test]
fn odd_conditions_are_said_or_do_no_harm() {
    torture("odd", 8, 1);
}

#[test]
fn hostile_input_is_read_or_refused_in_words() {
    torture("fuzz", 9, 60);
}

#[test]
fn used_for_a_while_it_does_not_grow() {
    torture("soak", 10, 8);
}
