//! What stands beside the calculation: the fine, probation, credit for custody, several offences, the method.

use super::ledger::kinds;
use super::work::Work;
use crate::wire::{CiteChip, chips, wire};
use law::sentencing::{Ratio, Span, term};
use law::{Fen, Fine, Interval, Truth};

wire! {
    /// A sentence with its provisions.
    pub struct AsideLine {
        /// In words.
        pub text: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
    }

    /// A group of such sentences.
    pub struct AsideView {
        /// fine, probation, credit, kind, several, advice or method.
        pub id: String,
        /// Its name.
        pub name: String,
        /// Its lines.
        pub lines: Vec<AsideLine>,
    }
}

/// Everything beside the calculation, empty groups left out.
pub(super) fn asides(work: &Work) -> Vec<AsideView> {
    let groups = [
        ("fine", "罚金", fine(work)),
        ("probation", "缓刑考验期", probation(work)),
        ("credit", "羁押与处罚折抵", credit(work)),
        ("kind", "拘役与有期徒刑", Vec::new()),
        ("bounds", "法定幅度", Vec::new()),
        ("several", "数罪", Vec::new()),
        ("advice", "量刑建议", Vec::new()),
        ("method", "计算方法", Vec::new()),
    ];
    let view = |(id, name, mut lines): (&str, &str, Vec<AsideLine>)| {
        if !work.unit || matches!(id, "fine" | "several") {
            lines.extend(remarks(work, id));
        }
        AsideView {
            id: id.into(),
            name: name.into(),
            lines,
        }
    };
    groups
        .into_iter()
        .map(view)
        .filter(|group| !group.lines.is_empty())
        .collect()
}

fn line(work: &Work, text: String, cite: &[String]) -> AsideLine {
    AsideLine {
        text,
        cites: chips(work.book, cite),
    }
}

fn remarks(work: &Work, at: &str) -> Vec<AsideLine> {
    let local = match &work.start {
        super::start::Start::Regional { local, .. } => local.rules.as_slice(),
        _ => &[],
    };
    let local = local.iter().filter(|rule| rule.at == at);
    let local = local.map(|rule| line(work, format!("地方细则（未核实）：{}", rule.text), &rule.cite));
    let own = work.remarks(at);
    own.into_iter()
        .map(|remark| line(work, remark.text.clone(), &remark.cite))
        .chain(local)
        .collect()
}

fn fine(work: &Work) -> Vec<AsideLine> {
    let Some(band) = work.band.filter(|band| band.fine != Fine::None) else {
        return Vec::new();
    };
    let measures = &work.guide.measures;
    let (adult, minor) = (Fen(measures.fine_least), Fen(measures.fine_least_minor));
    let least = match work.shown("juvenile") {
        Truth::True => format!("罚金最低不少于{minor}（未成年人），并应当从轻或者减轻。"),
        Truth::False => format!("没有规定罚金数额标准的，最低不少于{adult}。"),
        Truth::Unknown => format!("罚金最低不少于{adult}；查明是未成年人的，最低不少于{minor}，并应当从轻或者减轻。"),
    };
    let mut lines = vec![line(work, least, &measures.fine_cite)];
    if band.fine == Fine::MustOrAlone {
        let text = "法定刑可以单处罚金，条件见出口“单处罚金”。".to_string();
        lines.push(line(work, text, &band.cite));
    }
    if let Some(paid) = work
        .figure("same_act_fine_paid")
        .filter(|paid| paid.low.is_some_and(|low| low > 0))
    {
        let text = format!("因同一行为已缴纳的行政罚款{}，折抵罚金。", money(paid));
        lines.push(line(work, text, &measures.credit_administrative_cite));
    }
    lines
}

fn money(paid: Interval) -> String {
    match (paid.low, paid.high) {
        (Some(low), Some(high)) if low == high => Fen(low).to_string(),
        (Some(low), _) => format!("{}以上", Fen(low)),
        _ => String::new(),
    }
}

fn probation(work: &Work) -> Vec<AsideLine> {
    let plan = &work.calculation.plans[work.calculation.claimed];
    let Some(bounded) = plan.shown.bounded.filter(|_| !work.unit) else {
        return Vec::new();
    };
    let measures = &work.guide.measures;
    let six = Ratio::whole(6);
    let detention = work.frame.is_some_and(|frame| frame.detention);
    let mut said = Vec::new();
    let mut say = |months: Ratio, imprisonment: bool| {
        let name = if imprisonment { "有期徒刑" } else { "拘役" };
        let text = match term::probation(measures, months, imprisonment) {
            Some(span) => format!(
                "{name}{}的，考验期{}以上{}以下。",
                term::in_days(months),
                term::in_days(span.low),
                term::in_days(span.high)
            ),
            None => format!("{name}{}的，超过三年，不能宣告缓刑。", term::in_days(months)),
        };
        if !said.contains(&text) {
            said.push(text);
        }
    };
    for months in [bounded.span.low, bounded.span.high] {
        if detention && months <= six {
            say(months, false);
        }
        if months >= six || !detention {
            say(months, true);
        }
    }
    said.into_iter()
        .map(|text| line(work, text, &measures.probation_cite))
        .collect()
}

fn credit(work: &Work) -> Vec<AsideLine> {
    if work.unit {
        return Vec::new();
    }
    let measures = &work.guide.measures;
    let kinds_of = [
        (
            "custody_days",
            "先行羁押",
            measures.credit_custody,
            &measures.credit_custody_cite,
        ),
        (
            "designated_residence_days",
            "指定居所监视居住",
            measures.credit_designated,
            &measures.credit_designated_cite,
        ),
        (
            "same_act_detention_days",
            "因同一行为被行政拘留",
            measures.credit_administrative,
            &measures.credit_administrative_cite,
        ),
    ];
    let mut lines = Vec::new();
    let mut total = Span::exactly(Ratio::ZERO);
    for (fact, name, rate, cite) in kinds_of {
        let Some(days) = work.figure(fact).filter(|days| days.low.is_some_and(|low| low > 0)) else {
            continue;
        };
        let (low, high) = (days.low.unwrap_or(0), days.high.or(days.low).unwrap_or(0));
        let worth = [low, high].map(|days| term::credit(days, rate));
        total = Span {
            low: total.low + worth[0],
            high: total.high + worth[1],
        };
        let ratio = match rate {
            [of, term] if of == term => "一日折抵刑期一日".to_string(),
            [of, term] => format!("{of}日折抵刑期{term}日"),
        };
        let text = format!(
            "{name}{}日，{ratio}，折抵{}日。",
            ends(Ratio::whole(low), Ratio::whole(high)),
            ends(worth[0], worth[1])
        );
        lines.push(line(work, text, cite));
    }
    if !lines.is_empty() {
        let kinds = work.calculation.plans[work.calculation.claimed].shown.bounded;
        let kinds = kinds
            .map(|bounded| format!("（{}）", kinds_words(work, bounded.span)))
            .unwrap_or_default();
        let text = format!(
            "合计折抵{}日{kinds}；有半日的，以法院文书为准。折抵后刑期已满的，一审宣判后应当立即释放。",
            ends(total.low, total.high)
        );
        lines.push(line(work, text, &["法释〔2021〕1号/170".to_string()]));
    }
    lines
}

fn kinds_words(work: &Work, span: Span) -> String {
    kinds(work, span)
}

fn ends(low: Ratio, high: Ratio) -> String {
    match low == high {
        true => low.exact(),
        false => format!("{}至{}", low.exact(), high.exact()),
    }
}
