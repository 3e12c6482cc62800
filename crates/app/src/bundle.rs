//! Rules that came later than the program: read, tried, compared on one's own cases, and only then accepted.

mod effects;

use crate::failure::Failure;
use crate::rules::{Rules, book, built_in, under};
use crate::session::{App, Now};
use crate::wire::wire;
use law::{Book, File};
use memo::receipt::sha256;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

pub(crate) use effects::rule_effects;
pub use effects::{EffectsView, RuleEffects};

wire! {
    /// A state of the law.
    pub struct EditionView {
        /// Its name.
        pub name: String,
        /// Checked up to this day.
        pub date: String,
        /// What a reader should know.
        pub note: String,
        /// SHA-256 of the bundle; empty for the program's own rules.
        pub fingerprint: String,
        /// Rule sets in it.
        pub rule_sets: u32,
        /// Who accepted it and when; empty for the program's own rules.
        pub accepted: String,
    }

    /// Which rules are in force.
    pub struct RulesState {
        /// In force in this vault.
        pub in_force: EditionView,
        /// What the program was built with.
        pub built_in: EditionView,
    }

    /// Asks which rules are in force.
    pub struct RulesStateRequest {}

    /// One rule file that differs.
    pub struct ChangedFile {
        /// Its place.
        pub path: String,
        /// added, removed or changed.
        #[cfg_attr(feature = "typescript", ts(type = "\"added\" | \"removed\" | \"changed\""))]
        pub how: String,
        /// Rules that came, went or changed, in words.
        pub said: String,
    }

    /// Rules that were read and found sound, not yet accepted.
    pub struct StagedView {
        /// What it is.
        pub edition: EditionView,
        /// Files that differ from those in force.
        pub changed: Vec<ChangedFile>,
        /// Examples run.
        pub examples: u32,
    }

    /// A bundle of rules to be read.
    pub struct StageRules {
        /// The whole file.
        pub text: String,
    }

    /// Accepts the rules last read.
    pub struct InstallRules {
        /// Their fingerprint, as it was shown.
        pub fingerprint: String,
    }

    /// Puts the program's own rules back.
    pub struct UninstallRules {}
}

/// A bundle as written by `mingbian bundle`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BundleFile {
    format: u32,
    files: BTreeMap<String, String>,
}

/// Rules that were read, with the text they were read from.
#[derive(Debug, Clone)]
pub(crate) struct Bundle {
    pub rules: Rules,
    pub fingerprint: String,
    text: String,
}

/// The largest bundle read.
const LARGEST: usize = 16 << 20;

/// Writes a rules folder as one file, to be handed on and accepted elsewhere.
///
/// # Errors
/// When the folder holds no edition; its faults are told by `mingbian check`.
pub fn write_bundle(files: &[File]) -> Result<String, Failure> {
    let book = Book::read(files).map_err(|faults| told("规则文件夹", faults.iter().map(ToString::to_string)))?;
    if book.edition.date.is_empty() {
        return Err(Failure::invalid(
            "规则文件夹里没有 edition.toml，请写明名称和核对日期。",
        ));
    }
    let bundle = BundleFile {
        format: 1,
        files: files
            .iter()
            .map(|file| (file.path.clone(), file.text.clone()))
            .collect(),
    };
    serde_json::to_string_pretty(&bundle).map_err(|_| Failure::invalid("规则包无法写成文件。"))
}

/// What tells a bundle from every other: compared by eye with what the publisher says.
pub fn fingerprint(bundle: &str) -> String {
    sha256(bundle.as_bytes())
}

/// A list of faults as one failure; a long list is cut and says so.
fn told(what: &str, faults: impl Iterator<Item = String>) -> Failure {
    let all: Vec<String> = faults.collect();
    let more = all.len().saturating_sub(20);
    let rest = if more > 0 {
        format!("\n……另有{more}处。")
    } else {
        String::new()
    };
    let shown = all.into_iter().take(20).collect::<Vec<_>>().join("\n");
    Failure::new(
        crate::failure::Code::Invalid,
        format!("{what}有需要改正的地方：\n{shown}{rest}"),
        "请联系规则包的提供者。",
    )
}

