//! The commands of the document desk, each with a request that makes sense in the furnished office.

use super::table::Row;
use super::{LAWYER, Office, PARALEGAL, now};
use app::{App, Gate};
use serde_json::{Value, json};

/// A document of the case.
fn paper(case: &str) -> Value {
    json!({ "case": case, "actor": "", "document": "non_prosecution_opinion", "pack": null, "accepted_only": false })
}

/// Its first paragraph in other words.
fn wording(case: &str) -> Value {
    json!({ "paper": paper(case), "place": "|paragraph:", "section": false, "words": "另行说明。", "seen": 99 })
}

/// A template of the firm.
const TEMPLATE: &str = "+++\nid = \"own_letter\"\nname = \"律师函\"\noutgoing = true\nabout = \"致当事人\"\n+++\n# 律师函\n\n{{ matter.client }}：\n";

/// What has to be there before the command is called.
pub(super) const PREPARED: [&str; 7] = [
    "drop_words",
    "return_words",
    "accept_words",
    "set_template",
    "version_pages",
    "document_diff",
    "take_code",
];

/// Makes the commands' object be there: words a paralegal wrote, a template, a version that left.
pub(super) fn prepare(own: &Office, app: &mut App, name: &str, person: (&str, &str)) {
    match name {
        "set_template" if person == LAWYER => {
            app.call("put_template", json!({ "text": TEMPLATE }), now())
                .expect("read");
        }
        "version_pages" | "document_diff" => {
            let mut request = paper(&own.case);
            (request["format"], request["name"]) = (json!("docx"), json!(""));
            let file = app.export("export_document", request, now()).expect("made");
            app.left_the_house(&file.trace.expect("a trace"), now()).expect("kept");
        }
        "take_code" => {
            super::seen(app, &own.case, "put_exhibit", super::table::exhibit(&own.case));
            app.hearing_pack(&own.case, "", false, &mut Nowhere, now())
                .expect("a pack");
        }
        "set_template" => {}
        _ => {
            let mut unlock = |(name, passphrase): (&str, &str)| {
                let request = json!({ "user": own.id(name), "passphrase": passphrase });
                app.call("lock", json!({}), now()).expect("locks");
                app.call("unlock", request, now()).expect("their own passphrase");
            };
            unlock(PARALEGAL);
            super::seen(app, &own.case, "set_words", wording(&own.case));
            let request = json!({ "user": own.id(person.0), "passphrase": person.1 });
            app.call("lock", json!({}), now()).expect("locks");
            app.call("unlock", request, now()).expect("their own passphrase");
        }
    }
}

/// A folder that keeps nothing.
struct Nowhere;

impl app::FolderOut for Nowhere {
    fn put(&mut self, _: &str, bytes: &mut dyn std::io::Read) -> std::io::Result<()> {
        std::io::copy(bytes, &mut std::io::sink()).map(|_| ())
    }
}

/// Every command with its gate and a request.
pub(super) fn table(office: &Office) -> Vec<Row> {
    let mut rows = super::table::table(office);
    rows.extend(rows_of(&office.case));
    rows
}

/// One row for each command.
fn rows_of(case: &str) -> Vec<Row> {
    use Gate::{Lawyer, User};
    let row = |gate, name, request| Row { name, gate, request };
    let of = |more: Value| {
        let mut request = json!({ "case": case, "document": "non_prosecution_opinion" });
        if let (Some(all), Some(more)) = (request.as_object_mut(), more.as_object()) {
            all.extend(more.clone());
        }
        request
    };
    vec![
        row(
            User,
            "document_pages",
            json!({ "paper": paper(case), "from": 1, "to": 2 }),
        ),
        row(
            User,
            "words_of",
            json!({ "paper": paper(case), "place": "|paragraph:", "section": false }),
        ),
        row(User, "set_words", wording(case)),
        row(User, "drop_words", json!({ "case": case, "id": "w0001", "seen": 99 })),
        row(
            Lawyer,
            "return_words",
            json!({ "case": case, "id": "w0001", "seen": 99 }),
        ),
        row(
            Lawyer,
            "accept_words",
            json!({ "paper": paper(case), "id": "w0001", "seen": 99 }),
        ),
        row(
            User,
            "set_outline",
            of(json!({ "actor": "", "off": ["/请求"], "seen": 99 })),
        ),
        row(
            Lawyer,
            "set_release",
            json!({ "case": case, "actor": "a1", "path": "is_student", "out": true, "seen": 99 }),
        ),
        row(User, "document_versions", of(json!({}))),
        row(User, "version_pages", of(json!({ "number": 1, "from": 1, "to": 2 }))),
        row(User, "document_diff", json!({ "paper": paper(case), "number": 0 })),
        row(User, "redaction", json!({ "paper": paper(case), "also": ["某某路"] })),
        row(User, "hearing_codes", json!({ "case": case })),
        row(
            User,
            "take_code",
            json!({ "case": case, "code": "A1", "text": "当庭承认", "seen": 99 }),
        ),
        row(User, "own_templates", json!({})),
        row(Lawyer, "put_template", json!({ "text": TEMPLATE })),
        row(Lawyer, "set_template", json!({ "id": "own_letter", "removed": true })),
    ]
}
