//! Every command with requests made by chance from the wire's own declaration, by a lawyer, by a paralegal and by nobody. The words
//! of earlier answers go into later requests, so that they reach deep. No panic, no refusal that is not Chinese, the log whole.

use super::types::{Pool, Wire, spoil};
use super::{fit, place};
use crate::actor::furnish;
use crate::desk::{Desk, LAWYER, PASSPHRASE};
use crate::folder::{copy, scratch};
use crate::report::{Report, Tally};
use crate::seed::Seed;
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Instant;

/// The wire as its own declaration says it.
pub const DECLARED: &str = include_str!("../../../../ui/src/api/commands.ts");
const PARALEGAL: (&str, &str) = ("陈助理", "石榴 铁轨 晨雾 三号");
/// A command may take as long, in a program that was built for debugging, on a machine that does other things too.
const LONG: u128 = 20_000;

/// So many requests for each command.
pub fn commands(seed: u64, each: usize) -> Report {
    let mut report = Report::new("S4 fuzz wire: every command with requests by chance");
    let wire = Wire::read(DECLARED);
    let base = scratch();
    let vault = base.path().join("vault");
    furnish(&vault, &base.path().join("marks"));
    let mut desk = Desk::sit(&vault, 900);
    desk.unlock(LAWYER, PASSPHRASE).expect("unlocks");
    let added = desk.call(
        "add_user",
        json!({ "name": PARALEGAL.0, "role": "paralegal", "passphrase": PARALEGAL.1 }),
    );
    added.expect("a paralegal");
    drop(desk);
    let known: Vec<&str> = wire.commands.iter().map(|(name, _)| name.as_str()).collect();
    for command in app::COMMANDS {
        if !known.contains(&command.name) {
            report.fault(format!("{} is not declared", command.name));
        }
    }
    let (mut chance, mut asked, mut answered, mut refused, mut slowest) = (Seed::new(seed, "wire"), 0, 0, 0, 0);
    let mut codes = Tally::default();
    for round in 0..each {
        let own = scratch();
        copy(&vault, &own.path().join("vault"));
        let who = [
            Some((LAWYER, PASSPHRASE)),
            Some(PARALEGAL),
            Some((LAWYER, PASSPHRASE)),
            None,
        ][round % 4];
        let mut pool = Pool::default();
        let mut desk = sit(&own.path().join("vault"), who, &mut pool);
        let mut order: Vec<&(String, super::types::Type)> = wire.commands.iter().collect();
        for at in (1..order.len()).rev() {
            order.swap(at, chance.below(at + 1));
        }
        for (name, kind) in order {
            let mut request = wire.value("", kind, &pool, 0, &mut chance);
            if chance.one_in(4) {
                spoil(&mut request, &mut chance);
            }
            asked += 1;
            let mut again = matches!(name.as_str(), "lock" | "unlock" | "change_passphrase") && who.is_some();
            let started = Instant::now();
            let result = catch_unwind(AssertUnwindSafe(|| desk.call(name, request.clone())));
            let took = started.elapsed().as_millis();
            slowest = slowest.max(took);
            let said = || short(&request);
            if took > LONG * crate::report::patience() {
                report.fault(format!("{name} took {took} ms: {}", said()));
            }
            match result {
                Err(_) => {
                    report.fault(format!(
                        "seed {seed}, round {round}: {name} panics {}: {}",
                        place(),
                        said()
                    ));
                    again = true;
                }
                Ok(Ok(view)) => {
                    answered += 1;
                    pool.learn(&view);
                }
                Ok(Err(failure)) => {
                    refused += 1;
                    codes.one(format!("{:?}", failure.code));
                    // What somebody wrote by hand is told with the line and what stands there.
                    let by_hand = matches!(name.as_str(), "add_calendar" | "stage_rules" | "import_case");
                    if let Err(why) = fit(&failure.to_string()).or_else(|why| if by_hand { Ok(()) } else { Err(why) }) {
                        report.fault(format!("{name}: {why}: {}", said()));
                    }
                    if format!("{:?}", failure.code) == "Damaged" {
                        report.fault(format!("{name} says that something is damaged: {failure}: {}", said()));
                    }
                }
            }
            // Whoever sat there has left, or locked up: they come back, once the old desk is given up.
            if again {
                drop(desk);
                desk = sit(&own.path().join("vault"), who, &mut pool);
            }
        }
        drop(desk);
        if let Err(why) = whole(&own.path().join("vault")) {
            report.fault(format!("seed {seed}, after round {round}: {why}"));
        }
    }
    report.figure("commands", wire.commands.len());
    report.figure("requests", asked);
    report.figure("answered", answered);
    report.figure("refused", format!("{refused} ({})", codes.line()));
    report.figure("slowest, ms (built for debugging)", slowest);
    report.done()
}

fn short(request: &Value) -> String {
    request.to_string().chars().take(300).collect()
}

fn sit(vault: &Path, who: Option<(&str, &str)>, pool: &mut Pool) -> Desk {
    let mut desk = Desk::sit(vault, 1_000);
    if let Some((name, passphrase)) = who {
        let _ = desk.unlock(name, passphrase);
        if let Ok(listed) = desk.call("case_list", json!({})) {
            for row in listed["cases"].as_array().into_iter().flatten() {
                pool.one("case", row["id"].as_str().unwrap_or_default());
            }
        }
        for (name, word) in [
            ("actor", "a1"),
            ("actor", ""),
            ("path", "is_student"),
            ("path", "objects/r0001"),
            ("table", "objects"),
            ("pack", ""),
        ] {
            pool.one(name, word);
        }
    }
    desk
}

/// Every case can still be read, and its chain is whole.
fn whole(vault: &Path) -> Result<(), String> {
    let mut desk = Desk::sit(vault, 9_000);
    desk.unlock(LAWYER, PASSPHRASE)
        .map_err(|why| format!("unlocking: {why}"))?;
    let listed = desk.call("case_list", json!({})).map_err(|why| why.to_string())?;
    for row in listed["cases"].as_array().into_iter().flatten() {
        let case = row["id"].clone();
        let activity = desk
            .call("activity", json!({ "case": case }))
            .map_err(|why| format!("the log: {why}"))?;
        if activity["chain_ok"] != true {
            return Err("a chain is broken".into());
        }
        desk.call("overview", json!({ "case": case, "actor": "", "pack": null }))
            .map_err(|why| format!("the overview: {why}"))?;
        desk.call("file_view", json!({ "case": case }))
            .map_err(|why| format!("the file: {why}"))?;
    }
    Ok(())
}
