//! The published cases on the law then and now; the demonstration case; what no case may ever come to.

pub(crate) mod load;
mod outcome;
mod report;

use std::path::Path;

use case::{Record, ReviewState, Scope, Source, Stance, project, read_file, write_file};
use law::{Book, FactSet, RuleSet, Step, Truth, assess, openings};

use crate::repository::{root, text};
use load::{Expect, OFFENCE, Published, book, case_file, moment, published, standing, suppose};

#[test]
fn published_cases_come_out_as_the_law_says() {
    let book = book();
    let mut faults = Vec::new();
    for published in published(&book) {
        let then = published.then(&book);
        let (from, stands) = (then.rules.from, standing(then.standing));
        if from != Some(published.wanted.then) || stands != published.wanted.standing {
            faults.push(format!("{}: the law then is {from:?} ({stands})", published.name));
        }
        for expect in &published.wanted.expect {
            let rules = version(&book, &published, expect);
            faults.extend(compare(&book, &published, expect, rules));
        }
    }
    assert!(
        faults.is_empty(),
        "{} differences:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

fn version<'a>(book: &'a Book, published: &Published, expect: &Expect) -> &'a RuleSet {
    match expect.law.as_str() {
        "now" => book.versions(OFFENCE).last().expect("a version"),
        "then" => book.version(OFFENCE, published.wanted.then).expect("the version then"),
        other => panic!("{}: law is then or now, not {other}", published.name),
    }
}

fn compare(book: &Book, published: &Published, expect: &Expect, rules: &RuleSet) -> Vec<String> {
    let place = format!("{} {} {} {}", published.name, expect.actor, expect.law, expect.stance);
    let stance = Stance::from_id(&expect.stance).unwrap_or_else(|| panic!("{place}: no such stance"));
    assert!(
        published.record.party(&expect.actor).is_some(),
        "{place}: no such party"
    );
    let mut facts = published.facts(&expect.actor, stance);
    let mut faults = Vec::new();
    let tree = assess(rules, &facts);
    let mut check = |node: &str, wanted: Truth, found: Option<Truth>| {
        if found != Some(wanted) {
            faults.push(format!("{place}: {node} should be {wanted:?}, is {found:?}"));
        }
    };
    check("offence", expect.offence, Some(tree.truth));
    for part in &tree.parts {
        let wanted = expect.elements.get(&part.node.id);
        check(
            &part.node.id,
            *wanted.unwrap_or_else(|| panic!("{place}: {} is left out", part.node.id)),
            Some(part.truth),
        );
    }
    for (node, wanted) in expect.elements.iter().chain(&expect.nodes) {
        check(node, *wanted, tree.find(node).map(|step| step.truth));
    }
    if !expect.suppose.is_empty() {
        for (path, written) in &expect.suppose {
            suppose(book, &mut facts, path, written);
        }
        let tree = assess(rules, &facts);
        for (node, wanted) in &expect.supposed {
            check(
                &format!("supposing, {node}"),
                *wanted,
                tree.find(node).map(|step| step.truth),
            );
        }
    }
    let facts = published.facts(&expect.actor, stance);
    let open: Vec<String> = openings(rules, &facts)
        .into_iter()
        .map(|opening| opening.path)
        .collect();
    faults.extend(
        expect
            .open
            .iter()
            .filter(|path| !open.contains(path))
            .map(|path| format!("{place}: {path} is not open")),
    );
    faults
}

