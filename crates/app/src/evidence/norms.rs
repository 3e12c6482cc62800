//! The law of evidence as the screen shows it: kinds, checklists, grounds, procedure, each with its provisions.

use crate::rules::book;
use crate::wire::{CiteChip, chips, wire};
use case::{Checked, ExhibitKind};
use law::{Book, Confidence, EvidenceQuality, Point, PointEffect};

wire! {
    /// A statutory kind of evidence (刑诉法50).
    pub struct EvidenceKindView {
        /// Identifier.
        pub id: String,
        /// As the law calls it.
        pub name: String,
        /// Where room is short.
        pub short: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
    }

    /// One point of a checklist.
    pub struct PointView {
        /// Identifier.
        pub id: String,
        /// Short name.
        pub name: String,
        /// Which quality it bears on.
        #[cfg_attr(feature = "typescript", ts(type = "\"authenticity\" | \"legality\" | \"relevance\""))]
        pub quality: String,
        /// The question; yes means met.
        pub question: String,
        /// What to look at.
        pub look: String,
        /// What follows when it is not met.
        pub failed: String,
        /// How heavy that weighs: bar, flaw or weak.
        #[cfg_attr(feature = "typescript", ts(type = "\"bar\" | \"flaw\" | \"weak\""))]
        pub effect: String,
        /// Its provisions are unverified: shown, decides nothing, cannot be set.
        pub locked: bool,
        /// Provisions.
        pub cites: Vec<CiteChip>,
    }

    /// A checklist.
    pub struct ChecklistView {
        /// Identifier.
        pub id: String,
        /// Name.
        pub name: String,
        /// What its reader should know.
        pub note: String,
        /// Kinds of evidence it is for.
        pub kinds: Vec<String>,
        /// Its points.
        pub points: Vec<PointView>,
        /// Provisions.
        pub cites: Vec<CiteChip>,
    }

    /// A ground of exclusion.
    pub struct GroundView {
        /// Identifier.
        pub id: String,
        /// Name.
        pub name: String,
        /// Kinds of evidence it applies to.
        pub kinds: Vec<String>,
        /// What must appear.
        pub show: Vec<String>,
        /// Exceptions, any of them.
        pub unless: Vec<String>,
        /// What its reader should know.
        pub note: String,
        /// What follows.
        pub result: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
    }

    /// A step of the procedure of exclusion.
    pub struct EvidenceStep {
        /// Identifier.
        pub id: String,
        /// Name.
        pub name: String,
        /// In words.
        pub text: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
    }
}

/// What a kind of evidence is called where room is short.
pub(crate) fn kind_name(book: &Book, kind: ExhibitKind) -> String {
    let found = book.evidence.kind(kind.id());
    found.map_or_else(String::new, |own| own.short().to_string())
}

/// Whether nothing cited is verified: such a point is shown and decides nothing.
pub(crate) fn locked(book: &Book, cites: &[String]) -> bool {
    cites
        .iter()
        .all(|cite| book.sources.confidence(cite) == Confidence::Unverified)
}

/// The points that apply to a kind.
pub(super) fn points<'a>(book: &'a Book, kind: &'a str) -> impl Iterator<Item = &'a Point> {
    let lists = book.evidence.checklists.iter();
    lists
        .filter(move |list| list.kinds.iter().any(|own| own == kind))
        .flat_map(|list| &list.points)
}

/// How heavy a point weighs, on the wire.
pub(super) fn effect_id(effect: PointEffect) -> &'static str {
    match effect {
        PointEffect::Bar => "bar",
        PointEffect::Flaw => "flaw",
        PointEffect::Weak => "weak",
    }
}

/// 符合, 不符合, 不适用, 未查.
pub(crate) fn check_state(state: Checked) -> &'static str {
    match state {
        Checked::Open => "未查",
        Checked::Met => "符合",
        Checked::Failed => "不符合",
        Checked::Idle => "不适用",
    }
}

pub(super) fn kinds(book: &Book) -> Vec<EvidenceKindView> {
    let kinds = book.evidence.kinds.iter();
    kinds
        .map(|kind| EvidenceKindView {
            id: kind.id.clone(),
            name: kind.name.clone(),
            short: kind.short().into(),
            cites: chips(book, &kind.cite),
        })
        .collect()
}

pub(super) fn checklists(book: &Book) -> Vec<ChecklistView> {
    let lists = book.evidence.checklists.iter();
    lists
        .map(|list| ChecklistView {
            id: list.id.clone(),
            name: list.name.clone(),
            note: list.note.clone(),
            kinds: list.kinds.clone(),
            points: list.points.iter().map(point).collect(),
            cites: chips(book, &list.cite),
        })
        .collect()
}

fn point(point: &Point) -> PointView {
    PointView {
        id: point.id.clone(),
        name: point.name.clone(),
        quality: match point.quality {
            EvidenceQuality::Authenticity => "authenticity",
            EvidenceQuality::Legality => "legality",
            EvidenceQuality::Relevance => "relevance",
        }
        .into(),
        question: point.question.clone(),
        look: point.look.clone(),
        failed: point.failed.clone(),
        effect: effect_id(point.effect).into(),
        locked: locked(book(), &point.cite),
        cites: chips(book(), &point.cite),
    }
}

pub(super) fn grounds(book: &Book) -> Vec<GroundView> {
    let grounds = book.evidence.grounds.iter();
    grounds
        .map(|ground| GroundView {
            id: ground.id.clone(),
            name: ground.name.clone(),
            kinds: ground.kinds.clone(),
            show: ground.show.clone(),
            unless: ground.unless.clone(),
            note: ground.note.clone(),
            result: ground.result.clone(),
            cites: chips(book, &ground.cite),
        })
        .collect()
}

pub(super) fn steps(book: &Book) -> Vec<EvidenceStep> {
    let steps = book.evidence.steps.iter();
    steps
        .map(|step| EvidenceStep {
            id: step.id.clone(),
            name: step.name.clone(),
            text: step.text.clone(),
            cites: chips(book, &step.cite),
        })
        .collect()
}
