//! What the register shows.

use super::norms::{ChecklistView, EvidenceKindView, EvidenceStep, GroundView};
use crate::head::CaseHead;
use crate::wire::{CiteChip, Side, chips, wire};
use case::{Checked, Exclusion, ExclusionState, Form, Quality, Submitter, View};
use law::Book;

wire! {
    /// Asks for the register.
    pub struct EvidenceRequest {
        /// Case id.
        pub case: String,
        /// Party id, or empty for the client.
        pub actor: String,
    }

    /// 真实性, 合法性 or 关联性.
    pub struct QualityView {
        /// open, accepted or objected.
        #[cfg_attr(feature = "typescript", ts(type = "\"open\" | \"accepted\" | \"objected\""))]
        pub view: String,
        /// Why.
        pub reason: String,
        /// Set by a lawyer; else a proposal.
        pub settled: bool,
    }

    /// A point of a checklist, as it came out.
    pub struct PointCheckView {
        /// Point id.
        pub point: String,
        /// open, met, failed or idle.
        #[cfg_attr(feature = "typescript", ts(type = "\"open\" | \"met\" | \"failed\" | \"idle\""))]
        pub state: String,
        /// What was seen.
        pub note: String,
    }

    /// A point that is not met, with what follows.
    pub struct FailedPoint {
        /// Point id.
        pub point: String,
        /// Its name.
        pub name: String,
        /// What follows.
        pub failed: String,
        /// How heavy that weighs.
        #[cfg_attr(feature = "typescript", ts(type = "\"bar\" | \"flaw\" | \"weak\""))]
        pub effect: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
    }

    /// A ground of exclusion that is raised.
    pub struct ExclusionView {
        /// Ground id.
        pub ground: String,
        /// Its name.
        pub name: String,
        /// Clues and material.
        pub clues: String,
        /// planned, applied, granted, refused or dropped.
        #[cfg_attr(feature = "typescript", ts(type = "\"planned\" | \"applied\" | \"granted\" | \"refused\" | \"dropped\""))]
        pub state: String,
        /// In words.
        pub state_name: String,
        /// Set by a lawyer; else a proposal.
        pub settled: bool,
        /// Provisions.
        pub cites: Vec<CiteChip>,
    }

    /// An element a piece of evidence bears on.
    #[derive(PartialEq, Eq)]
    pub struct ElementRef {
        /// `offence/node`.
        pub node: String,
        /// Its name.
        pub name: String,
        /// 0 for an element, 1 for what it is made of.
        pub depth: u32,
    }

    /// A volume to choose from.
    pub struct VolumeRef {
        /// Label.
        pub label: String,
        /// 证据卷二.
        pub name: String,
        /// What it holds.
        pub title: String,
        /// Its pages are in the case; else it is only named.
        pub kept: bool,
    }

    /// A position that cites a page.
    pub struct CitedFact {
        /// Where it is.
        pub path: String,
        /// The question.
        pub title: String,
        /// Whose position.
        pub side: Side,
        /// In words.
        pub side_name: String,
        /// What is said.
        pub words: String,
        /// Volume label.
        pub volume: String,
        /// Page label.
        pub page: String,
        /// As written.
        pub source: String,
        /// The words relied on.
        pub quote: String,
    }

    /// A fact that rests on evidence we object to.
    pub struct ChallengedFact {
        /// Exhibit id.
        pub exhibit: String,
        /// Its name.
        pub name: String,
        /// What stands against it.
        pub objections: Vec<String>,
        /// No other evidence without objection is cited for the same position.
        pub sole: bool,
        /// The fact.
        pub fact: CitedFact,
    }

    /// A page that facts rest on and no exhibit takes up.
    pub struct UncoveredPage {
        /// Volume label.
        pub volume: String,
        /// Page label.
        pub page: String,
        /// 证据卷二第47页.
        pub place: String,
        /// Facts that cite it.
        pub facts: u32,
    }

    /// One piece of evidence.
    pub struct ExhibitView {
        /// Item id.
        pub id: String,
        /// Number in the register.
        pub no: u32,
        /// What it is called.
        pub name: String,
        /// Kind id.
        pub kind: String,
        /// In words.
        pub kind_name: String,
        /// prosecution or defence.
        #[cfg_attr(feature = "typescript", ts(type = "\"prosecution\" | \"defence\""))]
        pub by: String,
        /// Where it comes from.
        pub source: String,
        /// When it was made or collected, as typed.
        pub date: String,
        /// unsaid, original or copy.
        #[cfg_attr(feature = "typescript", ts(type = "\"unsaid\" | \"original\" | \"copy\""))]
        pub form: String,
        /// Volume label.
        pub volume: String,
        /// Printed pages.
        pub pages: String,
        /// 证据卷二第12-18页.
        pub place: String,
        /// 证明内容.
        pub proves: String,
        /// Elements it bears on.
        pub nodes: Vec<ElementRef>,
        /// 真实性.
        pub authenticity: QualityView,
        /// 合法性.
        pub legality: QualityView,
        /// 关联性.
        pub relevance: QualityView,
        /// 质证意见.
        pub opinion: String,
        /// Set by a lawyer; else a proposal.
        pub opinion_settled: bool,
        /// Points of the checklist that were looked at.
        pub checks: Vec<PointCheckView>,
        /// How many points that count were looked at.
        pub checks_done: u32,
        /// How many points count.
        pub checks_total: u32,
        /// Points that are not met, with what follows.
        pub failed: Vec<FailedPoint>,
        /// Grounds of exclusion raised.
        pub exclusions: Vec<ExclusionView>,
        /// What stands against it, in words.
        pub objections: Vec<String>,
        /// Something in it waits for a lawyer.
        pub proposed: bool,
        /// Positions that cite its pages.
        pub cited: Vec<CitedFact>,
        /// Who put it last.
        pub by_who: String,
        /// When.
        pub at: String,
    }

    /// The register, with the law beside it.
    pub struct EvidenceRegister {
        /// Case bar.
        pub head: CaseHead,
        /// Party id.
        pub actor: String,
        /// By volume and page.
        pub exhibits: Vec<ExhibitView>,
        /// Volumes to choose from.
        pub volumes: Vec<VolumeRef>,
        /// Elements to choose from.
        pub elements: Vec<ElementRef>,
        /// Statutory kinds.
        pub kinds: Vec<EvidenceKindView>,
        /// Checklists.
        pub checklists: Vec<ChecklistView>,
        /// Grounds of exclusion.
        pub grounds: Vec<GroundView>,
        /// The procedure of exclusion.
        pub steps: Vec<EvidenceStep>,
        /// Facts that rest on evidence we object to.
        pub challenged: Vec<ChallengedFact>,
        /// Pages that facts rest on and no exhibit takes up.
        pub uncovered: Vec<UncoveredPage>,
        /// Statements of the file that are not in the register yet.
        pub unlisted_statements: u32,
    }
}

