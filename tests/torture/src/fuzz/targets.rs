//! Everything that reads what somebody else wrote.

use super::{Target, fit};
use crate::actor::{Memory, furnish};
use crate::desk::{Desk, LAWYER, PASSPHRASE, morning};
use crate::folder::scratch;
use crate::promise::Promises;
use app::{App, Kdf};
use intake::{Kind, Sample, read_docx, read_picture, read_tsv, sniff};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::rc::Rc;

type Run = Box<dyn FnMut(&[u8]) -> Result<(), String>>;

/// All of them. Those that need a vault share one.
pub fn all() -> Vec<Target> {
    let mut targets = vec![
        target("intake", 100, intake_seeds(), Box::new(taken)),
        target("tsv", 30, Vec::new(), Box::new(tsv)),
        target(
            "case_file",
            30,
            vec![app::DEMO.as_bytes()[..20_000].to_vec(), small_case()],
            Box::new(case_file),
        ),
        target("rules", 30, rule_seeds(), Box::new(rules)),
        target("template", 30, template_seeds(), Box::new(template)),
    ];
    targets.extend(left_the_house());
    targets.extend(slots());
    targets.extend(with_a_vault());
    targets
}

fn target(name: &'static str, share: usize, seeds: Vec<Vec<u8>>, run: Run) -> Target {
    Target {
        name,
        share,
        seeds,
        run,
    }
}

fn taken(input: &[u8]) -> Result<(), String> {
    // The first bytes choose the name, as a person would.
    let name = *[
        "证据卷一.pdf",
        "照片.png",
        "扫描.jpg",
        "谈话笔录.docx",
        "流水.xlsx",
        "无后缀",
        "\u{202e}fdp.exe",
        "../../a.docx",
        "<script>.docx",
        "con",
        "很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长.docx",
        "",
    ]
    .get(input.first().copied().unwrap_or(0) as usize % 12)
    .unwrap_or(&"a");
    let kind = match sniff(&Sample::whole(input), name) {
        Ok(kind) => kind,
        Err(refusal) => return fit(&refusal.to_string()),
    };
    match kind {
        Kind::Png | Kind::Jpeg => read_picture(input, kind, name)
            .map(|_| ())
            .or_else(|refusal| fit(&refusal.to_string())),
        Kind::Docx => match read_docx(input, name) {
            Ok(document) => {
                let size: usize = document.pages.iter().map(|page| page.text().len()).sum();
                // Words come out of an archive that is packed, but not without end.
                (size < 64 << 20)
                    .then_some(())
                    .ok_or_else(|| format!("{size} bytes of text"))
            }
            Err(refusal) => fit(&refusal.to_string()),
        },
        Kind::Pdf { .. } => Ok(()),
    }
}

fn tsv(input: &[u8]) -> Result<(), String> {
    let read = read_tsv(&String::from_utf8_lossy(input));
    (read.text.len() <= input.len() * 4 + 64)
        .then_some(())
        .ok_or_else(|| "more words than were given".into())
}

fn case_file(input: &[u8]) -> Result<(), String> {
    match app::parse_case_file(&String::from_utf8_lossy(input)) {
        Ok(_) => Ok(()),
        Err(failure) => has_chinese(&failure.to_string()),
    }
}

/// A fault of a file somebody wrote names the line and repeats what stands there, which may be anything.
fn has_chinese(words: &str) -> Result<(), String> {
    let chinese = words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    (chinese && !words.contains("panicked"))
        .then_some(())
        .ok_or_else(|| format!("it says: {words}"))
}

fn rules(input: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(input).into_owned();
    let (path, text) = text
        .split_once('\n')
        .map_or(("facts/a.toml".to_owned(), text.clone()), |(path, rest)| {
            (path.to_owned(), rest.to_owned())
        });
    match law::Book::read(&[law::File { path, text }]) {
        Ok(book) => {
            let _ = law::lint(&book);
            Ok(())
        }
        Err(faults) => faults.iter().try_for_each(|fault| has_chinese(&fault.to_string())),
    }
}

fn template(input: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(input);
    let values =
        json!({ "name": "<script>{{ x }}", "rows": ["一", "{{", "| a |", "# b"], "case": { "name": "\u{202e}案" } });
    match memo::template::render(&text, values) {
        Ok(_) => Ok(()),
        Err(error) => has_chinese(&error.to_string()),
    }
}

