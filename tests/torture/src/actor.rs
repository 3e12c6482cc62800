//! The program under test, in a process of its own: does things to a vault through `app`, and says before and after each what it
//! was promised. It is killed, starved and lied to by others.

mod house;

use crate::desk::{Desk, LAWYER, PASSPHRASE, pdf, text};
use crate::promise::Promises;
use crate::seed::Seed;
use app::{FolderIn, FolderOut};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Cursor, Read, Write};
use std::path::Path;

/// Questions that are answered with yes.
pub const QUESTIONS: [&str; 6] = [
    "confessed_knowledge",
    "is_student",
    "direct_knowledge_evidence",
    "knowledge_corroborated",
    "hiding_measures",
    "false_identity",
];

/// What is promised of somebody who was removed.
pub const GONE: &str = "gone";
/// Where backups go: beside the vault, on the same disk.
pub const BACKUPS: &str = "backups";

type Answer = Result<Value, app::Failure>;

/// The program, and what it knows of its own vault.
pub struct Actor {
    desk: Desk,
    marks: File,
    chance: Seed,
    done: usize,
    passphrase: String,
    case: String,
    binned: Vec<String>,
    originals: Vec<(String, String)>,
    notes: BTreeMap<(String, String), String>,
}

impl Actor {
    /// Sits down before a vault folder and goes on where the marks end.
    pub fn begin(dir: &Path, marks: &Path, seed: u64) -> Actor {
        let acks = Promises::of(marks).acks;
        let desk = Desk::sit(dir, 60 * i64::try_from(acks).unwrap_or_default());
        Actor::at(desk, marks, seed)
    }

    /// As [`Actor::begin`], at a desk of one's own.
    pub fn at(desk: Desk, marks: &Path, seed: u64) -> Actor {
        let before = Promises::of(marks);
        let file = OpenOptions::new().create(true).append(true).open(marks);
        let passphrase = before.kept.get(&format!("pass|{LAWYER}")).cloned();
        Actor {
            desk,
            marks: file.expect("the marks"),
            chance: Seed::new(seed, "actor"),
            done: before.acks,
            passphrase: passphrase.unwrap_or_else(|| PASSPHRASE.to_owned()),
            case: String::new(),
            binned: Vec::new(),
            originals: Vec::new(),
            notes: BTreeMap::new(),
        }
    }

    /// Tells the shim, or the one who reads along.
    pub fn say(&mut self, line: &str) {
        let line = format!("{line}\n");
        self.marks.write_all(line.as_bytes()).expect("the marks");
    }

    /// Unlocks, makes what is missing, and learns what is there.
    pub fn enter(&mut self) -> Result<(), app::Failure> {
        let passphrase = self.passphrase.clone();
        self.step("enter", json!({}), |own| {
            own.desk.unlock(LAWYER, &passphrase)?;
            let mut facts = json!({});
            facts[format!("pass|{LAWYER}")] = json!(passphrase);
            Ok(facts)
        })?;
        self.learn()
    }

    fn learn(&mut self) -> Result<(), app::Failure> {
        let listed = self.desk.call("case_list", json!({}))?;
        let ids = |rows: &Value| -> Vec<String> {
            rows.as_array()
                .into_iter()
                .flatten()
                .map(|row| text(&row["id"]))
                .collect()
        };
        let mut known = ids(&listed["cases"]);
        known.sort();
        let bin = self.desk.call("case_bin", json!({}))?;
        self.binned = bin["cases"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|row| text(&row["id"]))
            .collect();
        self.case = match known.is_empty() {
            true => String::new(),
            false => known[self.chance.below(known.len())].clone(),
        };
        if self.case.is_empty() {
            self.act("create")?;
        }
        let file = self.desk.call("file_view", json!({ "case": self.case }))?;
        self.originals.clear();
        for key in ["staged", "volumes"] {
            for row in file[key].as_array().into_iter().flatten() {
                self.originals.push((self.case.clone(), text(&row["original"])));
            }
        }
        Ok(())
    }

    /// The desk it sits at.
    pub fn desk(&mut self) -> &mut Desk {
        &mut self.desk
    }

    /// The passphrase that counts now.
    pub fn passphrase(&self) -> &str {
        &self.passphrase
    }

    /// The case it works on.
    pub fn case(&self) -> &str {
        &self.case
    }

