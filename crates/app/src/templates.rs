//! The firm's own templates and style sheets, kept in the vault beside those of the program: read, tried on the fictional case,
//! and used from the next document on. What is removed can be put back.

use crate::document::{Wanted, compose_record};
use crate::failure::Failure;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::wire;
use case::Scope;
use memo::Sheet;
use memo::template::{self, FrontMatter};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

wire! {
    /// A template or style sheet of the firm.
    pub struct OwnTemplate {
        /// Its id; that of a style sheet begins with `sheet/`.
        pub id: String,
        /// Name of the document.
        pub name: String,
        /// What it is for.
        pub about: String,
        /// A style sheet: how papers look, not what they say.
        pub look: bool,
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

    /// Takes a template or a style sheet into the vault.
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

/// Settings that hold templates begin so, and those that hold style sheets.
const KEPT: &str = "template/";
const LOOKS: &str = "sheet/";
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

fn kept(app: &mut App, kind: &str) -> Result<BTreeMap<String, Kept>, Failure> {
    let settings = app.vault()?.office_settings(kind)?;
    let read = |(key, text): (String, String)| {
        let id = key.strip_prefix(kind)?.to_string();
        Some((id, serde_json::from_str(&text).ok()?))
    };
    Ok(settings.into_iter().filter_map(read).collect())
}

fn keep(app: &mut App, key: &str, own: &Kept) -> Result<(), Failure> {
    let text = serde_json::to_string(own).map_err(|_| Failure::invalid("模板无法保存，请重试。"))?;
    Ok(app.vault()?.set_office_setting(key, &text)?)
}

/// Texts of the firm's templates in use, by id.
pub(crate) fn texts(app: &mut App) -> Result<BTreeMap<String, String>, Failure> {
    let all = kept(app, KEPT)?.into_iter().filter(|(_, own)| !own.removed);
    Ok(all.map(|(id, own)| (id, own.text)).collect())
}

/// The style sheet a template asks for, where the firm has one of that name: its own by `sheet`, or one in place of the preset.
pub(crate) fn sheet_of(app: &mut App, source: &str) -> Result<Option<Sheet>, Failure> {
    let front = template::front_matter(source)?;
    let looks = kept(app, LOOKS)?;
    let named = front.sheet.iter().map(String::as_str);
    let wanted = named.chain([Sheet::of(front.preset).id.as_str()]);
    let own = wanted.filter_map(|id| looks.get(id)).find(|own| !own.removed);
    Ok(own.map(|own| Sheet::read(&own.text)).transpose()?)
}

/// The templates and style sheets of the firm.
pub(crate) fn own_templates(app: &mut App, _: OwnTemplatesRequest, _: Now) -> Result<OwnTemplates, Failure> {
    let row = |(id, own): (String, Kept)| {
        let front = template::front_matter(&own.text).ok()?;
        Some(OwnTemplate {
            replaces: book().documents.contains_key(&id),
            name: front.name,
            about: front.about,
            look: false,
            outgoing: front.outgoing,
            removed: own.removed,
            by: format!("{} {}", own.by, own.at),
            id,
        })
    };
    let look = |(id, own): (String, Kept)| {
        let sheet = Sheet::read(&own.text).ok()?;
        Some(OwnTemplate {
            replaces: PRESETS.contains(&id.as_str()),
            name: sheet.name,
            about: sheet.about,
            look: true,
            outgoing: false,
            removed: own.removed,
            by: format!("{} {}", own.by, own.at),
            id: format!("{LOOKS}{id}"),
        })
    };
    let mut rows: Vec<OwnTemplate> = kept(app, KEPT)?.into_iter().filter_map(row).collect();
    rows.extend(kept(app, LOOKS)?.into_iter().filter_map(look));
    rows.sort_by(|a, b| (a.removed, a.look, &a.name).cmp(&(b.removed, b.look, &b.name)));
    Ok(OwnTemplates { rows })
}

/// Ids of the looks that come with the program.
const PRESETS: [&str; 4] = ["official", "firm", "wide", "brief"];

/// Takes a template or a style sheet into the vault, once it has made a document of the fictional case.
pub(crate) fn put_template(app: &mut App, request: PutTemplate, now: Now) -> Result<OwnTemplates, Failure> {
    let text = request.text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    if text.len() > LARGEST {
        return Err(Failure::invalid("模板超过 256 KB，请确认选对了文件。"));
    }
    let key = if text.trim_start().starts_with("+++") {
        let front = template::front_matter(&text)?;
        shaped(&front)?;
        tried(&text, &front, None, now)?;
        format!("{KEPT}{}", front.id)
    } else {
        let sheet = Sheet::read(&text)?;
        named(&sheet.id, &sheet.name)?;
        let sample = book()
            .documents
            .get(SAMPLE)
            .ok_or_else(|| Failure::not_found("这种文书"))?;
        tried(sample, &template::front_matter(sample)?, Some(sheet.clone()), now)?;
        format!("{LOOKS}{}", sheet.id)
    };
    let own = Kept {
        text,
        by: app.user()?.name.clone(),
        at: now.format("%Y-%m-%d %H:%M").to_string(),
        removed: false,
    };
    keep(app, &key, &own)?;
    app.set = None;
    own_templates(app, OwnTemplatesRequest {}, now)
}

/// What a style sheet is tried on: a paper with every kind of block.
const SAMPLE: &str = "non_prosecution_opinion";

fn named(id: &str, name: &str) -> Result<(), Failure> {
    let fine = |ch: char| ch.is_ascii_lowercase() || ch.is_ascii_digit() || ch == '_';
    if id.is_empty() || id.len() > ID || !id.chars().all(fine) {
        return Err(Failure::invalid(
            "模板头部的 id 只能用小写字母、数字和下划线，不超过40个，例如 firm_bail。",
        ));
    }
    if name.trim().is_empty() || name.chars().count() > NAME {
        return Err(Failure::invalid("模板头部的 name 是文书名称，1至30字。"));
    }
    Ok(())
}

fn shaped(front: &FrontMatter) -> Result<(), Failure> {
    named(&front.id, &front.name)?;
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
fn tried(text: &str, front: &FrontMatter, sheet: Option<Sheet>, now: Now) -> Result<(), Failure> {
    let record = crate::cases::read_record(crate::DEMO, "模板检查", now)?;
    let actor = crate::analysis::actor_of(&record, "")?;
    let wanted = Wanted {
        document: front.id.clone(),
        source: text.into(),
        sheet,
        rules: crate::analysis::pack(book(), &record, &actor, None, now.date_naive())?,
        actor,
        scope: Scope::All,
        lawyer: true,
        log_head: String::new(),
        stage: None,
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
    let (kind, id) = match request.id.strip_prefix(LOOKS) {
        Some(id) => (LOOKS, id),
        None => (KEPT, request.id.as_str()),
    };
    let mut own = kept(app, kind)?
        .remove(id)
        .ok_or_else(|| Failure::not_found("这份本所模板"))?;
    own.removed = request.removed;
    keep(app, &format!("{kind}{id}"), &own)?;
    app.set = None;
    own_templates(app, OwnTemplatesRequest {}, now)
}
