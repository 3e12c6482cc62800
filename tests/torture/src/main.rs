//! Breaks the vault on purpose and counts what survives: `torture kill --seed 7 --count 1000`, `torture all --write`.
//!
//! Every test of `docs/security.md` that needs a second process, a bad disk or a great many inputs is here, with its seed and its
//! count as arguments. `make test` runs each of them small (`tests/small.rs`), `make torture` runs them all at the floors and
//! writes `docs/torture.md`.

mod actor;
mod bytes;
mod child;
mod desk;
mod faults;
mod floors;
mod folder;
mod fuzz;
mod keys;
mod kill;
mod load;
mod odd;
mod power;
mod promise;
mod race;
mod report;
mod restore;
mod roles;
mod seed;
mod soak;

use faults::Fault;
use report::Report;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// What was asked for.
struct Asked {
    seed: u64,
    count: usize,
    only: String,
    former: PathBuf,
    corpus: PathBuf,
    root: PathBuf,
    write: bool,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|first| first == "actor") {
        return act(&arguments[1..]);
    }
    if std::env::var_os("TORTURE_HOME").is_none() {
        return at_home(&arguments);
    }
    let Some(asked) = read(&arguments) else {
        say(&format!(
            "torture kill|power|io|full|disk|bytes|race|migrate|restore|odd|keys|lock|roles|fuzz|load|soak|all [--seed N] [--count N] [--only TARGET|ACTIONS] [--patience TIMES] [--write]\n{}",
            floors::LIST
        ));
        return ExitCode::FAILURE;
    };
    let reports = run(&arguments[0], &asked);
    let text: String = reports.iter().map(Report::text).collect::<Vec<_>>().join("\n");
    say(&text);
    if asked.write {
        let share = (arguments[0] == "all").then_some(asked.count);
        floors::write(&asked.root, &reports, asked.seed, share);
    }
    match reports.iter().all(|report| report.faults.is_empty()) {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

fn run(what: &str, asked: &Asked) -> Vec<Report> {
    let Asked { seed, count, .. } = *asked;
    match what {
        "kill" => vec![kill::kills(seed, count)],
        "power" => vec![power::cuts(seed, count, 0)],
        "power-few" => vec![power::cuts(seed, power::SCRIPTS.len(), count)],
        "io" => vec![faults::faults(seed, Fault::Io, count, &asked.only)],
        "full" => vec![faults::faults(seed, Fault::Full, count, &asked.only)],
        "disk" => vec![
            faults::small_disk(seed, count)
                .unwrap_or_else(|| Report::new("R4 a small disk: nothing may be mounted here")),
        ],
        "bytes" => vec![bytes::mutations(seed, count)],
        "race" => vec![race::races(seed, count)],
        "migrate" => vec![kill::migrations(seed, count, &asked.former)],
        "restore" => vec![restore::restores(seed, count)],
        "keys" => vec![keys::derivation(seed, count)],
        "lock" => vec![keys::locking(seed, count)],
        "roles" => vec![roles::attempts(seed, count)],
        "odd" => vec![odd::conditions()],
        "fuzz" => fuzz::all(seed, count, &asked.only, &asked.corpus),
        "load" => vec![load::load(count)],
        "soak" => vec![soak::soak(seed, count)],
        "all" => floors::all(seed, count, &asked.former, &asked.corpus),
        _ => Vec::new(),
    }
}

fn read(arguments: &[String]) -> Option<Asked> {
    arguments.first()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut asked = Asked {
        seed: 1,
        count: 20,
        only: String::new(),
        former: root.join("tests/torture/former"),
        corpus: root.join("tests/fuzz"),
        root,
        write: false,
    };
    let mut rest = arguments[1..].iter();
    while let Some(name) = rest.next() {
        match name.as_str() {
            "--write" => asked.write = true,
            "--seed" => asked.seed = rest.next()?.parse().ok()?,
            "--patience" => report::be_patient(rest.next()?.parse().ok()?),
            "--count" => asked.count = rest.next()?.parse().ok()?,
            "--only" => asked.only.clone_from(rest.next()?),
            _ => return None,
        }
    }
    Some(asked)
}

/// Starts itself again with a home of its own, so that nothing of the one who runs it is touched or needed.
fn at_home(arguments: &[String]) -> ExitCode {
    let home = folder::scratch();
    let mut own = Command::new(std::env::current_exe().expect("this program"));
    own.args(arguments)
        .env("TORTURE_HOME", home.path())
        .env("HOME", home.path());
    for (name, folder) in [
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
    ] {
        own.env(name, home.path().join(folder));
    }
    own.env_remove("DBUS_SESSION_BUS_ADDRESS");
    match own.status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// The program under test.
fn act(arguments: &[String]) -> ExitCode {
    let [vault, marks, seed, script] = arguments else {
        return ExitCode::FAILURE;
    };
    let mut actor = actor::Actor::begin(Path::new(vault), Path::new(marks), seed.parse().unwrap_or(1));
    let (what, rest) = script.split_once(':').unwrap_or((script, ""));
    match what {
        "work" => {
            let (count, list) = rest.split_once(':').unwrap_or((rest, ""));
            let list: Vec<&str> = list.split(',').collect();
            actor.say("arm");
            if actor.enter().is_ok() {
                actor.work(count.parse().unwrap_or(1), &list);
            }
            actor.say("off");
        }
        "open" => {
            actor.say("arm");
            let entered = actor.enter();
            actor.say("off");
            entered.expect("opens");
        }
        "one" => faults::one(&mut actor, rest),
        "full" => faults::full(&mut actor, rest),
        "hold" => race::hold(&mut actor),
        _ => return ExitCode::FAILURE,
    }
    ExitCode::SUCCESS
}

fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}
