//! The law in `rules/`: no fault, every example as expected, every number as published, every reading copy up to date.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use law::{Book, Confidence, File, Op, Predicate, Rule, RuleSet, Subject, lint, reading, run_examples};

use crate::repository::{files, root, text};

fn folder() -> Vec<File> {
    let read = |path: &PathBuf| File {
        path: path
            .strip_prefix("rules")
            .expect("below rules")
            .to_string_lossy()
            .replace('\\', "/"),
        text: text(path),
    };
    files("rules", &["toml", "md"]).iter().map(read).collect()
}

fn book() -> Book {
    Book::read(&folder()).unwrap_or_else(|faults| panic!("{}", lines(&faults)))
}

fn lines(all: &[impl ToString]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_rules_have_no_fault() {
    let faults = lint(&book());
    assert!(faults.is_empty(), "{}", lines(&faults));
}

#[test]
fn every_example_comes_out_as_expected() {
    let failures: Vec<String> = run_examples(&book())
        .into_iter()
        .map(|failure| failure.message)
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_program_has_the_rules_of_the_folder() {
    let by_path = |files: Vec<File>| -> BTreeMap<String, String> {
        files.into_iter().map(|file| (file.path, file.text)).collect()
    };
    let (built_in, folder) = (by_path(app::rule_files()), by_path(folder()));
    let names = |files: &BTreeMap<String, String>| -> BTreeSet<String> { files.keys().cloned().collect() };
    assert_eq!(names(&built_in), names(&folder));
    let stale: Vec<&String> = folder
        .iter()
        .filter(|(path, text)| built_in[*path] != **text)
        .map(|(path, _)| path)
        .collect();
    assert!(stale.is_empty(), "built in from an older text: {stale:?}; build again");
}

/// A change of law shows as a change of the text a lawyer signs off. `UPDATE=1` writes it.
#[test]
fn reading_copies_are_up_to_date() {
    let book = book();
    let offences: BTreeSet<&str> = book.offences.iter().map(|rules| rules.id.as_str()).collect();
    for id in offences {
        let path = root().join("rules/offences").join(id).join("reading.md");
        let copy = app::reading_copy(&book, id);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &copy).expect("the rules folder can be written");
        }
        let signed = std::fs::read_to_string(&path).unwrap_or_default();
        let first = copy.lines().zip(signed.lines()).find(|(now, then)| now != then);
        assert!(
            copy == signed,
            "{id}/reading.md is not what the rules say now; first difference: {first:?}"
        );
    }
}

/// Wherever an article is named it says how far its text was checked.
#[test]
fn every_cite_is_shown_with_its_level() {
    let book = book();
    for rules in book.offences.iter().chain(&book.defences) {
        let copy = reading(&book, rules);
        for node in &rules.nodes {
            for cite in &node.cite {
                let shown = format!(
                    "{}〔{}〕",
                    book.sources.label(cite),
                    book.sources.confidence(cite).name()
                );
                assert!(copy.contains(&shown), "{}: {} without {shown}", rules.file, node.id);
            }
        }
    }
}

/// What nobody could verify decides nothing.
#[test]
fn nothing_rests_on_unverified_text_alone() {
    let book = book();
    for rules in book.offences.iter().chain(&book.defences) {
        for node in rules.nodes.iter().filter(|node| !node.cite.is_empty()) {
            let best = node.cite.iter().map(|cite| book.sources.confidence(cite)).max();
            assert!(best > Some(Confidence::Unverified), "{}: {}", rules.file, node.id);
        }
    }
}

const YUAN: i64 = 100;

/// Node, what is counted or summed, 以上 which number, and the item of the text. Typed from the published texts, never
/// generated: 法释〔2019〕15号第十二条.
const INTERPRETATION_2019: [(&str, &str, i64, &str); 15] = [
    ("s1", "count objects", 3, "12-1-1"),
    ("s2", "sum settlements.amount", 200_000 * YUAN, "12-1-2"),
    ("s3", "sum fundings.amount", 50_000 * YUAN, "12-1-3"),
    ("s4_gross_all", "sum income.amount", 10_000 * YUAN, "12-1-4"),
    ("s4_gross_after", "sum income.amount", 10_000 * YUAN, "12-1-4"),
    ("s4_net_all", "sum income.net", 10_000 * YUAN, "12-1-4"),
    ("s4_net_after", "sum income.net", 10_000 * YUAN, "12-1-4"),
    ("s4_share_sum", "sum income.share", 10_000 * YUAN, "12-1-4"),
    ("five_settlement", "sum settlements.amount", 1_000_000 * YUAN, "12-2"),
    ("five_funding", "sum fundings.amount", 250_000 * YUAN, "12-2"),
    ("five_gains_gross_all", "sum income.amount", 50_000 * YUAN, "12-2"),
    ("five_gains_gross_after", "sum income.amount", 50_000 * YUAN, "12-2"),
    ("five_gains_net_all", "sum income.net", 50_000 * YUAN, "12-2"),
    ("five_gains_net_after", "sum income.net", 50_000 * YUAN, "12-2"),
    ("five_gains_share_sum", "sum income.share", 50_000 * YUAN, "12-2"),
];