/// Reads a bundle; rules once read stay for the life of the program.
fn read(text: &str) -> Result<Bundle, Failure> {
    static READ: Mutex<BTreeMap<String, Rules>> = Mutex::new(BTreeMap::new());
    let fingerprint = sha256(text.as_bytes());
    let mut known = READ.lock().unwrap_or_else(PoisonError::into_inner);
    let rules = match known.get(&fingerprint) {
        Some(rules) => *rules,
        None => {
            let rules = parse(text)?;
            known.insert(fingerprint.clone(), rules);
            rules
        }
    };
    Ok(Bundle {
        rules,
        fingerprint,
        text: text.into(),
    })
}

fn parse(text: &str) -> Result<Rules, Failure> {
    if text.len() > LARGEST {
        return Err(Failure::invalid("文件过大，不是规则包。"));
    }
    let bundle: BundleFile = serde_json::from_str(text)
        .map_err(|_| Failure::invalid("这个文件不是规则包，请选择由 mingbian bundle 生成的文件。"))?;
    if bundle.format != 1 {
        return Err(Failure::invalid(format!(
            "规则包的格式号是 {}，本程序只认识 1，请先升级程序。",
            bundle.format
        )));
    }
    let files: Vec<File> = bundle
        .files
        .into_iter()
        .map(|(path, text)| File { path, text })
        .collect();
    let book = Book::read(&files).map_err(|faults| told("规则包", faults.iter().map(ToString::to_string)))?;
    Ok(Rules {
        book: Box::leak(Box::new(book)),
        files: Box::leak(files.into_boxed_slice()),
    })
}

/// What a stricter reader finds, and whether the program can work with it.
fn tried(rules: Rules, now: Now) -> Result<(), Failure> {
    let own = built_in().book;
    let (date, least) = (&rules.book.edition.date, &own.edition.date);
    if date < least {
        return Err(Failure::invalid(format!(
            "这个规则包核对至{date}，早于程序自带的规则（{least}），不能用旧规则替换新规则。"
        )));
    }
    let faults = law::lint(rules.book)
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>();
    let failures = law::run_examples(rules.book).into_iter().map(|failure| failure.message);
    let all: Vec<String> = faults.into_iter().chain(failures).collect();
    if !all.is_empty() {
        return Err(told("规则包", all.into_iter()));
    }
    let missing: Vec<String> = own
        .dictionary
        .facts()
        .map(|fact| &fact.id)
        .chain(own.dictionary.tables().map(|table| &table.id))
        .filter(|id| rules.book.dictionary.fact(id).is_none() && rules.book.dictionary.table(id).is_none())
        .map(|id| format!("缺少问题 {id}：已经录入的回答会无处安放。"))
        .chain(
            own.documents
                .keys()
                .filter(|id| !rules.book.documents.contains_key(*id))
                .map(|id| format!("缺少文书模板 {id}。")),
        )
        .collect();
    if !missing.is_empty() {
        return Err(told("规则包", missing.into_iter()));
    }
    // Both papers of the fictional case, written under the new rules.
    under(Some(rules), || {
        for document in rules.book.documents.keys() {
            crate::papers::compose_file(crate::DEMO, "", document, None, now)
                .map_err(|why| Failure::invalid(format!("用示例案件试写文书 {document} 未成功：{why}")))?;
        }
        Ok(())
    })
}

fn edition(rules: Rules, fingerprint: &str, accepted: String) -> EditionView {
    let edition = &rules.book.edition;
    EditionView {
        name: edition.name.clone(),
        date: edition.date.clone(),
        note: edition.note.clone(),
        fingerprint: fingerprint.into(),
        rule_sets: rules.book.rule_sets().count() as u32,
        accepted,
    }
}

/// Takes the accepted rules of a vault that was just opened.
pub(crate) fn take(app: &mut App) -> Result<(), Failure> {
    let Some(found) = app.vault()?.rule_bundle()?.filter(|found| !found.text.is_empty()) else {
        app.rules = None;
        return Ok(());
    };
    if sha256(found.text.as_bytes()) != found.fingerprint {
        return Err(Failure::new(
            crate::failure::Code::Damaged,
            "已接受的规则包与接受时的指纹不符，保险库可能已损坏。",
            "请从备份恢复，或者联系技术支持。",
        ));
    }
    app.rules = Some(read(&found.text)?.rules);
    Ok(())
}

