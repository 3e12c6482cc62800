//! Offences on the same facts, through the program: where the facts of published and invented cases point, and what it warns of.

use case::Stance;

use crate::repository::{root, text};

fn assess(case: &str, actor: &str, stance: Stance) -> app::Assessment {
    let file = match case {
        "demo" => app::DEMO.to_string(),
        name => text(&root().join("tests/cases").join(format!("{name}.toml"))),
    };
    let now = chrono::DateTime::parse_from_rfc3339("2026-11-23T09:30:00+08:00").expect("a moment");
    app::assess_file(&file, actor, stance, None, now).expect("the case is assessed")
}

fn verdict(found: &app::Assessment, offence: &str) -> app::Verdict {
    found
        .charges
        .iter()
        .find(|charge| charge.offence == offence)
        .expect("the offence")
        .verdict
}

#[test]
fn a_heavier_offence_on_the_same_facts_is_warned_of_first() {
    let alleged = assess("demo", "wang", Stance::Alleged);
    assert_eq!(verdict(&alleged, "assisting_cybercrime"), app::Verdict::MadeOut);
    assert_eq!(verdict(&alleged, "fraud"), app::Verdict::MadeOut);
    assert!(alleged.lead.starts_with("指向诈骗罪"), "{}", alleged.lead);
    let first = alleged.traps.first().expect("a warning");
    assert!(
        first.contains("处罚更重") && first.contains("依照处罚较重的规定"),
        "{first}"
    );
    // What is disputed is not proved: nothing leads, and nothing is called not made out.
    let proved = assess("demo", "wang", Stance::Proved);
    assert_eq!(verdict(&proved, "fraud"), app::Verdict::NotProved);
    assert!(proved.lead.starts_with("没有一罪达到证明标准"), "{}", proved.lead);
    let ours = assess("demo", "wang", Stance::Ours);
    assert_eq!(verdict(&ours, "fraud"), app::Verdict::NotMadeOut);
}

/// Case 049: he withdrew what he knew to be proceeds; the court found concealment.
#[test]
fn where_the_charge_is_open_and_another_stands_the_facts_point_there() {
    let found = assess("049-atm-withdrawal", "", Stance::Alleged);
    assert_eq!(verdict(&found, "concealment"), app::Verdict::MadeOut);
    assert_eq!(verdict(&found, "assisting_cybercrime"), app::Verdict::NotProved);
    assert!(found.lead.starts_with("指向掩隐罪"), "{}", found.lead);
    assert!(
        found.traps.iter().any(|trap| trap.contains("否定帮信罪不等于无罪")),
        "{:?}",
        found.traps
    );
}

/// No forecast in any sentence of the comparison, and every offence the rules know is in it once.
#[test]
fn the_comparison_is_whole_and_never_a_forecast() {
    let cases = std::fs::read_dir(root().join("tests/cases")).expect("the cases");
    let names = cases.flatten().filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        name.strip_suffix(".toml")
            .filter(|name| !name.ends_with(".expect"))
            .map(String::from)
    });
    let mut known: Vec<&str> = app::book().offences.iter().map(|rules| rules.id.as_str()).collect();
    known.dedup();
    for name in names.chain(["demo".to_string()]) {
        for stance in Stance::ALL {
            let found = assess(&name, "", stance);
            let mut compared: Vec<&str> = found.charges.iter().map(|charge| charge.offence.as_str()).collect();
            assert_eq!(compared[0], "assisting_cybercrime", "{name}: the charge comes first");
            compared.sort_unstable();
            assert_eq!(compared, known, "{name}");
            for words in found.traps.iter().chain([&found.lead]) {
                for forbidden in ["必然", "一定会", "将被判", "肯定"] {
                    assert!(!words.contains(forbidden), "{name}: {words}");
                }
            }
        }
    }
}