impl From<&Quality> for QualityView {
    fn from(quality: &Quality) -> QualityView {
        QualityView {
            view: match quality.view {
                View::Open => "open",
                View::Accepted => "accepted",
                View::Objected => "objected",
            }
            .into(),
            reason: quality.reason.clone(),
            settled: quality.settled,
        }
    }
}

/// Whose it is, on the wire.
pub(super) fn submitter_id(by: Submitter) -> &'static str {
    match by {
        Submitter::Prosecution => "prosecution",
        Submitter::Defence => "defence",
    }
}

/// Original or copy, on the wire.
pub(super) fn form_id(form: Form) -> &'static str {
    match form {
        Form::Unsaid => "unsaid",
        Form::Original => "original",
        Form::Copy => "copy",
    }
}

/// How a point came out, on the wire.
pub(super) fn checked_id(state: Checked) -> &'static str {
    match state {
        Checked::Open => "open",
        Checked::Met => "met",
        Checked::Failed => "failed",
        Checked::Idle => "idle",
    }
}

/// Where a request stands: identifier and words.
pub(super) const STATES: [(ExclusionState, &str, &str); 5] = [
    (ExclusionState::Planned, "planned", "拟申请"),
    (ExclusionState::Applied, "applied", "已申请"),
    (ExclusionState::Granted, "granted", "已排除"),
    (ExclusionState::Refused, "refused", "未予排除"),
    (ExclusionState::Dropped, "dropped", "不申请"),
];

/// Where a request stands, in words.
pub(crate) fn state_name(state: ExclusionState) -> &'static str {
    STATES
        .iter()
        .find(|(own, _, _)| *own == state)
        .map_or("", |(_, _, name)| name)
}

/// A ground that is raised, with its name.
pub(super) fn exclusion(book: &Book, own: &Exclusion) -> ExclusionView {
    let ground = book.evidence.ground(&own.ground);
    let state = STATES.iter().find(|(state, _, _)| *state == own.state);
    ExclusionView {
        ground: own.ground.clone(),
        name: ground.map_or_else(|| own.ground.clone(), |ground| ground.name.clone()),
        clues: own.clues.clone(),
        state: state.map_or("planned", |(_, id, _)| id).into(),
        state_name: state_name(own.state).into(),
        settled: own.settled,
        cites: ground.map(|ground| chips(book, &ground.cite)).unwrap_or_default(),
    }
}
