//! The odd days: a folder that may not be written, a clock set back, a vault of tomorrow, a list of users that is gone, a name
//! that leads nowhere. Each is said clearly or does no harm.

use crate::actor::furnish;
use crate::desk::{Desk, LAWYER, PASSPHRASE, morning};
use crate::faults::clean;
use crate::folder::{copy, files, scratch};
use crate::promise::{Promises, keeps};
use crate::report::Report;
use app::Code;
use serde_json::json;
use std::path::Path;

/// All of them.
pub fn conditions() -> Report {
    let mut report = Report::new("R-other read-only folder, clock set back, newer schema, missing and foreign files");
    let base = scratch();
    let (vault, marks) = (base.path().join("vault"), base.path().with_extension("marks"));
    furnish(&vault, &marks);
    let promises = Promises::of(&marks);
    let _ = std::fs::remove_file(&marks);
    let mut tried = 0;
    for (name, test) in [
        ("read-only folder", read_only as fn(&Path) -> Result<(), String>),
        ("clock set back", clock_set_back),
        ("list of users of tomorrow", slots_of_tomorrow),
        ("missing list of users", no_slots),
        ("missing register", no_register),
        ("missing case file", no_case),
        ("missing originals", no_originals),
        ("a folder where a file should be", folder_for_a_file),
        ("a link where a file should be", link_for_a_file),
        ("empty files", empty_files),
    ] {
        tried += 1;
        let own = scratch();
        copy(&vault, &own.path().join("vault"));
        if let Err(why) = test(&own.path().join("vault")) {
            report.fault(format!("{name}: {why}"));
        }
    }
    if let Err(why) = keeps(&vault, &promises) {
        report.fault(format!("the vault all of this began with: {why}"));
    }
    report.figure("conditions", tried);
    report.done()
}

fn enter(vault: &Path) -> Result<Desk, app::Failure> {
    let mut desk = Desk::sit(vault, 2_000);
    let state = desk.call("vault_state", json!({}))?;
    let id = crate::desk::user_id(&state, LAWYER);
    desk.call("unlock", json!({ "user": id, "passphrase": PASSPHRASE }))?;
    Ok(desk)
}

fn said(result: Result<impl Sized, app::Failure>, codes: &[Code]) -> Result<(), String> {
    match result {
        Ok(_) => Err("nothing is said".into()),
        Err(failure) => {
            let words = failure.to_string();
            match codes.contains(&failure.code) && clean(&words) {
                true => Ok(()),
                false => Err(format!("{:?} {words}", failure.code)),
            }
        }
    }
}

fn first_case(desk: &mut Desk) -> String {
    let listed = desk.call("case_list", json!({})).unwrap_or_default();
    crate::desk::text(&listed["cases"][0]["id"])
}

/// As root the rights of a file do not bind; there the folder is mounted read-only.
fn read_only(vault: &Path) -> Result<(), String> {
    let bound = |how: &[&str]| {
        let mut mount = std::process::Command::new("mount");
        mount.args(how).stderr(std::process::Stdio::null());
        mount.status().is_ok_and(|status| status.success())
    };
    let place = vault.to_string_lossy().into_owned();
    if !bound(&["--bind", &place, &place]) {
        return Ok(());
    }
    let result = if bound(&["-o", "remount,bind,ro", &place]) {
        said(enter(vault).map(|_| ()), &[Code::Io])
    } else {
        Ok(())
    };
    let _ = std::process::Command::new("umount").arg(&place).status();
    result?;
    enter(vault).map(|_| ()).map_err(|why| format!("writable again: {why}"))
}

/// The log keeps the order in which things were done, whatever the clock says, and says that it went back.
fn clock_set_back(vault: &Path) -> Result<(), String> {
    let mut desk = enter(vault).map_err(|why| why.to_string())?;
    let case = first_case(&mut desk);
    drop(desk);
    let mut desk = Desk::sit(vault, -60 * 24 * 400);
    let state = desk.call("vault_state", json!({})).map_err(|why| why.to_string())?;
    let id = crate::desk::user_id(&state, LAWYER);
    desk.call("unlock", json!({ "user": id, "passphrase": PASSPHRASE }))
        .map_err(|why| why.to_string())?;
    desk.note(&case, "is_student", "时钟被拨回")
        .map_err(|why| why.to_string())?;
    let log = json!({ "case": case, "who": "", "kind": "", "from": "", "to": "", "limit": 5 });
    desk.call("log", log).map_err(|why| why.to_string())?;
    let activity = desk
        .call("activity", json!({ "case": case }))
        .map_err(|why| why.to_string())?;
    if activity["chain_ok"] != true {
        return Err("the chain is broken".into());
    }
    desk.call("deadlines", json!({ "case": case, "actor": "", "event": null }))
        .map_err(|why| why.to_string())?;
    desk.call(
        "calendar",
        json!({ "mine": false, "held": false, "kind": "", "all": false }),
    )
    .map_err(|why| why.to_string())?;
    let _ = morning();
    Ok(())
}

