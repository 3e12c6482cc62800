//! A copy without names: everybody the case knows has one pseudonym in every paper of every case; numbers, plates and
//! addresses are taken out wherever they stand; and the finished file is read again before it is handed out.
//!
//! ```text
//! record ─ known ▶ words to hide ─ register (vault) ▶ masks ─ mask ▶ Document ▶ bytes ─ leaks ▶ refused, or handed out
//! ```

mod mask;
mod numbers;
mod register;

use super::compose::Composed;
use super::{DocumentRequest, choose, composed};
use crate::failure::{Code, Failure};
use crate::session::{App, Now};
use crate::wire::wire;
use case::{PartyKind, Person, Record, Statement};
use mask::{Masks, significant};
use memo::Document;
use std::collections::BTreeMap;

wire! {
    /// A word that is hidden.
    pub struct HiddenWord {
        /// As it stands in the case.
        pub word: String,
        /// What stands in its place.
        pub mask: String,
        /// How often it occurs in this document.
        pub count: u32,
    }

    /// Asks what a redacted copy would hide.
    pub struct RedactionRequest {
        /// Which document.
        pub paper: DocumentRequest,
        /// More words to hide.
        pub also: Vec<String>,
    }

    /// What a redacted copy hides.
    pub struct RedactionView {
        /// People, firms and numbers of the case.
        pub words: Vec<HiddenWord>,
        /// How many other numbers, plates and addresses are taken out.
        pub numbers: u32,
        /// Words that look like names of somebody the case does not know.
        pub suspects: Vec<String>,
    }
}

/// Somebody or something with a name.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// Every name, the one used first.
    pub names: Vec<String>,
    /// A unit, a firm.
    pub unit: bool,
    /// Number in the register of people, when it has one.
    pub register: String,
    pub ids: Vec<String>,
    pub phones: Vec<String>,
    pub accounts: Vec<String>,
}

/// Everybody a case knows by name.
fn known(record: &Record) -> Vec<Known> {
    let mut all: Vec<Known> = record
        .items_of::<Person>()
        .map(|(_, person)| Known {
            names: std::iter::once(person.name.clone())
                .chain(person.aliases.clone())
                .collect(),
            unit: person.unit,
            register: person.register.clone(),
            ids: person.ids.clone(),
            phones: person.phones.clone(),
            accounts: person.accounts.clone(),
        })
        .collect();
    let employers = record.items_of::<Person>().map(|(_, person)| person.employer.clone());
    let units = employers.chain([record.matter.firm.clone()]).map(|name| (name, true));
    let takers = record.items_of::<Statement>().flat_map(|(_, own)| apart(&own.taken_by));
    let people = takers.chain(record.matter.lawyers.clone()).map(|name| (name, false));
    let parties = record
        .parties
        .iter()
        .map(|party| (party.name.clone(), party.kind == PartyKind::Unit));
    let entrusting = first_name(&record.matter.entrusted_by).map(|name| (name, false));
    for (name, unit) in parties.chain(people).chain(units).chain(entrusting) {
        if all.iter().all(|own| !own.names.contains(&name)) {
            all.push(Known {
                names: vec![name],
                unit,
                ..Known::default()
            });
        }
    }
    for own in &mut all {
        own.names.retain(|name| worth(name));
    }
    all.retain(|own| {
        !own.names.is_empty() || !own.ids.is_empty() || !own.phones.is_empty() || !own.accounts.is_empty()
    });
    all
}

/// A name of one character hides nothing but sense; one with 某 in it is a pseudonym already.
fn worth(name: &str) -> bool {
    significant(name).count() > 1 && !name.contains('某') && !name.contains('×')
}

/// Several names in one field.
fn apart(names: &str) -> Vec<String> {
    let parts = names.split(['、', '，', ',', '；', ';', '/', ' ', '　']);
    parts
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_string)
        .collect()
}

/// The name a field begins with: 李四（之妻） is 李四.
fn first_name(text: &str) -> Option<String> {
    let name = text
        .split(['（', '(', '，', ',', '、', ' ', '　', '之', '系'])
        .next()?
        .trim();
    (2..=4).contains(&name.chars().count()).then(|| name.to_string())
}

/// The masks of a case, pseudonyms kept in the vault for the next paper.
fn masks(app: &mut App, case: &str, also: &[String]) -> Result<Masks, Failure> {
    let record = app.record(case)?;
    let known = known(record);
    let docket = record.matter.docket.clone();
    let mut masks = register::masks(app, &known)?;
    if worth(&docket) {
        masks.add(&docket, "〔案号〕");
    }
    for word in also
        .iter()
        .map(|word| word.trim())
        .filter(|word| significant(word).count() > 1)
    {
        masks.add(word, "〔隐去〕");
    }
    Ok(masks)
}

/// The document without names, and what was hidden how often.
fn redacted(document: &Document, masks: &Masks) -> Result<(Document, BTreeMap<String, u32>), Failure> {
    let broken = || Failure::invalid("脱敏副本无法生成，请联系技术支持。");
    let mut value = serde_json::to_value(document).map_err(|_| broken())?;
    // What makes the paper again is no business of whoever gets a copy without names.
    value["meta"]["stamp"] = serde_json::json!("");
    let mut counts = BTreeMap::new();
    masks.apply(&mut value, &mut counts);
    Ok((serde_json::from_value(value).map_err(|_| broken())?, counts))
}

