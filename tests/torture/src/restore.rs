//! R8: the computer is gone. A backup and the printed sheet bring everything back on another one, row for row; a sheet that was
//! replaced brings back nothing, the passphrase without the machine's half brings back nothing.

use crate::actor::{Actor, BACKUPS};
use crate::bytes::facts;
use crate::desk::{Desk, LAWYER, text, user_id};
use crate::folder::scratch;
use crate::promise::Facts;
use crate::report::{Report, Tally};
use crate::seed::Seed;
use app::{App, Code, Device, Kdf, Machine, Place};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is done before the computer is lost.
const ACTIONS: [&str; 12] = [
    "note", "row", "undo", "volume", "pages", "import", "create", "draft", "theme", "add_user", "bin", "wall",
];
const NEW: &str = "芦花 木桥 雨后 十一";

/// The machine's half of the keys, in a folder.
struct Keys(PathBuf);

impl Device for Keys {
    fn load(&self, name: &str) -> Option<Vec<u8>> {
        std::fs::read(self.0.join(name)).ok()
    }

    fn save(&self, name: &str, secret: &[u8]) -> bool {
        std::fs::create_dir_all(&self.0).is_ok() && std::fs::write(self.0.join(name), secret).is_ok()
    }

    fn place(&self, _: &str) -> Place {
        Place::File
    }
}

/// So many computers lost.
pub fn restores(seed: u64, count: usize) -> Report {
    let mut report = Report::new("R8 a backup and the sheet on a new computer");
    let mut chance = Seed::new(seed, "restore");
    let (mut rows, mut replaced, mut refused, mut tally) = (0, 0, 0, Tally::default());
    for round in 0..count {
        match once(&mut chance, round % 2 == 1, &mut tally) {
            Ok(told) => {
                rows += told.rows;
                refused += told.refused;
                replaced += usize::from(round % 2 == 1);
            }
            Err(why) => report.fault(format!("seed {seed}, computer {round}: {why}")),
        }
    }
    report.figure("computers lost", count);
    report.figure("what was done before", tally.line());
    report.figure("records, heads, drafts, originals and pages found again, equal", rows);
    report.figure("with a sheet that was replaced before", replaced);
    report.figure("wrong ways in that were refused", refused);
    report.done()
}

struct Told {
    rows: usize,
    refused: usize,
}

fn once(chance: &mut Seed, replace: bool, tally: &mut Tally) -> Result<Told, String> {
    let home = scratch();
    let (vault, marks) = (home.path().join("vault"), home.path().join("marks"));
    let first = Keys(home.path().join("device"));
    let machine = Machine::new(Arc::new(first), None);
    let app = App::on(machine.clone(), &vault, Kdf::light_for_tests());
    let mut actor = Actor::at(Desk::with(app, &vault, 0), &marks, chance.next());
    actor.enter().map_err(words)?;
    for _ in 0..6 + chance.below(8) {
        let action = *chance.of(&ACTIONS);
        tally.one(action);
        actor.act(action).map_err(|why| format!("{action}: {why}"))?;
    }
    let old = sheet(actor.desk())?;
    let sheet = if replace { sheet(actor.desk())? } else { old.clone() };
    actor.act("backup").map_err(words)?;
    let passphrase = actor.passphrase().to_owned();
    drop(actor);
    let before = open(&machine, &vault, &passphrase)?;
    let made = store::backups(&home.path().join(BACKUPS)).remove(0);

    // Another computer: its own account, none of the first one's secrets.
    let away = scratch();
    let elsewhere = away.path().join("vault");
    let machine = Machine::new(Arc::new(Keys(away.path().join("device"))), None);
    let app = App::on(machine.clone(), &elsewhere, Kdf::light_for_tests());
    let mut desk = Desk::with(app, &elsewhere, 3_000);
    let now = desk.now();
    desk.app.restore_backup(&made.place, now).map_err(words)?;
    let mut refused = 0;
    let state = desk.call("vault_state", json!({})).map_err(words)?;
    let request = json!({ "user": user_id(&state, LAWYER), "passphrase": passphrase });
    expect(desk.call("unlock", request), Code::NoDevice, "the passphrase alone")?;
    refused += 1;
    if replace {
        let request = json!({ "sheet": old, "passphrase": NEW });
        let answer = desk.call("recover_vault", request);
        match answer {
            Ok(_) => return Err("a sheet that was replaced opens the vault".into()),
            Err(failure) if crate::faults::clean(&failure.to_string()) => refused += 1,
            Err(failure) => return Err(format!("it says {failure}")),
        }
        // Wrong attempts are slowed here as anywhere.
        for _ in 0..3 {
            desk.now();
        }
    }
    desk.call("recover_vault", json!({ "sheet": sheet, "passphrase": NEW }))
        .map_err(|why| format!("the sheet: {why}"))?;
    desk.call("lock", json!({})).map_err(words)?;
    drop(desk);
    let after = open(&machine, &elsewhere, NEW)?;
    for (key, value) in &before {
        if after.get(key) != Some(value) {
            return Err(format!(
                "{} did not come back as it was",
                key.split('|').next().unwrap_or(key)
            ));
        }
    }
    match after.len() == before.len() {
        true => Ok(Told {
            rows: before.len(),
            refused,
        }),
        false => Err(format!("{} facts before, {} after", before.len(), after.len())),
    }
}

/// A new sheet, put in force as a person does it.
fn sheet(desk: &mut Desk) -> Result<String, String> {
    let passphrase = crate::desk::PASSPHRASE;
    let shown = desk
        .call("begin_sheet", json!({ "passphrase": passphrase }))
        .map_err(words)?;
    let groups: Vec<String> = shown["groups"].as_array().into_iter().flatten().map(text).collect();
    let asked = shown["ask"].as_array().into_iter().flatten();
    let typed: Vec<Value> = asked
        .filter_map(|number| groups.get(usize::try_from(number.as_u64()?).ok()? - 1))
        .map(|group| json!(group))
        .collect();
    desk.call("confirm_sheet", json!({ "typed": typed })).map_err(words)?;
    Ok(groups.concat())
}

fn open(machine: &Machine, dir: &Path, passphrase: &str) -> Result<Facts, String> {
    let users = store::Vault::users(dir)
        .map_err(|error| error.to_string())?
        .unwrap_or_default();
    let user = users
        .iter()
        .find(|user| user.name == LAWYER)
        .ok_or("the lawyer is gone")?;
    let now = crate::desk::morning() + chrono::TimeDelta::days(9);
    let vault = store::Vault::unlock_on(machine, dir, &user.id, passphrase, now)
        .map_err(|error| format!("unlocking: {error}"))?;
    facts(&vault).map_err(|error| error.to_string())
}

fn expect(answer: Result<Value, app::Failure>, code: Code, what: &str) -> Result<(), String> {
    match answer {
        Ok(_) => Err(format!("{what} opens the vault")),
        Err(failure) if failure.code == code => Ok(()),
        Err(failure) => Err(format!("{what}: {:?} {failure}", failure.code)),
    }
}

fn words(failure: app::Failure) -> String {
    failure.to_string()
}
