//! Bands and leads in a lawyer's words; never a forecast.

use super::{Comparison, LeadView};
use crate::wire::Verdict;
use law::{Band, Charge, Lead, Principal, RuleSet};

/// 最高刑与最低刑: what is compared.
pub(super) fn range(band: &Band) -> String {
    let highest = match band.principal.last() {
        Some(Principal::Life) => "无期徒刑".to_string(),
        _ => format!("有期徒刑{}", span(band.months[1])),
    };
    let lowest = match band.principal.first() {
        Some(Principal::Control) => "管制".to_string(),
        Some(Principal::Detention) => "拘役".to_string(),
        _ => format!("有期徒刑{}", span(band.months[0])),
    };
    format!("最高刑{highest}，最低刑{lowest}")
}

fn span(months: u32) -> String {
    if months.is_multiple_of(12) {
        format!("{}年", months / 12)
    } else {
        format!("{months}个月")
    }
}

/// A band in one phrase: 数额巨大（三年以上十年以下有期徒刑，并处罚金）.
pub(crate) fn band_line(band: &Band) -> String {
    format!("“{}”（{}）", band.name, band.words)
}

/// “甲”“乙”: names that may hold a 、 of their own.
pub(crate) fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("“{name}”")).collect()
}

/// 甲、乙、丙.
pub(crate) fn join<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().collect::<Vec<_>>().join("、")
}

/// Where the facts of one stance point.
pub(super) fn lead(comparison: &Comparison, stance: case::Stance) -> LeadView {
    let charges = comparison.charges.get(stance);
    match comparison.lead(stance) {
        Lead::Stands { at, also, tied } => {
            let charge = &charges[at];
            let band = charge.applies().map(band_line).unwrap_or_default();
            let others = join(also.iter().map(|other| charges[*other].rules.short.as_str()));
            let tail = if also.is_empty() {
                String::new()
            } else if tied {
                format!("；{others}同时具备，最高刑有相同的，按行为的性质界分")
            } else {
                format!("；{others}同时具备，依照处罚较重的规定")
            };
            LeadView {
                offence: charge.rules.id.clone(),
                stands: true,
                words: format!("指向{}：{band}{tail}。", charge.rules.short),
            }
        }
        Lead::Nearest { at, .. } => {
            let missing = comparison.missing(at, stance);
            LeadView {
                offence: charges[at].rules.id.clone(),
                stands: false,
                words: format!(
                    "没有一罪达到证明标准；最接近的是{}，还缺{}。",
                    charges[at].rules.short,
                    quoted(&missing)
                ),
            }
        }
        Lead::Nothing => LeadView {
            offence: String::new(),
            stands: false,
            words: "所涉各罪的要件均有不具备的。".into(),
        },
    }
}

/// How an older version of an offence comes out where it differs from the one shown (刑法 12: whole versions are compared).
pub(super) fn otherwise(comparison: &Comparison, at: usize, older: &RuleSet) -> Option<String> {
    let result = |charge: &Charge| {
        let band = charge.applies().map(|band| band.words.clone());
        (charge.truth, band)
    };
    let mut said = Vec::new();
    for stance in case::Stance::ALL {
        let (then, now) = (
            Charge::of(older, comparison.facts.get(stance)),
            &comparison.charges.get(stance)[at],
        );
        if result(&then) == result(now) {
            continue;
        }
        let band = then
            .applies()
            .map(|band| format!("，{}", band.words))
            .unwrap_or_default();
        said.push(format!("{}{}{band}", stance.name(), Verdict::from(then.truth).name()));
    }
    let from = older.from.map(|from| from.to_string()).unwrap_or_default();
    (!said.is_empty()).then(|| {
        format!(
            "按{from}起的版本：{}。适用哪一版，比较整套规则，取对当事人有利的。",
            said.join("；")
        )
    })
}