    /// One action, between its two lines.
    fn step(&mut self, what: &str, may: Value, act: impl FnOnce(&mut Actor) -> Answer) -> Result<(), app::Failure> {
        self.say(&json!({ "do": what, "try": may }).to_string());
        match act(self) {
            Ok(facts) => {
                self.say(&json!({ "ack": facts }).to_string());
                self.done += 1;
                Ok(())
            }
            Err(failure) => {
                let words = format!("{}{}", failure.message, failure.hint);
                self.say(&json!({ "err": format!("{:?}", failure.code), "message": words }).to_string());
                Err(failure)
            }
        }
    }

    /// So many actions by chance; a refusal is reported and not the end.
    pub fn work(&mut self, count: usize, these: &[&str]) {
        for _ in 0..count {
            let action = *self.chance.of(these);
            let _ = self.act(action);
        }
    }

    /// One action by name.
    pub fn act(&mut self, action: &str) -> Result<(), app::Failure> {
        let case = self.case.clone();
        match action {
            "note" => self.note(),
            "undo" => self.undo(),
            "take" => self.take(),
            "volume" => self.volume(),
            "pages" => self.pages(),
            "bin" | "restore" | "destroy" => self.bin(action),
            "wall" => self.wall(),
            "backup" => self.backup(),
            "putback" => self.put_back(),
            "folder" => self.folder(),
            "document" => self.document(),
            "row" => self.step(action, json!({}), |own| {
                let name = format!("网站{}", own.done);
                let request =
                    json!({ "case": case, "actor": "a1", "table": "objects", "side": "alleged", "name": name });
                let saved = own.desk.call("add_row", request)?;
                Ok(fact(format!("revision|{case}"), saved["revision"].to_string()))
            }),
            "create" => self.step(action, json!({}), |own| {
                let case = own.desk.case(&format!("欧阳某案{}", own.done))?;
                own.case.clone_from(&case);
                Ok(fact(format!("case|{case}"), "listed"))
            }),
            "import" => self.step(action, json!({}), |own| {
                let text = own.file();
                let row = own.desk.call("import_case", json!({ "text": text }))?;
                Ok(fact(format!("case|{}", super::desk::text(&row["id"])), "listed"))
            }),
            "draft" => {
                let (key, body) = (format!("fact/{}", self.done % 3), format!("写到一半的话{}", self.done));
                let facts = fact(format!("draft|{case}|{key}"), body.clone());
                self.step(action, facts.clone(), |own| {
                    own.desk
                        .call("keep_draft", json!({ "case": case, "key": key, "body": body }))?;
                    Ok(facts)
                })
            }
            "theme" => {
                let theme = if self.done.is_multiple_of(2) { "dark" } else { "light" };
                self.step(action, fact("theme", theme), |own| {
                    let mut settings = own.desk.call("settings", json!({}))?;
                    settings["theme"] = json!(theme);
                    own.desk.call("set_settings", settings)?;
                    Ok(fact("theme", theme))
                })
            }
            "add_user" => {
                let name = format!("助理{}", self.done);
                let facts = fact(format!("user|{name}"), "paralegal");
                self.step(action, facts.clone(), |own| {
                    let request = json!({ "name": name, "role": "paralegal", "passphrase": "石榴 铁轨 晨雾 三号" });
                    own.desk.call("add_user", request)?;
                    Ok(facts)
                })
            }
            "remove" => self.remove(),
            "passphrase" => {
                let (old, new) = (self.passphrase.clone(), format!("纸船 灯塔 白鹭 {}", self.done));
                let facts = fact(format!("pass|{LAWYER}"), new.clone());
                self.step(action, facts.clone(), |own| {
                    own.desk.call("change_passphrase", json!({ "old": old, "new": new }))?;
                    own.passphrase = new;
                    Ok(facts)
                })
            }
            "index" => self.step(action, json!({}), |own| {
                own.desk.call("index_slice", json!({}))?;
                own.desk.call(
                    "search",
                    json!({ "query": "欧阳", "case": case, "kinds": [], "limit": 5 }),
                )?;
                Ok(json!({}))
            }),
            "relock" => self.step(action, json!({}), |own| {
                own.desk.call("lock", json!({}))?;
                let passphrase = own.passphrase.clone();
                own.desk.unlock(LAWYER, &passphrase)?;
                Ok(json!({}))
            }),
            other => panic!("no action {other}"),
        }
    }