/// Which rules are in force.
pub(crate) fn rules_state(app: &mut App, _: RulesStateRequest, _: Now) -> Result<RulesState, Failure> {
    let own = edition(built_in(), "", String::new());
    let found = app.vault()?.rule_bundle()?.filter(|found| !found.text.is_empty());
    let in_force = match (found, app.rules) {
        (Some(found), Some(rules)) => {
            let day = found.at.split('T').next().unwrap_or_default();
            edition(rules, &found.fingerprint, format!("{}于{day}接受", found.by))
        }
        _ => own.clone(),
    };
    Ok(RulesState {
        in_force,
        built_in: own,
    })
}

/// Reads and tries a bundle without putting it in force.
pub(crate) fn stage_rules(app: &mut App, request: StageRules, now: Now) -> Result<StagedView, Failure> {
    app.staged = None;
    let bundle = read(&request.text)?;
    tried(bundle.rules, now)?;
    let view = StagedView {
        edition: edition(bundle.rules, &bundle.fingerprint, String::new()),
        changed: changed(bundle.rules),
        examples: law::example_facts(bundle.rules.book).len() as u32,
    };
    app.staged = Some(bundle);
    Ok(view)
}

/// Files that differ from those in force, with the rules that differ in them.
fn changed(new: Rules) -> Vec<ChangedFile> {
    let old = crate::rules::rule_files();
    let text = |files: &'_ [File], path: &str| {
        files
            .iter()
            .find(|file| file.path == path)
            .map(|file| file.text.clone())
    };
    let paths: BTreeSet<&String> = old.iter().chain(new.files).map(|file| &file.path).collect();
    let mut found = Vec::new();
    for path in paths {
        let how = match (text(&old, path), text(new.files, path)) {
            (Some(before), Some(after)) if before == after => continue,
            (Some(_), Some(_)) => "changed",
            (None, _) => "added",
            (_, None) => "removed",
        };
        found.push(ChangedFile {
            path: path.clone(),
            how: how.into(),
            said: differs(book(), new.book, path),
        });
    }
    found
}

/// What reads differently in a rule set, in the words of the law's own comparison.
fn differs(old: &Book, new: &Book, path: &str) -> String {
    let of = |book: &'_ Book| book.rule_sets().find(|rules| rules.file == path).cloned();
    let (Some(before), Some(after)) = (of(old), of(new)) else {
        return String::new();
    };
    let words: Vec<String> = law::differences(new, &before, &after)
        .into_iter()
        .map(|difference| difference.words)
        .collect();
    let more = words.len().saturating_sub(SHOWN);
    let mut said = words.into_iter().take(SHOWN).collect::<Vec<_>>().join("");
    if more > 0 {
        said.push_str(&format!("另有{more}处。"));
    }
    said
}

/// Differences of one file that are told one by one.
const SHOWN: usize = 8;

/// Accepts the rules last read.
pub(crate) fn install_rules(app: &mut App, request: InstallRules, now: Now) -> Result<RulesState, Failure> {
    let staged = app
        .staged
        .take()
        .filter(|staged| staged.fingerprint == request.fingerprint);
    let staged =
        staged.ok_or_else(|| Failure::invalid("这个规则包还没有读入，或者读入以后又换了，请重新选择文件。"))?;
    app.vault()?.accept_rules(&staged.fingerprint, &staged.text, now)?;
    app.rules = Some(staged.rules);
    changed_everywhere(app, now)
}

/// Puts the program's own rules back.
pub(crate) fn uninstall_rules(app: &mut App, _: UninstallRules, now: Now) -> Result<RulesState, Failure> {
    app.vault()?.accept_rules("", "", now)?;
    app.rules = None;
    changed_everywhere(app, now)
}

/// The list says what the rules in force say.
fn changed_everywhere(app: &mut App, now: Now) -> Result<RulesState, Failure> {
    let ids: Vec<String> = app
        .vault()?
        .cases()?
        .into_iter()
        .map(|row| row.id.to_string())
        .collect();
    under(app.rules, || {
        for id in &ids {
            crate::cases::refresh(app, id, now)?;
        }
        rules_state(app, RulesStateRequest {}, now)
    })
}