fn log(input: &[u8]) -> Result<(), String> {
    match app::verify_log(&String::from_utf8_lossy(input)) {
        Ok(_) => Ok(()),
        Err(failure) => fit(&failure.to_string()),
    }
}

/// What comes back from outside to be verified: logs and papers, as this program let them go.
fn left_the_house() -> Vec<Target> {
    let home = scratch();
    furnish(&home.path().join("vault"), &home.path().join("marks"));
    let mut desk = Desk::sit(&home.path().join("vault"), 500);
    desk.unlock(LAWYER, PASSPHRASE).expect("unlocks");
    let listed = desk.call("case_list", json!({})).expect("a list");
    let case = listed["cases"][0]["id"].clone();
    let mut made = |name: &str, request: Value| {
        let now = desk.now();
        desk.app.export(name, request, now).expect(name).bytes
    };
    let logs = vec![
        made("export_log", json!({ "case": case, "format": "jsonl" })),
        made("export_office_log", json!({})),
    ];
    let text = String::from_utf8(made("export_case", json!({ "case": case }))).expect("a case file");
    let whole = made(
        "export_document",
        json!({ "case": case, "actor": "", "document": "meeting_outline", "pack": null, "accepted_only": false }),
    );
    let own = whole.clone();
    let paper = move |input: &[u8]| match app::verify_file(input, &text) {
        Ok(told) if told.same() != (input == own) => {
            Err("a paper that was changed passes, or one that was not does not".into())
        }
        Ok(told) => told.checks.iter().try_for_each(|check| has_chinese(&check.said)),
        Err(failure) => has_chinese(&failure.to_string()),
    };
    vec![
        target("log", 30, logs, Box::new(log)),
        target("paper", 2, vec![whole], Box::new(paper)),
    ]
}

fn slots() -> Vec<Target> {
    let home = scratch();
    let dir = home.path().join("vault");
    let mut desk = Desk::sit(&dir, 0);
    desk.create().expect("a vault");
    desk.call(
        "add_user",
        json!({ "name": "陈助理", "role": "paralegal", "passphrase": "石榴 铁轨 晨雾 三号" }),
    )
    .expect("a user");
    drop(desk);
    let whole = std::fs::read(dir.join("slots.json")).unwrap_or_default();
    let run = move |input: &[u8]| {
        let dir = home.path().join("vault");
        std::fs::write(dir.join("slots.json"), input).map_err(|why| why.to_string())?;
        let mut app = App::open(&dir, Kdf::light_for_tests());
        let state = match app.call("vault_state", json!({}), morning()) {
            Ok(state) => state,
            Err(failure) => return fit(&failure.to_string()),
        };
        for user in state["users"].as_array().into_iter().flatten() {
            let request = json!({ "user": user["id"], "passphrase": PASSPHRASE });
            if let Err(failure) = app.call("unlock", request, morning()) {
                fit(&failure.to_string())?;
            }
        }
        Ok(())
    };
    vec![target("slots", 30, vec![whole], Box::new(run))]
}

