//! Charts: their numbers are exact, in words and in the drawing, and nothing is drawn outside.

use chrono::NaiveDate;
use memo::chart::{
    Bar, Bars, Chart, Drawing, Flow, Lane, Moment, Payment, Shape, Stretch, Threshold, Timeline, Unit, yuan,
};
use memo::document::plain;
use proptest::prelude::*;

fn words(drawing: &Drawing) -> String {
    drawing
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Words { words, .. } => Some(words.as_str()),
            _ => None,
        })
        .collect::<Vec<_>>()
        .join("|")
}

fn inside(drawing: &Drawing) -> Result<(), TestCaseError> {
    for shape in &drawing.shapes {
        let points = match shape {
            Shape::Line { from, to, .. } => vec![*from, *to],
            Shape::Ground { area, .. } => vec![(area.0, area.1), (area.0 + area.2, area.1 + area.3)],
            Shape::Words { at, .. } => vec![*at],
        };
        for (x, y) in points {
            let fits = (-2.0..=drawing.width + 2.0).contains(&x) && (-2.0..=drawing.height + 6.0).contains(&y);
            prop_assert!(fits, "{shape:?} in {} × {}", drawing.width, drawing.height);
        }
    }
    Ok(())
}

#[test]
fn fen_are_printed_to_the_last_one() {
    for (fen, printed) in [
        (0, "0.00"),
        (5, "0.05"),
        (18_360_001, "183,600.01"),
        (-99, "-0.99"),
        (100_000_000_000, "1,000,000,000.00"),
    ] {
        assert_eq!(yuan(fen), printed);
    }
}

fn flow(names: usize, payments: &[(usize, usize, i64)]) -> Flow {
    Flow {
        title: "往来".to_owned(),
        names: (0..names).map(|at| format!("甲{at}")).collect(),
        payments: payments
            .iter()
            .map(|(from, to, fen)| Payment {
                from: *from,
                to: *to,
                fen: *fen,
                count: 1,
            })
            .collect(),
    }
}

#[test]
fn money_that_comes_back_is_drawn_and_told() {
    let chart = Chart::Flow(flow(
        3,
        &[(0, 1, 10_000), (1, 2, 9_901), (2, 0, 1), (7, 0, 5), (1, 1, 3)],
    ));
    let drawing = chart.draw(440.0);
    let said = words(&drawing);
    for sum in ["100.00元", "99.01元", "0.01元"] {
        assert!(said.contains(sum), "{said}");
    }
    // Whoever is not in the list, and who pays himself, is in no drawing and in no table.
    assert_eq!(
        chart.alt(),
        "往来。甲0付甲1 100.00元（1笔）；甲1付甲2 99.01元（1笔）；甲2付甲0 0.01元（1笔）。"
    );
    assert_eq!(chart.table().rows.len(), 3);
}

#[test]
fn too_many_to_follow_become_a_grid_with_every_sum() {
    let payments: Vec<(usize, usize, i64)> = (0..30).map(|at| (at, 30 + at % 5, 100 * at as i64 + 1)).collect();
    let drawing = Chart::Flow(flow(35, &payments)).draw(440.0);
    let said = words(&drawing);
    for (_, _, fen) in payments {
        assert!(said.split('|').any(|words| words == yuan(fen)), "{fen} in {said}");
    }
}

#[test]
fn an_open_amount_says_both_ends() {
    let chart = Chart::Bars(Bars {
        title: "违法所得".to_owned(),
        unit: Unit::Fen,
        bars: vec![Bar {
            label: "在案证据".to_owned(),
            value: 612_050,
            at_most: Some(2_040_000),
            shade: 0,
        }],
        thresholds: vec![Threshold {
            label: "一万元以上".to_owned(),
            value: 1_000_000,
        }],
        shades: Vec::new(),
    });
    assert_eq!(
        chart.alt(),
        "违法所得。在案证据 6,120.50元，至多 20,400.00元。界线：一万元以上 10,000.00元。"
    );
    assert!(words(&chart.draw(400.0)).contains("6,120.50元 至 20,400.00元"));
    let last: Vec<String> = chart.table().rows[1].iter().map(|cell| plain(cell)).collect();
    assert_eq!(last, ["界线：一万元以上", "10,000.00元", ""]);
}

#[test]
fn an_empty_chart_is_a_name_and_no_panic() {
    let empty = Timeline {
        title: "经过".to_owned(),
        lanes: Vec::new(),
        lines: Vec::new(),
    };
    assert_eq!(words(&Chart::Timeline(empty).draw(400.0)), "经过");
    assert_eq!(words(&Chart::Flow(flow(0, &[])).draw(400.0)), "往来");
}

#[test]
fn a_chart_travels_as_plain_data() {
    let chart = Chart::Flow(flow(2, &[(0, 1, 5)]));
    let json = serde_json::to_string(&chart).expect("it is written");
    assert!(json.starts_with("{\"chart\":\"flow\""), "{json}");
    assert_eq!(serde_json::from_str::<Chart>(&json).expect("it is read"), chart);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn payments_of_any_shape_stay_on_the_paper(
        payments in proptest::collection::vec((0usize..14, 0usize..14, 0i64..1_000_000_000), 0..24),
        names in 0usize..14,
    ) {
        inside(&Chart::Flow(flow(names, &payments)).draw(440.0))?;
    }

    #[test]
    fn days_of_any_kind_stay_on_the_paper(days in proptest::collection::vec((0i32..5000, 0i32..900, "[一-龥]{1,14}"), 1..14)) {
        let day = |days: i32| NaiveDate::from_num_days_from_ce_opt(733_000 + days).expect("a day of our time");
        let lane = Lane {
            label: "经过".to_owned(),
            stretches: days
                .iter()
                .map(|(from, length, label)| Stretch {
                    from: day(*from),
                    to: (*length % 3 != 0).then(|| day(from + length)),
                    label: label.clone(),
                    shade: (*length % 4) as u8,
                })
                .collect(),
            moments: days
                .iter()
                .map(|(from, length, label)| Moment {
                    on: day(from + 2 * length),
                    label: label.clone(),
                })
                .collect(),
        };
        let chart = Timeline {
            title: "经过".to_owned(),
            lines: lane.moments.clone(),
            lanes: vec![lane],
        };
        inside(&Chart::Timeline(chart).draw(440.0))?;
    }
}
