//! S3: every command over the wire by everybody who may not: nobody at all, a paralegal, a lawyer and a paralegal outside the wall of
//! a case, somebody who was removed. What is forbidden is refused, says nothing of the case, and is written down.

use crate::actor::{Memory, furnish};
use crate::desk::{Desk, LAWYER, PASSPHRASE, pdf, user_id};
use crate::folder::{copy, scratch};
use crate::fuzz::types::{Pool, Type, Wire};
use crate::fuzz::{DECLARED, quiet};
use crate::report::{Report, Tally};
use crate::seed::Seed;
use app::{Code, Gate};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Not one of these words may reach somebody outside the wall.
const PRIVATE: [&str; 4] = ["隔离案壬", "司徒某", "只对律师说的话", "某隔离网站"];
/// Commands after which somebody else sits there, or nobody.
const LEAVING: [&str; 4] = ["lock", "unlock", "recover_vault", "change_passphrase"];
/// What a lawyer may do to the one who reads the log afterwards.
const STAFF: [&str; 2] = ["set_role", "remove_user"];
/// Ways into a case, and out of it, that the shell goes beside the list of commands.
const BESIDE: [&str; 7] = [
    "export_folder",
    "folder_name",
    "hearing_name",
    "hearing_pack",
    "restore_from_backup",
    "original_bytes",
    "take",
];

/// Who sits there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    Nobody,
    Paralegal,
    OtherLawyer,
}

impl Who {
    const ALL: [Who; 3] = [Who::Nobody, Who::Paralegal, Who::OtherLawyer];

    fn person(self) -> Option<(&'static str, &'static str)> {
        match self {
            Who::Nobody => None,
            Who::Paralegal => Some(("陈助理", "石榴 铁轨 晨雾 三号")),
            Who::OtherLawyer => Some(("吴律师", "芦苇 石桥 暮色 九里")),
        }
    }

    fn called(self) -> &'static str {
        match self {
            Who::Nobody => "nobody",
            Who::Paralegal => "paralegal",
            Who::OtherLawyer => "lawyer outside the wall",
        }
    }
}

