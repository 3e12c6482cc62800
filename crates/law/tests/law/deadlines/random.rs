//! What holds for any day and any events.

use chrono::{Datelike, Days, NaiveDate};
use law::deadline::{Event, Roll, add_days, add_months, term_end, timeline};
use law::{Interval, day_number};
use proptest::prelude::*;

use super::{book, calendar, day};

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..7305).prop_map(|days| day("2015-01-01").checked_add_days(Days::new(days)).unwrap())
}

fn last_of_month(day: NaiveDate) -> bool {
    day.succ_opt().unwrap().day() == 1
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn months_keep_the_day_or_end_the_month(start in any_day(), n in 1u32..40) {
        let there = add_months(start, n).unwrap();
        let months = (there.year() - start.year()) * 12 + there.month() as i32 - start.month() as i32;
        prop_assert_eq!(months, n as i32);
        prop_assert!(there.day() == start.day() && !last_of_month(start) || last_of_month(there));
        prop_assert!(!last_of_month(start) || last_of_month(there));
    }

    #[test]
    fn a_later_start_never_ends_earlier(start in any_day(), n in 1u32..40) {
        let next = start.succ_opt().unwrap();
        prop_assert!(add_months(start, n) <= add_months(next, n));
        prop_assert!(add_days(start, n) < add_days(next, n));
        prop_assert!(term_end(start, 0, n, 0) <= term_end(next, 0, n, 0));
        prop_assert_eq!(term_end(start, 0, 0, n), add_days(start, n - 1));
    }

    #[test]
    fn rolling_ends_on_a_workday_and_stays_there(offset in 0u64..1090) {
        let start = day("2024-01-01").checked_add_days(Days::new(offset)).unwrap();
        if let Roll::Moves(to) = calendar().roll(start) {
            prop_assert!(to > start);
            prop_assert_eq!(calendar().roll(to), Roll::Stays);
            let mut at = start;
            while at < to {
                prop_assert!(matches!(calendar().roll(at), Roll::Moves(found) if found == to));
                at = at.succ_opt().unwrap();
            }
        }
    }

    #[test]
    fn any_events_in_any_order_are_counted_without_a_stop(
        list in prop::collection::vec((0usize..54, 0i64..900, 0i64..20, prop::option::of(0i64..40)), 0..24),
        now in 0u64..1200,
    ) {
        let procedure = book().procedure(day("2026-01-01")).unwrap();
        let first = day_number(day("2024-06-01"));
        let events: Vec<Event> = list.iter().enumerate().map(|(at, (kind, from, width, granted))| Event {
            id: format!("e{at}"),
            kind: procedure.events[*kind % procedure.events.len()].id.clone(),
            date: Some(Interval::between(first + from, first + from + width)),
            months: *granted,
            days: *granted,
            ..Event::default()
        }).collect();
        let today = day("2024-06-01").checked_add_days(Days::new(now)).unwrap();
        let line = timeline(procedure, calendar(), &events, today);
        let mut shuffled = events.clone();
        shuffled.reverse();
        let again = timeline(procedure, calendar(), &shuffled, today);
        prop_assert_eq!(line.events.len(), events.len());
        prop_assert!(line.custody.total.0 <= line.custody.total.1);
        prop_assert!(line.custody.day.0 <= line.custody.day.1);
        for period in &line.periods {
            let end = period.end().unwrap();
            prop_assert!(end.plain.low <= end.plain.high && end.last.low <= end.last.high);
            prop_assert!(end.remind.low <= end.last.low && end.plain.low <= end.last.low);
            prop_assert!(!end.words.is_empty() && !end.cite.is_empty());
            for other in &period.ends {
                prop_assert!(other.granted || (other.last.high, other.last.low) > (end.last.high, end.last.low));
            }
        }
        if events.iter().all(|event| event.date.is_some_and(|date| date.single().is_some())) {
            prop_assert_eq!(line.phase, again.phase);
        }
    }

    #[test]
    fn every_period_has_a_key_of_its_own_that_later_events_leave_alone(
        list in prop::collection::vec((0usize..54, 0i64..900), 0..24),
        more in 0usize..54,
    ) {
        let procedure = book().procedure(day("2026-01-01")).unwrap();
        let first = day_number(day("2024-06-01"));
        let event = |id: String, kind: usize, on: i64| Event {
            id,
            kind: procedure.events[kind % procedure.events.len()].id.clone(),
            date: Some(Interval::exactly(first + on)),
            ..Event::default()
        };
        let mut events: Vec<Event> = list.iter().enumerate().map(|(at, (kind, on))| event(format!("r{at:04}"), *kind, *on)).collect();
        let keys = |events: &[Event]| -> Vec<String> {
            let line = timeline(procedure, calendar(), events, day("2027-06-01"));
            line.periods.iter().map(|period| period.key.clone()).collect()
        };
        let before = keys(&events);
        let apart: std::collections::BTreeSet<&String> = before.iter().collect();
        prop_assert_eq!(apart.len(), before.len());
        events.push(event("r9999".into(), more, 950));
        let after = keys(&events);
        for key in &before {
            prop_assert!(after.contains(key), "{key} is gone");
        }
    }
}