#[test]
fn what_was_decided_is_among_what_the_rules_offer() {
    let book = book();
    let mut faults = Vec::new();
    let mut counted = 0;
    for published in published(&book) {
        let file = text(Path::new(&format!("tests/cases/{}.toml", published.name)));
        for official in &published.wanted.official {
            let mut explained: Vec<&String> = official.differs.keys().collect();
            for compared in outcome::compared(&book, &published, &file, official) {
                counted += 1;
                let place = format!("{} {} {}", published.name, official.actor, compared.what);
                let said = explained.iter().position(|what| *what == compared.what);
                match (compared.same, said) {
                    (outcome::Same::No, Some(at)) => {
                        explained.remove(at);
                    }
                    (outcome::Same::No, None) => {
                        faults.push(format!("{place}: {} against {}", compared.official, compared.found));
                    }
                    (_, Some(_)) => faults.push(format!("{place}: an explanation without a difference")),
                    (_, None) => {}
                }
            }
            faults.extend(
                explained
                    .iter()
                    .map(|what| format!("{} explains {what}, which is not compared", published.name)),
            );
        }
    }
    assert!(counted >= 55, "only {counted} comparisons");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_case_is_complete_and_masked() {
    let book = book();
    let cases = published(&book);
    assert_eq!(cases.len(), 21);
    let mut faults = Vec::new();
    for published in &cases {
        let names = published.record.parties.iter().map(|party| &party.name);
        faults.extend(
            names
                .filter(|name| !masked(name))
                .map(|name| format!("{}: {name} is not masked", published.name)),
        );
        if !published.record.matter.source.starts_with("http") || published.record.matter.demo {
            faults.push(format!("{}: the source is its address", published.name));
        }
        for (law, stance) in [
            ("then", "alleged"),
            ("then", "proved"),
            ("now", "alleged"),
            ("now", "proved"),
        ] {
            let assessed = |id: &str| {
                published
                    .wanted
                    .expect
                    .iter()
                    .any(|e| e.actor == id && e.law == law && e.stance == stance)
            };
            let first = published.wanted.expect.first().map(|expect| expect.actor.as_str());
            let facts = |id: &str| {
                published
                    .record
                    .entries
                    .keys()
                    .any(|key| key.actor.as_deref() == Some(id))
            };
            for party in published
                .record
                .parties
                .iter()
                .filter(|party| Some(party.id.as_str()) == first || facts(&party.id))
            {
                if !assessed(&party.id) {
                    faults.push(format!(
                        "{}: {} has no expectation {law} {stance}",
                        published.name, party.id
                    ));
                }
            }
        }
        for expect in published
            .wanted
            .expect
            .iter()
            .filter(|expect| !expect.because.ends_with('。'))
        {
            faults.push(format!("{} {}: because is a sentence", published.name, expect.actor));
        }
        let sourced = published.record.entries.values().flat_map(|entry| entry.positions());
        if sourced
            .into_iter()
            .any(|(_, position)| position.sources.is_empty() || position.sources.iter().any(Source::is_page))
        {
            faults.push(format!(
                "{}: published cases cite the decision, not a page",
                published.name
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// 王某, 林某甲, 某科技公司.
fn masked(name: &str) -> bool {
    let person = name.chars().count() <= 3 && name.chars().nth(1) == Some('某');
    person || (name.starts_with('某') && name.ends_with("公司"))
}

#[test]
fn a_full_name_is_noticed() {
    assert!(masked("王某") && masked("林某甲") && masked("某科技公司"));
    assert!(!masked("王小明") && !masked("云帆科技有限公司") && !masked("王某明明"));
}

#[test]
fn a_case_file_reads_back_to_the_same_case() {
    let book = book();
    let mut all: Vec<(String, Record)> = published(&book).into_iter().map(|one| (one.name, one.record)).collect();
    all.push((String::from("demo"), demo(&book)));
    for (name, record) in all {
        let written = toml::to_string(&write_file(&record)).unwrap_or_else(|why| panic!("{name}: {why}"));
        let file = toml::from_str(&written).unwrap_or_else(|why| panic!("{name}: {why}"));
        let again = read_file(file, &book, "test", moment()).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        assert_eq!(again.parties, record.parties, "{name}");
        for (key, entry) in &record.entries {
            assert_eq!(again.entries.get(key), Some(entry), "{name}: {key:?}");
        }
        assert_eq!(again, record, "{name}");
    }
}

#[test]
fn nothing_known_is_nothing_decided() {
    let book = book();
    for rules in book.versions(OFFENCE) {
        let facts = FactSet::default();
        let tree = assess(rules, &facts);
        tree.walk(&mut |step: &Step| {
            let pleaded = step.node.pleaded.is_some();
            assert!(
                pleaded || step.truth.is_unknown(),
                "{} without any fact is {:?}",
                step.node.id,
                step.truth
            );
        });
    }
}

/// Taking an answer away leaves open what was open. (Whether a row is there, whether a catch-all is pleaded, are no such answers.)
#[test]
fn knowing_less_decides_no_more() {
    let book = book();
    for published in published(&book) {
        for (party, stance) in published
            .record
            .parties
            .iter()
            .flat_map(|p| [(p, Stance::Alleged), (p, Stance::Proved)])
        {
            let facts = published.facts(&party.id, stance);
            for rules in book.versions(OFFENCE) {
                let before = truths(&assess(rules, &facts));
                for (what, less) in without_one(&facts) {
                    for ((id, old), (_, new)) in before.iter().zip(truths(&assess(rules, &less))) {
                        let place = format!("{} {} {}", published.name, party.id, stance.id());
                        assert!(
                            !old.is_unknown() || new.is_unknown(),
                            "{place}: without {what}, {id} becomes {new:?}"
                        );
                    }
                }
            }
        }
    }
}

fn truths(tree: &Step) -> Vec<(String, Truth)> {
    let mut found = Vec::new();
    tree.walk(&mut |step: &Step| found.push((step.node.id.clone(), step.truth)));
    found
}

fn without_one(facts: &FactSet) -> Vec<(String, FactSet)> {
    let mut found = Vec::new();
    for id in facts.facts.keys().filter(|id| !id.ends_with("_pleaded")) {
        let mut less = facts.clone();
        less.facts.remove(id);
        found.push((id.clone(), less));
    }
    for (table, rows) in &facts.tables {
        let mut less = facts.clone();
        less.tables.entry(table.clone()).or_default().complete = Truth::Unknown;
        found.push((format!("{table}#complete"), less));
        for (at, row) in rows.rows.iter().enumerate() {
            for column in row.cells.keys() {
                let mut less = facts.clone();
                less.tables.entry(table.clone()).or_default().rows[at]
                    .cells
                    .remove(column);
                found.push((format!("{table}/{}/{column}", row.id), less));
            }
        }
    }
    found
}

/// Servers are not cards, a handed-over card is not 支付结算, and money rules need an act that moves money.
#[test]
fn a_threshold_stays_with_its_kind_of_help() {
    let book = book();
    for published in published(&book) {
        for party in &published.record.parties {
            let facts = published.facts(&party.id, Stance::Alleged);
            let kinds: Vec<String> = facts.tables.get("acts").map_or(Vec::new(), |table| {
                let kind = |row: &law::Row| row.cells.get("kind").map(|value| law::say(value, &[], ""));
                table.rows.iter().filter_map(kind).collect()
            });
            let has = |wanted: &[&str]| kinds.iter().any(|kind| wanted.contains(&kind.as_str()));
            for rules in book.versions(OFFENCE) {
                let tree = assess(rules, &facts);
                let holds = |node: &str| tree.find(node).is_some_and(|step| step.truth.is_true());
                let place = format!("{} {} {:?}", published.name, party.id, rules.from);
                assert!(
                    has(&["money_movement"]) || !(holds("s2") || holds("five_settlement")),
                    "{place}: 支付结算"
                );
                assert!(
                    has(&["own_accounts", "others_accounts", "money_movement"]) || !holds("s7_accounts"),
                    "{place}: 账户"
                );
                assert!(
                    has(&["phone_cards", "goip_devices"]) || !holds("s7c"),
                    "{place}: 电话卡"
                );
                assert!(has(&["advertising_funding"]) || !holds("s3"), "{place}: 提供资金");
            }
        }
    }
}

#[test]
fn the_example_in_the_description_is_a_case_file() {
    let description = text(Path::new("docs/case-file.md"));
    let example = description
        .split("```toml\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let file = toml::from_str(example.expect("an example")).expect("a case file");
    let record = read_file(file, &book(), "test", moment()).expect("no fault");
    let facts = project(&record, "wang", Stance::Ours, Scope::Accepted);
    assert_eq!(facts.tables["objects"].rows.len(), 1);
    assert!(record.entries.values().any(case::Entry::disputed));
}

fn demo(book: &Book) -> Record {
    case_file(book, Path::new("crates/app/demo.toml"))
}

#[test]
fn the_demonstration_case_shows_everything() {
    let book = book();
    let record = demo(&book);
    assert!(record.matter.demo && record.parties.iter().all(|party| masked(&party.name)));
    for state in [ReviewState::Proposed, ReviewState::Accepted, ReviewState::Returned] {
        assert!(
            record.reviews().get(&state).is_some_and(|count| *count > 0),
            "{state:?}"
        );
    }
    let rules = book.versions(OFFENCE).last().expect("a version");
    for party in ["wang", "yun"] {
        for (stance, offence) in [
            (Stance::Alleged, Truth::True),
            (Stance::Proved, Truth::Unknown),
            (Stance::Ours, Truth::False),
        ] {
            let facts = project(&record, party, stance, Scope::Accepted);
            let tree = assess(rules, &facts);
            assert_eq!(tree.truth, offence, "{party} {}", stance.id());
            let crux = if stance == Stance::Alleged {
                Truth::True
            } else {
                Truth::Unknown
            };
            for node in ["s1", "s4"] {
                assert_eq!(
                    tree.find(node).map(|step| step.truth),
                    Some(crux),
                    "{party} {} {node}",
                    stance.id()
                );
            }
        }
    }
}

#[test]
fn the_report_is_up_to_date() {
    let book = book();
    let found = report::report(&book, &published(&book));
    let path = Path::new("docs/cases.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(root().join(path), &found).expect("docs/cases.md is written");
    }
    assert!(
        text(path) == found,
        "docs/cases.md is out of date: UPDATE=1 cargo test -p tests cases"
    );
}
