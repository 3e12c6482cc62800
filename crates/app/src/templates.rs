//! The firm's own templates, kept in the vault beside those of the program: read, tried on the fictional case, and used from
//! the next document on. What is removed can be put back.

use crate::document::{Wanted, compose_record};
use crate::failure::Failure;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::wire;
use case::Scope;
use memo::template::{self, FrontMatter};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

wire! {
    /// A template of the firm.
    pub struct OwnTemplate {
        /// Its id.
        pub id: String,
        /// Name of the document.
        pub name: String,
        /// What it is for.
        pub about: String,
        /// Leaves the firm.
        pub outgoing: bool,
        /// It stands in place of one of the program's.
        pub replaces: bool,
        /// Taken out of use.
        pub removed: bool,
        /// Who brought it, and when.
        pub by: String,
    }

    /// The templates of the firm.
    pub struct OwnTemplates {
        /// In order of name.
        pub rows: Vec<OwnTemplate>,
    }

    /// Asks for the templates of the firm.
    pub struct OwnTemplatesRequest {}

    /// Takes a template into the vault.
    pub struct PutTemplate {
        /// The file.
        pub text: String,
    }

    /// Takes a template out of use, or puts it back.
    pub struct SetTemplate {
        /// Its id.
        pub id: String,
        /// Taken out of use.
        pub removed: bool,
    }
}

/// Settings that hold templates begin so.
const KEPT: &str = "template/";
/// Largest template, in bytes.
const LARGEST: usize = 256 << 10;
/// Longest id and name, in characters.
const ID: usize = 40;
const NAME: usize = 30;

/// A template as the vault has it.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    text: String,
    by: String,
    at: String,
    #[serde(default)]
    removed: bool,
}

fn kept(app: &mut App) -> Result<BTreeMap<String, Kept>, Failure> {
    let settings = app.vault()?.office_settings(KEPT)?;
    let read = |(key, text): (String, String)| {
        let id = key.strip_prefix(KEPT)?.to_string();
        Some((id, serde_json::from_str(&text).ok()?))
    };
    Ok(settings.into_iter().filter_map(read).collect())
}

fn keep(app: &mut App, id: &str, own: &Kept) -> Result<(), Failure> {
    let text = serde_json::to_string(own).map_err(|_| Failure::invalid("模板无法保存，请重试。"))?;
    Ok(app.vault()?.set_office_setting(&format!("{KEPT}{id}"), &text)?)
}

/// Texts of the firm's templates in use, by id.
pub(crate) fn texts(app: &mut App) -> Result<BTreeMap<String, String>, Failure> {
    let all = kept(app)?.into_iter().filter(|(_, own)| !own.removed);
    Ok(all.map(|(id, own)| (id, own.text)).collect())
}

/// The templates of the firm.
pub(crate) fn own_templates(app: &mut App, _: OwnTemplatesRequest, _: Now) -> Result<OwnTemplates, Failure> {
    let row = |(id, own): (String, Kept)| {
        let front = template::front_matter(&own.text).ok()?;
        Some(OwnTemplate {
            replaces: book().documents.contains_key(&id),
            name: front.name,
            about: front.about,
            outgoing: front.outgoing,
            removed: own.removed,
            by: format!("{} {}", own.by, own.at),
            id,
        })
    };
    let mut rows: Vec<OwnTemplate> = kept(app)?.into_iter().filter_map(row).collect();
    rows.sort_by(|a, b| (a.removed, &a.name).cmp(&(b.removed, &b.name)));
    Ok(OwnTemplates { rows })
}

/// Takes a template into the vault, once it has made a document of the fictional case.
pub(crate) fn put_template(app: &mut App, request: PutTemplate, now: Now) -> Result<OwnTemplates, Failure> {
    let text = request.text.replace("\r\n", "\n");
    if text.len() > LARGEST {
        return Err(Failure::invalid("模板超过 256 KB，请确认选对了文件。"));
    }
    let front = template::front_matter(&text)?;
    shaped(&front)?;
    tried(&text, &front, now)?;
    let own = Kept {
        text,
        by: app.user()?.name.clone(),
        at: now.format("%Y-%m-%d %H:%M").to_string(),
        removed: false,
    };
    keep(app, &front.id, &own)?;
    app.set = None;
    own_templates(app, OwnTemplatesRequest {}, now)
}

fn shaped(front: &FrontMatter) -> Result<(), Failure> {
    let fine = |ch: char| ch.is_ascii_lowercase() || ch.is_ascii_digit() || ch == '_';
    if front.id.is_empty() || front.id.len() > ID || !front.id.chars().all(fine) {
        return Err(Failure::invalid(
            "模板头部的 id 只能用小写字母、数字和下划线，不超过40个，例如 firm_bail。",
        ));
    }
    if front.name.trim().is_empty() || front.name.chars().count() > NAME {
        return Err(Failure::invalid("模板头部的 name 是文书名称，1至30字。"));
    }
    for stage in &front.stages {
        if case::Stage::from_id(stage).is_none() {
            let known: Vec<&str> = case::Stage::ALL.iter().map(|stage| stage.id()).collect();
            return Err(Failure::invalid(format!(
                "模板头部的 stages 中“{stage}”不是诉讼阶段，可写：{}。",
                known.join("、")
            )));
        }
    }
    Ok(())
}

/// A template must make a document of the fictional case before any client's case depends on it.
fn tried(text: &str, front: &FrontMatter, now: Now) -> Result<(), Failure> {
    let record = crate::cases::read_record(crate::DEMO, "模板检查", now)?;
    let actor = crate::analysis::actor_of(&record, "")?;
    let wanted = Wanted {
        document: front.id.clone(),
        source: text.into(),
        rules: crate::analysis::pack(book(), &record, &actor, None, now.date_naive())?,
        actor,
        scope: Scope::All,
        lawyer: true,
        log_head: String::new(),
    };
    let composed = compose_record(&record, &wanted, now)?;
    let set = memo::layout::layout(&composed.document)?;
    if composed.document.text().trim().is_empty() {
        return Err(Failure::invalid("模板在示例案件上没有写出任何文字，请检查其中的条件。"));
    }
    if let Some(missing) = set.missing_glyphs.iter().next() {
        return Err(Failure::invalid(format!(
            "模板里的“{missing}”在所有字体中都没有，请改用其他字符。"
        )));
    }
    Ok(())
}

/// Takes a template out of use, or puts it back.
pub(crate) fn set_template(app: &mut App, request: SetTemplate, now: Now) -> Result<OwnTemplates, Failure> {
    let mut own = kept(app)?
        .remove(&request.id)
        .ok_or_else(|| Failure::not_found("这份本所模板"))?;
    own.removed = request.removed;
    keep(app, &request.id, &own)?;
    app.set = None;
    own_templates(app, OwnTemplatesRequest {}, now)
}
