//! Documents: preview, pre-flight, export.

mod compose;
mod offered;
mod preview;
mod receipt;
mod verify;

use crate::analysis::{actor_of, pack};
use crate::failure::Failure;
use crate::head::{CaseHead, head};
use crate::rules::{book, under};
use crate::session::{App, Now};
use crate::wire::wire;
use case::Scope;
use memo::template::Uses;

use compose::Composed;
pub(crate) use compose::{Wanted, compose_record, composed, front_of, values};
pub(crate) use offered::{Offer, kinds, stage_of};
pub use preview::BlockView;
use preview::block;
pub use verify::{Check, Verification, verify_file};

wire! {
    /// A kind of document.
    pub struct DocumentKind {
        /// Template id.
        pub id: String,
        /// Name.
        pub name: String,
        /// Leaves the firm.
        pub outgoing: bool,
        /// What it is for.
        pub about: String,
        /// Offered at this stage.
        pub allowed: bool,
        /// Why not.
        pub why_not: String,
    }

    /// Something to look at before export.
    pub struct Preflight {
        /// stop or warn.
        #[cfg_attr(feature = "typescript", ts(type = "\"stop\" | \"warn\""))]
        pub level: String,
        /// In words.
        pub text: String,
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
    }

    /// Asks for a document.
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

fn compose(app: &mut App, request: &DocumentRequest, now: Now) -> Result<Composed, Failure> {
    let lawyer = app.is_lawyer();
    if !book().documents.contains_key(&request.document) {
        return Err(Failure::not_found("这种文书"));
    }
    app.record(&request.case)?;
    let log_head = app.vault()?.log_head(&crate::cases::case_id(&request.case)?)?;
    let record = app.record(&request.case)?;
    let actor = actor_of(record, &request.actor)?;
    let wanted = Wanted {
        document: &request.document,
        actor: &actor,
        rules: pack(book(), record, &actor, request.pack.as_deref(), now.date_naive())?,
        scope: if request.accepted_only {
            Scope::Accepted
        } else {
            Scope::All
        },
        lawyer,
        log_head: &log_head,
    };
    compose_record(record, &wanted, now)
}

/// The preview of a document.
pub(crate) fn document(app: &mut App, mut request: DocumentRequest, now: Now) -> Result<DocumentView, Failure> {
    let head = head(app, &request.case, &request.actor, now)?;
    let record = app.record(&request.case)?;
    let kinds = kinds(&Offer::of(record, &actor_of(record, &request.actor)?, now.date_naive()))?;
    if request.document.is_empty() {
        request.document = kinds.first().map(|kind| kind.id.clone()).unwrap_or_default();
    }
    let composed = compose(app, &request, now)?;
    let pages = memo::layout::layout(&composed.document)?.pages.len() as u32;
    Ok(DocumentView {
        preflight: preflight(app, &request, &composed)?,
        head,
        document: request.document,
        title: composed.front.name.clone(),
        draft: composed.document.draft,
        missing: composed.document.missing().into_iter().map(str::to_string).collect(),
        blocks: composed.document.blocks.iter().map(block).collect(),
        pages,
        kinds,
    })
}

/// What a careful lawyer looks at before a paper goes out.
fn preflight(app: &mut App, request: &DocumentRequest, composed: &Composed) -> Result<Vec<Preflight>, Failure> {
    let record = app.record(&request.case)?;
    let mut found = Vec::new();
    let mut say = |level: &str, text: String| {
        found.push(Preflight {
            level: level.into(),
            text,
        })
    };
    let uses = composed.front.uses;
    let proposed = compose::unreviewed(record, uses);
    if proposed > 0 && !request.accepted_only {
        say(
            "warn",
            match uses {
                Uses::Evidence => format!("有{proposed}项证据的意见尚未经律师审定，每页标注“草稿”。"),
                _ => format!("使用了{proposed}项未经律师审核的内容，每页标注“草稿”。"),
            },
        );
    }
    let missing = composed.document.missing().len();
    if missing > 0 {
        say(
            if composed.front.outgoing { "stop" } else { "warn" },
            format!("有{missing}处【待补】没有填写。"),
        );
    }
    if uses != Uses::Facts {
        let unplaced = match uses {
            Uses::Evidence => record
                .items_of::<case::Exhibit>()
                .filter(|(_, own)| own.pages.is_empty())
                .count(),
            _ => record
                .items_of::<case::Statement>()
                .filter(|(_, own)| own.pages.is_empty())
                .count(),
        };
        if unplaced > 0 {
            say("warn", format!("有{unplaced}项没有填写卷页。"));
        }
        return Ok(found);
    }
    let unpaged = record
        .entries
        .values()
        .flat_map(case::Entry::positions)
        .filter(|(_, position)| !position.sources.iter().any(case::Source::is_page))
        .count();
    if unpaged > 0 {
        say("warn", format!("有{unpaged}项内容没有卷页出处。"));
    }
    let marked = composed.paper.articles.iter().filter(|article| article.marked).count();
    if marked > 0 {
        say(
            "warn",
            format!("引用了{marked}条核实程度较低的规定，引用前请核对官方文本。"),
        );
    }
    if !composed.paper.untranslated.is_empty() && !composed.front.outgoing {
        say(
            "warn",
            format!("有{}处须人工判断，未计入结论。", composed.paper.untranslated.len()),
        );
    }
    if composed.paper.withheld > 0 && composed.front.outgoing {
        say(
            "warn",
            format!("有{}项内容只有当事人陈述，未写入对外文书。", composed.paper.withheld),
        );
    }
    Ok(found)
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

    fn made(&mut self, name: &str, request: serde_json::Value, now: Now) -> Result<Exported, Failure> {
        let invalid = || Failure::invalid("导出请求不完整，请重试。");
        match name {
            "export_document" => export_document(self, serde_json::from_value(request).map_err(|_| invalid())?, now),
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

fn export_document(app: &mut App, request: DocumentRequest, now: Now) -> Result<Exported, Failure> {
    let composed = compose(app, &request, now)?;
    let record = app.record(&request.case)?;
    let offer = Offer::of(record, &actor_of(record, &request.actor)?, now.date_naive());
    if let Some(kind) = kinds(&offer)?
        .into_iter()
        .find(|kind| kind.id == request.document && !kind.allowed)
    {
        return Err(Failure::invalid(format!("{}{}", kind.name, kind.why_not)));
    }
    let rendered = memo::pdf(&composed.document)?;
    let sha256 = memo::receipt::sha256(&rendered.bytes);
    let draft = if composed.document.draft { "（草稿）" } else { "" };
    let file_name = format!("{}-{}{draft}.pdf", composed.front.name, now.format("%Y%m%d"));
    let view = ExportedView {
        file_name: file_name.clone(),
        sha256: sha256.clone(),
        pages: rendered.pages as u32,
        saved: false,
    };
    let receipt = serde_json::to_string(&composed.receipt).unwrap_or_default();
    let trace = Trace {
        cases: vec![request.case],
        what: "导出文书".into(),
        document: request.document,
        sha256,
        receipt,
    };
    Ok(Exported {
        file_name,
        bytes: rendered.bytes,
        view: serde_json::json!(view),
        trace: Some(trace),
    })
}

impl From<memo::Error> for Failure {
    fn from(error: memo::Error) -> Failure {
        Failure::invalid(error.to_string())
    }
}
