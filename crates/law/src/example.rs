//! Examples beside the law: facts, and what must come of them.

use crate::asked::{Asker, named};
use crate::pack::ExampleFile;
use crate::{
    Book, FactSet, Fault, Kind, Mark, Row, RuleSet, Step, Truth, Value, assess, assess_at, openings, read_value,
};
use std::collections::{BTreeMap, BTreeSet};

/// One example, ready to run on one rule set.
#[derive(Debug, Clone)]
pub struct Example<'a> {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The rule set it runs on.
    pub rules: &'a RuleSet,
    /// Its facts.
    pub facts: FactSet,
    /// What must come of which node: true, false, unknown or not_pleaded.
    pub expect: BTreeMap<String, String>,
    /// Facts that must be listed as open.
    pub open: Vec<String>,
}

/// One expectation of an example, tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleCheck {
    /// Node id; for an opening the path of the fact.
    pub node: String,
    /// true, false, unknown, not_pleaded; for an opening `open`.
    pub expected: String,
    /// What came of it; `absent` when the node is not reached, `settled` when the fact is not open.
    pub found: String,
}

impl ExampleCheck {
    /// Whether it came out as expected.
    pub fn holds(&self) -> bool {
        self.expected == self.found
    }
}

impl Example<'_> {
    /// Tries every expectation on the rules as they are now.
    pub fn checks(&self) -> Vec<ExampleCheck> {
        let tree = assess(self.rules, &self.facts);
        let find = |tree: &Step, id: &str| tree.find(id).map(|step| (step.truth, step.mark));
        let mut checks: Vec<ExampleCheck> = Vec::new();
        for (id, expected) in &self.expect {
            let elsewhere = || apart(self.rules).find_map(|at| find(&assess_at(self.rules, at, &self.facts), id));
            let found = match find(&tree, id).or_else(elsewhere) {
                Some((_, Mark::NotPleaded)) => "not_pleaded",
                Some((Truth::True, _)) => "true",
                Some((Truth::False, _)) => "false",
                Some((Truth::Unknown, _)) => "unknown",
                None => "absent",
            };
            checks.push(ExampleCheck {
                node: id.clone(),
                expected: expected.clone(),
                found: found.into(),
            });
        }
        if !self.open.is_empty() {
            let open: BTreeSet<String> = openings(self.rules, &self.facts)
                .into_iter()
                .map(|opening| opening.path)
                .collect();
            checks.extend(self.open.iter().map(|path| ExampleCheck {
                node: path.clone(),
                expected: "open".into(),
                found: if open.contains(path) { "open" } else { "settled" }.into(),
            }));
        }
        checks
    }
}

/// The examples that run on a rule set, by its file, in the order in which they are written; of every file when it is empty.
pub fn examples_in<'a>(book: &'a Book, file: &str) -> Vec<Example<'a>> {
    let owner = book.rule_sets().find(|rules| rules.file == file);
    let owner = owner.map_or("", |rules| rules.id.as_str());
    let mut all = examples_of(book, owner, &mut Vec::new());
    all.retain(|example| file.is_empty() || example.rules.file == file);
    all
}

/// How many examples each rule set has, by its file; counted without reading their facts.
pub fn example_counts(book: &Book) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for (owner, _, raw) in &book.examples {
        for rules in book.rule_sets().filter(|rules| rules.id == *owner) {
            let from = rules.from.map(|from| from.to_string());
            let named = |example: &&ExampleFile| {
                example.packs.is_empty() || from.as_ref().is_some_and(|from| example.packs.contains(from))
            };
            *counts.entry(rules.file.as_str()).or_default() += raw.examples.iter().filter(named).count();
        }
    }
    counts
}

/// An example whose result is not the expected one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleFailure {
    /// Which example, on which rules, said what instead of what.
    pub message: String,
}

/// What the examples of a book show about its nodes.
#[derive(Debug, Default)]
pub(crate) struct Coverage {
    /// Node and truth, by rule set file.
    pub seen: BTreeSet<(String, String, Truth)>,
    /// Nodes seen defeated by an exception.
    pub defeated: BTreeSet<(String, String)>,
}

