//! The law of the act against the law of today: the positions to take, row by row, and the lawyer's choice through `app`.

use std::collections::BTreeMap;
use std::path::Path;

use law::{Book, FactSet, Interval, Row, Truth, Value, Weight, candidates, lighter, read_value};
use serde_json::{Value as Json, json};

use crate::cases::load::{OFFENCE, book, moment};
use crate::repository::text;

const TABLES: [&str; 10] = [
    "objects",
    "acts",
    "settlements",
    "fundings",
    "income",
    "accounts",
    "phone_cards",
    "prior_penalties",
    "notices",
    "limits",
];

/// Everything known and nothing else against the accused: what is left is the number of cards and what came in.
fn facts(book: &Book, day: &str, crime: &str, accounts: &[Cells], cards: &[Cells]) -> FactSet {
    let mut facts = FactSet::default();
    let said = [
        ("actor_kind", "person"),
        ("alleged_as", "own"),
        ("birth_date", "1990-03-01"),
        ("capacity", "full"),
        ("confessed_knowledge", "是"),
        ("knowledge_corroborated", "是"),
        ("grave_harm", "否"),
        ("grave_harm_linked", "否"),
        ("income_joint", "否"),
        ("s7_inflow_equivalent", "是"),
        ("assessed_on", "2026-01-01"),
    ];
    for (id, written) in said {
        let value = match book.dictionary.fact(id) {
            Some(fact) => read_value(fact.kind, &fact.options, written).expect(id),
            None => Value::Bool(written == "是"),
        };
        facts.facts.insert(id.into(), value);
    }
    for table in TABLES {
        facts.tables.entry(table.into()).or_default().complete = Truth::True;
    }
    let kind = if cards.is_empty() {
        "own_accounts"
    } else {
        "phone_cards"
    };
    let object = [
        ("crime_type", crime),
        ("network_crime", "是"),
        ("crime_verified", "是"),
        ("found_not_criminal", "否"),
        ("via_two_cards", "是"),
        ("card_funds_reach_crime", "是"),
        ("help_used", "是"),
        ("served_to", day),
        ("cumulation", "within_two_years"),
    ];
    let act = [
        ("kind", kind),
        ("object", "r1"),
        ("from", "2016-01-01"),
        ("to", day),
        ("delivered", "是"),
    ];
    put(book, &mut facts, "objects", &object);
    put(book, &mut facts, "acts", &act);
    let shared = [
        ("delivered", "是"),
        ("act", "r1"),
        ("object", "r1"),
        ("cumulation", "within_two_years"),
    ];
    let inflow = [
        ("account_kind", "bank"),
        ("manner", "rented"),
        ("turnover", "90万元"),
        ("verified_fraud", "0元"),
    ];
    for own in accounts {
        put(book, &mut facts, "accounts", &[&shared[..], &inflow[..], own].concat());
    }
    for own in cards {
        put(
            book,
            &mut facts,
            "phone_cards",
            &[&shared[..], &[("card_kind", "phone"), ("manner", "sold")], own].concat(),
        );
    }
    facts
}

type Cells = &'static [(&'static str, &'static str)];

/// One row; what is written later replaces what was written before.
fn put(book: &Book, facts: &mut FactSet, table: &str, cells: &[(&str, &str)]) {
    let questions = book.dictionary.table(table).expect(table);
    let mut row = Row::default();
    for (id, written) in cells {
        let column = questions.column(id).expect(id);
        let value =
            read_value(column.kind, &column.options, written).unwrap_or_else(|why| panic!("{table}.{id}: {why}"));
        row.cells.insert((*id).into(), value);
    }
    let rows = &mut facts.tables.entry(table.into()).or_default().rows;
    row.id = format!("r{}", rows.len() + 1);
    rows.push(row);
}

/// What happened, when, the crime helped, accounts, phone cards; made out then, made out now.
type Position<'a> = (&'a str, &'a str, &'a str, &'a [Cells], &'a [Cells], bool, bool);

