//! The product with a person in front of it, as the window would use it.

use app::{App, Failure, Kdf, Sample, TakenView};
use chrono::{DateTime, FixedOffset, TimeDelta};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The lawyer of every vault here.
pub const LAWYER: &str = "李律师";
/// Their first passphrase.
pub const PASSPHRASE: &str = "纸船 灯塔 白鹭 七点";
const PIECE: usize = 1 << 20;

/// The desk.
pub struct Desk {
    /// The product.
    pub app: App,
    folder: PathBuf,
    moment: DateTime<FixedOffset>,
}

/// A moment to count from.
pub fn morning() -> DateTime<FixedOffset> {
    "2026-11-30T09:00:00+08:00".parse().expect("a moment")
}

impl Desk {
    /// Sits down before a vault folder, so many minutes into the morning.
    pub fn sit(dir: &Path, minutes: i64) -> Desk {
        Desk::with(App::open(dir, Kdf::light_for_tests()), dir, minutes)
    }

    /// As [`Desk::sit`], with a program of one's own.
    pub fn with(app: App, dir: &Path, minutes: i64) -> Desk {
        Desk {
            app,
            folder: dir.to_path_buf(),
            moment: morning() + TimeDelta::minutes(minutes),
        }
    }

    /// The folder of the vault.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The moment of the next call; every call is a minute after the one before.
    pub fn now(&mut self) -> DateTime<FixedOffset> {
        self.moment += TimeDelta::minutes(1);
        self.moment
    }

    /// One command.
    pub fn call(&mut self, name: &str, request: Value) -> Result<Value, Failure> {
        let now = self.now();
        self.app.call(name, request, now)
    }

    /// Makes the vault.
    pub fn create(&mut self) -> Result<(), Failure> {
        self.call("create_vault", json!({ "name": LAWYER, "passphrase": PASSPHRASE }))
            .map(|_| ())
    }

    /// Unlocks it, making it first when there is none.
    pub fn unlock(&mut self, name: &str, passphrase: &str) -> Result<(), Failure> {
        let state = self.call("vault_state", json!({}))?;
        if state["exists"] == false {
            return self.create();
        }
        let id = user_id(&state, name);
        self.call("unlock", json!({ "user": id, "passphrase": passphrase }))
            .map(|_| ())
    }

    /// Adds a case and returns its id.
    pub fn case(&mut self, name: &str) -> Result<String, Failure> {
        let request = json!({ "name": name, "accused": "欧阳某", "charge": "assisting_cybercrime", "stage": "prosecution_review" });
        Ok(text(&self.call("create_case", request)?["id"]))
    }

    /// The revision of a case.
    pub fn revision(&mut self, case: &str) -> Result<u64, Failure> {
        let head = self.call("case_head", json!({ "case": case }))?;
        Ok(head["revision"].as_u64().unwrap_or_default())
    }

    /// Says yes to a question, with a note.
    pub fn note(&mut self, case: &str, path: &str, note: &str) -> Result<u64, Failure> {
        let seen = self.revision(case)?;
        let sources = json!([{ "kind": "page", "text": "2-47", "quote": "我知道他们不干净" }]);
        let saved = self.call(
            "record_position",
            json!({ "case": case, "actor": "a1", "path": path, "side": "alleged", "answer": { "kind": "yes" },
                    "sources": sources, "note": note, "status": "", "reason": "", "seen": seen }),
        )?;
        Ok(saved["revision"].as_u64().unwrap_or_default())
    }

    /// Takes a file in, piece by piece, as the shell does.
    pub fn take(&mut self, case: &str, name: &str, bytes: &[u8]) -> Result<TakenView, Failure> {
        let ends = 64 << 10;
        let sample = Sample {
            head: &bytes[..bytes.len().min(ends)],
            tail: &bytes[bytes.len().saturating_sub(ends)..],
            size: bytes.len() as u64,
        };
        let now = self.now();
        let mut arriving = self.app.take_begin(case, name, &sample, now)?;
        for piece in bytes.chunks(PIECE) {
            if let Err(failure) = self.app.take_piece(&mut arriving, piece) {
                let _ = self.app.take_back(arriving);
                return Err(failure);
            }
        }
        self.app.take_end(arriving)
    }

    /// Makes a volume of an original.
    pub fn volume(&mut self, case: &str, original: &str, pages: u32) -> Result<(), Failure> {
        let request =
            json!({ "case": case, "original": original, "pages": pages, "part": "evidence", "label": "", "title": "" });
        self.call("add_volume", request).map(|_| ())
    }
}

/// Something that begins and ends like a PDF; nothing here opens it.
pub fn pdf(words: &str, filling: &[u8]) -> Vec<u8> {
    let mut bytes = format!("%PDF-1.7\n% {words}\n").into_bytes();
    bytes.extend_from_slice(filling);
    bytes.extend_from_slice(b"\n%%EOF\n");
    bytes
}

/// The id of a user of that name in a state of the vault.
pub fn user_id(state: &Value, name: &str) -> String {
    let users = state["users"].as_array().cloned().unwrap_or_default();
    users
        .iter()
        .find(|user| user["name"] == name)
        .map(|user| text(&user["id"]))
        .unwrap_or_default()
}

/// A text of a view.
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