/// An office with cases in every state.
struct Office {
    home: tempfile::TempDir,
    /// State and id of each case; those behind the wall first.
    cases: Vec<(&'static str, String)>,
}

/// So many requests for every command, person and state of a case.
pub fn attempts(seed: u64, rounds: usize) -> Report {
    quiet();
    let mut report = Report::new("S3 every command by those who may not");
    let wire = Wire::read(DECLARED);
    let office = Office::set_up();
    let mut chance = Seed::new(seed, "roles");
    let (mut tried, mut refused, mut by, mut logged, mut silent) = (0, 0, Tally::default(), 0, 0);
    for round in 0..rounds {
        for who in Who::ALL {
            let own = scratch();
            copy(&office.home.path().join("vault"), &own.path().join("vault"));
            let mut desk = Desk::sit(&own.path().join("vault"), 1_000);
            enter(&mut desk, who);
            let mut expected: BTreeMap<String, usize> = BTreeMap::new();
            let mut pool = office.pool();
            for (state, case) in &office.cases {
                for (name, gate, kind) in commands(&wire) {
                    let mut request = wire.value("", &kind, &pool, 0, &mut chance);
                    let named = request.get("case").is_some();
                    if named {
                        request["case"] = json!(case);
                    } else if round > 0 && *state != "open" {
                        // Asked once a person and round: no case is named.
                        continue;
                    }
                    // Leaving the desk is not what is tried here.
                    if LEAVING.contains(&name.as_str()) || (who == Who::OtherLawyer && STAFF.contains(&name.as_str())) {
                        continue;
                    }
                    tried += 1;
                    let answer = ask(&mut desk, &name, request.clone());
                    let said = match &answer {
                        Ok(view) => {
                            pool.learn(view);
                            view.to_string()
                        }
                        Err(failure) => failure.to_string(),
                    };
                    let told = PRIVATE.iter().find(|word| said.contains(**word));
                    if let Some(word) = told {
                        report.fault(format!("{name} tells {} {word}", who.called()));
                    }
                    let outside = named && state.starts_with("walled") && who != Who::Nobody;
                    let code = answer.as_ref().err().map(|failure| failure.code);
                    let written = code == Some(Code::Forbidden) || (outside && code == Some(Code::NotFound));
                    if who != Who::Nobody && written {
                        *expected.entry(name.clone()).or_default() += 1;
                    }
                    match judge(&answer, who, gate, outside) {
                        Verdict::Allowed => {}
                        Verdict::Refused => {
                            refused += 1;
                            by.one(who.called());
                            silent += usize::from(told.is_none());
                        }
                        Verdict::Wrong(why) => report.fault(format!(
                            "{name} for {} on a case that is {state}: {why}: {}",
                            who.called(),
                            request.to_string().chars().take(200).collect::<String>()
                        )),
                    }
                }
            }
            drop(desk);
            if who != Who::Nobody {
                let found = written_down(&own.path().join("vault"));
                logged += found.values().sum::<usize>();
                for name in expected.keys().chain(found.keys()).collect::<BTreeSet<_>>() {
                    let (tried, told) = (expected.get(name), found.get(name));
                    if tried != told {
                        report.fault(format!(
                            "{name} by {}: {tried:?} refused, {told:?} written down",
                            who.called()
                        ));
                    }
                }
            }
        }
    }
    let gone = removed(&office);
    report.figure("commands and files", commands(&wire).len());
    report.figure("requests by those who may not, or may not all", tried);
    report.figure("forbidden, and refused", format!("{refused} ({})", by.line()));
    report.figure("refusals without a word of the case", silent);
    report.figure("written down in the log of the office", logged);
    match gone {
        Ok(()) => report.figure(
            "somebody who was removed",
            "opens neither the vault nor what they copied of it since",
        ),
        Err(why) => report.fault(why),
    }
    report.done()
}

/// Every command and file with its gate and the shape of its request.
fn commands(wire: &Wire) -> Vec<(String, Gate, Type)> {
    let mut all: Vec<_> = app::COMMANDS
        .iter()
        .filter_map(|command| {
            let (_, kind) = wire.commands.iter().find(|(name, _)| name == command.name)?;
            Some((command.name.to_owned(), command.gate, kind.clone()))
        })
        .collect();
    all.extend(wire.exports.iter().map(|(name, kind)| {
        let gate = if name == "export_office_log" {
            Gate::Lawyer
        } else {
            Gate::User
        };
        (name.clone(), gate, kind.clone())
    }));
    let case = Type::Fields(vec![("case".into(), Type::Text)]);
    all.extend(BESIDE.iter().map(|name| ((*name).to_owned(), Gate::User, case.clone())));
    all
}

fn ask(desk: &mut Desk, name: &str, request: Value) -> Result<Value, app::Failure> {
    if BESIDE.contains(&name) {
        let (mut folder, now) = (Memory::default(), desk.now());
        let case = crate::desk::text(&request["case"]);
        let app = &mut desk.app;
        match name {
            "export_folder" => drop(app.export_folder(&case, &mut folder, now)?),
            "folder_name" => return Ok(json!(app.folder_name(&case, now)?)),
            "hearing_name" => return Ok(json!(app.hearing_name(&case, now)?)),
            "hearing_pack" => drop(app.hearing_pack(&case, "a1", true, &mut folder, now)?),
            "restore_from_backup" => return Ok(json!(app.restore_case(&case, now)?)),
            "original_bytes" => drop(app.original_bytes(&case, &"0".repeat(64), 0, 10, now)?),
            _ => drop(desk.take(&case, "扫描件.pdf", &pdf("扫描", b""))?),
        }
        let files = folder.0.values().map(|bytes| String::from_utf8_lossy(bytes));
        return Ok(json!(files.collect::<String>()));
    }
    if name.starts_with("export_") {
        let now = desk.now();
        let made = desk.app.export(name, request, now)?;
        return Ok(json!(String::from_utf8_lossy(&made.bytes)));
    }
    desk.call(name, request)
}

enum Verdict {
    Allowed,
    Refused,
    Wrong(String),
}

fn judge(answer: &Result<Value, app::Failure>, who: Who, gate: Gate, outside: bool) -> Verdict {
    let code = answer.as_ref().err().map(|failure| failure.code);
    let must = match (who, gate) {
        (_, Gate::Anyone) => None,
        (Who::Nobody, _) => Some(Code::Locked),
        (Who::Paralegal, Gate::Lawyer) => Some(Code::Forbidden),
        _ => None,
    };
    match (must, code) {
        (Some(must), Some(code)) if must == code => Verdict::Refused,
        // A request larger than any its command has a use for is not even looked at.
        (Some(_), Some(Code::Invalid)) if too_large(answer) => Verdict::Refused,
        (Some(must), Some(code)) => Verdict::Wrong(format!("{code:?} instead of {must:?}")),
        (Some(must), None) => Verdict::Wrong(format!("answered instead of {must:?}")),
        (None, None) if outside => Verdict::Wrong("answered about a case behind a wall".into()),
        (None, Some(_)) if outside => Verdict::Refused,
        (None, _) => Verdict::Allowed,
    }
}

fn too_large(answer: &Result<Value, app::Failure>) -> bool {
    answer
        .as_ref()
        .is_err_and(|failure| failure.message.contains("内容过多"))
}

fn enter(desk: &mut Desk, who: Who) {
    if let Some((name, passphrase)) = who.person() {
        desk.unlock(name, passphrase).expect("their own passphrase");
    }
}

/// Refusals in the log of the office, by what was asked for.
fn written_down(vault: &Path) -> BTreeMap<String, usize> {
    let mut desk = Desk::sit(vault, 9_000);
    desk.unlock(LAWYER, PASSPHRASE).expect("the lawyer");
    let log = desk.call("office_log", json!({ "limit": 5000 })).expect("the log");
    let lines = log["lines"].as_array().cloned().unwrap_or_default();
    let mut found = BTreeMap::new();
    for line in &lines {
        let what = line["what"].as_str().unwrap_or_default();
        if let Some((_, name)) = what.split_once('：').filter(|_| what.starts_with("拒绝")) {
            *found.entry(name.to_owned()).or_default() += 1;
        }
    }
    found
}

impl Office {
    fn set_up() -> Office {
        let home = scratch();
        let vault = home.path().join("vault");
        furnish(&vault, &home.path().join("marks"));
        let mut desk = Desk::sit(&vault, 700);
        desk.unlock(LAWYER, PASSPHRASE).expect("unlocks");
        for (who, role) in [(Who::Paralegal, "paralegal"), (Who::OtherLawyer, "lawyer")] {
            let (name, passphrase) = who.person().expect("somebody");
            desk.call(
                "add_user",
                json!({ "name": name, "role": role, "passphrase": passphrase }),
            )
            .expect("a user");
        }
        let me = user_id(&desk.call("vault_state", json!({})).expect("a state"), LAWYER);
        let mut cases = Vec::new();
        for state in ["walled", "walled, in the bin"] {
            let request = json!({ "name": PRIVATE[0], "accused": PRIVATE[1], "charge": "assisting_cybercrime", "stage": "prosecution_review" });
            let made = desk.call("create_case", request).expect("a case");
            let case = crate::desk::text(&made["id"]);
            desk.note(&case, "is_student", PRIVATE[2]).expect("a note");
            desk.call(
                "add_row",
                json!({ "case": case, "actor": "a1", "table": "objects", "side": "alleged", "name": PRIVATE[3] }),
            )
            .expect("a row");
            desk.call("set_wall", json!({ "case": case, "members": [me] }))
                .expect("a wall");
            if state.ends_with("bin") {
                desk.call("bin_case", json!({ "case": case })).expect("in the bin");
            }
            cases.push((state, case));
        }
        cases.push(("open", desk.case("乙案").expect("a case")));
        desk.call("lock", json!({})).expect("locks");
        Office { home, cases }
    }