const SELF_35: Cells = &[("owner", "self"), ("inflow", "35万元"), ("verified_fraud", "3000元")];
const SELF_10: Cells = &[("owner", "self"), ("inflow", "10万元")];
const SELF_2: Cells = &[("owner", "self"), ("inflow", "2万元")];
const OTHER_2: Cells = &[("owner", "other"), ("inflow", "2万元")];
const OTHER_35: Cells = &[("owner", "other"), ("inflow", "35万元")];
const SELF_30: Cells = &[("owner", "self"), ("inflow", "10万元"), ("verified_fraud", "1万元")];
const INTERFACE: Cells = &[("account_kind", "interface"), ("owner", "other"), ("inflow", "40万元")];
const CERTIFICATE: Cells = &[("account_kind", "certificate"), ("owner", "self"), ("inflow", "0元")];
const LOGIN: Cells = &[("account_kind", "internet"), ("owner", "other"), ("inflow", "0元")];
const OWN_SIMS: Cells = &[("owner", "self"), ("count", "20")];
const OTHERS_SIMS: Cells = &[("owner", "other"), ("count", "20")];

/// The list of positions, in its order; the day is that of the regime the row speaks of.
const POSITIONS: [Position; 11] = [
    (
        "本人1个账户，流入超过30万且查实3000元",
        "2023-05-01",
        "telecom_fraud",
        &[SELF_35],
        &[],
        true,
        false,
    ),
    (
        "本人2个账户，流入超过30万且查实3000元",
        "2023-05-01",
        "telecom_fraud",
        &[SELF_35, SELF_2],
        &[],
        true,
        false,
    ),
    (
        "本人5个账户，流入不足30万",
        "2023-05-01",
        "casino",
        &[SELF_2; 5],
        &[],
        true,
        false,
    ),
    (
        "本人3个账户，流入30万，未查实涉诈（上游不是诈骗）",
        "2023-05-01",
        "casino",
        &[SELF_10; 3],
        &[],
        false,
        true,
    ),
    (
        "非本人账户5个，流入不足30万",
        "2023-05-01",
        "casino",
        &[OTHER_2; 5],
        &[],
        true,
        false,
    ),
    (
        "非本人账户1个，流入30万以上，未查实涉诈",
        "2023-05-01",
        "casino",
        &[OTHER_35],
        &[],
        false,
        true,
    ),
    (
        "流入恰为30万元（本人3个）",
        "2023-05-01",
        "telecom_fraud",
        &[SELF_30; 3],
        &[],
        false,
        true,
    ),
    (
        "支付接口、数字证书、账号密码共5个",
        "2023-05-01",
        "casino",
        &[INTERFACE, INTERFACE, CERTIFICATE, CERTIFICATE, LOGIN],
        &[],
        true,
        false,
    ),
    (
        "本人电话卡20张",
        "2023-05-01",
        "telecom_fraud",
        &[],
        &[OWN_SIMS],
        false,
        true,
    ),
    (
        "他人电话卡20张：新旧都中",
        "2023-05-01",
        "telecom_fraud",
        &[],
        &[OTHERS_SIMS],
        true,
        true,
    ),
    (
        "2020-12-21以前：行为时没有两卡标准",
        "2020-12-20",
        "casino",
        &[OTHER_35],
        &[],
        false,
        true,
    ),
];

#[test]
fn the_positions_to_take_are_those_of_the_list() {
    let book = book();
    for (what, day, crime, accounts, cards, then, now) in POSITIONS {
        let mut facts = facts(&book, day, crime, accounts, cards);
        if accounts
            .iter()
            .any(|cells| cells.contains(&("account_kind", "internet")))
        {
            // A login belongs to the trade in internet accounts.
            put(
                &book,
                &mut facts,
                "acts",
                &[
                    ("kind", "internet_accounts"),
                    ("object", "r1"),
                    ("to", day),
                    ("delivered", "是"),
                ],
            );
            let rows = &mut facts.tables.get_mut("accounts").expect("accounts").rows;
            rows.last_mut()
                .expect("a login")
                .cells
                .insert("act".into(), Value::Ref("r2".into()));
        }
        let act = Interval::exactly(law::day_number(day.parse().expect("a day")));
        let found = candidates(&book, OFFENCE, act, moment().date_naive());
        assert_eq!(found.len(), 2, "{what}");
        let made = |at: usize| law::assess(found[at].rules, &facts).truth;
        assert_eq!(made(0), Truth::known(then), "{what}, then");
        assert_eq!(made(1), Truth::known(now), "{what}, now");
        let weights: Vec<Weight> = found.iter().map(|one| Weight::of(one.rules, &facts)).collect();
        let wanted = usize::from(then && !now);
        assert_eq!(lighter(&found, &weights), Some(wanted), "{what}: which is better");
        assert!(
            found[1].grounds.iter().any(|ground| ground.is_argument()),
            "{what}: 辩护主张"
        );
    }
}

