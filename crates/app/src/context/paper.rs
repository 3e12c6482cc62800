//! What a template may say.

use crate::wire::ByStance;
use serde::Serialize;
use std::collections::BTreeSet;

/// Everything a template may say.
#[derive(Debug, Clone, Serialize)]
pub struct Paper {
    /// The file cover.
    pub matter: PaperMatter,
    /// 2026年11月23日.
    pub date: String,
    /// The version of the law used.
    pub pack: PaperPack,
    /// Every version that can apply, and the lawyer's choice.
    pub versions: super::versions::PaperVersions,
    /// Only accepted entries were used.
    pub accepted_only: bool,
    /// Results by stance.
    pub conclusion: ByStance<PaperResult>,
    /// What an outgoing paper claims: only what is not made out, conceding nothing.
    pub claim: String,
    /// Every offence on the same facts; kept out of papers that leave the house.
    pub charges: Option<super::PaperCharges>,
    /// The register of evidence.
    pub evidence: super::PaperEvidence,
    /// Statements, compared.
    pub statements: super::PaperStatements,
    /// Time limits that run, with their arithmetic.
    pub dates: super::PaperDates,
    /// Elements in order.
    pub elements: Vec<PaperElement>,
    /// Facts by group of the form.
    pub groups: Vec<PaperGroup>,
    /// Facts on which the sides differ and that touch an element.
    pub disputes: Vec<PaperFact>,
    /// Presumptions as the prosecution has them.
    pub presumptions: Vec<PaperPresumption>,
    /// What is argued about the elements cites a provision that rests on fewer than two sources.
    pub marked: bool,
    /// Some presumption is in play.
    pub presumed: bool,
    /// Some ground for leniency is made out on our facts.
    pub lenient: bool,
    /// What to plead first, in one sentence.
    pub strategy: String,
    /// Positions, in the order of the strategy.
    pub defences: Vec<PaperDefence>,
    /// Positions about which the file says nothing yet, by name.
    pub idle: Vec<String>,
    /// Positions that cannot be taken together.
    pub contradictions: Vec<PaperContradiction>,
    /// Amounts as the prosecution has them.
    pub amounts: Vec<PaperAmount>,
    /// Disputes on which an element turns.
    pub focus: Vec<super::PaperFocus>,
    /// How many differences there are on which none does.
    pub focus_idle: usize,
    /// What to find out, by who can.
    pub agenda: Vec<super::PaperAgenda>,
    /// How far each side's facts reach on the ladder of knowledge.
    pub ladder: Option<ByStance<super::PaperRung>>,
    /// 须人工判断.
    pub untranslated: Vec<PaperPoint>,
    /// Provisions used, with their level.
    pub articles: Vec<PaperArticle>,
    /// Exits and the range; internal papers only.
    pub sentence: Option<crate::sentence::PaperSentence>,
    /// What lawyers confirmed about the sentence, for the receipt.
    pub confirmations: Vec<memo::receipt::Confirmation>,
    /// Entries that only the client's own words support, kept out of outgoing papers.
    pub withheld: usize,
    /// What the papers on measures, sentence, meetings and reading say beside.
    #[serde(flatten)]
    pub more: super::PaperMore,
}

/// The file cover.
#[derive(Debug, Clone, Serialize)]
pub struct PaperMatter {
    /// Name in the office.
    pub name: String,
    /// Offence.
    pub charge: String,
    /// Offence, short.
    pub charge_short: String,
    /// Stage.
    pub stage: String,
    /// Body that decides.
    pub authority: String,
    /// Docket number.
    pub docket: String,
    /// Law firm.
    pub firm: String,
    /// Defenders.
    pub lawyers: Vec<String>,
    /// Who entrusted them.
    pub entrusted_by: String,
    /// The accused this paper is about.
    pub client: String,
    /// 自然人 or 单位.
    pub client_kind: String,
    /// Last day of the acts, or empty.
    pub last_act: String,
}

/// A version of the law.
#[derive(Debug, Clone, Serialize)]
pub struct PaperPack {
    /// Offence, short.
    pub name: String,
    /// Instruments.
    pub law: String,
    /// In force from.
    pub from: String,
    /// What it is.
    pub summary: String,
}

/// A result.
#[derive(Debug, Clone, Serialize)]
pub struct PaperResult {
    /// 成立, 不成立, 未达证明标准.
    pub verdict: String,
    /// One sentence.
    pub sentence: String,
}

/// An element with its points.
#[derive(Debug, Clone, Serialize)]
pub struct PaperElement {
    /// Node id.
    pub node: String,
    /// Name.
    pub name: String,
    /// Word by stance.
    pub words: ByStance<String>,
    /// Sentence by stance.
    pub why: ByStance<String>,
    /// Provisions, joined.
    pub cites: String,
    /// Its parts side by side.
    pub rows: Vec<PaperRow>,
    /// What is not made out, as found proved.
    pub gaps: Vec<PaperPoint>,
    /// Made out as found proved.
    pub proved: bool,
    /// Argued in papers that are handed in: not made out, and somebody has something to say about it.
    pub live: bool,
    /// All sides agree on it and nothing is lacking.
    pub settled: bool,
    /// A defence that is made out argues about it.
    pub argued: bool,
    /// Paths of the facts below it, joined.
    pub paths: String,
    /// The same, one by one.
    pub asked: BTreeSet<String>,
}

