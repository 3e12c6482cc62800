//! Journeys through `app`, told in `tests/journey/*.json`: what a user calls, one step after another, and what they see.
//!
//! A journey has its own empty vault, a clock of its own, and `people`: who has which passphrase. A step is one of
//!
//! - `call`: a command, with its `request`; what is missing in the request is taken from `defaults`;
//! - `export`: a file to be saved, whose SHA-256 is always compared with the one the window is told;
//! - `act`: something that happens outside the program (see [`Told::act`]).
//!
//! `as` locks and unlocks first if somebody else was working; `window` is which program of several looks at the vault.
//! `expect` maps places in the view (JSON pointers; `[key=value]` picks out of a list) to what is there: a value, or
//! `contains:`, `lacks:`, `starts:`, `ends:`, `length:`, `at least:`, `not:` something, or `absent`. `fails` says that the
//! step is refused, with which code, in which words. `keep` names what is found at a place; later steps say `${name}`.
//!
//! Whatever the story: no refusal repeats a word listed as `private`, nor where the vault is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use app::{App, Failure, Kdf};
use chrono::{DateTime, Duration, FixedOffset};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::repository::{files, text};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Journey {
    /// What it shows.
    #[serde(rename = "about")]
    _about: String,
    /// Passphrases by name.
    people: BTreeMap<String, String>,
    /// Words that no refusal may repeat.
    private: Vec<String>,
    /// Requests by command, where a step leaves something out.
    #[serde(default)]
    defaults: BTreeMap<String, Map<String, Value>>,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    #[serde(default, rename = "why")]
    _why: String,
    #[serde(rename = "as")]
    user: Option<String>,
    #[serde(default)]
    window: usize,
    call: Option<String>,
    export: Option<String>,
    act: Option<String>,
    #[serde(default)]
    request: Map<String, Value>,
    #[serde(default)]
    expect: Expected,
    fails: Option<Refusal>,
    #[serde(default)]
    keep: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Refusal {
    code: String,
    says: String,
}

/// What is expected where; a list, because a place may be looked at twice.
#[derive(Default)]
struct Expected(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Expected {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> serde::de::Visitor<'de> for Pairs {
            type Value = Expected;
            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("places and what is there")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Expected, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Expected(pairs))
            }
        }
        from.deserialize_map(Pairs)
    }
}

/// A journey being told.
struct Told {
    journey: Journey,
    folder: tempfile::TempDir,
    windows: BTreeMap<usize, App>,
    now: DateTime<FixedOffset>,
    kept: BTreeMap<String, Value>,
}

