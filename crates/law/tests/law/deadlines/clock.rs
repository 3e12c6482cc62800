//! The custody clock, from the summons to the prosecutor's decision. Every date was worked out by hand.

use law::Truth;
use law::deadline::{How, Measure, PeriodState, Phase, ProblemKind};

use super::{day, ends, event, events, period, run, said};

#[test]
fn detention_gives_three_branches_until_somebody_extends() {
    let line = run(&events(&[("detained", "2026-03-05")]), "2026-03-06");
    assert_eq!((line.phase, line.measure), (Phase::Investigation, Measure::Detained));
    ends(&line, "arrest_request", &["2026-03-08", "2026-03-12", "2026-04-04"]);
    ends(&line, "detention_total", &["2026-03-15", "2026-03-19", "2026-04-11"]);
    ends(&line, "family_notice", &["2026-03-06"]);
    ends(&line, "first_interrogation", &["2026-03-06"]);
    assert_eq!(period(&line, "arrest_request").state, PeriodState::Running);
    let later = run(&events(&[("detained", "2026-03-05")]), "2026-03-10");
    assert_eq!(period(&later, "arrest_request").state, PeriodState::Doubt);
    let over = run(&events(&[("detained", "2026-03-05")]), "2026-04-05");
    assert_eq!(period(&over, "arrest_request").state, PeriodState::Passed);
    assert!(
        over.problems.iter().any(|own| own.kind == ProblemKind::Urgent),
        "{}",
        said(&over)
    );
    assert!(over.remedies.iter().any(|own| own.id == "overrun"));
}

#[test]
fn detention_is_never_rolled() {
    // 2026-10-04 is in the National Day holiday; the third day stays there.
    let line = run(&events(&[("detained", "2026-10-01")]), "2026-10-02");
    ends(&line, "arrest_request", &["2026-10-04", "2026-10-08", "2026-10-31"]);
    assert!(period(&line, "arrest_request").end().unwrap().roll.contains("羁押期限"));
}

#[test]
fn a_granted_extension_decides() {
    let mut granted = event("detention_extended", "2026-03-07");
    granted.days = Some(2);
    let line = run(&[event("detained", "2026-03-05"), granted.clone()], "2026-03-07");
    ends(&line, "arrest_request", &["2026-03-10", "2026-04-04"]);
    granted.days = Some(9);
    let line = run(&[event("detained", "2026-03-05"), granted], "2026-03-07");
    assert!(said(&line).contains("只能延长1日至4日"));
    let line = run(
        &events(&[("detained", "2026-03-05"), ("detention_thirty", "2026-03-08")]),
        "2026-03-20",
    );
    ends(&line, "arrest_request", &["2026-04-04"]);
    ends(&line, "detention_total", &["2026-04-11"]);
}

#[test]
fn the_prosecutor_has_seven_days_for_the_detained_and_fifteen_for_the_free() {
    let line = run(
        &events(&[("detained", "2026-03-05"), ("arrest_requested", "2026-03-08")]),
        "2026-03-09",
    );
    ends(&line, "arrest_review", &["2026-03-15"]);
    let line = run(&events(&[("arrest_requested", "2026-03-08")]), "2026-03-09");
    ends(&line, "arrest_review_free", &["2026-03-23", "2026-03-30"]);
    // The twentieth day, 28 March 2026, is a Saturday: not in custody, it moves to the Monday.
    assert!(period(&line, "arrest_review_free").ends[1].roll.contains("顺延"));
}

#[test]
fn refusal_means_release_at_once() {
    let list = [
        ("detained", "2026-03-05"),
        ("arrest_requested", "2026-03-08"),
        ("arrest_refused", "2026-03-13"),
    ];
    let line = run(&events(&list), "2026-03-14");
    assert_eq!(line.problems[0].kind, ProblemKind::Urgent);
    assert!(line.problems[0].text.contains("应当立即释放"));
    let mut list = list.to_vec();
    list.push(("released", "2026-03-13"));
    let line = run(&events(&list), "2026-03-14");
    assert!(!said(&line).contains("应当立即释放"));
    assert_eq!(line.custody.total, (8, 9));
    assert!(!line.custody.held);
    ends(&line, "refusal_objection", &["2026-03-18"]);
}

const ARRESTED: [(&str, &str); 4] = [
    ("detained", "2026-01-20"),
    ("arrest_requested", "2026-01-23"),
    ("arrest_approved", "2026-01-30"),
    ("arrested", "2026-01-30"),
];

fn arrested(more: &[(&str, &str)], today: &str) -> law::deadline::Timeline<'static> {
    let mut list = ARRESTED.to_vec();
    list.extend_from_slice(more);
    run(&events(&list), today)
}

