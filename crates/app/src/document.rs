//! Documents: preview as it prints, edits, pre-flight, versions, export.
//!
//! ```text
//! template ─ compose ▶ blocks ─ place (what people set by hand) ▶ Document ─┬─ pages ▶ the window
//!                                                      preflight ◀─────────┼─ export (PDF, DOCX, without names) ▶ a file
//!                                                                          └─ frozen ▶ versions, differences
//! ```

mod compose;
mod diff;
mod export;
mod frozen;
mod hearing;
mod kinds;
mod offered;
mod pages;
mod place;
mod preflight;
mod preview;
mod receipt;
mod redact;
mod verify;
mod words;

use crate::analysis::{actor_of, pack};
pub(crate) use crate::entry::Saved;
use crate::failure::Failure;
use crate::head::{CaseHead, head};
use crate::rules::{book, under};
use crate::session::{App, Now};
use crate::wire::wire;
use case::{ItemKey, ItemKind, Scope, Wording};

use compose::Composed;
pub(crate) use compose::{Wanted, as_at, built_in, compose_from, compose_record, values};
#[cfg(feature = "typescript")]
pub(crate) use export::ExportDocument;
pub(crate) use frozen::{
    DiffRequest, DiffView, VersionPages, VersionPagesView, VersionsOf, VersionsOfView, document_diff,
    document_versions, version_pages,
};
pub(crate) use hearing::{HearingCodes, HearingCodesView, TakeCode, hearing_codes, take_code};
pub use kinds::DocumentKind;
use kinds::kinds;
pub(crate) use offered::{Offer, stage_of};
pub(crate) use pages::{PagesRequest, PagesView, SetPages, document_pages};
pub use preflight::Preflight;
pub(crate) use preflight::{Confidence, confidential, released};
pub use preview::BlockView;
use preview::block;
pub(crate) use redact::{RedactionRequest, RedactionView, redaction};
pub use verify::{Check, Verification, verify_file};
pub(crate) use words::{
    AcceptWords, SetOutline, SetRelease, SetWords, WordingRef, WordsRequest, WordsView, accept_words, drop_words,
    return_words, set_outline, set_release, set_words, words_of,
};

wire! {
    /// A chapter of a document that can be left out.
    pub struct SectionView {
        /// Its name.
        pub name: String,
        /// Its heading.
        pub title: String,
        /// Printed.
        pub on: bool,
    }

    /// Words set by hand.
    pub struct WordingView {
        /// Number.
        pub id: String,
        /// Where in the document.
        pub place: String,
        /// The heading with everything under it.
        pub section: bool,
        /// The first block it became; -1 when it stands nowhere or was taken out.
        pub block: i32,
        /// How it begins; empty when the place was taken out.
        pub words: String,
        /// Who wrote it, and when.
        pub by: String,
        /// A lawyer stands behind it.
        pub settled: bool,
        /// What the document says there by itself has changed since.
        pub changed: bool,
        /// Its place is no longer there.
        pub lost: bool,
        /// What the document said there by itself when it was written.
        pub base: String,
        /// What it says there by itself now.
        pub now: String,
    }

    /// The preview of a document.
    pub struct DocumentView {
        /// Case bar.
        pub head: CaseHead,
        /// All kinds.
        pub kinds: Vec<DocumentKind>,
        /// The kind shown.
        pub document: String,
        /// Its name.
        pub title: String,
        /// Printed with 草稿 on every page.
        pub draft: bool,
        /// Its blocks.
        pub blocks: Vec<BlockView>,
        /// What is still to be filled in.
        pub missing: Vec<String>,
        /// What to look at before export.
        pub preflight: Vec<Preflight>,
        /// Pages when printed.
        pub pages: u32,
        /// Width and height of a sheet in hundredths of a point.
        pub sheet: Vec<i32>,
        /// Chapters.
        pub sections: Vec<SectionView>,
        /// Words set by hand.
        pub wordings: Vec<WordingView>,
        /// What only the client has said; for a paper that leaves the house.
        pub confidences: Vec<Confidence>,
        /// How often it was exported.
        pub versions: u32,
        /// Faces the paper is set in, each with the parts that use it and what it stands in for.
        pub faces: Vec<String>,
    }

    /// Asks for a document.
    #[derive(PartialEq, Eq)]
    pub struct DocumentRequest {
        /// Case id.
        pub case: String,
        /// Party id, or empty for the client.
        pub actor: String,
        /// Template id, or empty for the first.
        pub document: String,
        /// Version by date, or the one in force.
        pub pack: Option<String>,
        /// Only accepted entries are used.
        pub accepted_only: bool,
    }

    /// A document has been exported.
    pub struct ExportedView {
        /// Suggested name.
        pub file_name: String,
        /// SHA-256 of the file.
        pub sha256: String,
        /// Pages.
        pub pages: u32,
        /// False when the person cancelled.
        pub saved: bool,
    }
}