#[test]
fn every_journey_ends_well() {
    let told = files("tests/journey", &["json"]);
    let faults: Vec<String> = told.iter().flat_map(|file| tell(file)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

fn tell(file: &Path) -> Vec<String> {
    let journey: Journey = serde_json::from_str(&text(file)).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
    let mut told = Told {
        journey,
        folder: tempfile::tempdir().expect("a temporary folder"),
        windows: BTreeMap::new(),
        now: "2026-11-23T09:00:00+08:00".parse().expect("a moment"),
        kept: BTreeMap::new(),
    };
    let steps = std::mem::take(&mut told.journey.steps);
    let mut faults = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        told.now += Duration::seconds(61);
        let found = told.step(step);
        let what = step.call.as_ref().or(step.export.as_ref()).or(step.act.as_ref());
        let place = format!(
            "{}, step {} ({})",
            file.display(),
            number + 1,
            what.map_or("?", String::as_str)
        );
        faults.extend(found.into_iter().map(|fault| format!("{place}: {fault}")));
    }
    faults
}

impl Told {
    fn vault(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    fn window(&mut self, number: usize) -> &mut App {
        let vault = self.vault();
        self.windows
            .entry(number)
            .or_insert_with(|| App::open(&vault, Kdf::light_for_tests()))
    }

    fn step(&mut self, step: &Step) -> Vec<String> {
        if let Some(user) = &step.user
            && let Err(why) = self.sit_down(step.window, user)
        {
            return vec![format!("{user} does not get in: {why}")];
        }
        let now = self.now;
        let outcome = match (&step.call, &step.export, &step.act) {
            (Some(name), None, None) => {
                let request = self.request(name, step);
                self.window(step.window).call(name, request, now)
            }
            (None, Some(name), None) => {
                let request = self.request(name, step);
                self.export(step.window, name, request)
            }
            (None, None, Some(act)) => {
                self.act(act);
                Ok(Value::Null)
            }
            _ => return vec!["a step is one of call, export, act".into()],
        };
        match (outcome, &step.fails) {
            (Ok(view), None) => self.look(step, &view),
            (Ok(view), Some(_)) => vec![format!("was not refused, but gave {:.400}", view.to_string())],
            (Err(failure), None) => vec![format!("was refused: {failure}")],
            (Err(failure), Some(refusal)) => self.listen(&failure, refusal),
        }
    }

    /// Makes `user` the one at this window.
    fn sit_down(&mut self, window: usize, user: &str) -> Result<(), Failure> {
        let now = self.now;
        let passphrase = self.journey.people[user].clone();
        let state = self.window(window).call("vault_state", json!({}), now)?;
        if state.pointer("/user/name") == Some(&json!(user)) {
            return Ok(());
        }
        let users = state["users"].as_array().cloned().unwrap_or_default();
        let id = users
            .iter()
            .find(|known| known["name"] == user)
            .map(|known| known["id"].clone());
        let request = json!({ "user": id, "passphrase": passphrase });
        self.window(window).call("lock", json!({}), now)?;
        self.window(window).call("unlock", request, now).map(|_| ())
    }

    fn request(&self, name: &str, step: &Step) -> Value {
        let mut request = self.journey.defaults.get(name).cloned().unwrap_or_default();
        request.extend(step.request.clone());
        self.fill(&Value::Object(request))
    }

    /// Makes the file, checks what the window is told about it, and keeps it as the shell would.
    fn export(&mut self, window: usize, name: &str, request: Value) -> Result<Value, Failure> {
        let now = self.now;
        let file = self.window(window).export(name, request, now)?;
        let mut view = file.view;
        assert_eq!(
            view["sha256"],
            json!(memo::receipt::sha256(&file.bytes)),
            "the file is not the one told of"
        );
        let head = String::from_utf8_lossy(&file.bytes[..file.bytes.len().min(8)]).into_owned();
        view["begins"] = json!(head);
        view["size"] = json!(file.bytes.len());
        if let Ok(text) = String::from_utf8(file.bytes) {
            view["text"] = json!(text);
        }
        if let Some(trace) = file.trace {
            self.window(window).left_the_house(&trace, now)?;
        }
        Ok(view)
    }

    /// What happens outside the program.
    fn act(&mut self, act: &str) {
        match act {
            "close every window" => self.windows.clear(),
            "damage the case files" => damage(&self.vault().join("cases")),
            "damage the register" => damage_file(&self.vault().join("vault.db")),
            "lose the list of users" => std::fs::remove_file(self.vault().join("slots.json")).expect("it was there"),
            _ => panic!("nobody knows how to {act}"),
        }
    }

    fn look(&mut self, step: &Step, view: &Value) -> Vec<String> {
        // The window sends the revision it has seen last with what it records.
        if let Some(seen) = view.pointer("/revision").or_else(|| view.pointer("/head/revision")) {
            self.kept.insert("revision".into(), seen.clone());
        }
        let mut faults = Vec::new();
        for (place, wanted) in &step.expect.0 {
            let (place, wanted) = (self.fill_text(place), self.fill(wanted));
            let found = find(view, &place);
            if !fits(found, &wanted) {
                let found: String = found
                    .map_or("nothing".to_owned(), Value::to_string)
                    .chars()
                    .take(400)
                    .collect();
                faults.push(format!("{place} should be {wanted}, is {found}"));
            }
        }
        for (name, place) in &step.keep {
            match find(view, &self.fill_text(place)) {
                Some(found) => drop(self.kept.insert(name.clone(), found.clone())),
                None => faults.push(format!("{place} is not there to be kept in {:.400}", view.to_string())),
            }
        }
        faults
    }

    fn listen(&self, failure: &Failure, refusal: &Refusal) -> Vec<String> {
        let said = failure.to_string();
        let mut faults = Vec::new();
        if json!(failure.code) != json!(refusal.code) {
            faults.push(format!(
                "refused as {:?}, should be {}: {said}",
                failure.code, refusal.code
            ));
        }
        if !said.contains(&refusal.says) {
            faults.push(format!("should say 「{}」, says 「{said}」", refusal.says));
        }
        let vault = self.folder.path().to_string_lossy().into_owned();
        let secrets = self
            .journey
            .private
            .iter()
            .chain(self.journey.people.values())
            .chain(std::iter::once(&vault));
        faults.extend(
            secrets
                .filter(|secret| said.contains(*secret))
                .map(|secret| format!("repeats 「{secret}」: {said}")),
        );
        if !said.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
            faults.push(format!("is not in Chinese: {said}"));
        }
        faults
    }

    fn fill(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => match text.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')) {
                Some(name) if self.kept.contains_key(name) => self.kept[name].clone(),
                _ => Value::String(self.fill_text(text)),
            },
            Value::Array(items) => items.iter().map(|item| self.fill(item)).collect(),
            Value::Object(fields) => Value::Object(
                fields
                    .iter()
                    .map(|(key, value)| (key.clone(), self.fill(value)))
                    .collect(),
            ),
            other => other.clone(),
        }
    }

    fn fill_text(&self, text: &str) -> String {
        let text = text.replace("${long}", &"长".repeat(6_000));
        self.kept.iter().fold(text, |text, (name, value)| {
            let plain = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            text.replace(&format!("${{{name}}}"), &plain)
        })
    }
}