fn slots_of_tomorrow(vault: &Path) -> Result<(), String> {
    let path = vault.join("slots.json");
    let text = std::fs::read_to_string(&path).map_err(|why| why.to_string())?;
    let mut slots: serde_json::Value = serde_json::from_str(&text).map_err(|why| why.to_string())?;
    slots["format"] = json!(99);
    slots["something_new"] = json!(true);
    std::fs::write(&path, slots.to_string()).map_err(|why| why.to_string())?;
    said(enter(vault).map(|_| ()), &[Code::Newer])
}

fn no_slots(vault: &Path) -> Result<(), String> {
    std::fs::remove_file(vault.join("slots.json")).map_err(|why| why.to_string())?;
    said(enter(vault).map(|_| ()), &[Code::Damaged])?;
    let made = Desk::sit(vault, 0).create();
    said(made, &[Code::Damaged, Code::Invalid])
}

fn no_register(vault: &Path) -> Result<(), String> {
    std::fs::remove_file(vault.join("vault.db")).map_err(|why| why.to_string())?;
    said(enter(vault).map(|_| ()), &[Code::Damaged])
}

/// One case is gone; the others are read.
fn no_case(vault: &Path) -> Result<(), String> {
    let mut desk = enter(vault).map_err(|why| why.to_string())?;
    let case = first_case(&mut desk);
    drop(desk);
    std::fs::remove_file(vault.join("cases").join(format!("{case}.db"))).map_err(|why| why.to_string())?;
    let mut desk = enter(vault).map_err(|why| why.to_string())?;
    said(desk.call("case_head", json!({ "case": case })), &[Code::Damaged])?;
    desk.case("另一件").map_err(|why| why.to_string())?;
    Ok(())
}

fn no_originals(vault: &Path) -> Result<(), String> {
    let mut desk = enter(vault).map_err(|why| why.to_string())?;
    let case = first_case(&mut desk);
    let file = desk
        .call("file_view", json!({ "case": case }))
        .map_err(|why| why.to_string())?;
    let original = crate::desk::text(&file["volumes"][0]["original"]);
    drop(desk);
    std::fs::remove_file(vault.join("cases").join(format!("{case}.originals"))).map_err(|why| why.to_string())?;
    let mut desk = enter(vault).map_err(|why| why.to_string())?;
    let now = desk.now();
    said(
        desk.app.original_bytes(&case, &original, 0, 10, now),
        &[Code::Damaged, Code::NotFound],
    )?;
    desk.call(
        "fact_form",
        json!({ "case": case, "actor": "", "group": null, "only_matters": true }),
    )
    .map_err(|why| why.to_string())?;
    desk.call("file_view", json!({ "case": case }))
        .map(|_| ())
        .map_err(|why| why.to_string())
}

fn folder_for_a_file(vault: &Path) -> Result<(), String> {
    for name in ["vault.db", "slots.json"] {
        let own = scratch();
        copy(vault, own.path());
        std::fs::remove_file(own.path().join(name)).map_err(|why| why.to_string())?;
        std::fs::create_dir(own.path().join(name)).map_err(|why| why.to_string())?;
        said(enter(own.path()).map(|_| ()), &[Code::Damaged, Code::Io]).map_err(|why| format!("{name}: {why}"))?;
    }
    Ok(())
}

/// What the list of users is replaced through is the list, never the file that a link beside it points at.
fn link_for_a_file(vault: &Path) -> Result<(), String> {
    let outside = scratch();
    let target = outside.path().join("fremd");
    std::fs::write(&target, b"untouched").map_err(|why| why.to_string())?;
    std::os::unix::fs::symlink(&target, vault.join("slots.new")).map_err(|why| why.to_string())?;
    let mut desk = enter(vault).map_err(|why| why.to_string())?;
    let request = json!({ "old": PASSPHRASE, "new": "青苔 石阶 渡口 九月" });
    desk.call("change_passphrase", request).map_err(|why| why.to_string())?;
    match std::fs::read(&target) {
        Ok(bytes) if bytes == b"untouched" => Ok(()),
        _ => Err("a link was followed".into()),
    }
}

fn empty_files(vault: &Path) -> Result<(), String> {
    for name in files(vault) {
        if name.to_string_lossy().ends_with(".lock") || name.to_string_lossy().starts_with("search") {
            continue;
        }
        let own = scratch();
        copy(vault, own.path());
        std::fs::write(own.path().join(&name), b"").map_err(|why| why.to_string())?;
        let read = || -> Result<(), app::Failure> {
            let mut desk = enter(own.path())?;
            let listed = desk.call("case_list", json!({}))?;
            for row in listed["cases"].as_array().into_iter().flatten() {
                let case = crate::desk::text(&row["id"]);
                desk.call("case_head", json!({ "case": case }))?;
                desk.call("file_view", json!({ "case": case }))?;
            }
            let bin = desk.call("case_bin", json!({}))?;
            for row in bin["cases"].as_array().into_iter().flatten() {
                let case = crate::desk::text(&row["id"]);
                desk.call("restore_case", json!({ "case": case }))?;
                desk.call("case_head", json!({ "case": case }))?;
            }
            Ok(())
        };
        said(read(), &[Code::Damaged, Code::Newer]).map_err(|why| format!("{}: {why}", kind(&name)))?;
    }
    Ok(())
}

fn kind(name: &Path) -> String {
    name.extension().unwrap_or_default().to_string_lossy().into_owned()
}