/// Runs every example that can be read; the failures, in order. What cannot be read is a fault for [`crate::lint`].
pub fn run_examples(book: &Book) -> Vec<ExampleFailure> {
    let examples = examples(book, &mut Vec::new());
    let failures = examples.iter().flat_map(run);
    failures.map(|message| ExampleFailure { message }).collect()
}

/// The facts of every example, for benches and property tests over realistic input.
pub fn example_facts(book: &Book) -> Vec<FactSet> {
    examples(book, &mut Vec::new())
        .into_iter()
        .map(|example| example.facts)
        .collect()
}

/// What all examples show, for the linter.
pub(crate) fn coverage(book: &Book, faults: &mut Vec<Fault>) -> Coverage {
    let mut coverage = Coverage::default();
    for example in examples(book, faults) {
        let file = example.rules.file.clone();
        let mut see = |step: &Step| {
            coverage.seen.insert((file.clone(), step.node.id.clone(), step.truth));
            if step.mark == Mark::Defeated {
                coverage.defeated.insert((file.clone(), step.node.id.clone()));
            }
        };
        assess(example.rules, &example.facts).walk_rows(&mut see);
        // What shows a rebuttal, opens a defence or puts a case into a band need not hang on the root.
        for shown in apart(example.rules) {
            assess_at(example.rules, shown, &example.facts).walk_rows(&mut see);
        }
    }
    coverage
}

/// Where an assessment can begin besides the root.
fn apart(rules: &RuleSet) -> impl Iterator<Item = usize> {
    let defence = rules.defence.iter();
    let shown = rules.rebuttals.iter().filter_map(|item| item.shown);
    shown
        .chain(rules.bands.iter().map(|band| band.when))
        .chain(rules.asks)
        .chain(rules.levels.iter().map(|level| level.node))
        .chain(defence.flat_map(|defence| defence.named().map(|(at, _)| at)))
}

fn run(example: &Example) -> Vec<String> {
    let head = format!("示例“{}”（{}，{}）", example.name, example.id, example.rules.file);
    let failed = example.checks().into_iter().filter(|check| !check.holds());
    failed
        .map(|ExampleCheck { node, expected, found }| match found.as_str() {
            "settled" => format!("{head}：{node} 应列为待查，而没有列出。"),
            "absent" => format!("{head}：节点 {node} 应为 {expected}，实为 不在解释树里。"),
            _ => format!("{head}：节点 {node} 应为 {expected}，实为 {found}。"),
        })
        .collect()
}

/// Every example on every rule set it names; what cannot be read is a fault.
pub(crate) fn examples<'a>(book: &'a Book, faults: &mut Vec<Fault>) -> Vec<Example<'a>> {
    examples_of(book, "", faults)
}

/// The examples of one owner; of all when the owner is empty.
fn examples_of<'a>(book: &'a Book, only: &str, faults: &mut Vec<Fault>) -> Vec<Example<'a>> {
    let mut found = Vec::new();
    let wanted = |owner: &str| only.is_empty() || owner == only;
    for (owner, file, raw) in book.examples.iter().filter(|(owner, ..)| wanted(owner)) {
        let rule_sets: Vec<&RuleSet> = book.rule_sets().filter(|rules| rules.id == *owner).collect();
        for example in &raw.examples {
            let mut fault = |message: String| faults.push(Fault::at(&file.path, &file.text, &example.id, message));
            let facts = match facts(book, example) {
                Ok(facts) => facts,
                Err(message) => {
                    fault(format!("示例 {}：{message}", example.id));
                    continue;
                }
            };
            if let Some(message) = unexpected(example, &rule_sets) {
                fault(message);
                continue;
            }
            let named = |rules: &&RuleSet| {
                example.packs.is_empty() || rules.from.is_some_and(|from| example.packs.contains(&from.to_string()))
            };
            let wanted: Vec<&RuleSet> = rule_sets.iter().copied().filter(named).collect();
            if wanted.is_empty() {
                fault(format!("示例 {} 没有对应的规则包，请核对 packs。", example.id));
            }
            for rules in wanted {
                found.push(Example {
                    id: example.id.clone(),
                    name: example.name.clone(),
                    rules,
                    facts: facts.clone(),
                    expect: example.expect.clone(),
                    open: example.open.clone(),
                });
            }
        }
    }
    found
}

