//! S2 and S9: what one guess at a passphrase costs on this machine, what a list of users that was meddled with is good for, how wrong
//! attempts are slowed, and how quickly the door is shut.

use crate::desk::{Desk, LAWYER, PASSPHRASE, user_id};
use crate::folder::scratch;
use crate::fuzz::memory;
use crate::report::Report;
use crate::seed::Seed;
use app::{App, Code, Device, Kdf, Machine, Place};
use serde_json::json;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// What deriving a key takes at least.
const LEAST: u128 = 500;
/// Locking takes at most.
const LOCKED: u128 = 1_000;
/// Seconds to wait after the first wrong attempt, the second, and so on.
const WAITS: [u32; 9] = [1, 2, 4, 8, 16, 32, 60, 60, 60];

/// Keeps nothing: the passphrase stands alone here, so that its own strength is what is measured.
struct Nothing;

impl Device for Nothing {
    fn load(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn save(&self, _: &str, _: &[u8]) -> bool {
        false
    }

    fn place(&self, _: &str) -> Place {
        Place::Nowhere
    }
}

fn stopwatch() -> Duration {
    static BEGUN: OnceLock<Instant> = OnceLock::new();
    BEGUN.get_or_init(Instant::now).elapsed()
}

/// The derivation a person waits for, and so many forged lists of users.
pub fn derivation(seed: u64, forgeries: usize) -> Report {
    let mut report = Report::new("S2 one guess, forged parameters, wrong attempts");
    let home = scratch();
    let vault = home.path().join("vault");
    let sit = |minutes| {
        let machine = Machine::new(Arc::new(Nothing), Some(stopwatch));
        Desk::with(App::on(machine, &vault, Kdf::STRONG), &vault, minutes)
    };
    let before = memory("VmRSS");
    let mut desk = sit(0);
    desk.create().expect("a vault");
    let state = desk.call("vault_state", json!({})).expect("a state");
    let request = json!({ "user": user_id(&state, LAWYER), "passphrase": PASSPHRASE });
    let mut quickest = u128::MAX;
    for _ in 0..3 {
        desk.call("lock", json!({})).expect("locks");
        let started = Instant::now();
        desk.call("unlock", request.clone()).expect("unlocks");
        quickest = quickest.min(started.elapsed().as_millis());
    }
    let grown = memory("VmHWM").saturating_sub(before) / 1024;
    drop(desk);
    let text = std::fs::read_to_string(vault.join("slots.json")).expect("the list of users");
    let (kib, passes) = (number(&text, "memory_kib"), number(&text, "passes"));
    if kib < 65_536 || passes < 3 {
        report.fault(format!("{kib} KiB, {passes} passes"));
    }
    if quickest * crate::report::patience() < LEAST && passes < 64 {
        report.fault(format!("unlocking takes {quickest} ms"));
    }

    let mut chance = Seed::new(seed, "keys");
    let (mut refused, mut damaged, mut wrong) = (0, 0, 0);
    for _ in 0..forgeries {
        let (forged, signed) = forge(&text, kib, passes, &mut chance);
        if forged == text {
            continue;
        }
        std::fs::write(vault.join("slots.json"), &forged).expect("written");
        match sit(500 + refused).call("unlock", request.clone()) {
            Ok(_) => report.fault(format!("a forged list of users opens the vault: {signed}")),
            Err(failure) => {
                refused += 1;
                match failure.code {
                    Code::Damaged => damaged += 1,
                    Code::WrongPassphrase | Code::NotFound if signed => wrong += 1,
                    other => report.fault(format!("{other:?} about a forged list of users: {failure}")),
                }
            }
        }
    }
    std::fs::write(vault.join("slots.json"), &text).expect("written");
    match sit(9_000).call("unlock", request) {
        Ok(_) => {}
        Err(failure) => report.fault(format!("the true list of users: {failure}")),
    }
    let waits = waits(home.path());
    if waits != WAITS {
        report.fault(format!("seconds to wait after wrong attempts: {waits:?}"));
    }
    report.figure(
        "Argon2id of this machine",
        format!("{} MiB, {passes} passes, 1 lane", kib / 1024),
    );
    report.figure("quickest unlocking, ms (at least 500)", quickest);
    report.figure("memory of one guess, MiB", grown);
    report.figure(
        "forged lists of users, refused",
        format!("{refused} (damaged {damaged}, wrong passphrase {wrong})"),
    );
    report.figure(
        "seconds to wait after wrong attempts, restarts included",
        format!("{waits:?}"),
    );
    report.done()
}

fn number(text: &str, name: &str) -> u64 {
    let rest = text.split(&format!("\"{name}\":")).nth(1).unwrap_or_default();
    let digits: String = rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_default()
}

/// A list of users with something changed in it, and whether its check was made right again, as somebody who knows how would do.
fn forge(text: &str, kib: u64, passes: u64, chance: &mut Seed) -> (String, bool) {
    let lower = |most: u64, chance: &mut Seed| chance.below(usize::try_from(most).unwrap_or(1)) as u64;
    let changed = match chance.below(5) {
        0 => swap(text, "memory_kib", kib, lower(kib, chance)),
        1 => swap(text, "passes", passes, lower(passes, chance)),
        2 => swap(
            text,
            "memory_kib",
            kib,
            *chance.of(&[0, 8, 19_456, 65_535, 65_536, 4_194_305]),
        ),
        3 => {
            let kdf = text
                .split("\"kdf\"")
                .nth(1)
                .and_then(|rest| rest.split_once('}'))
                .map_or("", |(own, _)| own);
            text.replace(&format!("\"kdf\"{kdf}}}"), "\"kdf\": null")
        }
        // A digit of what is wrapped, or of the salt.
        _ => {
            let digits: Vec<usize> = ["\"salt\"", "\"user_key\"", "\"vault_key\""]
                .iter()
                .filter_map(|name| text.find(name))
                .map(|at| at + 16 + chance.below(12))
                .collect();
            let at = *chance.of(&digits);
            let mut bytes = text.as_bytes().to_vec();
            bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
            String::from_utf8(bytes).unwrap_or_default()
        }
    };
    match chance.one_in(3) {
        true => (changed, false),
        false => (signed(&changed), true),
    }
}

fn swap(text: &str, name: &str, own: u64, other: u64) -> String {
    text.replace(&format!("\"{name}\": {own}"), &format!("\"{name}\": {other}"))
}

/// With the check that belongs to it.
fn signed(text: &str) -> String {
    let mut quoted = false;
    let tight: String = text
        .chars()
        .filter(|c| {
            quoted ^= *c == '"';
            quoted || !c.is_whitespace()
        })
        .collect();
    let between = |from: &str, to: &str| {
        let rest = tight.split_once(from).map_or("", |(_, rest)| rest);
        rest.rsplit_once(to).map_or("", |(own, _)| own).to_owned()
    };
    let (format, vault) = (number(&tight, "format"), between("\"vault\":", ",\"users\":"));
    let body = format!("[{format},{vault},{}]", between("\"users\":", ",\"check\":"));
    let check = text.rsplit_once("\"check\"").map_or("", |(head, _)| head);
    format!("{check}\"check\": \"{}\"\n}}", memo::receipt::sha256(body.as_bytes()))
}

/// The wait after each wrong attempt, by a program that is started anew each time.
fn waits(home: &Path) -> Vec<u32> {
    let vault = home.join("door");
    let mut desk = Desk::sit(&vault, 0);
    desk.create().expect("a vault");
    let state = desk.call("vault_state", json!({})).expect("a state");
    desk.call("lock", json!({})).expect("locks");
    drop(desk);
    let mut minutes = 10;
    let mut waits = Vec::new();
    for _ in WAITS {
        minutes += 5;
        let mut desk = Desk::sit(&vault, minutes);
        let request = json!({ "user": user_id(&state, LAWYER), "passphrase": "不是这个口令 一二三" });
        let answer = desk.call("unlock", request).expect_err("a wrong passphrase");
        assert_eq!(answer.code, Code::WrongPassphrase, "{answer}");
        let now = crate::desk::morning() + chrono::TimeDelta::minutes(minutes + 1);
        waits.push(store::attempts::wait(&vault, now).expect("is told"));
    }
    waits
}

/// How quickly the door is shut, so many times, with a case, its originals and the search index open.
pub fn locking(seed: u64, times: usize) -> Report {
    let mut report = Report::new("S9 locking");
    let home = scratch();
    let (vault, marks) = (home.path().join("vault"), home.path().join("marks"));
    let mut actor = crate::actor::Actor::begin(&vault, &marks, seed);
    actor.enter().expect("a vault");
    let mut slowest = 0;
    for _ in 0..times {
        for action in ["note", "take", "index"] {
            actor.act(action).unwrap_or_else(|why| panic!("{action}: {why}"));
        }
        let case = actor.case().to_owned();
        let started = Instant::now();
        actor.desk().call("lock", json!({})).expect("locks");
        slowest = slowest.max(started.elapsed().as_millis());
        match actor
            .desk()
            .call("overview", json!({ "case": case, "actor": "", "pack": null }))
        {
            Err(failure) if failure.code == Code::Locked => {}
            other => report.fault(format!("after locking: {other:?}")),
        }
        actor.enter().expect("unlocks");
    }
    if slowest > LOCKED * crate::report::patience() {
        report.fault(format!("locking took {slowest} ms"));
    }
    report.figure("locked, with a case, its originals and the index open", times);
    report.figure("slowest, ms (limit 1,000)", slowest);
    report.done()
}
