//! The examples of a rule set, run now.

use super::find;
use crate::failure::Failure;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::wire;
use law::{Book, Example, ExampleCheck};

wire! {
    /// One expectation, tried.
    pub struct RuleCheck {
        /// Node id; empty for a fact that must be open.
        pub node: String,
        /// What is looked at, by name.
        pub name: String,
        /// true, false, unknown, not_pleaded or open.
        pub expected: String,
        /// What came of it; absent when it is not reached, settled when nothing is open.
        pub found: String,
        /// The same.
        pub ok: bool,
    }

    /// One example, run.
    pub struct RuleTest {
        /// Its id.
        pub id: String,
        /// What it is about.
        pub name: String,
        /// Everything came out as expected.
        pub ok: bool,
        /// Each expectation.
        pub checks: Vec<RuleCheck>,
    }

    /// Every example of a rule set, run.
    pub struct RuleTestsView {
        /// In the order of the rule set's list of examples.
        pub tests: Vec<RuleTest>,
        /// How many came out as expected.
        pub passed: u32,
    }

    /// Runs the examples of a rule set.
    pub struct RunRuleTests {
        /// Its file.
        pub file: String,
    }
}

/// Runs the examples of a rule set on the rules in force.
pub(crate) fn run_rule_tests(_: &mut App, request: RunRuleTests, _: Now) -> Result<RuleTestsView, Failure> {
    let book = book();
    let rules = find(book, &request.file)?;
    let tests: Vec<RuleTest> = law::examples_in(book, &rules.file)
        .iter()
        .map(|example| test(book, example))
        .collect();
    Ok(RuleTestsView {
        passed: tests.iter().filter(|test| test.ok).count() as u32,
        tests,
    })
}

fn test(book: &Book, example: &Example) -> RuleTest {
    let checks: Vec<RuleCheck> = example
        .checks()
        .into_iter()
        .map(|check| {
            let node = example.rules.node(&check.node);
            RuleCheck {
                ok: check.holds(),
                name: node.map_or_else(|| fact_name(book, &check), |node| node.name.clone()),
                node: node.map(|node| node.id.clone()).unwrap_or_default(),
                expected: check.expected,
                found: check.found,
            }
        })
        .collect();
    RuleTest {
        id: example.id.clone(),
        name: example.name.clone(),
        ok: checks.iter().all(|check| check.ok),
        checks,
    }
}

/// The question behind the path of an opening.
fn fact_name(book: &Book, check: &ExampleCheck) -> String {
    let path = check.node.as_str();
    if let Some(fact) = book.dictionary.fact(path) {
        return fact.text.clone();
    }
    let table = path.split(['/', '#']).next().and_then(|id| book.dictionary.table(id));
    match table {
        Some(table) if path.ends_with("#complete") => format!("{}是否已经全部列出", table.name),
        Some(table) => {
            let column = path.rsplit('/').next().and_then(|id| table.column(id));
            column.map_or_else(
                || table.name.clone(),
                |column| format!("{}：{}", table.name, column.name),
            )
        }
        None => book
            .judge(path)
            .map_or_else(|| path.to_string(), |node| node.name.clone()),
    }
}