/// A furnished vault with a lawyer in front of it.
fn with_a_vault() -> Vec<Target> {
    let home = scratch();
    let marks = home.path().join("marks");
    let promises: Promises = furnish(&home.path().join("vault"), &marks);
    let mut desk = Desk::sit(&home.path().join("vault"), 500);
    desk.unlock(LAWYER, PASSPHRASE).expect("unlocks");
    let case = promises
        .kept
        .keys()
        .find_map(|key| key.strip_prefix("volume|")?.split('|').next().map(str::to_owned));
    let case = case.unwrap_or_default();
    let mut folder = Memory::default();
    let now = desk.now();
    desk.app.export_folder(&case, &mut folder, now).expect("a folder");
    let desk = Rc::new(RefCell::new((desk, home)));
    let ask = |name: &'static str, build: fn(&str, &str) -> Value| -> Run {
        let (desk, case) = (desk.clone(), case.clone());
        Box::new(move |input| {
            let request = build(&case, &String::from_utf8_lossy(input));
            match desk.borrow_mut().0.call(name, request) {
                Ok(_) => Ok(()),
                Err(failure) if matches!(name, "add_calendar" | "stage_rules") => has_chinese(&failure.to_string()),
                Err(failure) => fit(&failure.to_string()),
            }
        })
    };
    let words = [
        "30余万",
        "1.5万元至2万元",
        "不少于3个",
        "2026年3月5日",
        "2021.6.22前",
        "约三百",
        "三十万零五百元",
    ];
    let words: Vec<Vec<u8>> = words.iter().map(|word| word.as_bytes().to_vec()).collect();
    let mut targets = vec![
        target(
            "search",
            40,
            vec!["欧阳 服务器".into(), "\"租用 服务器\" 2-47".into()],
            ask(
                "search",
                |case, text| json!({ "query": text, "case": case, "kinds": [], "limit": 20 }),
            ),
        ),
        target(
            "money",
            100,
            words.clone(),
            ask("read_value", |_, text| json!({ "type": "money", "text": text })),
        ),
        target(
            "number",
            50,
            words.clone(),
            ask("read_value", |_, text| json!({ "type": "number", "text": text })),
        ),
        target(
            "date",
            100,
            words,
            ask("read_value", |_, text| json!({ "type": "date", "text": text })),
        ),
        target(
            "calendar",
            10,
            vec![include_bytes!("../../../../rules/calendar/2026.toml").to_vec()],
            ask("add_calendar", |_, text| json!({ "text": text })),
        ),
        target(
            "bundle",
            5,
            vec![br#"{"format":1,"files":[{"path":"facts/a.toml","text":"[group]"}]}"#.to_vec()],
            ask("stage_rules", |_, text| json!({ "text": text })),
        ),
        target("import", 10, vec![small_case()], ask("check_import", |_, _| json!({}))),
    ];
    // Taking a case in leaves a case; a file that is refused leaves nothing.
    if let Some(last) = targets.last_mut() {
        let (desk, folder) = (desk, folder.0);
        let names: Vec<String> = folder.keys().cloned().collect();
        last.name = "folder";
        last.seeds = vec![folder["MANIFEST.json"].clone(), folder["case.toml"].clone()];
        last.run = Box::new(move |input| {
            let mut own = Memory(folder.clone());
            let which = input.len() % names.len().min(7);
            own.0.insert(names[which].clone(), input.to_vec());
            if input.starts_with(b"{") {
                own.0.insert("MANIFEST.json".into(), input.to_vec());
            }
            let desk = &mut desk.borrow_mut().0;
            let now = desk.now();
            match desk.app.import_folder(&mut own, now) {
                Ok(taken) => taken
                    .refused
                    .iter()
                    .chain(&taken.differences)
                    .try_for_each(|line| has_chinese(line)),
                Err(failure) => has_chinese(&failure.to_string()),
            }
        });
    }
    targets
}

fn small_case() -> Vec<u8> {
    "format = 1\n[matter]\nname = \"丙案\"\ncharge = \"assisting_cybercrime\"\n[[party]]\nid = \"c\"\nname = \"某丙\"\n[[entry]]\nactor = \"c\"\n\
     path = \"is_student\"\nboth = true\nfound = true\nreason = \"学籍证明\"\nsources = [\"2-47\"]\n"
        .into()
}

fn rule_seeds() -> Vec<Vec<u8>> {
    let wanted = [
        "facts/money.toml",
        "sources/criminal_law.toml",
        "procedure/2018-10-26.toml",
        "defences/surrender.toml",
        "exits/probation.toml",
        "evidence/kinds.toml",
        "ladders/knowledge.toml",
        "sentencing/2021-07-01.toml",
        "calendar/2026.toml",
        "offences/assisting_cybercrime/2015-11-01.toml",
    ];
    let files = app::rule_files()
        .into_iter()
        .filter(|file| wanted.contains(&file.path.as_str()));
    files
        .map(|file| format!("{}\n{}", file.path, file.text).into_bytes())
        .collect()
}

fn template_seeds() -> Vec<Vec<u8>> {
    let files = app::rule_files()
        .into_iter()
        .filter(|file| file.path.starts_with("documents/"));
    files.map(|file| file.text.into_bytes()).take(3).collect()
}

fn intake_seeds() -> Vec<Vec<u8>> {
    let mut seeds = vec![
        super::hostile::docx("<w:p><w:r><w:t>正文</w:t></w:r></w:p>"),
        super::hostile::png(40, 30),
    ];
    seeds.push(crate::desk::pdf("正文", b"1 0 obj"));
    seeds.push(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x11\x08\x00\x20\x00\x20\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xd9".to_vec());
    seeds
}