/// A JSON pointer that can also pick out of a list: `/rows/[node=subject]/cells`.
fn find<'a>(view: &'a Value, place: &str) -> Option<&'a Value> {
    let mut here = view;
    for part in place.split('/').skip(1) {
        let part = part.replace("~1", "/");
        here = match part
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']')?.split_once('='))
        {
            Some((key, wanted)) => here.as_array()?.iter().find(|item| item[key] == wanted)?,
            None => match here {
                Value::Array(items) => items.get(part.parse::<usize>().ok()?)?,
                _ => here.get(&part)?,
            },
        };
    }
    Some(here)
}

fn fits(found: Option<&Value>, wanted: &Value) -> bool {
    let Some(rule) = wanted.as_str() else {
        return found == Some(wanted);
    };
    let plain = found
        .map(|found| found.as_str().map_or_else(|| found.to_string(), str::to_owned))
        .unwrap_or_default();
    let length = found.and_then(Value::as_array).map_or(plain.chars().count(), Vec::len);
    match rule.split_once(':') {
        _ if rule == "absent" => found.is_none_or(Value::is_null),
        Some(("contains", part)) => plain.contains(part),
        Some(("lacks", part)) => found.is_some() && !plain.contains(part),
        Some(("starts", part)) => plain.starts_with(part),
        Some(("ends", part)) => plain.ends_with(part),
        Some(("not", other)) => found.is_some() && plain != other,
        Some(("length", number)) => number.parse() == Ok(length),
        Some(("at least", number)) => number
            .parse()
            .is_ok_and(|least: f64| found.and_then(Value::as_f64).unwrap_or(length as f64) >= least),
        Some(("at most", number)) => number
            .parse()
            .is_ok_and(|most: f64| found.is_some() && found.and_then(Value::as_f64).unwrap_or(length as f64) <= most),
        _ => found == Some(wanted),
    }
}

fn damage(folder: &Path) {
    let entries = std::fs::read_dir(folder).expect("a folder of cases");
    let mut hurt = 0;
    for entry in entries {
        damage_file(&entry.expect("readable").path());
        hurt += 1;
    }
    assert!(hurt > 0, "there is no case file to damage");
}

/// Changes one bit on every page.
fn damage_file(file: &Path) {
    let mut bytes = std::fs::read(file).expect("readable");
    bytes.iter_mut().skip(100).step_by(1024).for_each(|byte| *byte ^= 1);
    std::fs::write(file, bytes).expect("writable");
}

#[test]
fn what_is_expected_is_compared() {
    let view = json!({ "rows": [{ "node": "a/b", "truth": "true" }], "empty": null });
    let at = |place| find(&view, place);
    assert!(fits(at("/rows/[node=a~1b]/truth"), &json!("true")));
    assert!(!fits(at("/rows/[node=a~1b]/truth"), &json!("unknown")));
    assert!(!fits(at("/rows/[node=c]/truth"), &json!("not:unknown")));
    assert!(fits(at("/rows"), &json!("length:1")) && !fits(at("/rows"), &json!("at least:2")));
    assert!(fits(at("/empty"), &json!("absent")) && !fits(at("/rows"), &json!("absent")));
    assert!(fits(at("/rows/0/node"), &json!("lacks:c")) && !fits(at("/nothing"), &json!("lacks:c")));
}
