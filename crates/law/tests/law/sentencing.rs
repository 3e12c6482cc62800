//! Sentencing arithmetic against figures worked out by hand (法发〔2021〕21号).

use law::sentencing::{
    Calculation, Effect, Factor, Frame, Grade, Guide, Measures, Mitigation, PlanKind, Ratio, Span, Tier, Use, Weighed,
    When, calculate,
};
use law::{Book, File, Truth};

const TRUE: &[Truth] = &[Truth::True];
const UNKNOWN: &[Truth] = &[Truth::Unknown];

/// A factor with its lines as shares of the base.
pub(super) fn factor(id: &str, tier: Tier, effect: Effect, shares: &[[i64; 2]]) -> Factor {
    let grade = |percent: &[i64; 2]| Grade {
        name: String::new(),
        when: When::Own(0),
        percent: (tier != Tier::Open).then_some(*percent),
        mitigates: Mitigation::No,
        exempts: false,
        given: None,
    };
    Factor {
        id: id.into(),
        name: id.into(),
        tier,
        effect,
        must: false,
        absorbed: false,
        plea: false,
        excluded_by: Vec::new(),
        least_months: None,
        closed: String::new(),
        grades: shares.iter().map(grade).collect(),
        cite: Vec::new(),
        counter: String::new(),
        note: String::new(),
    }
}

fn must(factor: Factor) -> Factor {
    Factor { must: true, ..factor }
}

fn absorbed(factor: Factor) -> Factor {
    Factor {
        absorbed: true,
        ..factor
    }
}

fn mitigating(mut factor: Factor, mitigates: Mitigation) -> Factor {
    for grade in &mut factor.grades {
        grade.mitigates = mitigates;
    }
    factor
}

fn first(id: &str, share: [i64; 2]) -> Factor {
    must(factor(id, Tier::First, Effect::Lenient, &[share]))
}

fn lenient(id: &str, share: [i64; 2]) -> Factor {
    factor(id, Tier::Second, Effect::Lenient, &[share])
}

fn severe(id: &str, share: [i64; 2]) -> Factor {
    factor(id, Tier::Second, Effect::Severe, &[share])
}

fn surrender() -> Factor {
    mitigating(absorbed(lenient("surrender", [0, 40])), Mitigation::May)
}

fn confession() -> Factor {
    Factor {
        excluded_by: vec!["surrender".into()],
        ..absorbed(lenient("confession", [0, 20]))
    }
}

fn restitution() -> Factor {
    absorbed(lenient("restitution", [0, 30]))
}

pub(super) fn plea(shares: &[[i64; 2]]) -> Factor {
    Factor {
        plea: true,
        ..factor("plea", Tier::Second, Effect::Lenient, shares)
    }
}

fn recidivism() -> Factor {
    Factor {
        least_months: Some(3),
        ..must(severe("recidivism", [10, 40]))
    }
}

pub(super) fn guide() -> Guide {
    let files = [
        (
            "facts/a.toml",
            "group=\"a\"\nname=\"甲\"\norder=1\n[[fact]]\nid=\"f\"\ntext=\"？\"\ntype=\"bool\"\nof=\"actor\"\nfind=[\"file\"]\n",
        ),
        (
            "defences/d.toml",
            "id=\"d\"\nname=\"丁\"\nroot=\"n\"\nstage=\"sentence\"\n[[node]]\nid=\"n\"\nname=\"n\"\nuncited=\"测试\"\ntest={fact=\"f\"}\n",
        ),
    ];
    let files: Vec<File> = files
        .iter()
        .map(|(path, text)| File {
            path: path.to_string(),
            text: text.to_string(),
        })
        .collect();
    let book = Book::read(&files).unwrap_or_else(|faults| panic!("{faults:?}"));
    Guide {
        rules: book.defences[0].clone(),
        factors: Vec::new(),
        measures: measures(),
        remarks: Vec::new(),
    }
}

pub(super) fn measures() -> Measures {
    Measures {
        discretion: 20,
        probation_detention: [2, 12],
        probation_imprisonment: [12, 60],
        probation_most: 36,
        ..Measures::default()
    }
}

/// One band up to three years with detention, as 刑法 287-2.
pub(super) fn basic() -> Frame {
    Frame {
        range: Span::whole(1, 36),
        below: Ratio::ONE,
        detention: true,
        control: false,
        life: false,
    }
}

