//! The file of a case through `app`: files taken in piece by piece, volumes, reading, cites that move.

mod anchors;
mod taking;
mod volumes;

use app::{App, Failure, Kdf, Sample, TakenView};
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

const PIECE: usize = 1 << 20;

fn now() -> DateTime<FixedOffset> {
    "2026-11-24T09:00:00+08:00".parse().expect("a moment")
}

/// A vault with a lawyer in front of it, and one case.
struct Desk {
    folder: tempfile::TempDir,
    app: App,
    case: String,
    user: String,
    minute: i64,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut app = App::open(folder.path(), Kdf::light_for_tests());
        let call = |app: &mut App, name: &str, request| {
            app.call(name, request, now())
                .unwrap_or_else(|why| panic!("{name}: {why}"))
        };
        let state = call(
            &mut app,
            "create_vault",
            json!({ "name": "李律师", "passphrase": "纸船 灯塔 白鹭 七点" }),
        );
        let case = json!({ "name": "王某案", "accused": "王某", "charge": "assisting_cybercrime", "stage": "prosecution_review" });
        let case = call(&mut app, "create_case", case)["id"]
            .as_str()
            .expect("an id")
            .to_owned();
        let user = state["user"]["id"].as_str().expect("an id").to_owned();
        Desk {
            folder,
            app,
            case,
            user,
            minute: 0,
        }
    }

    /// The program dies, and is started again.
    fn die(&mut self) {
        self.app = App::open(self.folder.path(), Kdf::light_for_tests());
        let request = json!({ "user": self.user, "passphrase": "纸船 灯塔 白鹭 七点" });
        self.app.call("unlock", request, now()).expect("unlocked");
    }

    fn try_call(&mut self, name: &str, mut request: Value) -> Result<Value, Failure> {
        request["case"] = json!(self.case);
        self.minute += 1;
        self.app
            .call(name, request, now() + chrono::TimeDelta::minutes(self.minute))
    }

    fn call(&mut self, name: &str, request: Value) -> Value {
        self.try_call(name, request)
            .unwrap_or_else(|why| panic!("{name}: {why}"))
    }

    fn refused(&mut self, name: &str, request: Value) -> String {
        self.try_call(name, request).expect_err(name).to_string()
    }

    fn revision(&mut self) -> Value {
        self.call("case_head", json!({}))["revision"].clone()
    }

    /// As [`Desk::call`], on a page that shows the case as it is now.
    fn write(&mut self, name: &str, mut request: Value) -> Value {
        request["seen"] = self.revision();
        self.call(name, request)
    }

    fn view(&mut self) -> Value {
        self.call("file_view", json!({}))
    }

    fn take(&mut self, name: &str, bytes: &[u8]) -> Result<TakenView, Failure> {
        take(&mut self.app, &self.case, name, bytes)
    }

    /// A PDF of so many pages becomes a volume; its SHA-256.
    fn volume(&mut self, name: &str, pages: u32) -> String {
        let taken = self.take(name, &pdf(name)).expect("taken");
        self.call(
            "add_volume",
            json!({ "original": taken.original, "pages": pages, "part": "evidence", "label": "", "title": "" }),
        );
        taken.original
    }

    /// Keeps the words of every page.
    fn read(&mut self, original: &str, texts: &[String]) {
        let pages: Vec<Value> = (1..)
            .zip(texts)
            .map(|(page, text): (u32, _)| json!({ "page": page, "text": text, "hash": format!("{:016x}", hash(text)), "fault": "" }))
            .collect();
        for batch in pages.chunks(256) {
            self.call("put_page_text", json!({ "original": original, "pages": batch }));
        }
    }
}

/// Something that begins and ends like a PDF; nothing here opens it.
fn pdf(name: &str) -> Vec<u8> {
    format!("%PDF-1.7\n% {name}\n%%EOF\n").into_bytes()
}

/// A stand-in for the fingerprint of a page's picture: as far apart as random numbers.
fn hash(text: &str) -> u64 {
    text.chars().fold(0xcbf2_9ce4_8422_2325, |hash, c| {
        (hash ^ u64::from(c as u32)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Takes a file in, piece by piece, as the shell does.
fn take(app: &mut App, case: &str, name: &str, bytes: &[u8]) -> Result<TakenView, Failure> {
    let ends = 64 << 10;
    let sample = Sample {
        head: &bytes[..bytes.len().min(ends)],
        tail: &bytes[bytes.len().saturating_sub(ends)..],
        size: bytes.len() as u64,
    };
    let mut arriving = app.take_begin(case, name, &sample, now())?;
    for piece in bytes.chunks(PIECE) {
        app.take_piece(&mut arriving, piece)?;
    }
    app.take_end(arriving)
}

/// The words of a page, different for each number: three hundred of the two thousand characters a paper uses.
fn prose(number: u32) -> String {
    let mut state = u64::from(number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (0..300)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            char::from_u32(0x4E00 + (state % 2_000) as u32).unwrap_or('一')
        })
        .collect()
}

/// For the table of roles: what has to be there for a command of the file to make sense.
pub(crate) fn prepare(app: &mut App, case: &str, name: &str, request: &mut Value) {
    let add = |app: &mut App, name: &str| take(app, case, name, &pdf(name)).expect("taken").original;
    let first = add(app, "一.pdf");
    if matches!(name, "add_volume" | "discard_staged") {
        request["original"] = json!(first);
        return;
    }
    let volume = json!({ "case": case, "original": first, "pages": 3, "part": "evidence", "label": "1", "title": "" });
    app.call("add_volume", volume, now()).expect("a volume");
    if request.get("original").is_some() {
        request["original"] = json!(if name == "replace_volume" {
            add(app, "二.pdf")
        } else {
            first
        });
    }
    let revision =
        |app: &mut App| app.call("case_head", json!({ "case": case }), now()).expect("the case")["revision"].clone();
    if name == "accept_cites" {
        let twice = json!([{ "from": 1, "to": 1, "label": 1, "prefix": "", "per": 1 }, { "from": 2, "to": 2, "label": 1, "prefix": "", "per": 1 }]);
        let map = json!({ "case": case, "volume": "v0001", "ranges": twice, "seen": revision(app) });
        app.call("set_page_map", map, now()).expect("a map");
        let source = json!({ "kind": "page", "text": "1-1", "quote": "" });
        let fact = json!({ "case": case, "actor": "a1", "path": "is_student", "side": "alleged", "answer": { "kind": "yes" },
            "sources": [source], "note": "", "status": "", "reason": "", "seen": revision(app) });
        app.call("record_position", fact, now()).expect("recorded");
        let check = app
            .call("cite_check", json!({ "case": case, "volume": "" }), now())
            .expect("checked");
        request["moves"] = json!([{ "id": check["rows"][0]["id"], "page": 2 }]);
    }
    if request.get("seen").is_some() {
        request["seen"] = revision(app);
    }
}