/// The document of an export without names.
pub(super) fn hide(app: &mut App, case: &str, composed: &mut Composed, also: &[String]) -> Result<Masks, Failure> {
    let masks = masks(app, case, also)?;
    composed.document = redacted(&composed.document, &masks)?.0;
    Ok(masks)
}

/// Reads a finished file again; a single word that should be hidden refuses it.
pub(super) fn check(format: &str, bytes: &[u8], file_name: &str, masks: &Masks) -> Result<(), Failure> {
    let mut found = match format {
        "pdf" => memo::words::pdf_words(bytes)?,
        _ => memo::words::docx_words(bytes)?,
    };
    found.push(file_name.into());
    let leaks = masks.leaks(&found);
    if leaks == 0 {
        return Ok(());
    }
    Err(Failure::new(
        Code::Invalid,
        format!("脱敏副本里仍有{leaks}处应当隐去的姓名或者号码，没有导出。"),
        "请在“脱敏副本”里把它们填入“另外隐去的词”，再试一次。",
    ))
}

/// What a redacted copy of a document would hide.
pub(crate) fn redaction(app: &mut App, request: RedactionRequest, now: Now) -> Result<RedactionView, Failure> {
    let mut paper = request.paper;
    choose(app, &mut paper, now)?;
    let masks = masks(app, &paper.case, &request.also)?;
    let (_, made) = composed(app, &paper, now)?;
    let (document, counts) = redacted(&made.document, &masks)?;
    let words = masks.words().map(|(word, mask)| HiddenWord {
        word: word.into(),
        mask: mask.into(),
        count: counts.get(word).copied().unwrap_or(0),
    });
    let mut words: Vec<HiddenWord> = words.collect();
    words.sort_by(|a, b| (b.count, &a.mask, &a.word).cmp(&(a.count, &b.mask, &b.word)));
    Ok(RedactionView {
        words,
        numbers: counts.get("").copied().unwrap_or(0),
        suspects: mask::suspects(&document.text()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use memo::document::{Block, Meta, Preset, Span};

    fn document(blocks: Vec<Block>) -> Document {
        let date = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
        let meta = Meta {
            author: "正大律师事务所".into(),
            stamp: "回执".into(),
            ..Meta::new("法律意见（王小明）", date)
        };
        Document::new(meta, Preset::Official, blocks)
    }

    fn some() -> Masks {
        let mut masks = Masks::default();
        masks.add("王小明", "王某1");
        masks.add("王小", "王某2");
        masks.add("王小明之子", "王某3");
        masks.add("正大律师事务所", "某律师事务所1");
        masks.add("6222 0213 0000 1234", "账户1");
        masks
    }

    #[test]
    fn nothing_known_is_left_anywhere_in_either_file() {
        let blocks = vec![
            Block::heading(1, "关于王小明的行为"),
            Block::paragraph(vec![
                Span::regular("王小明之子与王小、王"),
                Span::bold("小"),
                Span::regular("\n明到案；笔录称“叫王 小 明的那个人”，卡号6222021300001234，电话138 0013 8000。"),
            ]),
        ];
        let (own, counts) = redacted(&document(blocks), &some()).expect("redacted");
        let text = own.text();
        assert!(
            text.contains("王某3与王某2、王某1到案；笔录称“叫王某1的那个人”，卡号账户1，电话〔电话号码〕。"),
            "{text}"
        );
        assert_eq!(counts.get("王小明"), Some(&4));
        assert_eq!(own.meta.title, "法律意见（王某1）");
        assert_eq!(
            (own.meta.author.as_str(), own.meta.stamp.as_str()),
            ("某律师事务所1", "")
        );
        check("pdf", &memo::pdf(&own).expect("set").bytes, "法律意见.pdf", &some()).expect("no leak");
        check("docx", &memo::docx(&own).expect("set"), "法律意见.docx", &some()).expect("no leak");
    }

    #[test]
    fn a_leak_in_the_finished_bytes_or_the_name_refuses_the_file() {
        let whole = document(vec![Block::paragraph(vec![
            "本案被告人在二〇二五年三月至五月期间为他人提供服务器托管的行为人是王".into(),
            "小明。".into(),
        ])]);
        for (format, bytes) in [
            ("pdf", memo::pdf(&whole).expect("set").bytes),
            ("docx", memo::docx(&whole).expect("set")),
        ] {
            let refused = check(format, &bytes, "意见.pdf", &some()).expect_err("leaks");
            assert!(!refused.to_string().contains("王小明"), "a refusal repeats no name");
        }
        let (own, _) = redacted(&whole, &some()).expect("redacted");
        let bytes = memo::pdf(&own).expect("set").bytes;
        check("pdf", &bytes, "王小明意见.pdf", &some()).expect_err("the name of the file leaks");
    }

    #[test]
    fn what_is_a_pseudonym_already_stays() {
        assert!(!worth("王某") && !worth("某甲") && !worth("王"));
        assert!(worth("王五"));
        assert_eq!(first_name("李四（王五之妻）").as_deref(), Some("李四"));
        assert_eq!(apart("张警官、李警官"), ["张警官", "李警官"]);
    }
}
