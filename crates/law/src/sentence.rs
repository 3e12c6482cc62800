//! The sentence for a step: written beside the rule, filled with what was found.

use crate::{Book, Kind, Mark, Node, Predicate, Rule, Step, Subject, Test, Truth, Value, say};

/// One Chinese sentence that says how a node came out and why.
///
/// The pack's own sentence when there is one, with `{value}`, `{threshold}`, `{count}` and `{fact}` filled in;
/// otherwise one made from the node's name. An open presumption says that it stands and what would answer it.
pub fn why(book: &Book, step: &Step) -> String {
    let written = match (step.mark, step.truth) {
        (Mark::NotPleaded, _) => return format!("{}：控方未主张，须人工判断，未计入结论。", step.node.name),
        (_, Truth::True) => &step.node.says.holds,
        (_, Truth::False) => &step.node.says.fails,
        (_, Truth::Unknown) => &step.node.says.unknown,
    };
    let sentence = match (step.mark, written.is_empty()) {
        (Mark::Defeated, _) => {
            let proved: Vec<&str> = step
                .exceptions
                .iter()
                .filter(|exception| exception.truth.is_true())
                .map(|exception| exception.node.name.as_str())
                .collect();
            return format!(
                "{}已被推翻：{}。",
                step.node.name.trim_end_matches(['？', '。']),
                proved.join("；").trim_end_matches(['？', '。'])
            );
        }
        (_, false) => written.clone(),
        (_, true) => plain(step),
    };
    let sentence = fill(book, &sentence, step);
    if step.mark == Mark::Stands && !sentence.contains("反证") && !sentence.contains("相反证据") {
        return format!("{}尚无足以推翻的相反证据。", with_stop(&sentence));
    }
    sentence
}

fn with_stop(sentence: &str) -> String {
    if sentence.ends_with(['。', '；']) {
        sentence.to_string()
    } else {
        format!("{sentence}。")
    }
}

fn plain(step: &Step) -> String {
    // Quotes inside quotes are single in print.
    let name = step
        .node
        .name
        .trim_end_matches(['？', '?', '。'])
        .replace('“', "‘")
        .replace('”', "’");
    match (&step.node.rule, step.truth) {
        (Rule::Judge(_), Truth::True) => format!("承办律师判断：“{name}”——是。"),
        (Rule::Judge(_), Truth::False) => format!("承办律师判断：“{name}”——否。"),
        (Rule::Judge(_), Truth::Unknown) => format!("“{name}”有待承办律师判断。"),
        (_, Truth::True) => format!("{name}：有此事实。"),
        (_, Truth::False) => format!("{name}：无此事实。"),
        (_, Truth::Unknown) => format!("{name}：尚未查明。"),
    }
}

fn fill(book: &Book, sentence: &str, step: &Step) -> String {
    if !sentence.contains('{') {
        return sentence.to_string();
    }
    let value = step
        .leaf
        .as_ref()
        .and_then(|leaf| leaf.value.as_ref())
        .map_or_else(|| "尚未查明".into(), |value| say_value(book, step, value));
    let (threshold, fact) = match &step.node.rule {
        Rule::Test(test) => (say_threshold(book, step.node, test), subject_name(book, &test.subject)),
        _ => (String::new(), String::new()),
    };
    let count = step
        .leaf
        .as_ref()
        .map_or(0, |leaf| leaf.rows.iter().filter(|row| row.truth.is_true()).count());
    sentence
        .replace("{value}", &value)
        .replace("{threshold}", &threshold)
        .replace("{count}", &count.to_string())
        .replace("{fact}", &fact)
}

fn subject_name(book: &Book, subject: &Subject) -> String {
    match subject {
        Subject::Fact(id) | Subject::AgeOn(id, ..) => book
            .dictionary
            .fact(id)
            .map_or_else(|| id.clone(), |fact| fact.text.clone()),
        Subject::Count(id) | Subject::Exists(id) | Subject::Sum(id, _) => book
            .dictionary
            .table(id)
            .map_or_else(|| id.clone(), |table| table.name.clone()),
        Subject::Column(id) | Subject::Follow(id, _) => id.clone(),
        Subject::Element(element) => element_name(book, element),
    }
}

/// A node of an offence as a defence speaks of it: 「帮信罪·明知」.
pub(crate) fn element_name(book: &Book, element: &str) -> String {
    let found = crate::asked::named(book, crate::asked::Asker::Exit, element);
    let found = found.map(|(rules, node)| format!("{}·{}", rules.short, node.name));
    found.unwrap_or_else(|| element.to_string())
}