#[test]
fn extensions_are_added_up_from_the_beginning() {
    let line = arrested(&[], "2026-02-10");
    ends(
        &line,
        "investigation_custody",
        &["2026-03-30", "2026-04-30", "2026-06-30", "2026-08-30"],
    );
    // 2＋1＋2 from 30 January in one step; step by step 28 February would have become 31 March.
    let line = arrested(
        &[("extended_1", "2026-03-20"), ("extended_2", "2026-04-20")],
        "2026-05-10",
    );
    ends(&line, "investigation_custody", &["2026-06-30", "2026-08-30"]);
    let own = period(&line, "investigation_custody");
    assert!(
        own.end().unwrap().words.contains("合并为5个月"),
        "{}",
        own.end().unwrap().words
    );
    assert_eq!(line.custody.day, (111, 111));
    // 延长二 has to be asked for seven days before the end that holds without it: 30 April less 7.
    let ask = arrested(&[("extended_1", "2026-03-20")], "2026-04-01");
    let second = &period(&ask, "investigation_custody").ends[1];
    assert_eq!(second.ask.unwrap().low, day("2026-04-23"));
}

#[test]
fn another_important_crime_starts_two_new_months() {
    let line = arrested(
        &[("extended_1", "2026-03-20"), ("new_crime", "2026-04-15")],
        "2026-04-20",
    );
    ends(
        &line,
        "investigation_custody",
        &["2026-06-15", "2026-07-15", "2026-09-15", "2026-11-15"],
    );
    let first = line
        .periods
        .iter()
        .find(|own| own.rule.id == "investigation_custody")
        .unwrap();
    assert_eq!(first.close.as_ref().map(|close| close.how), Some(How::Restarted));
}

#[test]
fn an_unknown_identity_stops_the_clock_until_it_is_known() {
    let line = arrested(&[("identity_unknown", "2026-02-05")], "2026-03-20");
    assert_eq!(
        period(&line, "investigation_custody")
            .close
            .as_ref()
            .map(|close| close.how),
        Some(How::Stopped)
    );
    let line = arrested(
        &[("identity_unknown", "2026-02-05"), ("identified", "2026-02-28")],
        "2026-03-20",
    );
    // From the last day of February to the last of April.
    assert_eq!(
        period(&line, "investigation_custody").end().unwrap().last.low,
        day("2026-04-30")
    );
}

#[test]
fn what_comes_too_late_or_out_of_order_is_said() {
    let line = arrested(&[("extended_1", "2026-04-02")], "2026-04-03");
    assert!(said(&line).contains("晚于侦查羁押期限的届满日"), "{}", said(&line));
    let line = arrested(&[("extended_2", "2026-03-20")], "2026-03-22");
    assert!(said(&line).contains("以前应有"), "{}", said(&line));
    let line = run(&events(&[("extended_1", "2026-03-20")]), "2026-03-22");
    assert!(said(&line).contains("以逮捕为前提"), "{}", said(&line));
    assert!(!line.events[0].applied);
    let line = arrested(
        &[("transferred", "2026-03-25"), ("extended_1", "2026-03-27")],
        "2026-03-30",
    );
    assert!(said(&line).contains("只能发生在侦查阶段"), "{}", said(&line));
    let line = arrested(&[("detained", "2026-02-20")], "2026-03-01");
    assert!(said(&line).contains("已经逮捕"), "{}", said(&line));
    assert_eq!(line.custody.since.unwrap().low, day("2026-01-20"));
    let line = run(&events(&[("released", "2026-03-20")]), "2026-03-22");
    assert!(said(&line).contains("没有强制措施可以解除"), "{}", said(&line));
}

#[test]
fn prosecution_review_in_custody_and_out_of_it() {
    let line = arrested(&[("transferred", "2026-03-26")], "2026-04-01");
    // 26 April 2026 is a Sunday; in custody it stays.
    ends(&line, "prosecution_review", &["2026-04-26", "2026-05-11"]);
    assert!(
        period(&line, "prosecution_review")
            .end()
            .unwrap()
            .roll
            .contains("期满日在押")
    );
    let line = arrested(&[("bailed", "2026-03-20"), ("transferred", "2026-03-26")], "2026-04-01");
    // Out of custody the Sunday moves to the Monday.
    ends(&line, "prosecution_review", &["2026-04-27", "2026-05-11"]);
    // Bail within the period: custody on the last day is what counts (P-02).
    let line = arrested(&[("transferred", "2026-03-26"), ("bailed", "2026-04-20")], "2026-04-21");
    ends(&line, "prosecution_review", &["2026-04-27", "2026-05-11"]);
}

#[test]
fn each_return_starts_the_review_anew_and_there_are_two() {
    let list = [
        ("transferred", "2026-03-26"),
        ("review_extended", "2026-04-20"),
        ("returned", "2026-05-08"),
        ("resubmitted", "2026-06-08"),
    ];
    let line = arrested(&list, "2026-06-10");
    assert_eq!(line.phase, Phase::Prosecution);
    ends(&line, "supplement", &["2026-06-08"]);
    assert_eq!(
        period(&line, "supplement").close.as_ref().map(|close| close.late),
        Some(Truth::False)
    );
    ends(&line, "prosecution_review", &["2026-07-08", "2026-07-23"]);
    let mut list = list.to_vec();
    list.extend([
        ("returned", "2026-07-08"),
        ("resubmitted", "2026-08-10"),
        ("returned", "2026-09-08"),
    ]);
    let line = arrested(&list, "2026-09-09");
    assert!(said(&line).contains("以二次为限"), "{}", said(&line));
    assert!(said(&line).contains("晚于补充侦查期限"), "{}", said(&line));
    assert!(line.events.iter().any(|own| own.name == "第二次退回补充侦查"));
}

