//! What stands beside the calculation of one plan: circumstances without a figure, what moves it, what the reader must know.

use super::ledger::{SwingView, Uncounted, amount, hundredths, share};
use super::work::Work;
use crate::wire::Truth;
use law::sentencing::{Plan, Tier, Use, term};

pub(super) fn uncounted(work: &Work, plan: &Plan) -> Vec<Uncounted> {
    let why = |entry: &law::sentencing::Entry| {
        let one = &work.weighed[entry.at];
        Some(match entry.used {
            Use::Counted | Use::Absent => return None,
            Use::If if one.factor.plea => return None,
            Use::If => format!(
                "待查：成立的，{}{}",
                if one.is_lenient() { "可减少" } else { "可增加" },
                share(one.supposed.least, one.supposed.most)
            ),
            Use::Absorbed if one.truth.is_unknown() => "待查；成立的，也由认罪认罚吸收。".into(),
            Use::Absorbed => "由认罪认罚吸收，不重复评价。".into(),
            Use::LeftOut => "本方案不用认罪认罚。".into(),
            Use::Excluded(other) => format!("已认定{}，同一事实不重复评价。", work.weighed[other].factor.name),
            Use::Open if one.truth.is_unknown() => "待查；没有规定比例，由法院裁量。".into(),
            Use::Open => "没有规定比例，由法院裁量，不计入数字。".into(),
            Use::Closed => one.factor.closed.clone(),
        })
    };
    let view = |entry: &law::sentencing::Entry| {
        let one = &work.weighed[entry.at];
        Some(Uncounted {
            factor: one.factor.id.clone(),
            name: one.factor.name.clone(),
            why: why(entry)?,
            open: one.truth.is_unknown() && matches!(entry.used, Use::If | Use::Open),
        })
    };
    plan.entries.iter().filter_map(view).collect()
}

pub(super) fn swings(work: &Work, plan: &Plan) -> Vec<SwingView> {
    let months = work.base.is_some();
    let mut views: Vec<SwingView> = Vec::new();
    if let Some(base) = work.base
        && base.low < base.high
    {
        views.push(SwingView {
            factor: String::new(),
            name: "量刑起点与增加的刑罚量".into(),
            words: format!("起点两端相差{}", term::say(base.high - base.low)),
            truth: Truth::True,
            lenient: true,
            at: hundredths(base.high - base.low, true),
        });
    }
    views.extend(plan.swings.iter().map(|swing| {
        let one = &work.weighed[swing.at];
        let how = match (one.is_lenient(), one.truth.is_true()) {
            (true, true) => "已计入，最多减少",
            (true, false) => "成立的，最多再减少",
            (false, true) => "已计入，最多增加",
            (false, false) => "成立的，最多再增加",
        };
        let of = if months { "" } else { "基准刑的" };
        SwingView {
            factor: one.factor.id.clone(),
            name: one.factor.name.clone(),
            words: format!("{how}{of}{}", amount(work, swing.by)),
            truth: one.truth.into(),
            lenient: one.is_lenient(),
            at: hundredths(swing.by, months),
        }
    }));
    views
}

pub(super) fn flags(work: &Work, plan: &Plan) -> Vec<String> {
    let mut flags = Vec::new();
    let counted = |at: &usize| plan.entries[*at].used == Use::Counted;
    if (0..plan.entries.len()).any(|at| counted(&at) && work.weighed[at].factor.least_months.is_some()) {
        flags.push("累犯的增加量一般不少于三个月；“一般”二字表明可以不适用，须看是否罪责刑相适应。".into());
    }
    if plan.shown.bounded.is_some_and(|bounded| bounded.nothing_left) {
        flags.push(
            "较轻一端减尽，不输出零或者负数；主张免予刑事处罚须另有“可以”或者“应当”免除的情节，或者刑法第三十七条。"
                .into(),
        );
    }
    let first = (0..plan.entries.len()).filter(|at| counted(at) && work.weighed[*at].factor.tier == Tier::First);
    if first.count() > 1 {
        flags.push("第一层有数个情节，条文只写“先适用”，连乘是通行做法。".into());
    }
    let may = |at: usize| {
        let one = &work.weighed[at];
        plan.entries[at].used == Use::Counted && one.is_lenient() && !one.factor.must
    };
    if (0..plan.entries.len()).any(may) {
        flags.push("“可以”从宽的情节，最不利一端按不予减少计算。".into());
    }
    flags
}
