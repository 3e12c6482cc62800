//! The calculation line by line, as a judge would read it.

use super::moves::{flags, swings, uncounted};
use super::start::Start;
use super::work::Work;
use crate::wire::{CiteChip, Truth, chips, wire};
use law::Band;
use law::sentencing::{Bounded, Effect, Plan, PlanKind, Ratio, Share, Span, Sum, Tier, Use, term};

wire! {
    /// One numbered line.
    pub struct LedgerLine {
        /// 1, 2 …
        pub number: u32,
        /// What is done.
        pub title: String,
        /// With what.
        pub detail: String,
        /// What it comes to: the better end for the accused.
        pub low: String,
        /// The worse end.
        pub high: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
        /// range, start, base, factor, sum or result: how it is set.
        #[cfg_attr(feature = "typescript", ts(type = "\"range\" | \"start\" | \"base\" | \"factor\" | \"sum\" | \"result\""))]
        pub kind: String,
        /// The circumstance it applies, or empty.
        pub factor: String,
    }

    /// A circumstance that a plan does not count, and why.
    pub struct Uncounted {
        /// Its id.
        pub factor: String,
        /// Its name.
        pub name: String,
        /// Why not.
        pub why: String,
        /// It may still come in: an "if".
        pub open: bool,
    }

    /// A range, exact and in days.
    pub struct FigureView {
        /// Months; otherwise parts of the base, because no start is confirmed.
        pub months: bool,
        /// Better end.
        pub low: String,
        /// Worse end.
        pub high: String,
        /// Better end in hundredths of a month, or of a per cent, for drawing.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub low_at: i64,
        /// Worse end.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub high_at: i64,
        /// 拘役、有期徒刑 …, or empty.
        pub kinds: String,
    }

    /// How far one circumstance moves it.
    pub struct SwingView {
        /// Its id, or empty for the start.
        pub factor: String,
        /// Its name.
        pub name: String,
        /// 最多减少2个月 …
        pub words: String,
        /// Whether it is shown.
        pub truth: Truth,
        /// For the client.
        pub lenient: bool,
        /// For drawing, on the scale of the figures.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub at: i64,
    }

    /// One plan.
    pub struct PlanView {
        /// A or B.
        pub id: String,
        /// In words.
        pub name: String,
        /// Whether it is open.
        pub truth: Truth,
        /// Why it is open or not.
        pub about: String,
        /// The one to claim.
        pub claimed: bool,
        /// The calculation on what is shown.
        pub lines: Vec<LedgerLine>,
        /// What is not counted.
        pub uncounted: Vec<Uncounted>,
        /// What it comes to.
        pub shown: FigureView,
        /// After the court's own discretion, shown apart.
        pub adjusted: Option<FigureView>,
        /// With every "if" at its best and at its worst.
        pub possible: FigureView,
        /// What moves it.
        pub swings: Vec<SwingView>,
        /// What the reader must know about the result.
        pub flags: Vec<String>,
    }
}

/// One plan in words.
pub(super) fn plan_view(work: &Work, at: usize) -> PlanView {
    let calculation = &work.calculation;
    let plan = &calculation.plans[at];
    let (id, name) = match plan.kind {
        PlanKind::Absorbing => ("A", "方案A：认罪认罚，吸收七项情节"),
        PlanKind::Apart => ("B", "方案B：不用认罪认罚，各情节分别计"),
    };
    let about = match (plan.kind, plan.truth) {
        (PlanKind::Apart, _) => "各情节分别计算；坦白与自首只能认定一个，当庭认罪在已认定自首、坦白时不用。",
        (_, law::Truth::True) => "已认罪认罚，七项情节不再单独计算。",
        (_, law::Truth::False) => "没有认罪认罚，本方案不可用，仅供对照。",
        (_, law::Truth::Unknown) => "是否认罪认罚待查，以下以认罪认罚为前提计算。",
    };
    PlanView {
        id: id.into(),
        name: name.into(),
        truth: plan.truth.into(),
        about: about.into(),
        claimed: at == calculation.claimed,
        lines: Lines {
            work,
            plan,
            lines: Vec::new(),
        }
        .all(),
        uncounted: uncounted(work, plan),
        shown: figure(work, plan.shown.raw, plan.shown.bounded),
        adjusted: plan
            .shown
            .adjusted
            .map(|bounded| figure(work, bounded.span, Some(bounded))),
        possible: figure(work, plan.possible.raw, plan.possible.bounded),
        swings: swings(work, plan),
        flags: flags(work, plan),
    }
}

/// Parts of a whole as a percentage, exact.
pub(super) fn percent(part: Ratio) -> String {
    format!("{}%", (part * Ratio::whole(100)).exact())
}

/// A share as the text has it.
pub(super) fn share(least: i64, most: i64) -> String {
    match (least, most) {
        (0, most) => format!("{most}%以下"),
        (least, 100) => format!("{least}%以上"),
        (least, most) => format!("{least}%至{most}%"),
    }
}

