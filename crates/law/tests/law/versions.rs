//! Which versions can apply, one day either side of every boundary, and which is better for the accused.

use crate::books::real;
use crate::chance::config;
use chrono::NaiveDate;
use law::{
    Band, Candidate, Fine, Ground, Interval, Principal, Standing, Truth, Weight, candidates, day_number, differences,
    lighter,
};
use proptest::prelude::*;

const OFFENCE: &str = "assisting_cybercrime";

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn day(text: &str) -> i64 {
    day_number(date(text))
}

fn on(act: &str, today: &str) -> Vec<Candidate<'static>> {
    candidates(real(), OFFENCE, Interval::exactly(day(act)), date(today))
}

/// `2022-03-22 at_act`, the current one with a star.
fn said(found: &[Candidate]) -> String {
    let one = |candidate: &Candidate| {
        let from = candidate.rules.from.unwrap();
        let standing = match candidate.standing {
            Standing::AtAct => "at_act",
            Standing::MaybeAtAct => "maybe",
            Standing::FirstInterpretation => "instead",
            Standing::Displaced => "displaced",
            Standing::Later => "later",
            Standing::NotYet => "not_yet",
            Standing::FirstRecorded => "first_recorded",
        };
        format!("{from} {standing}{}", if candidate.current { "*" } else { "" })
    };
    found.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[track_caller]
fn come(act: &str, today: &str, wanted: &str) {
    assert_eq!(said(&on(act, today)), wanted, "an act of {act}, seen on {today}");
}

#[test]
fn one_day_either_side_of_every_boundary() {
    let now = "2026-11-23";
    let five = "2025-07-28 later*";
    // T-06: the offence begins on 2015-11-01.
    come("2015-10-31", now, "2015-11-01 not_yet");
    come(
        "2015-11-01",
        now,
        &format!("2015-11-01 displaced, 2019-11-01 instead, {five}"),
    );
    // T-03②: until 2019-10-31 there was no interpretation.
    come(
        "2019-10-31",
        now,
        &format!("2015-11-01 displaced, 2019-11-01 instead, {five}"),
    );
    come("2019-11-01", now, &format!("2019-11-01 at_act, {five}"));
    come("2020-12-20", now, &format!("2019-11-01 at_act, {five}"));
    come("2020-12-21", now, &format!("2020-12-21 at_act, {five}"));
    // 法发〔2021〕22号: issued 06-17, published 06-22.
    come("2021-06-16", now, &format!("2020-12-21 at_act, {five}"));
    for between in ["2021-06-17", "2021-06-18", "2021-06-19", "2021-06-20", "2021-06-21"] {
        come(between, now, &format!("2020-12-21 maybe, 2021-06-22 maybe, {five}"));
    }
    come("2021-06-22", now, &format!("2021-06-22 at_act, {five}"));
    come("2022-03-21", now, &format!("2021-06-22 at_act, {five}"));
    come("2022-03-22", now, &format!("2022-03-22 at_act, {five}"));
    // 法发〔2025〕12号: issued 07-22, published 07-28.
    come("2025-07-21", now, &format!("2022-03-22 at_act, {five}"));
    for between in [
        "2025-07-22",
        "2025-07-23",
        "2025-07-24",
        "2025-07-25",
        "2025-07-26",
        "2025-07-27",
    ] {
        come(between, now, "2022-03-22 maybe, 2025-07-28 maybe*");
    }
    come("2025-07-28", now, "2025-07-28 at_act*");
    come("2026-11-23", now, "2025-07-28 at_act*");
}

#[test]
fn a_case_decided_earlier_sees_the_law_of_that_day() {
    come("2018-05-01", "2019-10-31", "2015-11-01 at_act*");
    come("2018-05-01", "2019-11-01", "2015-11-01 displaced, 2019-11-01 instead*");
    come("2020-06-01", "2020-12-20", "2019-11-01 at_act*");
    come("2020-06-01", "2020-12-21", "2019-11-01 at_act, 2020-12-21 later*");
    come("2021-02-01", "2021-08-01", "2020-12-21 at_act, 2021-06-22 later*");
    come("2021-08-01", "2022-03-21", "2021-06-22 at_act*");
    come("2021-08-01", "2022-03-22", "2021-06-22 at_act, 2022-03-22 later*");
    // Decided between issue and publication: both.
    come("2023-05-01", "2025-07-21", "2022-03-22 at_act*");
    come("2023-05-01", "2025-07-22", "2022-03-22 at_act*, 2025-07-28 later");
    come("2023-05-01", "2025-07-27", "2022-03-22 at_act*, 2025-07-28 later");
    come("2023-05-01", "2025-07-28", "2022-03-22 at_act, 2025-07-28 later*");
}

fn spans(low: Option<&str>, high: Option<&str>) -> String {
    let act = Interval {
        low: low.map(day),
        high: high.map(day),
    };
    said(&candidates(real(), OFFENCE, act, date("2026-11-23")))
}

#[test]
fn a_span_gives_every_version_of_its_days() {
    assert_eq!(
        spans(Some("2021-01-01"), Some("2021-12-31")),
        "2020-12-21 maybe, 2021-06-22 maybe, 2025-07-28 later*"
    );
    assert_eq!(
        spans(Some("2019-01-01"), Some("2019-12-31")),
        "2015-11-01 displaced, 2019-11-01 instead, 2025-07-28 later*"
    );
    assert_eq!(spans(Some("2025-01-01"), None), "2022-03-22 maybe, 2025-07-28 maybe*");
    // Nothing known: any version may be the law of the act.
    assert_eq!(
        spans(None, None),
        "2015-11-01 displaced, 2019-11-01 instead, 2020-12-21 maybe, 2021-06-22 maybe, 2022-03-22 maybe, 2025-07-28 maybe*"
    );
    assert_eq!(spans(None, Some("2015-10-31")), "2015-11-01 not_yet");
    assert_eq!(
        spans(Some("2024-03-01"), Some("2024-03-31")),
        "2022-03-22 at_act, 2025-07-28 later*"
    );
}

/// 掩饰、隐瞒: 法释〔2021〕8号, 法发〔2021〕22号, 法释〔2025〕13号; an offence older than what the rules hold of it.
#[test]
fn another_offence_goes_by_its_own_days() {
    let seen = |act: &str| candidates(real(), "concealment", Interval::exactly(day(act)), date("2026-11-23"));
    let old = seen("2018-01-01");
    assert_eq!(said(&old), "2021-04-15 first_recorded, 2025-08-26 later*");
    assert_eq!(old[0].grounds, [Ground::NotRecorded]);
    assert_eq!(said(&seen("2021-04-15")), "2021-04-15 at_act, 2025-08-26 later*");
    assert_eq!(
        said(&seen("2021-06-17")),
        "2021-04-15 maybe, 2021-06-22 maybe, 2025-08-26 later*"
    );
    let between = seen("2025-08-25");
    assert_eq!(said(&between), "2021-06-22 at_act, 2025-08-26 later*");
    // 高检发释字〔2001〕5号第三条: the new interpretation where it is better.
    assert_eq!(between[1].grounds, [Ground::LaterInterpretation]);
    assert_eq!(said(&seen("2025-08-26")), "2025-08-26 at_act*");
}

#[test]
fn every_candidate_says_its_ground() {
    let grounds = |act: &str, at: usize| on(act, "2026-11-23")[at].grounds.clone();
    assert_eq!(grounds("2018-01-01", 0), [Ground::GaveWay]);
    assert_eq!(grounds("2018-01-01", 1), [Ground::NoInterpretationThen]);
    assert_eq!(grounds("2018-01-01", 2), [Ground::FirstOpinion]);
    assert_eq!(grounds("2020-01-01", 1), [Ground::FirstOpinion]);
    assert_eq!(grounds("2023-01-01", 0), [Ground::LawOfTheAct]);
    assert_eq!(grounds("2023-01-01", 1), [Ground::LaterOpinion]);
    assert_eq!(grounds("2021-06-19", 0), [Ground::LawOfTheAct, Ground::StartUnverified]);
    assert_eq!(grounds("2015-01-01", 0), [Ground::NoOffenceThen]);
    for ground in [
        Ground::LawOfTheAct,
        Ground::NoInterpretationThen,
        Ground::GaveWay,
        Ground::LaterLaw,
        Ground::LaterInterpretation,
        Ground::LaterOpinion,
        Ground::FirstOpinion,
        Ground::StartUnverified,
        Ground::DayUncertain,
        Ground::NoOffenceThen,
        Ground::NotRecorded,
    ] {
        assert!(ground.words().ends_with('。'), "{ground:?}");
        for cite in ground.cites() {
            assert!(real().sources.get(cite).is_some(), "{ground:?} rests on {cite}");
        }
    }
}

#[test]
fn the_order_is_fails_then_unproved_then_made_out_then_the_band() {
    let found = on("2023-05-01", "2026-11-23");
    let band = |maximum| Band {
        id: "basic".into(),
        name: "基本幅度".into(),
        when: 0,
        cite: Vec::new(),
        words: String::new(),
        principal: vec![Principal::Detention, Principal::Imprisonment],
        months: [6, maximum],
        fine: Fine::MustOrAlone,
    };
    let weigh = |truth, maximum| Weight::new(truth, Some(&band(maximum)));
    let (fails, open, holds) = (
        weigh(Truth::False, 36),
        weigh(Truth::Unknown, 36),
        weigh(Truth::True, 36),
    );
    assert!(fails < open && open < holds && weigh(Truth::True, 36) < weigh(Truth::True, 84));
    // What is not made out carries no penalty: bands never decide between two acquittals.
    assert_eq!(weigh(Truth::False, 36), weigh(Truth::False, 120));
    assert_eq!(lighter(&found, &[holds, fails]), Some(1));
    assert_eq!(lighter(&found, &[open, holds]), Some(0));
    // Equal: the law of the act.
    assert_eq!(lighter(&found, &[holds, holds]), Some(0));
    assert_eq!(lighter(&found, &[fails, fails]), Some(0));
    assert_eq!(
        lighter(&found, &[weigh(Truth::True, 84), weigh(Truth::True, 36)]),
        Some(1)
    );
    // The displaced version never competes; the one in its place is the law of the act.
    let old = on("2018-05-01", "2026-11-23");
    assert_eq!(lighter(&old, &[fails, holds, holds]), Some(1));
    assert_eq!(lighter(&old, &[fails, holds, open]), Some(2));
    assert_eq!(lighter(&[], &[]), None);
}

proptest! {
    #![proptest_config(config(400))]

    /// Once the offence exists something applies: exactly one law of today, and a law of the act that competes.
    #[test]
    fn something_always_applies(act in 0i64..5000, wide in 0i64..700, later in 0i64..3000) {
        let start = day("2015-11-01");
        let (low, high) = (start + act, start + act + wide);
        let today = law::from_day_number(high + later).unwrap();
        let found = candidates(real(), OFFENCE, Interval::between(low, high), today);
        prop_assert!(!found.is_empty());
        prop_assert_eq!(found.iter().filter(|one| one.current).count(), 1);
        prop_assert!(found.iter().any(|one| one.competes() && one.is_of_the_act()));
        prop_assert!(found.iter().all(|one| !one.grounds.is_empty()));
        prop_assert!(found.windows(2).all(|pair| pair[0].rules.from < pair[1].rules.from));
        // Nothing that came into force after today, and no version that ended before the span except by 第二条.
        prop_assert!(found.iter().all(|one| one.rules.issued.or(one.rules.from).unwrap() <= today));
        // A narrower span never has a version the wider one lacks.
        let wider = candidates(real(), OFFENCE, Interval::between(low - 40, high), today);
        for one in &found {
            prop_assert!(wider.iter().any(|other| other.rules.from == one.rules.from) || !one.competes());
        }
    }
}

fn words(old: &str, new: &str) -> String {
    let version = |from: &str| real().version(OFFENCE, date(from)).unwrap();
    differences(real(), version(old), version(new))
        .iter()
        .map(|one| format!("[{}] {}\n", one.heading, one.words))
        .collect()
}

#[test]
fn what_changed_is_said_in_words() {
    let has = |text: &str, wanted: &str| assert!(text.contains(wanted), "no {wanted} in:\n{text}");
    let v2 = words("2020-12-21", "2021-06-22");
    has(&v2, "[明知] “推定明知”增加一种情形：“K8a 收购、出售、出租单位账户”");
    has(&v2, "[情节严重]");
    has(
        &v2,
        "增加一种情形：“S7 卡、账户、接口、证书等五张（个）以上（2021意见第九条）”",
    );
    has(&v2, "增加一种情形：“S7c 他人电话卡、物联网卡二十张以上”");
    let v3 = words("2021-06-22", "2022-03-22");
    has(
        &v3,
        "删去一种情形：“S7 信用卡用于电信网络诈骗且流水超过三十万元（2020断卡纪要）”",
    );
    has(&v3, "依据增加2022断卡纪要");
    let v4 = words("2022-03-22", "2025-07-28");
    has(&v4, "“该批卡可以计入”不再要求一项须同时具备的条件：“是他人的卡”");
    has(
        &v4,
        "“该对象的犯罪可以确认，且帮助用于该犯罪”增加一项须同时具备的条件：“两卡对象：涉案资金等已查证达到入罪标准”",
    );
    has(&v4, "增加一种情形：“S7 两卡账户（第六条第（一）（二）项）”");
    has(&v4, "K7b");
    let v1 = words("2015-11-01", "2019-11-01");
    has(&v1, "[上游犯罪] 增加一种情形：“五倍规则的前提”");
    has(&v1, "S2 支付结算金额二十万元以上");
    // Nothing changed, nothing said.
    assert_eq!(words("2022-03-22", "2022-03-22"), "");
}
