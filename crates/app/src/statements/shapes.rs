//! What the statements screen shows.

use crate::cases::Named;
use crate::evidence::VolumeRef;
use crate::head::CaseHead;
use crate::wire::{CiteChip, SourceView, wire};
use case::{PersonRole, Says, StatementKind};

wire! {
    /// Asks for the statements.
    pub struct StatementsRequest {
        /// Case id.
        pub case: String,
        /// Party id, or empty for the client.
        pub actor: String,
    }

    /// Somebody who made a statement, or can.
    pub struct SpeakerView {
        /// Item id.
        pub id: String,
        /// Name.
        pub name: String,
        /// What they are in this case.
        pub role_name: String,
        /// Statements in the file.
        pub statements: u32,
        /// The number a next one would have.
        pub next: u32,
        /// Accused here or in the upstream case.
        pub accused: bool,
    }

    /// Something that strikes the reader.
    pub struct StatementMark {
        /// Identifier.
        pub id: String,
        /// Name.
        pub name: String,
        /// What exactly.
        pub detail: String,
        /// The other statement, or empty.
        pub other: String,
        /// What its reader should know.
        pub note: String,
        /// Provisions; none for what is only a fact.
        pub cites: Vec<CiteChip>,
    }

    /// One statement.
    pub struct StatementView {
        /// Item id.
        pub id: String,
        /// Item id of the person.
        pub person: String,
        /// Name.
        pub person_name: String,
        /// What they are in this case.
        pub role_name: String,
        /// The how-manieth of that person.
        pub number: u32,
        /// interrogation, interview, written, hearing or meeting.
        #[cfg_attr(feature = "typescript", ts(type = "\"interrogation\" | \"interview\" | \"written\" | \"hearing\" | \"meeting\""))]
        pub kind: String,
        /// In words.
        pub kind_name: String,
        /// 某甲第3次讯问笔录.
        pub title: String,
        /// When it began, as typed.
        pub from: String,
        /// When it ended, as typed.
        pub to: String,
        /// As understood.
        pub time: String,
        /// Where.
        pub place: String,
        /// Who asked, who wrote.
        pub taken_by: String,
        /// yes, no or unknown.
        #[cfg_attr(feature = "typescript", ts(type = "\"yes\" | \"no\" | \"unknown\""))]
        pub recorded: String,
        /// Volume label.
        pub volume: String,
        /// Printed pages.
        pub pages: String,
        /// 证据卷二第12-18页.
        pub at_pages: String,
        /// What strikes the reader.
        pub note: String,
        /// Exhibit id whose pages it lies on, or empty.
        pub exhibit: String,
        /// What strikes the program.
        pub flags: Vec<StatementMark>,
    }

    /// A row of the matrix.
    pub struct PropositionView {
        /// Item id.
        pub id: String,
        /// In a sentence.
        pub text: String,
        /// Place in the list.
        pub order: u32,
        /// The fact it bears on, or empty.
        pub fact: String,
        /// The question of that fact.
        pub fact_title: String,
        /// Affirming it answers the fact with no.
        pub negates: bool,
    }

    /// A cell of the matrix; a pair that nobody compared has none.
    pub struct CellView {
        /// Proposition id.
        pub proposition: String,
        /// Statement id.
        pub statement: String,
        /// affirms, differs, denies or silent.
        #[cfg_attr(feature = "typescript", ts(type = "\"affirms\" | \"differs\" | \"denies\" | \"silent\""))]
        pub says: String,
        /// In words.
        pub says_name: String,
        /// The words.
        pub quote: String,
        /// Where.
        pub source: Option<SourceView>,
        /// Remarks.
        pub note: String,
        /// Whose position on the fact already has it as a source; or empty.
        pub on_fact: String,
    }

    /// What one statement says, in a contradiction.
    pub struct SaidView {
        /// Statement id.
        pub statement: String,
        /// 某甲第3次讯问笔录.
        pub title: String,
        /// Name.
        pub person_name: String,
        /// The day.
        pub time: String,
        /// affirms, differs or denies.
        #[cfg_attr(feature = "typescript", ts(type = "\"affirms\" | \"differs\" | \"denies\" | \"silent\""))]
        pub says: String,
        /// In words.
        pub says_name: String,
        /// The words.
        pub quote: String,
        /// Where.
        pub source: Option<SourceView>,
    }

    /// Statements that do not agree.
    pub struct DiscrepancyView {
        /// change or between.
        #[cfg_attr(feature = "typescript", ts(type = "\"change\" | \"between\""))]
        pub kind: String,
        /// Proposition id.
        pub proposition: String,
        /// The proposition.
        pub text: String,
        /// For a change: item id of the person.
        pub person: String,
        /// One affirms what another denies; else they only differ.
        pub opposed: bool,
        /// In words.
        pub words: String,
        /// What was said.
        pub said: Vec<SaidView>,
    }

    /// A fact a proposition can bear on.
    pub struct FactChoice {
        /// Its path.
        pub path: String,
        /// The question.
        pub title: String,
        /// Group of the form.
        pub group: String,
        /// Answered with yes or no.
        pub yes_no: bool,
    }

    /// Statements, compared.
    pub struct StatementsView {
        /// Case bar.
        pub head: CaseHead,
        /// Party id.
        pub actor: String,
        /// Who can have made one.
        pub people: Vec<SpeakerView>,
        /// What a new person can be.
        pub roles: Vec<Named>,
        /// In order of time.
        pub statements: Vec<StatementView>,
        /// Rows of the matrix.
        pub propositions: Vec<PropositionView>,
        /// Cells that were filled.
        pub cells: Vec<CellView>,
        /// What does not agree: over time first.
        pub contradictions: Vec<DiscrepancyView>,
        /// Facts a proposition can bear on.
        pub facts: Vec<FactChoice>,
        /// Volumes to choose from.
        pub volumes: Vec<VolumeRef>,
    }
}

