//! What left the house, as it was: each export keeps the document it was made from, beside its receipt and under the same
//! hash chain.

use super::diff::{DiffLine, diff};
use super::pages::{PagesView, SetPages, view};
use super::{DocumentRequest, choose, composed};
use crate::failure::Failure;
use crate::session::{App, Now};
use crate::wire::wire;
use memo::receipt::Receipt;
use serde::{Deserialize, Serialize};

/// An exported document as it was.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Frozen {
    /// What the version is called, or empty.
    pub name: String,
    /// pdf or docx.
    pub format: String,
    /// Pages as printed.
    pub pages: u32,
    /// Without names and numbers.
    #[serde(default)]
    pub redacted: bool,
    /// Its words.
    pub text: String,
    /// The document itself.
    pub document: memo::Document,
}

/// The frozen document beside a receipt, without what is only needed to open it.
#[derive(Deserialize)]
struct Listed {
    name: String,
    format: String,
    pages: u32,
    #[serde(default)]
    redacted: bool,
    document: ListedDocument,
}

#[derive(Deserialize)]
struct ListedDocument {
    draft: bool,
}

impl Frozen {
    /// A receipt with the document beside it, as the export keeps both.
    pub fn beside(&self, receipt: &Receipt) -> String {
        let mut value = serde_json::to_value(receipt).unwrap_or_default();
        if let Some(fields) = value.as_object_mut() {
            fields.insert("frozen".into(), serde_json::to_value(self).unwrap_or_default());
        }
        value.to_string()
    }
}

wire! {
    /// A version of a document that was exported.
    pub struct VersionRow {
        /// Which export of the document it was, from 1.
        pub number: u32,
        /// What it is called, or empty.
        pub name: String,
        /// pdf or docx.
        pub format: String,
        /// Without names and numbers.
        pub redacted: bool,
        /// Marked as a draft.
        pub draft: bool,
        /// Pages.
        pub pages: u32,
        /// When.
        pub at: String,
        /// Who.
        pub by: String,
        /// SHA-256 of the file.
        pub sha256: String,
    }

    /// Asks what was exported of a document.
    pub struct VersionsOf {
        /// Case id.
        pub case: String,
        /// Template id.
        pub document: String,
    }

    /// What was exported, latest first.
    pub struct VersionsOfView {
        /// Versions.
        pub rows: Vec<VersionRow>,
    }

    /// Asks for pages of a version.
    pub struct VersionPages {
        /// Case id.
        pub case: String,
        /// Template id.
        pub document: String,
        /// Which export, from 1.
        pub number: u32,
        /// First page, from 1.
        pub from: u32,
        /// Last page.
        pub to: u32,
    }

    /// Pages of a version.
    pub struct VersionPagesView {
        /// The version.
        pub row: VersionRow,
        /// Its pages.
        pub pages: PagesView,
        /// same: made again, it is the file that left, byte for byte; differs; or unknown for a Word file.
        #[cfg_attr(feature = "typescript", ts(type = "\"same\" | \"differs\" | \"unknown\""))]
        pub bytes: String,
    }

    /// Asks what changed since a version.
    pub struct DiffRequest {
        /// The document now.
        pub paper: DocumentRequest,
        /// Which export, from 1; 0 for the last.
        pub number: u32,
    }

    /// What changed since a version.
    pub struct DiffView {
        /// The version.
        pub against: VersionRow,
        /// Paragraphs.
        pub lines: Vec<DiffLine>,
        /// How many paragraphs are not as they were.
        pub changed: u32,
    }
}

/// The exports of one document, oldest first, that can be opened again.
fn exports(app: &mut App, case: &str, document: &str) -> Result<Vec<store::Export>, Failure> {
    let id = crate::cases::case_id(case)?;
    let mut exports = app.vault()?.exports(&id)?;
    exports.retain(|export| export.document == document && export.receipt.contains("\"frozen\":"));
    exports.reverse();
    Ok(exports)
}

