//! What must hold of sentencing arithmetic whatever the factors are, and terms as they are said.

use super::sentencing::{basic, factor, guide, measures, plea};
use law::Truth;
use law::sentencing::{Effect, Factor, Guide, Ratio, Span, Tier, Weighed, calculate, term};

#[test]
fn terms_in_words() {
    let say = |over, under| term::say(Ratio::of(over, under));
    assert_eq!(say(27, 5), "5.4个月（5个月12日）");
    assert_eq!(say(864, 100), "8.64个月（8个月19日）");
    assert_eq!(say(6, 1), "6个月");
    assert_eq!(say(15, 1), "15个月（1年3个月）");
    assert_eq!(say(16, 3), "16/3个月（5个月10日）");
    assert_eq!(say(1, 2), "0.5个月（15日）");
    assert_eq!(term::in_days(Ratio::whole(12)), "1年");
    assert_eq!(term::kind(Ratio::of(9, 10)), term::Kind::BelowDetention);
    assert_eq!(term::kind(Ratio::ONE), term::Kind::Detention);
    assert_eq!(term::kind(Ratio::of(599, 100)), term::Kind::Detention);
    assert_eq!(term::kind(Ratio::whole(6)), term::Kind::Either);
    assert_eq!(term::kind(Ratio::of(601, 100)), term::Kind::Imprisonment);
}

#[test]
fn probation_and_credit() {
    let probation = |months: i64, imprisonment| term::probation(&measures(), Ratio::whole(months), imprisonment);
    // 拘役四个月: 四个月以上一年以下; 一个月: 不少于二个月.
    assert_eq!(probation(4, false), Some(Span::whole(4, 12)));
    assert_eq!(probation(1, false), Some(Span::whole(2, 12)));
    // 有期徒刑八个月: 一年以上五年以下; 一年六个月: 一年六个月以上.
    assert_eq!(probation(8, true), Some(Span::whole(12, 60)));
    assert_eq!(probation(18, true), Some(Span::whole(18, 60)));
    assert_eq!(probation(36, true), Some(Span::whole(36, 60)));
    assert_eq!(probation(37, true), None);
    // 三十五日拘留逮捕一日折一日; 三十一日指定居所监视居住二日折一日.
    assert_eq!(term::credit(35, [1, 1]), Ratio::whole(35));
    assert_eq!(term::credit(31, [2, 1]), Ratio::of(31, 2));
}

/// Random factors with random shares: what must hold whatever they are.
#[test]
fn promises_of_the_arithmetic() {
    let mut chance = crate::chance::Die(7);
    for round in 0..2_000 {
        let tiers = [Tier::First, Tier::Second, Tier::Second];
        let mut factors: Vec<Factor> = (0..1 + chance.below(6))
            .map(|at| {
                let low = chance.below(60) as i64;
                let share = [low, low + chance.below(41) as i64];
                let effect = if chance.below(3) == 0 {
                    Effect::Severe
                } else {
                    Effect::Lenient
                };
                let mut one = factor(&format!("f{at}"), tiers[chance.below(3)], effect, &[share]);
                one.must = chance.below(2) == 0;
                one.absorbed = chance.below(3) == 0;
                if effect == Effect::Severe && one.tier == Tier::Second && chance.below(2) == 0 && at == 0 {
                    one.least_months = Some(3);
                }
                if at > 0 && chance.below(4) == 0 {
                    one.excluded_by = vec![format!("f{}", at - 1)];
                }
                one
            })
            .collect();
        factors.push(plea(&[[0, 30]]));
        let truths: Vec<Truth> = factors
            .iter()
            .map(|_| [Truth::True, Truth::False, Truth::Unknown][chance.below(3)])
            .collect();
        let base = Span::whole(1 + chance.below(20) as i64, 21 + chance.below(14) as i64);
        let calculation = |factors: &[Factor], truths: &[Truth]| {
            let weighed: Vec<Weighed> = factors
                .iter()
                .zip(truths)
                .map(|(factor, truth)| Weighed::of(factor, vec![*truth]))
                .collect();
            calculate(&guide_of(round), &weighed, Some(base), Some(basic()))
        };
        let before = calculation(&factors, &truths);
        for plan in &before.plans {
            for sum in [&plan.shown, &plan.possible] {
                assert!(sum.raw.low <= sum.raw.high, "{round}: {sum:?}");
                // Nothing here mitigates, so the statutory range holds on both sides, and nothing is negative.
                for bounded in [sum.bounded, sum.adjusted].into_iter().flatten() {
                    assert!(basic().range.contains(bounded.span.low) && basic().range.contains(bounded.span.high));
                }
            }
            if plan.truth.is_true() {
                let (shown, possible) = (plan.shown.raw, plan.possible.raw);
                assert!(
                    possible.low <= shown.low && shown.high <= possible.high,
                    "{round}: {plan:?}"
                );
            }
        }
        // More of a leniency never makes it heavier, more of a severity never lighter.
        let at = chance.below(factors.len());
        if truths[at] == Truth::True && factors.iter().all(|one| one.least_months.is_none()) {
            let mut more = factors.clone();
            let percent = more[at].grades[0].percent.as_mut().expect("a share");
            percent[1] = (percent[1] + 10).min(100);
            let after = calculation(&more, &truths);
            for (before, after) in before.plans.iter().zip(&after.plans) {
                match factors[at].effect {
                    Effect::Lenient if before.shown.second.low.is_positive() => {
                        assert!(after.shown.raw.low <= before.shown.raw.low, "{round}");
                    }
                    Effect::Severe => assert!(after.shown.raw.high >= before.shown.raw.high, "{round}"),
                    Effect::Lenient => {}
                }
            }
        }
    }
}

/// One guide for all rounds; reading it is not what is tested.
fn guide_of(_: usize) -> Guide {
    thread_local!(static GUIDE: Guide = guide());
    GUIDE.with(Guide::clone)
}