/// 法发〔2025〕12号第六条: (一) and (二) need the inflow, (一) the number of accounts besides, (三) only the number of cards.
const OPINION_2025: [(&str, &str, i64, &str); 6] = [
    ("s7a_count", "count accounts", 3, "6-1-1"),
    ("s7a_inflow", "sum accounts.inflow", 300_000 * YUAN, "6-1-1"),
    ("s7b_inflow", "sum accounts.inflow", 300_000 * YUAN, "6-1-2"),
    ("s7_together_count", "count accounts", 3, "6-1-1"),
    ("s7_together_inflow", "sum accounts.inflow", 300_000 * YUAN, "6-1-1"),
    ("s7c", "sum phone_cards.count", 20, "6-1-3"),
];

/// 法发〔2021〕22号第九条: five of anything listed, twenty cards of others.
const OPINION_2021: [(&str, &str, i64, &str); 2] = [
    ("s7_number", "count accounts", 5, "9-1"),
    ("s7c", "sum phone_cards.count", 20, "9-2"),
];

/// The 2022 minutes, part four: inflow 超过 300 000 and at least 3 000 of it verified.
const MINUTES_2022: [(&str, &str, i64, &str); 2] = [
    ("inflow_over", "sum accounts.inflow", 300_000 * YUAN, "4-1"),
    ("inflow_verified", "sum accounts.verified_fraud", 3_000 * YUAN, "4-1"),
];

/// The 2020 minutes, part five: turnover 超过 300 000.
const MINUTES_2020: [(&str, &str, i64, &str); 1] = [("flow_together", "sum accounts.turnover", 300_000 * YUAN, "5")];

/// 超过, the number itself excluded; everything else is 以上.
const EXCLUSIVE: [&str; 2] = ["inflow_over", "flow_together"];

/// Every count and sum of a pack that is compared with a number.
fn thresholds(rules: &RuleSet) -> BTreeMap<String, (String, Op, i64, Vec<String>)> {
    let mut found = BTreeMap::new();
    for node in &rules.nodes {
        let Rule::Test(test) = &node.rule else { continue };
        let what = match &test.subject {
            Subject::Count(table) => format!("count {table}"),
            Subject::Sum(table, column) => format!("sum {table}.{column}"),
            _ => continue,
        };
        if let Predicate::Compare(op, number) = test.predicate {
            found.insert(node.id.clone(), (what, op, number, node.cite.clone()));
        }
    }
    found
}

/// A threshold as a person types it from the instrument: rule, what is compared, the number, and the item that sets it.
type Typed<'a> = (&'a str, &'a str, i64, &'a str);