/// How many versions there are.
pub(super) fn count(app: &mut App, case: &str, document: &str) -> Result<u32, Failure> {
    Ok(exports(app, case, document)?.len() as u32)
}

fn row(at: usize, export: &store::Export) -> Option<VersionRow> {
    #[derive(Deserialize)]
    struct Beside {
        frozen: Listed,
    }
    let Beside { frozen } = serde_json::from_str(&export.receipt).ok()?;
    Some(VersionRow {
        number: at as u32 + 1,
        name: frozen.name,
        format: frozen.format,
        redacted: frozen.redacted,
        draft: frozen.document.draft,
        pages: frozen.pages,
        at: export.at.format("%Y-%m-%d %H:%M").to_string(),
        by: export.by.clone(),
        sha256: export.sha256.clone(),
    })
}

fn opened(export: &store::Export) -> Result<Frozen, Failure> {
    #[derive(Deserialize)]
    struct Beside {
        frozen: Frozen,
    }
    let beside: Beside = serde_json::from_str(&export.receipt)
        .map_err(|_| Failure::invalid("这个版本由别的版本的明辩写成，现在的程序打不开；导出的文件本身不受影响。"))?;
    Ok(beside.frozen)
}

/// What was exported of a document.
pub(crate) fn document_versions(app: &mut App, request: VersionsOf, _: Now) -> Result<VersionsOfView, Failure> {
    let exports = exports(app, &request.case, &request.document)?;
    let rows = exports.iter().enumerate().filter_map(|(at, export)| row(at, export));
    let mut rows: Vec<VersionRow> = rows.collect();
    rows.reverse();
    Ok(VersionsOfView { rows })
}

fn version(app: &mut App, case: &str, document: &str, number: u32) -> Result<(VersionRow, store::Export), Failure> {
    let mut all = exports(app, case, document)?;
    let at = if number == 0 { all.len() } else { number as usize };
    let missing = || Failure::not_found("这个版本");
    let at = at.checked_sub(1).filter(|at| *at < all.len()).ok_or_else(missing)?;
    let export = all.swap_remove(at);
    let row = row(at, &export).ok_or_else(missing)?;
    Ok((row, export))
}

/// Pages of a version, as they left.
pub(crate) fn version_pages(app: &mut App, request: VersionPages, _: Now) -> Result<VersionPagesView, Failure> {
    let (row, export) = version(app, &request.case, &request.document, request.number)?;
    let key = format!("version|{}|{}|{}", request.case, request.document, row.number);
    let mut bytes = "unknown";
    let first = app.set.as_ref().is_none_or(|set| set.key != key);
    if first || (request.from <= 1 && row.format == "pdf") {
        let frozen = opened(&export)?;
        if row.format == "pdf" {
            let again = memo::receipt::sha256(&memo::pdf(&frozen.document)?.bytes);
            bytes = if again == row.sha256 { "same" } else { "differs" };
        }
        let pages = memo::layout::layout(&frozen.document)?;
        app.set = Some(SetPages { key, pages });
    }
    let set = app.set.as_ref().ok_or_else(|| Failure::not_found("这些页"))?;
    Ok(VersionPagesView {
        pages: view(&set.pages, request.from, request.to),
        row,
        bytes: bytes.into(),
    })
}

/// What changed since a version was exported.
pub(crate) fn document_diff(app: &mut App, request: DiffRequest, now: Now) -> Result<DiffView, Failure> {
    let mut paper = request.paper;
    choose(app, &mut paper, now)?;
    let (against, export) = version(app, &paper.case, &paper.document, request.number)?;
    let frozen = opened(&export)?;
    let (_, made) = composed(app, &paper, now)?;
    let lines = diff(&frozen.text, &made.document.text());
    Ok(DiffView {
        changed: lines.iter().filter(|line| line.kind != "skipped").count() as u32,
        against,
        lines,
    })
}