/// What a person is in a case: identifier and words.
pub(super) const ROLES: [(PersonRole, &str, &str); 9] = [
    (PersonRole::Client, "client", "当事人"),
    (PersonRole::CoAccused, "co_accused", "同案人"),
    (PersonRole::Upstream, "upstream", "被帮助对象、上游人员"),
    (PersonRole::Victim, "victim", "被害人"),
    (PersonRole::Witness, "witness", "证人"),
    (PersonRole::Family, "family", "近亲属、委托人"),
    (PersonRole::Official, "official", "办案人员"),
    (PersonRole::Expert, "expert", "鉴定人"),
    (PersonRole::Other, "other", "其他"),
];

/// What a person is, in words.
pub(crate) fn role_name(role: PersonRole) -> &'static str {
    ROLES
        .iter()
        .find(|(own, _, _)| *own == role)
        .map_or("", |(_, _, name)| name)
}

/// The role of that identifier.
pub(super) fn role_of(id: &str) -> Option<PersonRole> {
    ROLES.iter().find(|(_, own, _)| *own == id).map(|(role, _, _)| *role)
}

/// How it was taken, on the wire.
pub(super) fn kind_id(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Interrogation => "interrogation",
        StatementKind::Interview => "interview",
        StatementKind::Written => "written",
        StatementKind::Hearing => "hearing",
        StatementKind::Meeting => "meeting",
    }
}

/// How it was taken, from the wire.
pub(super) fn kind_of(id: &str) -> Option<StatementKind> {
    match id {
        "interrogation" => Some(StatementKind::Interrogation),
        "interview" => Some(StatementKind::Interview),
        "written" => Some(StatementKind::Written),
        "hearing" => Some(StatementKind::Hearing),
        "meeting" => Some(StatementKind::Meeting),
        _ => None,
    }
}

/// What a cell does, on the wire.
pub(super) fn says_id(says: Says) -> &'static str {
    match says {
        Says::Affirms => "affirms",
        Says::Differs => "differs",
        Says::Denies => "denies",
        Says::Silent => "silent",
    }
}
