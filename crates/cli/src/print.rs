//! Words on the terminal.

use app::{Assessment, Truth};
use std::io::Write;

pub(crate) fn out(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

pub(crate) fn err(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// A result as a short report.
pub(crate) fn assessment(assessment: &Assessment) -> String {
    let stance = case::Stance::from_id(&assessment.stance).map_or("", case::Stance::name);
    let mut text = format!(
        "{}\n立场：{stance}　规则版本：{}起\n结论：{}——{}\n\n",
        assessment.case,
        assessment.pack,
        assessment.verdict.name(),
        assessment.sentence
    );
    for part in &assessment.tree.parts {
        text.push_str(&format!("  {} {}：{}\n", sign(part.truth), part.name, part.why));
    }
    text.push_str("\n抗辩：\n");
    for defence in &assessment.defences {
        text.push_str(&format!(
            "  {} {}：{}\n",
            sign(defence.truth),
            defence.name,
            defence.why
        ));
    }
    text.push_str("\n罪名比较（同一事实）：\n");
    for charge in assessment.charges.iter().filter(|charge| charge.asked != Truth::False) {
        let state = match (charge.verdict, charge.asked) {
            (app::Verdict::NotProved, Truth::Unknown) => "尚未排除",
            (verdict, _) => verdict.name(),
        };
        text.push_str(&format!("  {}（{}起）：{state}", charge.name, charge.pack));
        if charge.verdict != app::Verdict::NotMadeOut {
            text.push_str(&format!(
                "；{}{}",
                if charge.verdict == app::Verdict::MadeOut {
                    ""
                } else {
                    "最重可到"
                },
                charge.band
            ));
        }
        if !charge.missing.is_empty() {
            text.push_str(&format!(
                "；{}{}",
                if charge.verdict == app::Verdict::NotMadeOut {
                    "不具备"
                } else {
                    "未证明"
                },
                charge
                    .missing
                    .iter()
                    .map(|name| format!("“{name}”"))
                    .collect::<String>()
            ));
        }
        text.push('\n');
    }
    let aside: Vec<&str> = assessment
        .charges
        .iter()
        .filter(|charge| charge.asked == Truth::False)
        .map(|charge| charge.name.as_str())
        .collect();
    if !aside.is_empty() {
        text.push_str(&format!("  不涉及：{}\n", aside.join("、")));
    }
    text.push_str(&format!("  {}\n", assessment.lead));
    for trap in &assessment.traps {
        text.push_str(&format!("  ! {trap}\n"));
    }
    if !assessment.openings.is_empty() {
        text.push_str("\n待查事实（按影响大小）：\n");
    }
    for opening in assessment.openings.iter().take(10) {
        text.push_str(&format!("  ? {}——{}\n", opening.question, opening.effect));
    }
    text
}

fn sign(truth: Truth) -> char {
    match truth {
        Truth::True => '✓',
        Truth::False => '✕',
        Truth::Unknown => '?',
    }
}

/// What came of running a paper again, one line a comparison.
pub(crate) fn verification(verification: &app::Verification) -> String {
    let mut lines = vec![format!(
        "{}（{}出具）",
        verification.document,
        verification.made_at.format("%Y年%-m月%-d日 %H:%M")
    )];
    for check in &verification.checks {
        let mark = if check.same { "✓ 一致" } else { "✕ 不同" };
        lines.push(format!("{mark}　{}：{}", check.name, check.said));
    }
    lines.push(if verification.same() {
        "复核通过。".into()
    } else {
        "复核未通过：有不一致之处。".into()
    });
    lines.join("\n")
}