pub(super) fn amount(work: &Work, value: Ratio) -> String {
    match work.base {
        Some(_) => term::say(value.max(Ratio::ZERO)),
        None => percent(value.max(Ratio::ZERO)),
    }
}

pub(super) fn hundredths(value: Ratio, months: bool) -> i64 {
    let scale = if months { 100 } else { 10_000 };
    (value.max(Ratio::ZERO) * Ratio::whole(scale)).floor()
}

fn figure(work: &Work, raw: Span, bounded: Option<Bounded>) -> FigureView {
    let span = bounded.map_or(raw, |bounded| bounded.span);
    let months = work.base.is_some();
    FigureView {
        months,
        low: amount(work, span.low),
        high: amount(work, span.high),
        low_at: hundredths(span.low, months),
        high_at: hundredths(span.high, months),
        kinds: if months { kinds(work, span) } else { String::new() },
    }
}

/// Which principal penalties lie in a range of months.
pub(super) fn kinds(work: &Work, span: Span) -> String {
    if !work.frame.is_some_and(|frame| frame.detention) {
        return "有期徒刑".into();
    }
    let six = Ratio::whole(6);
    match (span.low < six, span.high > six) {
        (true, true) => "拘役或者有期徒刑",
        (true, false) if span.high == six => "拘役；恰为六个月的，拘役或者有期徒刑",
        (true, false) => "拘役",
        (false, true) if span.low == six => "有期徒刑；恰为六个月的，拘役或者有期徒刑",
        (false, true) => "有期徒刑",
        (false, false) => "拘役或者有期徒刑",
    }
    .into()
}

struct Lines<'w> {
    work: &'w Work<'w>,
    plan: &'w Plan,
    lines: Vec<LedgerLine>,
}

