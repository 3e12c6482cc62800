//! The form on the wire.

use crate::cases::Named;
use crate::head::CaseHead;
use crate::wire::{Answer, CiteChip, Side, SourceView, wire};
use case::ReviewState;
use law::{Finder, Kind};

wire! {
    /// Review of an entry.
    pub struct ReviewView {
        /// proposed, accepted, returned or empty.
        #[cfg_attr(feature = "typescript", ts(type = "\"\" | \"proposed\" | \"accepted\" | \"returned\""))]
        pub state: String,
        /// Who reviewed it.
        pub by: String,
        /// When.
        pub at: String,
        /// Why it was returned.
        pub reason: String,
    }

    /// One side's position.
    pub struct PositionView {
        /// Whose.
        pub side: Side,
        /// What is said.
        pub answer: Answer,
        /// On what evidence.
        pub sources: Vec<SourceView>,
        /// Remarks.
        pub note: String,
        /// For a finding.
        #[cfg_attr(feature = "typescript", ts(type = "\"\" | \"proved\" | \"disputed\" | \"no_evidence\""))]
        pub status: String,
        /// Of a finding or judgment.
        pub reason: String,
        /// Who entered it.
        pub by: String,
        /// When.
        pub at: String,
        /// Its review.
        pub review: ReviewView,
    }

    /// A rule that uses a fact.
    pub struct NodeRef {
        /// Node id.
        pub node: String,
        /// Its name.
        pub name: String,
    }

    /// One proposition.
    pub struct FactCard {
        /// Where it is.
        pub path: String,
        /// Fact, judgment, table or column id.
        pub id: String,
        /// In plain words.
        pub question: String,
        /// bool, choice, money, number, date, text, ref or judge.
        #[serde(rename = "type")]
        #[cfg_attr(feature = "typescript", ts(type = "\"bool\" | \"choice\" | \"money\" | \"number\" | \"date\" | \"text\" | \"ref\" | \"judge\""))]
        pub kind: String,
        /// Of a choice; for a ref the rows that can be pointed at.
        pub options: Vec<Named>,
        /// Of a number.
        pub unit: String,
        /// How to fill it in.
        pub help: String,
        /// What usually proves it.
        pub proof: String,
        /// interview, file, collect.
        pub find: Vec<String>,
        /// Checklist of a judgment.
        pub factors: Vec<String>,
        /// Provisions behind it.
        pub cites: Vec<CiteChip>,
        /// It can still change the result.
        pub matters: bool,
        /// Only a lawyer answers.
        pub lawyer_only: bool,
        /// The sides differ.
        pub disputed: bool,
        /// A lawyer returned an entry.
        pub returned: bool,
        /// Always three: alleged, ours, finding.
        pub positions: Vec<PositionView>,
        /// Rules that use it.
        pub used_in: Vec<NodeRef>,
    }

    /// A group of the form.
    pub struct GroupView {
        /// Group id.
        pub id: String,
        /// Name.
        pub name: String,
        /// Questions.
        pub total: u32,
        /// Not yet answered by anybody.
        pub empty: u32,
        /// The sides differ.
        pub disputed: u32,
        /// Returned by a lawyer.
        pub returned: u32,
        /// Can still change the result.
        pub matters: u32,
    }

    /// A column heading.
    pub struct TableColumn {
        /// Column id.
        pub id: String,
        /// Heading.
        pub name: String,
        /// Kind of answer.
        #[serde(rename = "type")]
        #[cfg_attr(feature = "typescript", ts(type = "\"bool\" | \"choice\" | \"money\" | \"number\" | \"date\" | \"text\" | \"ref\" | \"judge\""))]
        pub kind: String,
        /// Of a choice.
        pub options: Vec<Named>,
        /// Names the row.
        pub key: bool,
        /// Table a ref points at.
        pub ref_table: String,
    }

    /// A row.
    pub struct TableRow {
        /// Row id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// Who says it is there.
        pub sides: Vec<Side>,
        /// One card a column.
        pub cells: Vec<FactCard>,
        /// Review of its being there.
        pub review: ReviewView,
    }

    /// A table.
    pub struct TableView {
        /// Table id.
        pub id: String,
        /// Name.
        pub name: String,
        /// What a row is.
        pub text: String,
        /// Headings.
        pub columns: Vec<TableColumn>,
        /// Rows.
        pub rows: Vec<TableRow>,
        /// 已穷尽？
        pub complete: FactCard,
        /// It can still change the result.
        pub matters: bool,
    }

    /// The form for one group.
    pub struct FormView {
        /// Case bar.
        pub head: CaseHead,
        /// Party id.
        pub actor: String,
        /// All groups with counts.
        pub groups: Vec<GroupView>,
        /// The group shown.
        pub group: String,
        /// Its questions.
        pub facts: Vec<FactCard>,
        /// Its tables.
        pub tables: Vec<TableView>,
    }

    /// Asks for the form.
    pub struct FactForm {
        /// Case id.
        pub case: String,
        /// Party id, or empty for the client.
        pub actor: String,
        /// Group id; the first when absent.
        pub group: Option<String>,
        /// Leave out what can no longer change the result.
        pub only_matters: bool,
    }
}

/// Kind of answer on the wire.
pub(crate) fn kind_id(kind: Kind) -> &'static str {
    match kind {
        Kind::Bool => "bool",
        Kind::Choice => "choice",
        Kind::Money => "money",
        Kind::Number => "number",
        Kind::Date => "date",
        Kind::Text => "text",
        Kind::Ref => "ref",
    }
}

pub(super) fn finder_id(finder: Finder) -> &'static str {
    match finder {
        Finder::Interview => "interview",
        Finder::File => "file",
        Finder::Collect => "collect",
    }
}

pub(super) fn status_id(status: case::Status) -> &'static str {
    match status {
        case::Status::Proved => "proved",
        case::Status::Disputed => "disputed",
        case::Status::NoEvidence => "no_evidence",
    }
}

pub(super) fn no_review() -> ReviewView {
    ReviewView {
        state: String::new(),
        by: String::new(),
        at: String::new(),
        reason: String::new(),
    }
}

/// A review on the wire.
pub(crate) fn review_view(review: &case::Review) -> ReviewView {
    let state = match review.state {
        ReviewState::Proposed => "proposed",
        ReviewState::Accepted => "accepted",
        ReviewState::Returned => "returned",
    };
    let at = review
        .at
        .map(|at| at.format("%Y-%m-%d %H:%M").to_string())
        .unwrap_or_default();
    ReviewView {
        state: state.into(),
        by: review.by.clone(),
        at,
        reason: review.reason.clone(),
    }
}
