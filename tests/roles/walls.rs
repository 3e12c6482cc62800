//! A case behind a wall, asked for over the wire by somebody who is not behind it: every command, and every list.

use super::{Desk, LAWYER, Office, PARALEGAL, PRIVATE, now, silent, table};
use app::{App, Code};
use serde_json::{Value, json};

/// What a command about recovery sheets asks for.
pub(super) fn prepare(own: &Office, app: &mut App, person: Option<(&str, &str)>, name: &str, request: &mut Value) {
    let sheet = |app: &mut App, passphrase: &str| {
        app.call("begin_sheet", json!({ "passphrase": passphrase }), now())
            .expect("a sheet")
    };
    match (name, person) {
        ("begin_sheet", Some((_, passphrase))) => request["passphrase"] = json!(passphrase),
        ("confirm_sheet", Some((_, passphrase))) => request["typed"] = asked_for(&sheet(app, passphrase)),
        ("recover_vault", _) => {
            let unlock = |app: &mut App, (name, passphrase): (&str, &str)| {
                let request = json!({ "user": own.id(name), "passphrase": passphrase });
                app.call("unlock", request, now()).expect("their own passphrase");
            };
            unlock(app, LAWYER);
            let sheet = sheet(app, LAWYER.1);
            app.call("confirm_sheet", json!({ "typed": asked_for(&sheet) }), now())
                .expect("in force");
            app.call("lock", json!({}), now()).expect("locks");
            let groups = sheet["groups"].as_array().expect("groups").iter();
            request["sheet"] = json!(groups.filter_map(Value::as_str).collect::<String>());
            if let Some(person) = person {
                unlock(app, person);
            }
        }
        _ => {}
    }
}

/// The groups a sheet asks for, as they are on it.
pub(crate) fn asked_for(sheet: &Value) -> Value {
    let asked = sheet["ask"].as_array().expect("two numbers").iter();
    let group = |number: &Value| sheet["groups"][number.as_u64().expect("a number") as usize - 1].clone();
    asked.map(group).collect()
}

/// The furnished office with its case behind a wall that only the lawyer is behind, and the paralegal at the desk.
fn walled() -> (Office, App) {
    let office = Office::furnished();
    let (own, mut app) = office.at(Desk::Lawyer);
    let members = json!({ "case": own.case, "members": [own.id(LAWYER.0)] });
    let view = app.call("set_wall", members, now()).expect("a wall");
    assert_eq!(view["walled"], true);
    let unlock = json!({ "user": own.id(PARALEGAL.0), "passphrase": PARALEGAL.1 });
    app.call("unlock", unlock, now()).expect("their own passphrase");
    (own, app)
}

#[test]
fn every_command_on_a_walled_case_is_refused_silently_and_written_down() {
    let (own, mut app) = walled();
    let mut tried = 0;
    for row in table::table(&own) {
        if row.request["case"] != own.case.as_str() {
            continue;
        }
        let failure = app
            .call(row.name, row.request.clone(), now())
            .err()
            .unwrap_or_else(|| panic!("{} answered about a case behind a wall", row.name));
        assert!(
            matches!(failure.code, Code::NotFound | Code::Forbidden | Code::Invalid),
            "{}: {failure}",
            row.name
        );
        silent(row.name, &failure);
        if failure.code != Code::Invalid {
            tried += 1;
        }
    }
    for (name, request) in [
        ("export_case", json!({ "case": own.case })),
        ("export_log", json!({ "case": own.case, "format": "jsonl" })),
        (
            "export_document",
            json!({ "case": own.case, "actor": "", "document": "case_analysis", "pack": null, "accepted_only": false }),
        ),
    ] {
        let failure = app.export(name, request, now()).expect_err(name);
        assert_eq!(failure.code, Code::NotFound, "{name}");
        silent(name, &failure);
        tried += 1;
    }
    assert!(tried > 80, "only {tried} commands name a case");
    let unlock = json!({ "user": own.id(LAWYER.0), "passphrase": LAWYER.1 });
    app.call("unlock", unlock, now()).expect("the lawyer");
    let log = app
        .call("office_log", json!({ "limit": 5000 }), now())
        .expect("the log");
    let refused = log["lines"].as_array().expect("lines").iter();
    let refused = refused.filter(|line| line["what"].as_str().is_some_and(|what| what.starts_with("拒绝")));
    assert_eq!(refused.count(), tried, "every refusal is written down once");
}