/// Three to ten years above such a band, as 刑法 266.
fn serious() -> Frame {
    Frame {
        range: Span::whole(36, 120),
        below: Ratio::ONE,
        detention: false,
        control: false,
        life: false,
    }
}

fn run(base: Span, frame: Frame, factors: &[(Factor, &[Truth])]) -> Calculation {
    let weighed: Vec<Weighed> = factors
        .iter()
        .map(|(factor, truths)| Weighed::of(factor, truths.to_vec()))
        .collect();
    calculate(&guide(), &weighed, Some(base), Some(frame))
}

fn months(number: i64) -> Span {
    Span::exactly(Ratio::whole(number))
}

fn span(low: (i128, i128), high: (i128, i128)) -> Span {
    Span {
        low: Ratio::of(low.0, low.1),
        high: Ratio::of(high.0, high.1),
    }
}

/// Plan B on what is shown.
fn apart(calculation: &Calculation) -> Span {
    calculation.plans[1].shown.raw
}

#[test]
fn one_by_one_by_hand() {
    let b = |base: i64, factors: &[(Factor, &[Truth])]| apart(&run(months(base), basic(), factors));
    // Nothing moves it.
    assert_eq!(b(10, &[]), months(10));
    // 10 × (1 − 40%) = 6; 可以, so at worst 10.
    assert_eq!(b(10, &[(surrender(), TRUE)]), span((6, 1), (10, 1)));
    // Two of the first tier multiply: 12 × 50% × 50% = 3; 12 × 90% × 80% = 8.64.
    let both = [
        (first("juvenile", [10, 50]), TRUE),
        (first("accessory", [20, 50]), TRUE),
    ];
    assert_eq!(b(12, &both), span((3, 1), (864, 100)));
    // First tier, then the sum of the second on it: 10 × 50% × (1 − 50%) = 2.5; 10 × 80% = 8.
    let mixed = [
        (first("accessory", [20, 50]), TRUE),
        (confession(), TRUE),
        (restitution(), TRUE),
    ];
    assert_eq!(b(10, &mixed), span((5, 2), (8, 1)));
    // Same direction added, opposite directions subtracted: 10 × (1 + 10% − 30%) … 10 × (1 + 10%).
    assert_eq!(
        b(10, &[(severe("record", [0, 10]), TRUE), (restitution(), TRUE)]),
        span((7, 1), (11, 1))
    );
    // A range to start from.
    let ranged = run(Span::whole(6, 12), basic(), &[(restitution(), TRUE)]);
    assert_eq!(apart(&ranged), span((42, 10), (12, 1)));
}

#[test]
fn a_recidivist_gets_at_least_three_months_more() {
    let b = |base: i64, factors: &[(Factor, &[Truth])]| apart(&run(months(base), basic(), factors));
    // 6 × 10% and 6 × 40% are both below three months.
    assert_eq!(b(6, &[(recidivism(), TRUE)]), months(9));
    // 20 × 10% = 2 → 3; 20 × 40% = 8.
    assert_eq!(b(20, &[(recidivism(), TRUE)]), span((23, 1), (28, 1)));
    // The floor stands beside what is subtracted: 10 × 80% + 3 = 11; 10 + 4 = 14.
    assert_eq!(
        b(10, &[(confession(), TRUE), (recidivism(), TRUE)]),
        span((11, 1), (14, 1))
    );
    // Not shown: nothing on what is shown, three months at the worst end.
    let open = run(months(6), basic(), &[(recidivism(), UNKNOWN)]);
    assert_eq!(apart(&open), months(6));
    assert_eq!(open.plans[1].possible.raw, span((6, 1), (9, 1)));
    // First tier goes first: 10 × 50% = 5, + 3; 10 × 80% = 8, + 3.2.
    let first = [(first("accessory", [20, 50]), TRUE), (recidivism(), TRUE)];
    assert_eq!(b(10, &first), span((8, 1), (112, 10)));
}