/// A part of an element side by side.
#[derive(Debug, Clone, Serialize)]
pub struct PaperRow {
    /// Name.
    pub name: String,
    /// Word by stance.
    pub words: ByStance<String>,
    /// Provisions, joined.
    pub cites: String,
}

/// A sentence with what it rests on.
#[derive(Debug, Clone, Serialize)]
pub struct PaperPoint {
    /// Name and sentence, nothing said twice and without our own codes.
    pub line: String,
    /// Name without our own code.
    pub plain: String,
    /// Node id.
    pub node: String,
    /// Name.
    pub name: String,
    /// Sentence.
    pub text: String,
    /// Provisions, joined.
    pub cites: String,
    /// Pages, joined.
    pub sources: String,
    /// For a gap: what the prosecution relies on, what the file says against it; empty when nothing is said.
    pub argument: String,
    /// For a gap: the sides say different things below it.
    pub contested: bool,
    /// For a gap: the whole of it in words for a reader outside.
    pub said: String,
}

/// A group of facts.
#[derive(Debug, Clone, Serialize)]
pub struct PaperGroup {
    /// Name.
    pub name: String,
    /// Single facts.
    pub facts: Vec<PaperFact>,
    /// Rows of tables, each said as a whole.
    pub rows: Vec<PaperFact>,
}

/// A fact by side.
#[derive(Debug, Clone, Serialize)]
pub struct PaperFact {
    /// Where it is.
    pub path: String,
    /// In plain words.
    pub question: String,
    /// What the prosecution says.
    pub alleged: String,
    /// What we say.
    pub ours: String,
    /// What the lawyer finds.
    pub finding: String,
    /// Pages, joined.
    pub sources: String,
}

/// A presumption with what answers it.
#[derive(Debug, Clone, Serialize)]
pub struct PaperPresumption {
    /// Name without our own code.
    pub plain_name: String,
    /// Rebuttals shown, without our own codes; empty when none is.
    pub shown: String,
    /// Name.
    pub name: String,
    /// State in words.
    pub state: String,
    /// Touched at all: some basis is alleged.
    pub in_play: bool,
    /// Basis facts with their state.
    pub basis: String,
    /// Basis facts alone.
    pub basis_plain: String,
    /// Rebuttals still to be shown.
    pub rebuttals: String,
    /// Open questions for the lawyer.
    pub judges: String,
    /// Provisions, joined.
    pub cites: String,
}

/// A defence.
#[derive(Debug, Clone, Serialize)]
pub struct PaperDefence {
    /// Defence id.
    pub id: String,
    /// Name.
    pub name: String,
    /// 定罪, 罪名 or 量刑.
    pub stage: String,
    /// D01 … D24.
    pub code: String,
    /// 可主张, 有障碍, 待补, 目前不可用, 不涉及.
    pub word: String,
    /// 首选, 同时主张, 备位, 待补, or empty.
    pub role: String,
    /// On whose facts.
    pub basis: String,
    /// The element of the charge it argues about, or empty.
    pub argues: String,
    /// Its conditions are made out.
    pub made_out: bool,
    /// It can still be pleaded, now or once something is found out.
    pub alive: bool,
    /// Somebody has said something about what it turns on.
    pub spoken: bool,
    /// What it leads to by itself.
    pub way: String,
    /// Every exit, joined.
    pub exits: String,
    /// Argued in papers that are handed in: made out, shown by something, and nothing that nobody charged.
    pub pleaded: bool,
    /// Pleaded first, or together with it.
    pub led: bool,
    /// Pages behind what shows it, joined, or empty.
    pub sourced: String,
    /// What carries it without deciding it.
    pub supports: Vec<PaperPoint>,
    /// What of that is a thing shown, not a thing missing from the file.
    pub proofs: Vec<PaperPoint>,
    /// What stands in its way, or is alleged to.
    pub obstacles: Vec<String>,
    /// What it lacks, joined.
    pub lacks: String,
    /// Opinions that support it.
    pub opinions: Vec<String>,
    /// Sentence.
    pub why: String,
    /// Legal effect.
    pub effect: String,
    /// What proves it, item by item.
    pub points: Vec<PaperPoint>,
    /// Evidence to hand in.
    pub collect: Vec<String>,
    /// What the prosecution will say.
    pub answer: String,
    /// What we say to that.
    pub reply: String,
    /// Words for a paper.
    pub words: String,
    /// Provisions, joined.
    pub cites: String,
}

/// Two positions that cannot be taken together.
#[derive(Debug, Clone, Serialize)]
pub struct PaperContradiction {
    /// The one pleaded first.
    pub first: String,
    /// The other.
    pub second: String,
    /// Why.
    pub why: String,
    /// How to plead in the alternative.
    pub plead: String,
}

/// An amount against its thresholds.
#[derive(Debug, Clone, Serialize)]
pub struct PaperAmount {
    /// Name.
    pub name: String,
    /// On which basis.
    pub basis: String,
    /// Lower end.
    pub low: String,
    /// Upper end.
    pub high: String,
    /// Thresholds, joined.
    pub lines: String,
}

/// A provision used.
#[derive(Debug, Clone, Serialize)]
pub struct PaperArticle {
    /// As printed.
    pub label: String,
    /// Digest.
    pub digest: String,
    /// Level in words.
    pub level: String,
    /// Below two sources.
    pub marked: bool,
}