    /// Goes on with the passphrase that the last change would have made.
    pub fn with_the_new_passphrase(&mut self) -> Result<(), app::Failure> {
        self.passphrase = format!("纸船 灯塔 白鹭 {}", self.done);
        self.done += 1;
        self.act("passphrase")
    }

    fn note(&mut self) -> Result<(), app::Failure> {
        let (case, path) = (self.case.clone(), *self.chance.of(&QUESTIONS));
        let words = format!("第{}条。{}", self.done, "很长的备注。".repeat(self.chance.below(60)));
        let key = format!("fact|{case}|{path}");
        self.step("note", fact(key.clone(), words.clone()), |own| {
            let revision = own.desk.note(&case, path, &words)?;
            own.notes.insert((case.clone(), path.to_owned()), words.clone());
            let mut facts = fact(key, words);
            facts[format!("revision|{case}")] = json!(revision.to_string());
            Ok(facts)
        })
    }

    /// Takes a note back that replaced another one of this session.
    fn undo(&mut self) -> Result<(), app::Failure> {
        self.note()?;
        let case = self.case.clone();
        let mut notes = self.notes.iter().filter(|((own, _), _)| *own == case);
        let Some(((_, path), before)) = notes.next().map(|(key, before)| (key.clone(), before.clone())) else {
            return Ok(());
        };
        let (key, words) = (format!("fact|{case}|{path}"), format!("要撤销的{}", self.done));
        self.step("note", fact(key.clone(), words.clone()), |own| {
            own.desk.note(&case, &path, &words)?;
            own.notes.insert((case.clone(), path.clone()), words.clone());
            Ok(fact(key.clone(), words))
        })?;
        self.step("undo", fact(key.clone(), before.clone()), |own| {
            own.desk.call("undo", json!({ "case": case }))?;
            own.notes.insert((case, path), before.clone());
            Ok(fact(key, before))
        })
    }

    fn take(&mut self) -> Result<(), app::Failure> {
        let (case, size) = (self.case.clone(), 2_000 + self.chance.below(2_200_000));
        let filling = self.chance.bytes(size);
        let bytes = pdf(&format!("扫描{}", self.done), &filling);
        let original = memo::receipt::sha256(&bytes);
        let facts = fact(format!("original|{case}|{original}"), "here");
        self.step("take", facts.clone(), |own| {
            let taken = own.desk.take(&case, "扫描件.pdf", &bytes)?;
            assert_eq!(taken.original, original, "the hash of what was taken in");
            own.originals.push((case, original));
            Ok(facts)
        })
    }

    fn volume(&mut self) -> Result<(), app::Failure> {
        self.take()?;
        let (case, original) = self.originals.last().cloned().unwrap_or_default();
        let facts = fact(format!("volume|{case}|{original}"), "here");
        self.step("volume", facts.clone(), |own| {
            own.desk.volume(&case, &original, 12)?;
            Ok(facts)
        })
    }

    fn pages(&mut self) -> Result<(), app::Failure> {
        if !self.originals.iter().any(|(case, _)| *case == self.case) {
            self.volume()?;
        }
        let case = self.case.clone();
        let own: Vec<(String, String)> = self.originals.iter().filter(|(own, _)| *own == case).cloned().collect();
        let original = self.chance.of(&own).1.clone();
        let mut facts = json!({});
        let mut pages = Vec::new();
        for page in 1..=4 {
            let words = format!("第{page}页第{}遍：租用服务器三台", self.done);
            pages.push(json!({ "page": page, "text": words, "hash": "0123456789abcdef", "fault": "" }));
            facts[format!("page|{case}|{original}|{page}")] = json!(words);
        }
        self.step("pages", facts.clone(), |own| {
            own.desk.call(
                "put_page_text",
                json!({ "case": case, "original": original, "pages": pages }),
            )?;
            Ok(facts)
        })
    }