#[test]
fn a_change_of_jurisdiction_starts_the_review_anew() {
    let line = arrested(
        &[("transferred", "2026-03-26"), ("jurisdiction_changed", "2026-04-10")],
        "2026-04-12",
    );
    ends(&line, "prosecution_review", &["2026-05-10", "2026-05-25"]);
}

#[test]
fn a_plea_on_the_expedited_track_leaves_ten_or_fifteen_days_from_the_beginning() {
    let line = arrested(
        &[("transferred", "2026-03-26"), ("plea_expedited", "2026-03-30")],
        "2026-04-01",
    );
    ends(&line, "prosecution_review_expedited", &["2026-04-05", "2026-04-10"]);
    let before = line
        .periods
        .iter()
        .find(|own| own.rule.id == "prosecution_review")
        .unwrap();
    assert_eq!(before.close.as_ref().map(|close| close.how), Some(How::Converted));
    assert_eq!(
        period(&line, "prosecution_review_expedited").start_name,
        "移送审查起诉（检察院收案）"
    );
}

#[test]
fn bail_runs_anew_with_each_body_and_adds_up_within_one() {
    let line = run(&events(&[("bailed", "2025-11-15")]), "2026-01-10");
    ends(&line, "bail_term", &["2026-11-15"]);
    // 15 November 2026 is a Sunday; a longest time never moves.
    assert!(
        period(&line, "bail_term")
            .end()
            .unwrap()
            .roll
            .contains("不因节假日顺延")
    );
    let line = run(
        &events(&[("bailed", "2025-11-15"), ("transferred", "2026-05-20")]),
        "2026-05-21",
    );
    assert!(said(&line).contains("须重新办理手续"), "{}", said(&line));
    let list = [
        ("bailed", "2025-11-15"),
        ("transferred", "2026-05-20"),
        ("bailed", "2026-05-22"),
    ];
    let line = run(&events(&list), "2026-06-21");
    ends(&line, "bail_term", &["2027-05-22"]);
    assert!(!said(&line).contains("须重新办理手续"), "{}", said(&line));
    // 100 days used (15 November to 23 February), then on bail again with the same body.
    let list = [
        ("bailed", "2025-11-15"),
        ("arrest_approved", "2026-02-23"),
        ("arrested", "2026-02-23"),
        ("bailed", "2026-03-10"),
    ];
    let line = run(&events(&list), "2026-03-11");
    ends(&line, "bail_term", &["2026-11-30"]);
}

#[test]
fn residence_counts_half_only_where_it_is_designated() {
    let line = run(
        &events(&[("designated_residence", "2026-03-01"), ("released", "2026-03-21")]),
        "2026-04-01",
    );
    assert_eq!((line.custody.total, line.custody.designated), ((0, 0), (20, 21)));
    ends(&line, "residence_term", &["2026-09-01"]);
    let line = run(
        &events(&[("home_residence", "2026-03-01"), ("released", "2026-03-21")]),
        "2026-04-01",
    );
    assert_eq!(line.custody.designated, (0, 0));
}

#[test]
fn a_rough_date_gives_two_ends() {
    let line = run(&events(&[("detained", "2026年3月上旬")]), "2026-03-04");
    ends(
        &line,
        "arrest_request",
        &[
            "2026-03-04..2026-03-13",
            "2026-03-08..2026-03-17",
            "2026-03-31..2026-04-09",
        ],
    );
    let line = run(&events(&[("detained", "2026年3月上旬")]), "2026-03-12");
    assert_eq!(line.custody.day, (3, 12));
    let line = run(&events(&[("detained", "2026年3月以后")]), "2026-03-12");
    assert!(said(&line).contains("没有可以计算的日期"), "{}", said(&line));
    let line = run(
        &events(&[("detained", "2026年3月"), ("arrest_requested", "2026-03-08")]),
        "2026-03-12",
    );
    assert!(said(&line).contains("先后可能颠倒"), "{}", said(&line));
}

#[test]
fn requests_run_beside_each_other() {
    let line = arrested(
        &[("change_requested", "2026-02-10"), ("change_requested", "2026-02-20")],
        "2026-02-21",
    );
    let all: Vec<_> = line
        .periods
        .iter()
        .filter(|own| own.rule.id == "change_decision")
        .collect();
    assert_eq!(all.len(), 2);
    assert_eq!(all[1].end().unwrap().last.low, day("2026-02-23"));
    let line = arrested(
        &[("visit_requested", "2026-02-10"), ("necessity_advised", "2026-02-10")],
        "2026-02-11",
    );
    ends(&line, "visit", &["2026-02-12"]);
    ends(&line, "necessity_reply", &["2026-02-20"]);
}

#[test]
fn twelve_hours_may_end_on_the_same_day() {
    let line = run(&events(&[("summoned", "2026-03-05")]), "2026-03-05");
    ends(&line, "summons", &["2026-03-05..2026-03-06", "2026-03-06"]);
}