impl Lines<'_> {
    fn push(
        &mut self,
        kind: &str,
        title: &str,
        detail: String,
        ends: (String, String),
        cite: &[String],
    ) -> &mut LedgerLine {
        let number = self.lines.len() as u32 + 1;
        self.lines.push(LedgerLine {
            number,
            title: title.into(),
            detail,
            low: ends.0,
            high: ends.1,
            cites: chips(self.work.book, cite),
            kind: kind.into(),
            factor: String::new(),
        });
        let at = self.lines.len() - 1;
        &mut self.lines[at]
    }

    fn all(mut self) -> Vec<LedgerLine> {
        self.beginning();
        let sum = self.plan.shown;
        self.tier(Tier::First, &sum);
        self.tier(Tier::Second, &sum);
        self.ending(&sum);
        self.lines
    }

    fn beginning(&mut self) {
        let work = self.work;
        let method = vec!["法发〔2021〕21号/2".to_string()];
        if let Some(band) = work.band {
            let (low, high) = range(work, band);
            self.push("range", "法定刑", band.words.clone(), (low, high), &band.cite);
        }
        match &work.start {
            Start::None(why) => {
                let remark = work.remarks("start").into_iter().next();
                let detail = match (why.is_empty(), remark) {
                    (true, Some(remark)) => remark.text.clone(),
                    (true, None) => "起点数字没有核实，由承办律师读到官方文本后确认。".into(),
                    (false, _) => why.clone(),
                };
                let cite = remark.map(|remark| remark.cite.clone()).unwrap_or_default();
                let unknown = || "未确认".to_string();
                let detail = format!("{detail}以下只列比例。");
                self.push("start", "量刑起点", detail, (unknown(), unknown()), &cite);
            }
            Start::Confirmed(start) => {
                let detail = format!("承办律师{}确认，依据：{}", start.by, start.source);
                let ends = Span::whole(start.low, start.high);
                self.push("start", "量刑起点", detail, says(ends), &method);
                let more = Span::whole(start.more[0], start.more[1]);
                let detail = "承办律师确认的数额、次数等超出起点的部分。".to_string();
                self.push("start", "增加的刑罚量", detail, says(more), &method);
            }
            Start::Regional {
                local,
                start,
                more,
                cite,
            } => {
                let detail = format!("{}。{}", local.name, local.note);
                self.push("start", "量刑起点", detail, says(*start), &local.cite);
                for ((name, low, high), cite) in more.iter().zip(cite) {
                    let high = high.map_or("上限未定".into(), |high| format!("{}个月", high.exact()));
                    self.push(
                        "start",
                        name,
                        "增加的刑罚量".into(),
                        (format!("{}个月", low.exact()), high),
                        cite,
                    );
                }
            }
        }
        let ends = match work.base {
            Some(base) => says(base),
            None => ("100%".into(), "100%".into()),
        };
        self.push("base", "基准刑", "量刑起点加增加的刑罚量。".into(), ends, &method);
    }

    fn tier(&mut self, tier: Tier, sum: &Sum) {
        let work = self.work;
        let mut product = Span::exactly(Ratio::ONE);
        let mut count = 0;
        for entry in &self.plan.entries {
            let one = &work.weighed[entry.at];
            let supposed = one.factor.plea && entry.used == Use::If && self.plan.kind == PlanKind::Absorbing;
            if one.factor.tier != tier || !(entry.used == Use::Counted || supposed) {
                continue;
            }
            count += 1;
            let counted = if supposed { one.supposed } else { one.shown };
            let (sign, lenient) = match one.factor.effect {
                Effect::Lenient => ("减少", true),
                Effect::Severe => ("增加", false),
            };
            let line = one.applies.and_then(|at| one.factor.grades.get(at));
            let written = line
                .and_then(|grade| grade.percent)
                .map_or(String::new(), |[low, high]| share(low, high));
            let written = if supposed {
                share(counted.least, counted.most)
            } else {
                written
            };
            let kind = line.map(|grade| grade.name.as_str()).filter(|name| !name.is_empty());
            let kind = kind.map(|name| format!("{name}，")).unwrap_or_default();
            let may = if one.factor.must { "应当" } else { "可以" };
            let mut detail = format!("{kind}{may}{sign}基准刑的{written}");
            if one.factor.least_months.is_some() {
                detail.push_str("，一般不少于三个月");
            }
            let ends = match tier {
                Tier::First => {
                    product = times(product, counted, lenient);
                    (
                        format!("×{}", percent(product.low)),
                        format!("×{}", percent(product.high)),
                    )
                }
                _ => signed(counted, lenient),
            };
            let cite = one.factor.cite.clone();
            let (name, id) = (one.factor.name.clone(), one.factor.id.clone());
            self.push("factor", &name, detail, ends, &cite).factor = id;
        }
        let method = vec!["法发〔2021〕21号/2".to_string()];
        match (tier, count) {
            (Tier::First, 2..) => {
                let ends = (
                    format!("×{}", percent(sum.first.low)),
                    format!("×{}", percent(sum.first.high)),
                );
                self.push(
                    "sum",
                    "第一层情节连乘",
                    "先适用的情节，各自的剩余比例相乘。".into(),
                    ends,
                    &method,
                );
            }
            (Tier::Second, 2..) => {
                let ends = (
                    format!("×{}", percent(sum.second.low)),
                    format!("×{}", percent(sum.second.high)),
                );
                let detail = "其余情节同向相加、逆向相减，合并为一个比例。".into();
                self.push("sum", "第二层情节相加减", detail, ends, &method);
            }
            _ => {}
        }
    }

    fn ending(&mut self, sum: &Sum) {
        let work = self.work;
        let method = vec!["法发〔2021〕21号/2".to_string()];
        let raw = |value: Ratio| match value.is_positive() {
            true => amount(work, value),
            false => "不足以计刑".to_string(),
        };
        let detail = "基准刑×第一层×第二层；保留分数，不取整。".to_string();
        self.push(
            "sum",
            "调节结果",
            detail,
            (raw(sum.raw.low), raw(sum.raw.high)),
            &method,
        );
        if let Some(bounded) = sum.bounded {
            let detail = match (bounded.nothing_left, bounded.below_minimum, bounded.above_maximum) {
                (true, ..) => "较轻一端已减尽：按法定最低刑；免除处罚须另有依据。",
                (_, true, true) => "两端都超出法定幅度：较轻一端按法定最低刑规则，较重一端可以依法定最高刑。",
                (_, true, _) => "较轻一端低于法定最低刑：没有减轻情节的，确定为法定最低刑。",
                (_, _, true) => "较重一端高于法定最高刑：可以依法确定为法定最高刑。",
                _ => "落在法定幅度以内。",
            };
            let cite = vec!["法发〔2021〕21号/2".to_string(), "刑法/63".into()];
            self.push("result", "拟宣告刑区间", detail.into(), says(bounded.span), &cite);
        }
    }
}

fn range(work: &Work, band: &Band) -> (String, String) {
    match work.frame {
        Some(frame) if frame.life => (format!("{}个月", frame.range.low.exact()), "无期徒刑".into()),
        Some(frame) => says(frame.range),
        None => (String::new(), band.words.clone()),
    }
}

fn says(span: Span) -> (String, String) {
    (term::say(span.low), term::say(span.high))
}

fn times(product: Span, share: Share, lenient: bool) -> Span {
    let part = |number: i64| Ratio::percent(number);
    let (low, high) = match lenient {
        true => (Ratio::ONE - part(share.most), Ratio::ONE - part(share.least)),
        false => (Ratio::ONE + part(share.least), Ratio::ONE + part(share.most)),
    };
    Span {
        low: product.low * low,
        high: product.high * high,
    }
}

fn signed(share: Share, lenient: bool) -> (String, String) {
    let part = |sign: &str, number: i64| match number {
        0 => "0".to_string(),
        _ => format!("{sign}{number}%"),
    };
    match lenient {
        true => (part("−", share.most), part("−", share.least)),
        false => (part("＋", share.least), part("＋", share.most)),
    }
}