#[test]
fn both_plans_and_the_lighter_one_is_claimed() {
    let full = [
        (surrender(), TRUE),
        (restitution(), TRUE),
        (plea(&[[0, 60], [0, 30]]), &[Truth::True, Truth::True][..]),
    ];
    let calculation = run(months(10), basic(), &full);
    assert_eq!(calculation.plans[0].kind, PlanKind::Absorbing);
    // A: 10 × (1 − 60%) = 4, surrender and restitution absorbed. B: 10 × (1 − 70%) = 3.
    assert_eq!(calculation.plans[0].shown.raw.low, Ratio::whole(4));
    assert_eq!(apart(&calculation).low, Ratio::whole(3));
    assert_eq!(calculation.claimed, 1);
    assert_eq!(calculation.plans[0].entries[0].used, Use::Absorbed);
    assert_eq!(calculation.plans[1].entries[2].used, Use::LeftOut);

    // Only an ordinary confession: A 30 % is lighter than B 20 %.
    let plain = [
        (confession(), TRUE),
        (plea(&[[0, 60], [0, 30]]), &[Truth::False, Truth::True][..]),
    ];
    let calculation = run(months(10), basic(), &plain);
    assert_eq!(calculation.plans[0].shown.raw.low, Ratio::whole(7));
    assert_eq!(apart(&calculation).low, Ratio::whole(8));
    assert_eq!(calculation.claimed, 0);

    // Merit is not absorbed: A 10 × (1 − 30% − 20%) = 5.
    let merit = [(lenient("merit", [0, 20]), TRUE), (plea(&[[0, 30]]), TRUE)];
    assert_eq!(run(months(10), basic(), &merit).plans[0].shown.raw.low, Ratio::whole(5));

    // Without a plea plan A is not open, and B is claimed.
    let none = run(
        months(10),
        basic(),
        &[(restitution(), TRUE), (plea(&[[0, 30]]), &[Truth::False])],
    );
    assert_eq!(none.plans[0].truth, Truth::False);
    assert_eq!(none.claimed, 1);
    // While the plea is open, plan A supposes it and says so.
    let open = run(months(10), basic(), &[(plea(&[[0, 30]]), UNKNOWN)]);
    assert_eq!(open.plans[0].truth, Truth::Unknown);
    assert_eq!(open.plans[0].shown.raw.low, Ratio::whole(7));
    assert_eq!(open.claimed, 1);
}

#[test]
fn one_fact_counts_once() {
    let court = Factor {
        excluded_by: vec!["surrender".into(), "confession".into()],
        ..absorbed(lenient("court", [0, 10]))
    };
    let all = [(surrender(), TRUE), (confession(), TRUE), (court.clone(), TRUE)];
    let calculation = run(months(10), basic(), &all);
    assert_eq!(apart(&calculation), span((6, 1), (10, 1)));
    let used: Vec<Use> = calculation.plans[1].entries.iter().map(|entry| entry.used).collect();
    assert_eq!(used, [Use::Counted, Use::Excluded(0), Use::Excluded(0)]);
    // Without the others it counts.
    let only = [
        (surrender(), &[Truth::False][..]),
        (confession(), &[Truth::False]),
        (court, TRUE),
    ];
    assert_eq!(apart(&run(months(10), basic(), &only)), span((9, 1), (10, 1)));
    // A conviction that makes a recidivist is not a record besides: 20 + 3 … 20 + 8.
    let record = Factor {
        excluded_by: vec!["recidivism".into()],
        ..severe("record", [0, 10])
    };
    let both = [(recidivism(), TRUE), (record, TRUE)];
    assert_eq!(apart(&run(months(20), basic(), &both)), span((23, 1), (28, 1)));
}

#[test]
fn an_if_widens_a_range_of_its_own() {
    // Confession shown, surrender open: on what is shown 8 … 10, at best 6.
    let either = [(surrender(), UNKNOWN), (confession(), TRUE)];
    let plan = &run(months(10), basic(), &either).plans[1];
    assert_eq!(plan.shown.raw, span((8, 1), (10, 1)));
    assert_eq!(plan.possible.raw, span((6, 1), (10, 1)));
    assert_eq!(plan.entries[0].used, Use::If);
    // A confession that averted grave harm (50 %) is better than a surrender (40 %) would be.
    let averted = Factor {
        grades: factor("c", Tier::Second, Effect::Lenient, &[[30, 50]]).grades,
        ..confession()
    };
    let plan = &run(months(10), basic(), &[(surrender(), UNKNOWN), (averted, TRUE)]).plans[1];
    assert_eq!(plan.possible.raw.low, Ratio::whole(5));
    // A heavier line that is open: shown by the general line, at best by the other.
    let graded = must(factor(
        "accessory",
        Tier::First,
        Effect::Lenient,
        &[[50, 100], [20, 50]],
    ));
    let plan = &run(months(10), basic(), &[(graded, &[Truth::Unknown, Truth::True])]).plans[1];
    assert_eq!(plan.shown.raw, span((5, 1), (8, 1)));
    assert_eq!(plan.possible.raw, span((0, 1), (8, 1)));
    // Severity that is open moves the worse end only.
    let plan = &run(months(10), basic(), &[(severe("record", [0, 10]), UNKNOWN)]).plans[1];
    assert_eq!(plan.shown.raw, months(10));
    assert_eq!(plan.possible.raw, span((10, 1), (11, 1)));
}