/// An expectation that no rule set could meet.
fn unexpected(example: &ExampleFile, rule_sets: &[&RuleSet]) -> Option<String> {
    let id = &example.id;
    example.expect.iter().find_map(|(node, truth)| {
        if !["true", "false", "unknown", "not_pleaded"].contains(&truth.as_str()) {
            return Some(format!(
                "示例 {id} 对节点 {node} 的预期写了 {truth}，只能写 true、false、unknown、not_pleaded 之一。"
            ));
        }
        let missing = rule_sets.iter().all(|rules| rules.node(node).is_none());
        missing.then(|| format!("示例 {id} 预期的节点 {node} 不在规则里，请改正名称。"))
    })
}

fn facts(book: &Book, example: &ExampleFile) -> Result<FactSet, String> {
    let mut facts = FactSet::default();
    for (id, written) in &example.facts {
        let value = match book.dictionary.fact(id) {
            Some(fact) => value(fact.kind, &fact.options, written).map_err(|why| format!("{id}：{why}"))?,
            None if book.judge(id).is_some() => {
                value(Kind::Bool, &[], written).map_err(|why| format!("{id}：{why}"))?
            }
            None => return Err(format!("事实 {id} 不在事实词典里，也不是判断题。")),
        };
        facts.facts.insert(id.clone(), value);
    }
    for (element, truth) in &example.elements {
        let truth = match truth.as_str() {
            "true" => Truth::True,
            "false" => Truth::False,
            "unknown" => Truth::Unknown,
            other => {
                return Err(format!(
                    "要件 {element} 写了 {other}，只能写 true、false、unknown 之一。"
                ));
            }
        };
        if named(book, Asker::Exit, element).is_none() {
            return Err(format!(
                "要件 {element} 不是某个罪名最新规则包、抗辩或者量刑情节里的节点。"
            ));
        }
        facts.elements.insert(element.clone(), truth);
    }
    for id in &example.complete {
        book.dictionary.table(id).ok_or_else(|| format!("表 {id} 不存在。"))?;
        facts.tables.entry(id.clone()).or_default().complete = Truth::True;
    }
    for (id, rows) in &example.rows {
        let table = book.dictionary.table(id).ok_or_else(|| format!("表 {id} 不存在。"))?;
        let holder = facts.tables.entry(id.clone()).or_default();
        for (at, raw) in rows.iter().enumerate() {
            let mut row = Row {
                id: format!("r{}", at + 1),
                ..Row::default()
            };
            for (column, written) in raw {
                if column == "id" {
                    row.id = written.as_str().unwrap_or_default().to_string();
                    continue;
                }
                let column = table
                    .column(column)
                    .ok_or_else(|| format!("表 {id} 没有列 {column}。"))?;
                row.cells.insert(
                    column.id.clone(),
                    value(column.kind, &column.options, written).map_err(|why| format!("{id}.{}：{why}", column.id))?,
                );
            }
            holder.rows.push(row);
        }
    }
    Ok(facts)
}

fn value(kind: Kind, options: &[crate::Choice], written: &toml::Value) -> Result<Value, String> {
    match (kind, written) {
        (Kind::Bool, toml::Value::Boolean(holds)) => Ok(Value::Bool(*holds)),
        (_, toml::Value::String(text)) => read_value(kind, options, text),
        (Kind::Number | Kind::Money, toml::Value::Integer(number)) => read_value(kind, options, &number.to_string()),
        (_, other) => Err(format!("值 {other} 与问题的类型不符。")),
    }
}