/// The value a leaf found, with the unit and option names of its question.
pub fn say_value(book: &Book, step: &Step, value: &Value) -> String {
    let Rule::Test(test) = &step.node.rule else {
        return say(value, &[], "");
    };
    match &test.subject {
        Subject::Fact(id) => book
            .dictionary
            .fact(id)
            .map_or_else(|| say(value, &[], ""), |fact| say(value, &fact.options, &fact.unit)),
        Subject::Column(id) => {
            let column = step
                .node
                .row
                .as_ref()
                .and_then(|table| book.dictionary.table(table))
                .and_then(|table| table.column(id));
            column.map_or_else(
                || say(value, &[], ""),
                |column| say(value, &column.options, &column.unit),
            )
        }
        Subject::Count(_) | Subject::Exists(_) => say(value, &[], "个"),
        Subject::Sum(table, id) => {
            let column = book.dictionary.table(table).and_then(|table| table.column(id));
            match (column, value) {
                (Some(column), Value::Number(interval)) if column.kind == Kind::Money => {
                    say(&Value::Money(*interval), &[], "")
                }
                (Some(column), value) => say(value, &column.options, &column.unit),
                (None, value) => say(value, &[], ""),
            }
        }
        Subject::Follow(..) | Subject::AgeOn(..) | Subject::Element(_) => say(value, &[], ""),
    }
}

/// A threshold in words, the number itself included or excluded exactly as the pack says: `10,000.00元以上`.
pub fn say_threshold(book: &Book, node: &Node, test: &Test) -> String {
    use crate::{Fen, Op, from_day_number, say_date};
    let (op, number) = match &test.predicate {
        Predicate::Compare(op, number) => (op, *number),
        Predicate::OneOf(options) => return option_names(book, node, test, options).join("或者"),
        Predicate::Holds => return test.threshold.clone(),
        Predicate::Came(came) => return came.name().into(),
    };
    let kind = match &test.subject {
        Subject::Fact(id) => book.dictionary.fact(id).map(|fact| fact.kind),
        _ if test.threshold.contains('元') => Some(Kind::Money),
        _ if test.threshold.matches('-').count() == 2 => Some(Kind::Date),
        _ => Some(Kind::Number),
    };
    let said = match kind {
        Some(Kind::Money) => Fen(number).in_wan().unwrap_or_else(|| Fen(number).to_string()),
        Some(Kind::Date) => from_day_number(number).map_or_else(String::new, say_date),
        _ => format!("{number}{}", unit(book, &test.subject)),
    };
    let date = kind == Some(Kind::Date);
    match op {
        Op::AtLeast if date => format!("{said}以后（含当日）"),
        Op::AtMost if date => format!("{said}以前（含当日）"),
        Op::AtLeast => format!("{said}以上"),
        Op::AtMost => format!("{said}以下"),
        Op::MoreThan => format!("超过{said}"),
        Op::LessThan => format!("不满{said}"),
    }
}

/// The unit of what is counted or added up: 个 for rows, else that of the question.
fn unit<'a>(book: &'a Book, subject: &Subject) -> &'a str {
    match subject {
        Subject::Fact(id) => book.dictionary.fact(id).map_or("", |fact| &fact.unit),
        Subject::Sum(table, id) => {
            let column = book.dictionary.table(table).and_then(|table| table.column(id));
            column.map_or("", |column| &column.unit)
        }
        Subject::Count(_) => "个",
        _ => "",
    }
}

/// The options a test compares with, in words.
fn option_names(book: &Book, node: &Node, test: &Test, wanted: &[String]) -> Vec<String> {
    let column = |id: &str| {
        node.row
            .as_ref()
            .and_then(|table| book.dictionary.table(table))
            .and_then(|table| table.column(id))
    };
    let known = match &test.subject {
        Subject::Fact(id) => book.dictionary.fact(id).map(|fact| fact.options.as_slice()),
        Subject::Column(id) => column(id).map(|column| column.options.as_slice()),
        _ => None,
    };
    let name = |id: &String| {
        known
            .and_then(|known| known.iter().find(|option| option.id == *id))
            .map_or_else(|| id.clone(), |option| format!("“{}”", option.name))
    };
    wanted.iter().map(name).collect()
}
