//! The custody clock from the indictment to the payment of the fine.

use law::Truth;
use law::deadline::{How, PeriodState, Phase};

use super::{day, ends, event, events, period, run, said};

const HELD: [(&str, &str); 4] = [
    ("detained", "2026-01-05"),
    ("arrest_approved", "2026-01-15"),
    ("arrested", "2026-01-15"),
    ("transferred", "2026-03-10"),
];

fn tried(more: &[(&str, &str)], today: &str) -> law::deadline::Timeline<'static> {
    let mut list = HELD.to_vec();
    list.push(("indicted", "2026-04-10"));
    list.extend_from_slice(more);
    run(&events(&list), today)
}

#[test]
fn the_ordinary_trial_has_two_months_and_three_at_the_latest() {
    let line = tried(&[], "2026-04-20");
    ends(&line, "trial_ordinary", &["2026-07-10", "2026-06-10", "2026-10-10"]);
    let line = tried(&[("trial_extended", "2026-06-20")], "2026-08-20");
    assert_eq!(
        period(&line, "trial_ordinary").end().unwrap().last.low,
        day("2026-10-10")
    );
    ends(&line, "counsel_notice", &["2026-04-13"]);
}

#[test]
fn summary_and_expedited_procedure() {
    let line = tried(&[("summary", "2026-04-12")], "2026-04-20");
    ends(&line, "trial_summary", &["2026-04-30", "2026-05-25"]);
    let line = tried(&[("expedited", "2026-04-12")], "2026-04-15");
    ends(&line, "trial_expedited", &["2026-04-20", "2026-04-25"]);
    let line = tried(
        &[("expedited", "2026-04-12"), ("to_ordinary", "2026-04-18")],
        "2026-04-20",
    );
    ends(&line, "trial_ordinary", &["2026-07-18", "2026-06-18", "2026-10-18"]);
    let line = tried(
        &[("expedited", "2026-04-12"), ("to_summary", "2026-04-18")],
        "2026-04-20",
    );
    ends(&line, "trial_summary", &["2026-05-08", "2026-06-02"]);
}

#[test]
fn time_that_does_not_count_moves_the_end() {
    let line = tried(&[("suspended", "2026-05-01"), ("resumed", "2026-05-21")], "2026-05-25");
    // 10 July and 20 days; 10 June and 20 days; 10 October and 20 days.
    ends(&line, "trial_ordinary", &["2026-07-30", "2026-06-30", "2026-10-30"]);
    assert!(
        period(&line, "trial_ordinary")
            .end()
            .unwrap()
            .words
            .contains("不计入的20日")
    );
    let line = tried(&[("suspended", "2026-05-01")], "2026-09-25");
    assert_eq!(period(&line, "trial_ordinary").state, PeriodState::Paused);
    let line = tried(
        &[("assessment_started", "2026-05-01"), ("assessment_ended", "2026-05-11")],
        "2026-05-25",
    );
    assert_eq!(
        period(&line, "trial_ordinary").end().unwrap().last.low,
        day("2026-07-20")
    );
}

#[test]
fn an_adjournment_restarts_the_trial() {
    let line = tried(&[("trial_adjourned", "2026-05-08")], "2026-05-12");
    ends(&line, "adjournment", &["2026-06-08"]);
    let line = tried(
        &[("trial_adjourned", "2026-05-08"), ("trial_resubmitted", "2026-06-05")],
        "2026-06-06",
    );
    ends(&line, "trial_ordinary", &["2026-09-05", "2026-08-05", "2026-12-05"]);
    let line = tried(&[("jurisdiction_changed", "2026-05-08")], "2026-06-06");
    ends(&line, "trial_ordinary", &["2026-08-08", "2026-07-08", "2026-11-08"]);
}

#[test]
fn before_the_hearing_is_counted_backwards() {
    let line = tried(&[("hearing_set", "2026-05-20")], "2026-05-01");
    ends(&line, "indictment_copy", &["2026-05-10"]);
    ends(&line, "evidence_list", &["2026-05-15"]);
    ends(&line, "hearing_notice", &["2026-05-17"]);
    let line = tried(
        &[("summary", "2026-04-12"), ("hearing_set", "2026-04-25")],
        "2026-04-15",
    );
    assert!(line.periods.iter().all(|own| own.rule.id != "indictment_copy"));
}

fn judged(today: &str, held: bool, served: &str) -> law::deadline::Timeline<'static> {
    let mut more = vec![("judged", "2026-06-20"), ("judgment_served", served)];
    if !held {
        more.insert(0, ("bailed", "2026-06-01"));
    }
    tried(&more, today)
}