#[test]
fn the_statutory_range_holds() {
    let bounded = |base: i64, frame: Frame, factors: &[(Factor, &[Truth])]| {
        let plan = &run(months(base), frame, factors).plans[1];
        plan.shown.bounded.expect("a base and a band")
    };
    // More than all of it: never negative, one month of detention; exemption needs a basis of its own.
    let all = [(absorbed(lenient("surrender", [40, 100])), TRUE), (restitution(), TRUE)];
    let over = bounded(10, basic(), &all);
    assert!(over.nothing_left && over.below_minimum);
    assert_eq!(over.span, span((1, 1), (10, 1)));
    // Exactly nothing is nothing left too.
    let exactly = bounded(10, basic(), &[(lenient("x", [0, 100]), TRUE)]);
    assert!(exactly.nothing_left);
    // Above the maximum: the maximum.
    let above = bounded(34, basic(), &[(recidivism(), TRUE)]);
    assert!(above.above_maximum);
    assert_eq!(above.span, months(36));
    // Only 从轻 cannot go below three years: 40 × 70% = 28.
    assert_eq!(
        bounded(40, serious(), &[(restitution(), TRUE)]).span,
        span((36, 1), (40, 1))
    );
    // 可以减轻: 40 × 60% = 24 in the band below, at the court's choice.
    assert_eq!(
        bounded(40, serious(), &[(surrender(), TRUE)]).span,
        span((24, 1), (40, 1))
    );
    // 应当减轻: both ends leave the band.
    let coerced = mitigating(
        factor("coerced", Tier::Open, Effect::Lenient, &[[0, 0]]),
        Mitigation::Must,
    );
    assert_eq!(bounded(40, serious(), &[(coerced.clone(), TRUE)]).span, months(36));
    // In a single band with detention there is nothing below a month of detention.
    assert_eq!(bounded(10, basic(), &[(coerced, TRUE)]).span, months(10));
}

#[test]
fn the_courts_own_discretion_stands_apart() {
    let plan = &run(months(10), basic(), &[(restitution(), TRUE)]).plans[1];
    assert_eq!(plan.shown.bounded.expect("bounded").span, span((7, 1), (10, 1)));
    // 7 × 80% = 5.6; 10 × 120% = 12.
    assert_eq!(plan.shown.adjusted.expect("adjusted").span, span((56, 10), (12, 1)));
    // It does not leave the statutory range either.
    let top = &run(months(34), basic(), &[]).plans[1];
    assert_eq!(top.shown.adjusted.expect("adjusted").span, span((272, 10), (36, 1)));
}

#[test]
fn without_a_confirmed_start_only_shares_are_said() {
    let accessory = first("accessory", [20, 50]);
    let weighed = [Weighed::of(&accessory, TRUE.to_vec())];
    let calculation = calculate(&guide(), &weighed, None, Some(basic()));
    assert_eq!(calculation.plans[1].shown.raw, span((5, 10), (8, 10)));
    assert!(calculation.plans[1].shown.bounded.is_none() && calculation.plans[1].shown.adjusted.is_none());
}

#[test]
fn what_moves_it_and_how_far() {
    let factors = [
        (first("accessory", [20, 50]), TRUE),
        (restitution(), TRUE),
        (severe("record", [0, 10]), UNKNOWN),
        (surrender(), UNKNOWN),
    ];
    let plan = &run(months(10), basic(), &factors).plans[1];
    // Without the accessory 10 × 70% = 7, with it 3.5; without restitution 5; surrender would take 10 × 50% × 40% = 2;
    // a record would add 8 × 10% = 0.8 at the worse end.
    let swings: Vec<(usize, Ratio)> = plan.swings.iter().map(|swing| (swing.at, swing.by)).collect();
    assert_eq!(
        swings,
        [
            (0, Ratio::of(7, 2)),
            (3, Ratio::whole(2)),
            (1, Ratio::of(3, 2)),
            (2, Ratio::of(8, 10)),
        ]
    );
}