    /// Into the bin, out of it, or gone for good.
    fn bin(&mut self, action: &str) -> Result<(), app::Failure> {
        if action == "bin" || self.binned.is_empty() {
            let kept = self.case.clone();
            self.act("create")?;
            let case = std::mem::replace(&mut self.case, kept);
            let facts = fact(format!("case|{case}"), "binned");
            self.step("bin", facts.clone(), |own| {
                own.desk.call("bin_case", json!({ "case": case }))?;
                own.binned.push(case);
                Ok(facts)
            })?;
        }
        let case = self.binned.last().cloned().unwrap_or_default();
        let (command, state) = match action {
            "restore" => ("restore_case", "listed"),
            "destroy" => ("destroy_case", "destroyed"),
            _ => return Ok(()),
        };
        let facts = fact(format!("case|{case}"), state);
        self.step(action, facts.clone(), |own| {
            let bin = own.desk.call("case_bin", json!({}))?;
            let rows = bin["cases"].as_array().cloned().unwrap_or_default();
            let name = rows
                .iter()
                .find(|row| row["id"] == json!(case))
                .map(|row| row["name"].clone());
            own.desk.call(command, json!({ "case": case, "name": name }))?;
            own.binned.retain(|own| *own != case);
            Ok(facts)
        })
    }

    /// A case goes out as a folder and comes in again as another one.
    fn folder(&mut self) -> Result<(), app::Failure> {
        let case = self.case.clone();
        self.step("folder", json!({}), |own| {
            let mut folder = Memory::default();
            let now = own.desk.now();
            own.desk.app.export_folder(&case, &mut folder, now)?;
            let now = own.desk.now();
            let taken = own.desk.app.import_folder(&mut folder, now)?;
            let id = taken.case.map(|row| row.id).unwrap_or_default();
            let mut facts = fact(format!("case|{id}"), "listed");
            for (_, original) in own.originals.iter().filter(|(own, _)| *own == case) {
                facts[format!("original|{id}|{original}")] = json!("here");
            }
            Ok(facts)
        })
    }

    /// A paper leaves the house.
    fn document(&mut self) -> Result<(), app::Failure> {
        let case = self.case.clone();
        self.step("document", json!({}), |own| {
            let request =
                json!({ "case": case, "actor": "", "document": "case_analysis", "pack": null, "accepted_only": false });
            let now = own.desk.now();
            let made = own.desk.app.export("export_document", request, now)?;
            assert!(made.bytes.starts_with(b"%PDF"), "a paper");
            if let Some(trace) = &made.trace {
                let now = own.desk.now();
                own.desk.app.left_the_house(trace, now)?;
            }
            Ok(json!({}))
        })
    }

    /// A case file as somebody else wrote it.
    fn file(&mut self) -> String {
        format!(
            "format = 1\n[matter]\nname = \"丙案{}\"\ncharge = \"assisting_cybercrime\"\n[[party]]\nid = \"a1\"\nname = \"某丙\"\n\
             [[entry]]\nactor = \"a1\"\npath = \"comparable_terms\"\nboth = true\nreason = \"合同\"\n",
            self.done
        )
    }
}

fn fact(key: impl Into<String>, value: impl Into<String>) -> Value {
    let mut facts = json!({});
    facts[key.into()] = json!(value.into());
    facts
}

/// A folder in memory.
#[derive(Default)]
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl FolderOut for Memory {
    fn put(&mut self, name: &str, bytes: &mut dyn Read) -> io::Result<()> {
        let mut all = Vec::new();
        bytes.read_to_end(&mut all)?;
        self.0.insert(name.into(), all);
        Ok(())
    }
}

impl FolderIn for Memory {
    fn names(&mut self) -> io::Result<Vec<String>> {
        Ok(self.0.keys().cloned().collect())
    }

    fn open(&mut self, name: &str) -> io::Result<Box<dyn Read>> {
        let bytes = self.0.get(name).cloned().ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(Cursor::new(bytes)))
    }
}

/// A vault with something of everything in it, locked; used as the beginning of many a story.
pub fn furnish(dir: &Path, marks: &Path) -> Promises {
    let mut actor = Actor::begin(dir, marks, 1);
    actor.enter().expect("a vault");
    for action in [
        "note", "note", "row", "volume", "pages", "draft", "theme", "add_user", "bin", "index",
    ] {
        actor.act(action).unwrap_or_else(|why| panic!("{action}: {why}"));
    }
    actor.desk.call("lock", json!({})).expect("locks");
    Promises::of(marks)
}