#[test]
fn the_appeal_shows_both_days_in_custody_and_rolls_outside() {
    // 10 days from 24 September: 4 October, in the holiday that ends on the 7th.
    let line = judged("2026-09-25", true, "2026-09-24");
    let end = period(&line, "appeal").end().unwrap().clone();
    assert_eq!((end.remind.low, end.last.low), (day("2026-10-04"), day("2026-10-08")));
    assert!(
        end.roll.contains("两") || end.roll.contains("提醒按不顺延"),
        "{}",
        end.roll
    );
    let line = judged("2026-09-25", false, "2026-09-24");
    let end = period(&line, "appeal").end().unwrap().clone();
    assert_eq!((end.remind.low, end.last.low), (day("2026-10-08"), day("2026-10-08")));
    assert_eq!(line.phase, Phase::Judged);
    ends(&judged("2026-06-26", true, "2026-06-25"), "appeal", &["2026-07-06"]);
}

#[test]
fn a_swapped_workday_does_not_roll_and_a_year_without_calendar_says_so() {
    // 10 days from 30 September: 10 October 2026, a Saturday that is worked.
    let line = judged("2026-10-01", false, "2026-09-30");
    let end = period(&line, "appeal").end().unwrap().clone();
    assert_eq!(end.last.low, day("2026-10-10"));
    assert!(end.roll.contains("调休上班日"), "{}", end.roll);
    let line = judged("2026-12-25", false, "2026-12-24");
    let end = period(&line, "appeal").end().unwrap().clone();
    assert_eq!(end.last.low, day("2027-01-03"));
    assert!(end.unchecked && end.roll.contains("无日历"), "{}", end.roll);
}

#[test]
fn the_second_instance_and_a_remand() {
    let list = [
        ("judged", "2026-06-20"),
        ("judgment_served", "2026-06-22"),
        ("appealed", "2026-06-30"),
        ("second_accepted", "2026-07-10"),
    ];
    let line = tried(&list, "2026-07-15");
    ends(&line, "second_instance", &["2026-09-10", "2026-11-10"]);
    assert_eq!(
        period(&line, "appeal").close.as_ref().map(|close| close.how),
        Some(How::Fulfilled)
    );
    let mut read = list.to_vec();
    read.extend([("reading_started", "2026-07-20"), ("reading_ended", "2026-09-10")]);
    // One month of reading does not count at most: 31 days from 20 July.
    let line = tried(&read, "2026-09-15");
    assert_eq!(
        period(&line, "second_instance").end().unwrap().last.low,
        day("2026-10-11")
    );
    let mut back = list.to_vec();
    back.push(("remanded", "2026-09-01"));
    let line = tried(&back, "2026-09-15");
    assert_eq!(line.phase, Phase::Trial);
    ends(&line, "trial_ordinary", &["2026-12-01", "2026-11-01", "2027-03-01"]);
}

#[test]
fn custody_up_to_the_sentence_means_release() {
    let mut list = events(&HELD);
    let mut judgment = event("judged", "2026-06-20");
    judgment.months = Some(6);
    list.push(event("indicted", "2026-04-10"));
    list.push(judgment);
    let line = run(&list, "2026-06-25");
    let term = line.term.clone().unwrap();
    assert_eq!((term.end.low, term.reached), (day("2026-07-04"), Truth::False));
    let line = run(&list, "2026-07-04");
    assert!(said(&line).contains("应当立即释放"), "{}", said(&line));
}

#[test]
fn after_the_judgment_is_effective() {
    let list = [
        ("judged", "2026-06-20"),
        ("judgment_served", "2026-06-22"),
        ("effective", "2026-07-03"),
    ];
    let line = tried(&list, "2026-07-05");
    assert_eq!(line.phase, Phase::Closed);
    ends(&line, "fine_payment", &["2026-10-03"]);
}

#[test]
fn not_prosecuted() {
    let mut list = HELD.to_vec();
    list.push(("not_prosecuted", "2026-04-08"));
    let line = run(&events(&list), "2026-04-09");
    assert!(!line.custody.held);
    ends(&line, "victim_complaint", &["2026-04-15"]);
    ends(&line, "accused_complaint", &["2026-04-15"]);
    assert_eq!(line.custody.total, (93, 94));
    let mut list = events(&HELD);
    let mut decision = event("conditionally_not_prosecuted", "2026-04-08");
    decision.months = Some(8);
    list.push(decision.clone());
    ends(&run(&list, "2026-05-01"), "probation", &["2026-12-07"]);
    list.pop();
    decision.months = None;
    list.push(decision);
    ends(&run(&list, "2026-05-01"), "probation", &["2026-10-07", "2027-04-07"]);
}

#[test]
fn a_case_that_begins_at_trial_says_what_is_missing() {
    let line = run(&events(&[("indicted", "2026-04-10")]), "2026-04-20");
    assert_eq!(line.phase, Phase::Trial);
    assert!(said(&line).contains("期限可能不全"), "{}", said(&line));
    ends(&line, "trial_ordinary", &["2026-07-10", "2026-06-10", "2026-10-10"]);
}