#[test]
fn no_list_tells_of_a_walled_case_and_a_conflict_tells_whom_to_ask() {
    let (_own, mut app) = walled();
    for (name, request) in [
        ("case_list", json!({})),
        ("calendar", json!({ "day": "", "mine": false, "kinds": [] })),
        ("register", json!({ "query": "" })),
        ("case_bin", json!({})),
        (
            "search",
            json!({ "query": "欧阳", "case": "", "kinds": [], "limit": 20, "after": null }),
        ),
    ] {
        // Requests of other shapes are refused as such, which tells nothing either.
        let said = match app.call(name, request, now()) {
            Ok(view) => view.to_string(),
            Err(failure) => failure.to_string(),
        };
        for word in PRIVATE {
            assert!(!said.contains(word), "{name} tells {word}: {said}");
        }
    }
    assert_eq!(
        app.call("case_list", json!({}), now()).expect("a list")["cases"],
        json!([])
    );
    let check = json!({ "accused": PRIVATE[0], "id_number": "" });
    let found = app.call("check_parties", check, now()).expect("a check");
    let matches = found["matches"].as_array().expect("matches");
    assert!(!matches.is_empty(), "a conflict with a walled case is found");
    for one in matches {
        assert_eq!(one["case_name"], format!("与一件受隔离案件有关，请找{}", LAWYER.0));
        let told = |field: &str| {
            one[field] == json!("")
                || one[field] == json!([])
                || one[field] == json!(false)
                || one[field] == Value::Null
        };
        for field in [
            "case",
            "person",
            "name",
            "role_name",
            "reasons",
            "verdicts",
            "certain",
            "linked",
            "decision",
        ] {
            assert!(told(field), "{field}: {}", one[field]);
        }
    }
    assert!(!found.to_string().contains(PRIVATE[1]));
}

#[test]
fn roles_are_changed_by_lawyers_only_and_the_last_lawyer_stays() {
    let office = Office::furnished();
    let (own, mut app) = office.at(Desk::Paralegal);
    let (me, boss) = (own.id(PARALEGAL.0), own.id(LAWYER.0));
    for (name, request) in [
        ("set_role", json!({ "user": me, "role": "lawyer" })),
        ("remove_user", json!({ "user": boss })),
        ("set_wall", json!({ "case": own.case, "members": [me] })),
    ] {
        let failure = app.call(name, request, now()).expect_err(name);
        assert_eq!(failure.code, Code::Forbidden, "{name}");
    }
    let (own, mut app) = office.at(Desk::Lawyer);
    let alone = json!({ "user": own.id(LAWYER.0), "role": "paralegal" });
    let failure = app.call("set_role", alone, now()).expect_err("the last lawyer");
    assert!(failure.message.contains("最后一名律师"), "{failure}");
    let state = app
        .call("remove_user", json!({ "user": own.id(PARALEGAL.0) }), now())
        .expect("is removed");
    assert_eq!(state["users"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_case_of_state_secrets_is_refused_openly() {
    let office = Office::furnished();
    let (_own, mut app) = office.at(Desk::Lawyer);
    let case = json!({ "name": "丁案", "accused": "某丁", "charge": "assisting_cybercrime", "stage": "investigation", "state_secret": true });
    let failure = app.call("create_case", case, now()).expect_err("is refused");
    assert!(failure.message.contains("涉密案件不得录入"), "{failure}");
}