fn now() -> chrono::DateTime<chrono::FixedOffset> {
    chrono::DateTime::parse_from_rfc3339("2026-11-23T09:30:00+08:00").expect("a moment")
}

fn desk(folder: &Path) -> (app::App, String) {
    let mut app = app::App::open(folder, app::Kdf::light_for_tests());
    let vault = json!({ "name": "周律师", "passphrase": "八个字以上的口令" });
    app.call("create_vault", vault, now()).expect("a vault");
    let file = text(Path::new("tests/cases/085-livestream-leads.toml"));
    let row = app.call("import_case", json!({ "text": file }), now()).expect("a case");
    let id = row["id"].as_str().expect("an id").to_string();
    (app, id)
}

/// A lawyer's choice is a finding with a reason; from then on every screen and paper takes that version.
#[test]
fn the_choice_is_recorded_and_taken_everywhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, case) = desk(folder.path());
    let mut call = |name: &str, request: Json| app.call(name, request, now());
    let asked = json!({ "case": case, "actor": "p1", "accepted_only": false });
    let view = call("versions", asked.clone()).expect("versions");
    let from = |view: &Json| -> Vec<String> {
        let all = view["versions"].as_array().expect("a list").iter();
        all.map(|one| one["from"].as_str().expect("a day").to_string())
            .collect()
    };
    assert_eq!(from(&view), ["2022-03-22", "2025-07-28"]);
    assert_eq!(view["choice"], Json::Null);
    assert_eq!(view["steps"][0]["to"], "2025-07-28");
    if let Some(place) = std::env::var_os("SHOW") {
        std::fs::write(place, view.to_string()).expect("written");
    }
    let matrix = json!({ "case": case, "actor": "p1", "pack": null, "accepted_only": false, "stance": "proved" });
    assert_eq!(
        call("matrix", matrix.clone()).expect("a matrix")["pack"]["from"],
        "2025-07-28"
    );
    let choose = |reason: &str, seen: &Json| {
        json!({ "case": case, "actor": "p1", "path": "applied_version", "side": "finding", "answer": { "kind": "typed", "text": "2022-03-22" },
            "sources": [], "note": "", "status": "proved", "reason": reason, "seen": seen })
    };
    let seen = view["head"]["revision"].clone();
    assert!(
        call("record_position", choose(" ", &seen)).is_err(),
        "a choice needs a reason"
    );
    call(
        "record_position",
        choose("行为终了于2023年6月，按行为时的规则论证。", &seen),
    )
    .expect("recorded");
    let chosen = call("versions", asked).expect("versions");
    assert_eq!(chosen["choice"]["from"], "2022-03-22");
    assert_eq!(chosen["choice"]["reason"], "行为终了于2023年6月，按行为时的规则论证。");
    assert_eq!(call("matrix", matrix).expect("a matrix")["pack"]["from"], "2022-03-22");
    let paper =
        json!({ "case": case, "actor": "p1", "document": "case_analysis", "pack": null, "accepted_only": false });
    let said = call("document", paper).expect("a paper").to_string();
    assert!(said.contains("周律师选定适用2022年3月22日起的版本：行为终了于2023年6月，按行为时的规则论证。"));
    // Naming a day on which no version begins chooses nothing.
    let mut wrong: BTreeMap<String, Json> =
        serde_json::from_value(choose("试一个没有的日期", &chosen["head"]["revision"])).expect("a map");
    wrong.insert("answer".into(), json!({ "kind": "typed", "text": "2022-03-23" }));
    let _ = call("record_position", json!(wrong)).expect("a date");
    assert_eq!(
        call(
            "versions",
            json!({ "case": case, "actor": "p1", "accepted_only": false })
        )
        .expect("versions")["choice"],
        Json::Null
    );
}
