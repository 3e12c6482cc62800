//! Defences and exits ask how an offence came out; bands say what it threatens.

use law::{Book, FactSet, File, Truth, Value, assess, bands, openings};

const FACTS: &str = r#"
group = "made_up"
name = "组"
order = 1
[[fact]]
id = "knew"
text = "是否知道？"
type = "bool"
of = "actor"
find = ["file"]
[[fact]]
id = "huge"
text = "是否特别多？"
type = "bool"
of = "actor"
find = ["file"]
"#;

const PACK: &str = r#"
id = "made_up"
name = "罪"
root = "knows"
[[node]]
id = "knows"
name = "明知"
uncited = "测试"
test = { fact = "knew" }
[[node]]
id = "serious"
name = "情节严重"
uncited = "测试"
all = ["knows", "much"]
[[node]]
id = "much"
name = "特别多"
uncited = "测试"
test = { fact = "huge" }
[[band]]
id = "basic"
name = "基本"
when = "knows"
cite = []
words = "三年以下"
principal = ["detention", "imprisonment"]
months = [6, 36]
fine = "must_or_alone"
[[band]]
id = "serious"
name = "严重"
when = "serious"
cite = []
words = "三年以上七年以下"
principal = ["imprisonment"]
months = [36, 84]
fine = "must"
"#;

fn exit(is: &str) -> String {
    format!(
        "id = \"way\"\nname = \"出口\"\nroot = \"open\"\n[[node]]\nid = \"open\"\nname = \"明知\"\nuncited = \"测试\"\n\
         test = {{ element = \"made_up/knows\", is = \"{is}\" }}\n"
    )
}

fn book(is: &str) -> Book {
    let file = |path: &str, text: &str| File {
        path: path.into(),
        text: text.into(),
    };
    let files = [
        file("facts/made_up.toml", FACTS),
        file("offences/made_up/2020-01-01.toml", PACK),
        file("exits/way.toml", &exit(is)),
    ];
    Book::read(&files).unwrap()
}

fn facts(known: &[(&str, bool)]) -> FactSet {
    let mut facts = FactSet::default();
    let values = known.iter().map(|(id, holds)| (id.to_string(), Value::Bool(*holds)));
    facts.facts.extend(values);
    facts
}

/// What the exit says when the accused knew, did not know, and when nobody has shown either.
fn three(is: &str) -> [Truth; 3] {
    let book = book(is);
    [&[("knew", true)][..], &[("knew", false)], &[]].map(|known| {
        let mut facts = facts(known);
        facts.take_elements(&book.offences[0]);
        assess(&book.exits[0], &facts).truth
    })
}

#[test]
fn an_exit_asks_in_four_ways() {
    use Truth::{False, True, Unknown};
    assert_eq!(three("made_out"), [True, False, Unknown]);
    assert_eq!(three("failed"), [False, True, Unknown]);
    assert_eq!(three("unproved"), [False, False, True]);
    assert_eq!(three("not_made_out"), [False, True, True]);
}

#[test]
fn an_element_that_nobody_assessed_is_unknown_and_no_question_for_a_person() {
    let book = book("made_out");
    let facts = facts(&[]);
    assert_eq!(assess(&book.exits[0], &facts).truth, Truth::Unknown);
    assert!(openings(&book.exits[0], &facts).is_empty());
}

#[test]
fn elements_follow_the_facts_and_are_no_part_of_their_words() {
    let book = book("made_out");
    let plain = facts(&[("knew", true)]);
    let mut asked = plain.clone();
    asked.take_elements(&book.offences[0]);
    assert_eq!(asked.elements["made_up/knows"], Truth::True);
    assert_eq!(asked.elements["made_up/much"], Truth::Unknown);
    assert_eq!(asked.elements["made_up/serious"], Truth::Unknown);
    assert_eq!(asked.facts, plain.facts);
}

#[test]
fn the_heaviest_band_reached_is_told_from_those_still_open() {
    let book = book("made_out");
    let rules = &book.offences[0];
    let truths = |known: &[(&str, bool)]| -> Vec<Truth> {
        let facts = facts(known);
        bands(rules, &facts).into_iter().map(|(_, truth)| truth).collect()
    };
    assert_eq!(truths(&[("knew", true)]), [Truth::True, Truth::Unknown]);
    assert_eq!(truths(&[("knew", true), ("huge", true)]), [Truth::True, Truth::True]);
    assert_eq!(truths(&[("huge", false)]), [Truth::Unknown, Truth::False]);
    assert!(rules.bands[0].weight() < rules.bands[1].weight());
    assert_eq!(rules.bands[1].maximum(), 84);
}