#[track_caller]
fn has_exactly(rules: &RuleSet, texts: &[(&str, &[Typed<'_>])]) {
    let found = thresholds(rules);
    let ids: BTreeSet<&str> = found.keys().map(String::as_str).collect();
    let wanted = || {
        texts
            .iter()
            .flat_map(|(text, rows)| rows.iter().map(move |row| (text, row)))
    };
    assert_eq!(ids, wanted().map(|(_, row)| row.0).collect(), "{}", rules.file);
    for (instrument, (id, what, number, item)) in wanted() {
        let (subject, op, threshold, cites) = &found[*id];
        let exact = if EXCLUSIVE.contains(id) {
            Op::MoreThan
        } else {
            Op::AtLeast
        };
        assert_eq!(
            (subject.as_str(), *op, *threshold),
            (*what, exact, *number),
            "{}: {id}",
            rules.file
        );
        let cite = format!("{instrument}/{item}");
        assert!(
            cites.contains(&cite),
            "{}: {id} rests on {cites:?}, not on {cite}",
            rules.file
        );
    }
}

#[test]
fn the_numbers_are_those_of_the_published_texts() {
    let book = book();
    let version = |from: &str| {
        let from = from.parse().expect("a date");
        book.version("assisting_cybercrime", from).expect("a version")
    };
    let interpretation: (&str, &[_]) = ("法释〔2019〕15号", &INTERPRETATION_2019);
    let (opinion, minutes): ((&str, &[_]), (&str, &[_])) =
        (("法发〔2021〕22号", &OPINION_2021), ("2022断卡纪要", &MINUTES_2022));
    let first: (&str, &[_]) = ("2020断卡纪要", &MINUTES_2020);
    has_exactly(version("2015-11-01"), &[]);
    has_exactly(version("2019-11-01"), &[interpretation]);
    has_exactly(version("2020-12-21"), &[interpretation, first, minutes]);
    has_exactly(version("2021-06-22"), &[interpretation, first, minutes, opinion]);
    has_exactly(version("2022-03-22"), &[interpretation, minutes, opinion]);
    has_exactly(
        version("2025-07-28"),
        &[interpretation, ("法发〔2025〕12号", &OPINION_2025)],
    );
}

/// 刑法第二百八十七条之二 came into force on 2015-11-01; sixteen full years make responsible (刑法第十七条).
#[test]
fn days_and_ages_are_those_of_the_code() {
    let in_force = "2015-11-01".parse().map(law::day_number).expect("a date");
    let minutes = "2022-03-22".parse().map(law::day_number).expect("a date");
    let ours = |rules: &&RuleSet| rules.id == "assisting_cybercrime";
    for rules in book().offences.iter().filter(ours) {
        for node in &rules.nodes {
            let Rule::Test(test) = &node.rule else { continue };
            match (&test.subject, &test.predicate) {
                // The 2022 minutes narrow those of 2020 for what is decided from their day on.
                (Subject::Fact(fact), Predicate::Compare(op, day)) if fact == "assessed_on" => {
                    assert!(
                        matches!(op, Op::LessThan | Op::AtLeast) && *day == minutes,
                        "{}: {}",
                        rules.file,
                        node.id
                    );
                }
                (Subject::Column(column), Predicate::Compare(op, number))
                    if column != "to" && column != "date" && column != "served_to" =>
                {
                    let wanted = match column.as_str() {
                        "inflow" | "turnover" => (Op::MoreThan, 300_000 * YUAN),
                        "verified_fraud" => (Op::AtLeast, 3_000 * YUAN),
                        other => panic!("{}: {} compares {other}, which no test knows", rules.file, node.id),
                    };
                    assert_eq!((*op, *number), wanted, "{}: {}", rules.file, node.id);
                }
                (Subject::AgeOn(_, _, years), _) => assert_eq!(*years, 16, "{}: {}", rules.file, node.id),
                (Subject::Column(_), Predicate::Compare(op, day)) if rules.id == "assisting_cybercrime" => {
                    assert_eq!((*op, *day), (Op::AtLeast, in_force), "{}: {}", rules.file, node.id);
                }
                (Subject::Fact(_), Predicate::Compare(..)) if rules.id == "assisting_cybercrime" => {
                    panic!("{}: {} has a number no test knows", rules.file, node.id)
                }
                _ => {}
            }
        }
    }
}

/// Art. 9 of 法发〔2025〕12号 stands in two defences, for a defence cannot ask another one: both must say the same.
#[test]
fn the_severity_items_are_the_same_wherever_they_stand() {
    let read = |id: &str| text(&PathBuf::from(format!("rules/defences/{id}.toml")));
    let adults = read("minor_circumstances");
    let from = adults.find("[[node]]\nid   = \"severe\"\n").expect("the items begin");
    let to = adults[from..].find("[[judge]]").expect("the items end") + from;
    assert!(
        read("juvenile").contains(adults[from..to].trim_end()),
        "the items of art. 9 in juvenile.toml are not those in minor_circumstances.toml"
    );
}

/// Eighteen full years make an adult (刑法 17, 65), and the two days from which other law applies (刑法 12).
#[test]
fn ages_and_days_of_the_defences_are_those_of_the_law() {
    let day = |day: &str| day.parse().map(law::day_number).expect("a date");
    let days = [(Op::AtLeast, day("2015-11-01")), (Op::LessThan, day("2025-07-28"))];
    let mut seen = BTreeSet::new();
    for rules in &book().defences {
        for node in &rules.nodes {
            let Rule::Test(test) = &node.rule else { continue };
            match (&test.subject, &test.predicate) {
                (Subject::AgeOn(_, _, years), _) => assert_eq!(*years, 18, "{}: {}", rules.file, node.id),
                (Subject::Column(column), Predicate::Compare(op, number)) if column == "to" => {
                    assert!(days.contains(&(*op, *number)), "{}: {}", rules.file, node.id);
                    seen.insert(*number);
                }
                _ => {}
            }
        }
    }
    assert_eq!(seen.len(), days.len(), "a boundary is no longer asked after");
}
