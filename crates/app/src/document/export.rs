//! A document as a file: PDF or Word, final or draft, whole or without names; and what is kept of it.

use super::compose::Composed;
use super::frozen::Frozen;
use super::receipt::Stamp;
use super::{DocumentRequest, Exported, ExportedView, Trace, choose, composed, preflight};
use crate::failure::Failure;
use crate::session::{App, Now};
use crate::wire::wire;

wire! {
    /// Makes a file of a document.
    pub struct ExportDocument {
        /// Case id.
        pub case: String,
        /// Party id, or empty for the client.
        pub actor: String,
        /// Template id.
        pub document: String,
        /// Version by date, or the one in force.
        pub pack: Option<String>,
        /// Only accepted entries are used.
        pub accepted_only: bool,
        /// pdf or docx.
        #[serde(default = "pdf")]
        #[cfg_attr(feature = "typescript", ts(type = "\"pdf\" | \"docx\""))]
        pub format: String,
        /// Without names and numbers.
        #[serde(default)]
        pub redacted: bool,
        /// More words to hide in a copy without names.
        #[serde(default)]
        pub also: Vec<String>,
        /// What this version is called, or empty.
        #[serde(default)]
        pub name: String,
    }
}

fn pdf() -> String {
    "pdf".into()
}

/// Marks a document as a draft, and says so in what makes it again.
pub(super) fn as_draft(composed: &mut Composed) {
    if composed.document.draft {
        return;
    }
    composed.document.draft = true;
    if let Ok(stamp) = serde_json::from_str::<Stamp>(&composed.document.meta.stamp) {
        composed.document.meta.stamp = Stamp { draft: true, ..stamp }.written();
    }
}

/// Longest name of a version, in characters.
const NAME: usize = 40;

/// Makes the file. What stops a final export makes it a draft; only a lawyer's paper is ever final.
pub(super) fn export_document(app: &mut App, request: ExportDocument, now: Now) -> Result<Exported, Failure> {
    let mut paper = DocumentRequest {
        case: request.case,
        actor: request.actor,
        document: request.document,
        pack: request.pack,
        accepted_only: request.accepted_only,
    };
    let kinds = choose(app, &mut paper, now)?;
    let (wanted, mut made) = composed(app, &paper, now)?;
    if let Some(kind) = kinds.iter().find(|kind| kind.id == paper.document && !kind.allowed) {
        return Err(Failure::invalid(format!("{}{}", kind.name, kind.why_not)));
    }
    let name = request.name.trim();
    if name.chars().count() > NAME {
        return Err(Failure::invalid(format!("版本名称不超过{NAME}字。")));
    }
    let found = preflight::preflight(app, &paper.case, &wanted, &made, now)?;
    if found.iter().any(|own| own.level == "stop") {
        as_draft(&mut made);
    }
    let masks = match request.redacted {
        true => Some(super::redact::hide(app, &paper.case, &mut made, &request.also)?),
        false => None,
    };
    let document = made.document;
    let (bytes, pages) = written(&document, &request.format)?;
    let sha256 = memo::receipt::sha256(&bytes);
    let draft = if document.draft { "（草稿）" } else { "" };
    let hidden = if request.redacted { "（脱敏）" } else { "" };
    let file_name = format!(
        "{}-{}{hidden}{draft}.{}",
        made.front.name,
        now.format("%Y%m%d"),
        request.format
    );
    if let Some(masks) = &masks {
        super::redact::check(&request.format, &bytes, &file_name, masks)?;
    }
    let view = ExportedView {
        file_name: file_name.clone(),
        sha256: sha256.clone(),
        pages,
        saved: false,
    };
    let frozen = Frozen {
        name: name.into(),
        format: request.format,
        pages,
        redacted: request.redacted,
        text: document.text(),
        document,
    };
    Ok(Exported {
        file_name,
        bytes,
        view: serde_json::json!(view),
        trace: Some(Trace {
            cases: vec![paper.case],
            what: if request.redacted {
                "导出脱敏副本"
            } else {
                "导出文书"
            }
            .into(),
            document: paper.document,
            sha256,
            receipt: frozen.beside(&made.receipt),
        }),
    })
}

/// The bytes of a document, and its pages as printed.
fn written(document: &memo::Document, format: &str) -> Result<(Vec<u8>, u32), Failure> {
    match format {
        "pdf" => {
            let rendered = memo::pdf(document)?;
            Ok((rendered.bytes, rendered.pages as u32))
        }
        "docx" => {
            let pages = memo::layout::layout(document)?.pages.len() as u32;
            Ok((memo::docx(document)?, pages))
        }
        _ => Err(Failure::invalid("文书可以导出为 PDF 或者 Word 文件，请选择其中一种。")),
    }
}