/// A finished file, for the shell to save.
#[derive(Debug, Clone)]
pub struct Exported {
    /// Suggested name.
    pub file_name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// What the window is told; the shell adds whether the file was kept.
    pub view: serde_json::Value,
    /// For a document: what is recorded once the file has been written.
    pub trace: Option<Trace>,
}

/// What ties a paper to what it rested on.
#[derive(Debug, Clone)]
pub struct Trace {
    /// Every case the paper speaks of.
    pub(crate) cases: Vec<String>,
    /// For people, without client data.
    pub(crate) what: String,
    pub(crate) document: String,
    pub(crate) sha256: String,
    pub(crate) receipt: String,
}

/// What a request wants, resolved on the case as it is.
fn wanted_of(app: &mut App, request: &DocumentRequest, now: Now) -> Result<Wanted, Failure> {
    let lawyer = app.is_lawyer();
    let source = kinds::source(app, &request.document)?;
    app.record(&request.case)?;
    let log_head = app.vault()?.log_head(&crate::cases::case_id(&request.case)?)?;
    let actor = actor_of(app.record(&request.case)?, &request.actor)?;
    let sheet = crate::templates::sheet_of(app, &source)?;
    let record = app.record(&request.case)?;
    Ok(Wanted {
        sheet,
        rules: pack(book(), record, &actor, request.pack.as_deref(), now.date_naive())?,
        document: request.document.clone(),
        source,
        actor,
        scope: if request.accepted_only {
            Scope::Accepted
        } else {
            Scope::All
        },
        lawyer,
        log_head,
        stage: None,
    })
}

/// The document of a request, as it stands now.
fn composed(app: &mut App, request: &DocumentRequest, now: Now) -> Result<(Wanted, Composed), Failure> {
    let wanted = wanted_of(app, request, now)?;
    let record = app.record(&request.case)?;
    let composed = compose_record(record, &wanted, now)?;
    Ok((wanted, composed))
}

/// What decides which documents are offered to one accused of a case.
fn offer_of(app: &mut App, case: &str, actor: &str, now: Now) -> Result<Offer, Failure> {
    let record = app.record(case)?;
    Ok(Offer::of(record, &actor_of(record, actor)?, now.date_naive()))
}

/// Names the first kind where a request names none.
fn choose(app: &mut App, request: &mut DocumentRequest, now: Now) -> Result<Vec<DocumentKind>, Failure> {
    let offer = offer_of(app, &request.case, &request.actor, now)?;
    let kinds = kinds(app, &offer)?;
    if request.document.is_empty() {
        let first = kinds.iter().find(|kind| kind.group == "internal").or(kinds.first());
        request.document = first.map(|kind| kind.id.clone()).unwrap_or_default();
    }
    Ok(kinds)
}

/// For each face a document is set in: the parts that use it, and what it stands in for.
fn faces(document: &memo::Document) -> Result<Vec<String>, Failure> {
    let mut said: Vec<(String, Vec<&str>)> = Vec::new();
    for own in memo::fonts::uses(document)? {
        let face = match own.used == own.wanted {
            true => own.used,
            false => format!("{}，代替{}", own.used, own.wanted),
        };
        match said.iter_mut().find(|(known, _)| *known == face) {
            Some((_, parts)) => parts.push(own.part),
            None => said.push((face, vec![own.part])),
        }
    }
    Ok(said
        .into_iter()
        .map(|(face, parts)| format!("{}：{face}", parts.join("、")))
        .collect())
}

