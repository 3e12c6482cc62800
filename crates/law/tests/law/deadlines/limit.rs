//! 追诉时效. Every date was worked out by hand.

use law::deadline::{Charge, LimitState, Limitation, limitation, limitation_years};
use law::{Truth, read_date};

use super::day;

fn charge(ended: &str, filed: &str) -> Charge {
    Charge {
        bands: vec![("基本幅度".into(), 36)],
        ended: read_date(ended).ok(),
        filed: read_date(filed).ok(),
        ..Charge::default()
    }
}

fn state(charge: &Charge) -> LimitState {
    limitation(charge, day("2026-11-23")).state
}

fn ends(found: &Limitation) -> (String, String) {
    let first = &found.limits[0];
    (first.a.unwrap().low.to_string(), first.b.unwrap().low.to_string())
}

#[test]
fn years_by_the_band_that_applies() {
    let wanted = [
        (36, Some(5)),
        (59, Some(5)),
        (60, Some(10)),
        (84, Some(10)),
        (119, Some(10)),
        (120, Some(15)),
        (180, Some(15)),
    ];
    for (months, years) in wanted {
        assert_eq!(limitation_years(months), years, "{months}");
    }
    assert_eq!(limitation_years(u32::MAX), None);
}

#[test]
fn one_day_decides_nothing() {
    let found = limitation(&charge("2020-06-15", "2025-06-01"), day("2026-11-23"));
    assert_eq!(ends(&found), ("2025-06-14".into(), "2025-06-15".into()));
    assert_eq!(state(&charge("2020-06-15", "2025-06-14")), LimitState::Within);
    assert_eq!(state(&charge("2020-06-15", "2025-06-15")), LimitState::Manual);
    assert_eq!(state(&charge("2020-06-15", "2025-06-16")), LimitState::Expired);
}

#[test]
fn a_leap_day() {
    let found = limitation(&charge("2020-02-29", "2025-02-01"), day("2026-11-23"));
    assert_eq!(ends(&found), ("2025-02-27".into(), "2025-02-28".into()));
}

#[test]
fn a_rough_end_of_the_act_straddles() {
    assert_eq!(state(&charge("2020年6月", "2025-06-20")), LimitState::Manual);
    assert_eq!(state(&charge("2020年6月", "2025-05-31")), LimitState::Within);
    assert_eq!(state(&charge("2020年6月", "2025-07-01")), LimitState::Expired);
    assert_eq!(state(&charge("", "2025-07-01")), LimitState::Open);
    assert_eq!(state(&charge("2020年6月以前", "2025-07-01")), LimitState::Open);
}

#[test]
fn a_new_crime_within_the_time_starts_it_anew() {
    let mut own = charge("2018-03-10", "2026-01-10");
    assert_eq!(state(&own), LimitState::Expired);
    own.again = read_date("2022-05-01").ok();
    let found = limitation(&own, day("2026-11-23"));
    assert_eq!(
        (ends(&found), found.state),
        (("2027-04-30".into(), "2027-05-01".into()), LimitState::Within)
    );
    own.again = read_date("2023-04-01").ok();
    assert_eq!(state(&own), LimitState::Expired);
    own.again = read_date("2023年3月").ok();
    assert_eq!(state(&own), LimitState::Manual);
}

#[test]
fn flight_and_a_refused_complaint_take_the_limit_away() {
    let mut own = charge("2015-03-10", "2026-01-10");
    own.fled = Some(Truth::True);
    let found = limitation(&own, day("2026-11-23"));
    assert_eq!(found.state, LimitState::Unlimited);
    assert!(found.limits[0].cite.contains(&"刑法/88-1".to_string()));
    own.fled = Some(Truth::False);
    own.accused_in_time = Some(Truth::True);
    assert_eq!(state(&own), LimitState::Unlimited);
}

#[test]
fn several_bands_agree_or_are_for_a_person() {
    let mut own = charge("2018-03-10", "2026-01-10");
    own.bands = vec![("数额较大".into(), 36), ("数额巨大".into(), 120)];
    assert_eq!(state(&own), LimitState::Manual);
    own.bands = vec![("无期档".into(), u32::MAX)];
    assert_eq!(state(&own), LimitState::Manual);
    own.bands = vec![("五年以上".into(), 120)];
    let found = limitation(&own, day("2026-11-23"));
    assert_eq!(
        (ends(&found), found.state),
        (("2033-03-09".into(), "2033-03-10".into()), LimitState::Within)
    );
    own.bands = Vec::new();
    assert_eq!(state(&own), LimitState::Open);
}

#[test]
fn without_a_filing_date_today_is_compared() {
    let own = Charge {
        filed: None,
        ..charge("2020-06-15", "2025-06-01")
    };
    let found = limitation(&own, day("2026-11-23"));
    assert_eq!(found.state, LimitState::Expired);
    assert!(found.notes.iter().any(|note| note.contains("立案日")));
}
