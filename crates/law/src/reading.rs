//! The reading copy: a rule set in Chinese prose that a lawyer signs off.

use crate::{Book, Node, Rule, RuleSet, Says, Subject, Test, say_threshold};
use std::fmt::Write;

/// A generated reading copy of one rule set, in Markdown. Same rules, same text.
pub fn reading(book: &Book, rules: &RuleSet) -> String {
    let mut out = String::new();
    let date = rules.from.map(|from| format!("（自{from}起）")).unwrap_or_default();
    let _ = writeln!(out, "## {}{date}\n", rules.name);
    if !rules.law.is_empty() {
        let _ = writeln!(out, "依据：{}。{}\n", rules.law, rules.summary);
    }
    let mut told = vec![false; rules.nodes.len()];
    tell(book, rules, rules.root, 0, &mut told, &mut out);
    let rest: Vec<usize> = (0..rules.nodes.len()).filter(|&at| !told[at]).collect();
    if !rest.is_empty() {
        let _ = writeln!(out, "\n另有：\n");
        for at in rest {
            if !told[at] {
                tell(book, rules, at, 0, &mut told, &mut out);
            }
        }
    }
    if !rules.bands.is_empty() {
        let _ = writeln!(
            out,
            "\n### 量刑幅度\n\n| 幅度 | 条件 | 法定刑 | 依据 |\n| --- | --- | --- | --- |"
        );
        for band in &rules.bands {
            let when = &rules.nodes[band.when].name;
            let cites: Vec<String> = band.cite.iter().map(|cite| book.sources.label(cite)).collect();
            let _ = writeln!(
                out,
                "| {} | {when} | {} | {} |",
                band.name,
                band.words,
                cites.join("、")
            );
        }
    }
    if !rules.rebuttals.is_empty() {
        let _ = writeln!(
            out,
            "\n### 反证清单\n\n| 编号 | 反证事实 | 针对 | 证据形式 |\n| --- | --- | --- | --- |"
        );
        for item in &rules.rebuttals {
            let against: Vec<&str> = item.against.iter().map(|&at| rules.nodes[at].name.as_str()).collect();
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} |",
                item.id,
                item.text,
                against.join("；"),
                item.evidence
            );
        }
    }
    out
}

/// How a line of the reading copy hangs on the one above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The root, or a rule that is read apart from it.
    Head,
    /// A part of it.
    Part,
    /// What a counted row must satisfy.
    Condition,
    /// An exception to it.
    Exception,
}

/// One line of a rule set as it is read: the rule tree in words, without the paper around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingLine<'a> {
    /// The rule.
    pub node: &'a Node,
    /// How deep it stands, the root being 0.
    pub depth: usize,
    /// How it hangs on what is above it.
    pub place: Place,
    /// Its connective, or what it looks at and the threshold, in words.
    pub words: String,
    /// It was read further up already; what it is made of is not repeated.
    pub again: bool,
}

/// Every rule of a set in reading order: the root with all below it, then what stands apart. Each node is told in full once.
pub fn reading_lines<'a>(book: &Book, rules: &'a RuleSet) -> Vec<ReadingLine<'a>> {
    let mut lines = Vec::new();
    let mut told = vec![false; rules.nodes.len()];
    line(book, rules, (rules.root, 0, Place::Head), &mut told, &mut lines);
    for at in 0..rules.nodes.len() {
        if !told[at] {
            line(book, rules, (at, 0, Place::Head), &mut told, &mut lines);
        }
    }
    lines
}

fn line<'a>(
    book: &Book,
    rules: &'a RuleSet,
    (at, depth, place): (usize, usize, Place),
    told: &mut [bool],
    lines: &mut Vec<ReadingLine<'a>>,
) {
    let node = &rules.nodes[at];
    let again = std::mem::replace(&mut told[at], true);
    lines.push(ReadingLine {
        node,
        depth,
        place,
        words: connective(book, node).trim_start_matches('：').into(),
        again,
    });
    if again {
        return;
    }
    let condition = match &node.rule {
        Rule::Test(test) => test.condition,
        _ => None,
    };
    let parts = node.rule.parts().iter().map(|&part| (part, Place::Part));
    let conditions = condition.into_iter().map(|part| (part, Place::Condition));
    let exceptions = node.unless.iter().map(|&part| (part, Place::Exception));
    for (part, place) in parts.chain(conditions).chain(exceptions) {
        line(book, rules, (part, depth + 1, place), told, lines);
    }
}

