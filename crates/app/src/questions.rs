//! Which rules ask which question.

use law::{Book, Rule, RuleSet, Subject};
use std::collections::{BTreeMap, BTreeSet};

/// Rules that look at a question: by fact, judgment, table, or `table.column`.
pub(crate) struct Users<'a> {
    by_question: BTreeMap<String, Vec<(&'a RuleSet, usize)>>,
}

impl<'a> Users<'a> {
    /// Of one offence, every defence and every exit.
    pub(crate) fn of(book: &'a Book, pack: &'a RuleSet) -> Users<'a> {
        let mut by_question: BTreeMap<String, Vec<(&RuleSet, usize)>> = BTreeMap::new();
        for rules in std::iter::once(pack).chain(&book.defences).chain(&book.exits) {
            for (at, node) in rules.nodes.iter().enumerate() {
                for question in asked(rules, at) {
                    by_question.entry(question).or_default().push((rules, at));
                }
                if let Some(pleaded) = &node.pleaded {
                    by_question.entry(pleaded.clone()).or_default().push((rules, at));
                }
            }
        }
        Users { by_question }
    }

    /// The nodes that ask it, the offence first.
    pub(crate) fn nodes(&self, question: &str) -> impl Iterator<Item = (&'a RuleSet, &'a law::Node)> {
        self.by_question
            .get(question)
            .into_iter()
            .flatten()
            .map(|&(rules, at)| (rules, &rules.nodes[at]))
    }
}

/// What one node asks.
fn asked(rules: &RuleSet, at: usize) -> Vec<String> {
    let node = &rules.nodes[at];
    let table = node.row.as_deref().unwrap_or_default();
    match &node.rule {
        Rule::Judge(_) => vec![node.id.clone()],
        Rule::Test(test) => match &test.subject {
            Subject::Fact(fact) => vec![fact.clone()],
            Subject::Column(column) | Subject::Follow(column, _) => vec![format!("{table}.{column}")],
            Subject::Count(table) | Subject::Exists(table) => vec![table.clone()],
            Subject::Sum(table, column) => vec![table.clone(), format!("{table}.{column}")],
            Subject::AgeOn(fact, column, _) => vec![fact.clone(), format!("{table}.{column}")],
            Subject::Element(_) => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The question behind a path, as [`Users`] knows it.
pub(crate) fn question_of(path: &case::Path) -> String {
    match path {
        case::Path::Fact(id) | case::Path::Complete(id) => id.clone(),
        case::Path::Row(table, _) => table.clone(),
        case::Path::Cell(table, _, column) => format!("{table}.{column}"),
    }
}

/// The judgments a lawyer is asked for: of the offence, of the defences and exits, then of the other offences, each once.
pub(crate) fn judges<'a>(book: &'a Book, pack: &'a RuleSet) -> Vec<&'a law::Node> {
    let mut seen = BTreeSet::new();
    let all = std::iter::once(pack)
        .chain(&book.defences)
        .chain(&book.exits)
        .chain(book.offences.iter().filter(|rules| rules.id != pack.id))
        .flat_map(|rules| &rules.nodes);
    all.filter(|node| node.is_judge() && seen.insert(node.id.as_str()))
        .collect()
}

/// Whose entry a path is: the party for what belongs to one actor, nobody for what belongs to the case.
pub(crate) fn holder<'a>(book: &Book, path: &case::Path, actor: &'a str) -> Option<&'a str> {
    let of = match path {
        case::Path::Fact(id) => book.dictionary.fact(id).map(|fact| fact.of),
        other => other
            .table()
            .and_then(|table| book.dictionary.table(table))
            .map(|table| table.of),
    };
    (of != Some(law::Holder::Case)).then_some(actor)
}