/// The preview of a document.
pub(crate) fn document(app: &mut App, mut request: DocumentRequest, now: Now) -> Result<DocumentView, Failure> {
    let head = head(app, &request.case, &request.actor, now)?;
    let kinds = choose(app, &mut request, now)?;
    let (wanted, composed) = composed(app, &request, now)?;
    let preflight = preflight::preflight(app, &request.case, &wanted, &composed, now)?;
    let key = pages::key(app, &request, now)?;
    let set = match app.set.take() {
        Some(set) if set.key == key => set,
        _ => SetPages {
            key,
            pages: memo::layout::layout(&composed.document)?,
        },
    };
    let (width, height) = set.pages.size();
    let count = set.pages.pages.len() as u32;
    let faces = faces(&composed.document)?;
    app.set = Some(set);
    let versions = frozen::count(app, &request.case, &request.document)?;
    let record = app.record(&request.case)?;
    let laid = &composed.laid;
    Ok(DocumentView {
        preflight,
        head,
        document: request.document,
        title: composed.front.name.clone(),
        draft: composed.document.draft,
        missing: composed.document.missing().into_iter().map(str::to_string).collect(),
        blocks: composed.document.blocks.iter().zip(&laid.places).map(block).collect(),
        pages: count,
        sheet: vec![width, height],
        sections: laid
            .sections
            .iter()
            .map(|own| SectionView {
                name: own.name.clone(),
                title: own.title.clone(),
                on: own.on,
            })
            .collect(),
        wordings: laid
            .wordings
            .iter()
            .filter_map(|own| wording(record, laid, own))
            .collect(),
        confidences: if composed.front.outgoing {
            preflight::confidences(record, &wanted.actor)
        } else {
            Vec::new()
        },
        versions,
        faces,
        kinds,
    })
}

/// How many characters of a wording are shown in the list of them.
const SHOWN: usize = 60;

fn wording(record: &case::Record, laid: &place::Laid, own: &place::Worded) -> Option<WordingView> {
    let body = record.item::<Wording>(&own.id)?;
    let held = record.items.get(&ItemKey::new(ItemKind::Wording, &own.id))?;
    let block = laid.places.iter().position(|place| place.wording == own.id);
    Some(WordingView {
        id: own.id.clone(),
        place: body.place.clone(),
        section: body.section,
        block: block.and_then(|at| i32::try_from(at).ok()).unwrap_or(-1),
        words: body.words.chars().take(SHOWN).collect(),
        by: format!("{} {}", held.by, held.at.format("%Y-%m-%d %H:%M")),
        settled: body.settled,
        changed: own.changed,
        lost: own.now.is_none(),
        base: body.base.clone(),
        now: own.now.clone().unwrap_or_default(),
    })
}

impl App {
    /// Makes a file to be saved: `export_document`, `export_case`, `export_week` or `export_calendar`.
    ///
    /// # Errors
    /// As for the preview; a document is also refused outside its procedural stage.
    pub fn export(&mut self, name: &str, request: serde_json::Value, now: Now) -> Result<Exported, Failure> {
        self.user()?;
        let case = request["case"].as_str().map(str::to_owned);
        let made = under(self.rules, || self.made(name, request, now));
        self.refusal(name, case.as_deref(), made, now)
    }

    pub(crate) fn made(&mut self, name: &str, request: serde_json::Value, now: Now) -> Result<Exported, Failure> {
        let invalid = || Failure::invalid("导出请求不完整，请重试。");
        match name {
            "export_document" => {
                export::export_document(self, serde_json::from_value(request).map_err(|_| invalid())?, now)
            }
            "export_case" => {
                let file =
                    crate::cases::export_case(self, serde_json::from_value(request).map_err(|_| invalid())?, now)?;
                let view = ExportedView {
                    file_name: file.file_name.clone(),
                    sha256: memo::receipt::sha256(file.text.as_bytes()),
                    pages: 0,
                    saved: false,
                };
                Ok(Exported {
                    file_name: file.file_name,
                    bytes: file.text.into_bytes(),
                    view: serde_json::json!(view),
                    trace: None,
                })
            }
            "export_week" => crate::calendar::week(self, serde_json::from_value(request).map_err(|_| invalid())?, now),
            "export_calendar" => {
                crate::calendar::feed(self, serde_json::from_value(request).map_err(|_| invalid())?, now)
            }
            "export_log" => crate::log::export_log(self, serde_json::from_value(request).map_err(|_| invalid())?, now),
            "export_sheet" => {
                crate::keys::export_sheet(self, serde_json::from_value(request).map_err(|_| invalid())?, now)
            }
            "export_office_log" => {
                crate::audits::export_office_log(self, serde_json::from_value(request).map_err(|_| invalid())?, now)
            }
            _ => Err(Failure::not_found("这种导出")),
        }
    }

    /// Records that a document has left the house, so that paper can be traced back.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn left_the_house(&mut self, trace: &Trace, now: Now) -> Result<(), Failure> {
        for case in &trace.cases {
            let id = crate::cases::case_id(case)?;
            self.vault()?
                .record_export(&id, now, &trace.what, &trace.document, &trace.sha256, &trace.receipt)?;
            // Handing a paper out is work on the case: the list knows of it.
            crate::cases::refresh(self, case, now)?;
            crate::search::exported(self, case)?;
        }
        Ok(())
    }
}

impl From<memo::Error> for Failure {
    fn from(error: memo::Error) -> Failure {
        Failure::invalid(error.to_string())
    }
}