fn tell(book: &Book, rules: &RuleSet, at: usize, depth: usize, told: &mut [bool], out: &mut String) {
    let node = &rules.nodes[at];
    let indent = "  ".repeat(depth);
    let again = std::mem::replace(&mut told[at], true);
    let _ = writeln!(
        out,
        "{indent}- **{}**{}{}",
        node.name,
        if again {
            "（见前）".into()
        } else {
            connective(book, node)
        },
        cites(book, node)
    );
    if again {
        return;
    }
    for (head, text) in [("说明", &node.note), ("不能写成规则", &node.untranslated)] {
        if !text.is_empty() {
            let _ = writeln!(out, "{indent}  - {head}：{text}");
        }
    }
    let Says { holds, fails, unknown } = &node.says;
    if !holds.is_empty() {
        let (holds, fails, unknown) = (quoted(holds), quoted(fails), quoted(unknown));
        let said = format!("具备时{holds}；不具备时{fails}；未查明时{unknown}");
        let _ = writeln!(out, "{indent}  - 文书用语：{said}");
    }
    if let Rule::Judge(factors) = &node.rule
        && !factors.is_empty()
    {
        let _ = writeln!(out, "{indent}  - 考察：{}", factors.join("；"));
    }
    for &part in node.rule.parts() {
        tell(book, rules, part, depth + 1, told, out);
    }
    if let Rule::Test(test) = &node.rule
        && let Some(condition) = test.condition
    {
        tell(book, rules, condition, depth + 1, told, out);
    }
    if !node.unless.is_empty() {
        let _ = writeln!(out, "{indent}  - 但是，有下列情形之一并经证明的除外：");
        for &exception in &node.unless {
            tell(book, rules, exception, depth + 2, told, out);
        }
    }
}

/// A sentence of the memo in quotes; what is filled in from the case stands in brackets.
fn quoted(sentence: &str) -> String {
    let plain = sentence.replace('“', "‘").replace('”', "’");
    let filled = [
        ("{value}", "〔查明的数值〕"),
        ("{threshold}", "〔标准〕"),
        ("{count}", "〔个数〕"),
        ("{fact}", "〔事实〕"),
    ];
    let said = filled
        .iter()
        .fold(plain, |text, (place, name)| text.replace(place, name));
    format!("“{said}”")
}

fn connective(book: &Book, node: &Node) -> String {
    let text = match &node.rule {
        Rule::All(only) | Rule::Any(only) if only.len() == 1 => "：须具备以下一项".into(),
        Rule::None(only) if only.len() == 1 => "：不具备以下一项".into(),
        Rule::All(_) => "：以下各项均须具备".into(),
        Rule::Any(_) => "：具备以下任一项".into(),
        Rule::None(_) => "：以下各项均不具备".into(),
        Rule::AtLeast { n, .. } => format!("：以下各项中至少具备{n}项"),
        Rule::Readings(_) => "：法律未明文，下列读法一致时方可得出结论".into(),
        Rule::Judge(_) => "（由承办律师判断）".into(),
        Rule::Test(test) => format!("：{}", test_text(book, node, test)),
    };
    match &node.pleaded {
        Some(_) => format!("{text}（兜底项：控方主张时方予审查）"),
        None => text,
    }
}

fn test_text(book: &Book, node: &Node, test: &Test) -> String {
    let own = node.row.as_ref().and_then(|table| book.dictionary.table(table));
    let table = |id: &str| {
        book.dictionary
            .table(id)
            .map_or_else(|| id.to_string(), |table| table.name.clone())
    };
    let threshold = match test.subject {
        Subject::AgeOn(..) => format!("已满{}", test.threshold),
        _ => say_threshold(book, node, test),
    };
    let ask = match &test.subject {
        Subject::Fact(id) => book
            .dictionary
            .fact(id)
            .map_or_else(|| id.clone(), |fact| fact.text.clone()),
        Subject::Column(id) => own
            .and_then(|table| table.column(id))
            .map_or_else(|| id.clone(), |column| column.name.clone()),
        Subject::Count(id) => format!("符合下列条件的{}的个数", table(id)),
        Subject::Exists(id) => format!("至少有一行{}符合下列条件", table(id)),
        Subject::Sum(id, column) => {
            let name = book
                .dictionary
                .table(id)
                .and_then(|table| table.column(column))
                .map_or_else(|| column.clone(), |column| column.name.clone());
            format!("符合下列条件的{}，“{name}”合计", table(id))
        }
        Subject::Follow(_, id) => format!("所对应的{}符合下列条件", table(id)),
        Subject::AgeOn(..) => "按周岁计算，自生日的第二天起算".into(),
        Subject::Element(element) => crate::sentence::element_name(book, element),
    };
    if threshold.is_empty() {
        ask
    } else {
        format!("{ask}——{threshold}")
    }
}

fn cites(book: &Book, node: &Node) -> String {
    if node.cite.is_empty() {
        return String::new();
    }
    let cites: Vec<String> = node
        .cite
        .iter()
        .map(|cite| {
            format!(
                "{}〔{}〕",
                book.sources.label(cite),
                book.sources.confidence(cite).name()
            )
        })
        .collect();
    format!("　{}", cites.join("、"))
}