    /// Words that let requests reach deep, those somebody outside might know included.
    fn pool(&self) -> Pool {
        let mut pool = Pool::default();
        for (_, case) in &self.cases {
            pool.one("case", case);
        }
        for (name, word) in [
            ("actor", "a1"),
            ("path", "is_student"),
            ("path", "objects/r0001"),
            ("table", "objects"),
            ("side", "alleged"),
            ("document", "case_analysis"),
            ("format", "jsonl"),
        ] {
            pool.one(name, word);
        }
        pool
    }
}

/// Somebody leaves, with a copy of everything and their passphrase: the way in is gone, and what is written from then on does not
/// open with anything they have.
fn removed(office: &Office) -> Result<(), String> {
    let said = |why: app::Failure| why.to_string();
    let own = scratch();
    let vault = own.path().join("vault");
    copy(&office.home.path().join("vault"), &vault);
    let mut desk = Desk::sit(&vault, 1_000);
    desk.unlock(LAWYER, PASSPHRASE).map_err(said)?;
    let state = desk.call("vault_state", json!({})).map_err(said)?;
    let (name, passphrase) = Who::OtherLawyer.person().unwrap_or_default();
    let (me, leaver) = (user_id(&state, LAWYER), user_id(&state, name));
    let (walled, open) = (office.cases[0].1.clone(), office.cases[2].1.clone());
    desk.call("set_wall", json!({ "case": walled, "members": [me, leaver] }))
        .map_err(said)?;
    desk.call("lock", json!({})).map_err(said)?;
    let taken = scratch();
    copy(&vault, &taken.path().join("vault"));
    desk.unlock(LAWYER, PASSPHRASE).map_err(said)?;
    desk.call("remove_user", json!({ "user": leaver })).map_err(said)?;
    let now = desk.now();
    while desk.app.rekey_next(now) {}
    for case in [&walled, &open] {
        desk.note(case, "is_student", "他走了以后才写的话").map_err(said)?;
    }
    desk.call("lock", json!({})).map_err(said)?;
    drop(desk);
    let request = json!({ "user": leaver, "passphrase": passphrase });
    if Desk::sit(&vault, 2_000).call("unlock", request.clone()).is_ok() {
        return Err("somebody who was removed gets in".into());
    }
    // What they took still opens, alone and with every file of the vault as it is now put in the place of theirs.
    for name in crate::folder::files(&vault) {
        let mixed = scratch();
        let place = mixed.path().join("vault");
        copy(&taken.path().join("vault"), &place);
        std::fs::copy(vault.join(&name), place.join(&name)).map_err(|why| why.to_string())?;
        let mut door = Desk::sit(&place, 2_000);
        if door.call("unlock", request.clone()).is_err() {
            continue;
        }
        for case in [&walled, &open] {
            let seen = ask(&mut door, "export_case", json!({ "case": case }));
            let seen = seen.map(|file| file.to_string()).unwrap_or_default();
            if seen.contains("他走了以后") {
                return Err(format!("with the old keys and the new {} they read on", name.display()));
            }
        }
    }
    Ok(())
}
