//! A case and its assessment, as values for a template. Words come from the rules and the file, none from here.

use crate::analysis::{Facts, charge, last_act, sentence, verdict};
use crate::answer::{shape, words};
use crate::entry::title;
use crate::matrix::{presumptions, view};
use crate::overview::{amounts, opening_of};
use crate::step_view::StepView;
use crate::wire::{ByStance, SourceView, Truth};
use case::{Entry, Key, Path, Position, Record, Scope, Source, Stance};
use chrono::NaiveDate;
use law::{Book, Confidence, RuleSet};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Everything a template may say.
#[derive(Debug, Clone, Serialize)]
pub struct Paper {
    /// The file cover.
    pub matter: PaperMatter,
    /// 2026年11月23日.
    pub date: String,
    /// The version of the law used.
    pub pack: PaperPack,
    /// Only accepted entries were used.
    pub accepted_only: bool,
    /// Results by stance.
    pub conclusion: ByStance<PaperResult>,
    /// What an outgoing paper claims: only what is not made out, conceding nothing.
    pub claim: String,
    /// legal, doubt or relative: which kind of non-prosecution is argued first.
    pub ground: String,
    /// Elements in order.
    pub elements: Vec<PaperElement>,
    /// Facts by group of the form.
    pub groups: Vec<PaperGroup>,
    /// Facts on which the sides differ and that touch an element.
    pub disputes: Vec<PaperFact>,
    /// Presumptions as the prosecution has them.
    pub presumptions: Vec<PaperPresumption>,
    /// Some presumption is in play.
    pub presumed: bool,
    /// Some ground for leniency is made out on our facts.
    pub lenient: bool,
    /// Defences on our facts.
    pub defences: Vec<PaperDefence>,
    /// Amounts as the prosecution has them.
    pub amounts: Vec<PaperAmount>,
    /// What is still to be found out.
    pub openings: Vec<PaperOpening>,
    /// 须人工判断.
    pub untranslated: Vec<PaperPoint>,
    /// Provisions used, with their level.
    pub articles: Vec<PaperArticle>,
    /// Entries that only the client's own words support, kept out of outgoing papers.
    pub withheld: usize,
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
    /// Word on our facts.
    pub word: String,
    /// Made out on our facts.
    pub made_out: bool,
    /// Not shown to fail on our facts.
    pub in_play: bool,
    /// Sentence.
    pub why: String,
    /// Legal effect.
    pub effect: String,
    /// What proves it, item by item.
    pub points: Vec<PaperPoint>,
    /// What is still to be found out, item by item.
    pub gaps: Vec<PaperPoint>,
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

/// Something to find out.
#[derive(Debug, Clone, Serialize)]
pub struct PaperOpening {
    /// The question.
    pub question: String,
    /// 会见、阅卷、调取.
    pub how: String,
    /// What it would do.
    pub effect: String,
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

/// Gathers everything a template may say about one accused. `outgoing` keeps out whatever only the client's own
/// words support: a defender does not hand in confidences as found facts.
pub fn paper(book: &Book, record: &Record, actor: &str, rules: &RuleSet, scope: Scope, outgoing: bool, today: NaiveDate) -> Paper {
    let (record, withheld) = if outgoing { without_confidences(record) } else { (record.clone(), 0) };
    let record = &record;
    let facts = Facts::of(record, actor, scope);
    let steps = ByStance::each(|stance| facts.assess(rules, stance));
    let trees = ByStance::each(|stance| view(book, record, actor, rules, &facts, stance, steps.get(stance)));
    let mut trees = trees;
    if outgoing {
        // What our own lawyer has not judged yet is not the prosecutor's business.
        quiet(&mut trees.proved);
    }
    let said = Sayer { book, record, actor, scope };
    let root = verdict(&steps.proved);
    let elements = elements(&trees);
    let cards: Vec<PaperPresumption> = presumptions(book, rules, &facts, Stance::Alleged, &trees.alleged).into_iter().map(presumption).collect();
    let defences: Vec<PaperDefence> = book.defences.iter().map(|defence| said.defence(defence, &facts)).collect();
    Paper {
        matter: matter(book, record, actor),
        date: day(today),
        pack: PaperPack { name: rules.short.clone(), law: rules.law.clone(), from: rules.from.map(day).unwrap_or_default(), summary: rules.summary.clone() },
        accepted_only: scope == Scope::Accepted,
        conclusion: ByStance::each(|stance| PaperResult { verdict: verdict(steps.get(stance)).name().into(), sentence: sentence(rules, steps.get(stance)) }),
        claim: claim(rules, &steps.proved),
        ground: match root {
            crate::wire::Verdict::NotMadeOut => "legal",
            crate::wire::Verdict::NotProved => "doubt",
            crate::wire::Verdict::MadeOut => "relative",
        }
        .into(),
        disputes: said.disputes(&elements, outgoing),
        elements,
        groups: said.groups(),
        presumed: cards.iter().any(|card| card.in_play),
        presumptions: cards,
        lenient: defences.iter().any(|defence| defence.stage == "量刑" && defence.made_out),
        defences,
        amounts: amounts(rules, &facts)
            .into_iter()
            .map(|bar| PaperAmount { name: bar.name, basis: bar.note, low: bar.low, high: bar.high, lines: bar.lines.iter().map(|line| format!("{}（{}）", line.label, line.cite.text)).collect::<Vec<_>>().join("；") })
            .collect(),
        openings: facts
            .openings(rules, Stance::Proved)
            .iter()
            .map(|opening| opening_of(record, actor, opening))
            .map(|opening| PaperOpening { how: if opening.how.is_empty() { "律师判断".into() } else { opening.how.join("、") }, question: opening.question, effect: opening.effect })
            .collect(),
        untranslated: rules.nodes.iter().chain(book.defences.iter().flat_map(|defence| &defence.nodes)).filter(|node| !node.untranslated.is_empty()).map(|node| point(node.name.clone(), node.untranslated.clone(), book, &node.cite)).collect(),
        articles: articles(book, &trees),
        withheld,
    }
}

/// Drops positions that rest on nothing but what the client told the defender; says how many.
fn without_confidences(record: &Record) -> (Record, usize) {
    let mut record = record.clone();
    let confidential = |position: &Option<Position>| {
        position.as_ref().is_some_and(|position| !position.sources.is_empty() && position.sources.iter().all(|source| matches!(source, Source::Client { .. })))
    };
    let mut withheld = 0;
    for entry in record.entries.values_mut() {
        if confidential(&entry.ours) {
            entry.ours = None;
            withheld += 1;
        }
    }
    (record, withheld)
}

/// An open judgment is said as what it is to a reader outside: not established.
fn quiet(view: &mut StepView) {
    if view.truth == Truth::Unknown && matches!(view.shape, crate::step_view::Shape::Judge | crate::step_view::Shape::Rebuttal) {
        view.why = format!("{}：现有证据不足以作出该项认定。", view.name.trim_end_matches('？'));
    }
    for part in view.parts.iter_mut().chain(&mut view.exceptions) {
        quiet(part);
    }
}

/// The same values with every instrument by its number: short names are for our own desk.
pub(crate) fn in_full(book: &Book, value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::String(text) => {
            let named = book.sources.instruments.iter().filter(|instrument| instrument.id.contains('〔') && instrument.short != instrument.id);
            Value::String(named.fold(text, |text, instrument| text.replace(&instrument.short, &instrument.id)))
        }
        Value::Array(items) => Value::Array(items.into_iter().map(|item| in_full(book, item)).collect()),
        Value::Object(fields) => Value::Object(fields.into_iter().map(|(name, item)| (name, in_full(book, item))).collect()),
        other => other,
    }
}

/// Names what is not made out and stops there: a paper that leaves the house concedes no element.
fn claim(rules: &RuleSet, root: &law::Step) -> String {
    let named = |truth: law::Truth| {
        let parts = root.parts.iter().filter(|part| part.truth == truth).map(|part| format!("“{}”", part.node.name));
        parts.collect::<Vec<_>>().concat()
    };
    match root.truth {
        law::Truth::Unknown => format!("{}未达到证据确实、充分的证明标准，不能认定构成{}", named(law::Truth::Unknown), rules.name),
        law::Truth::False if root.mark == law::Mark::Defeated => sentence(rules, root).trim_end_matches('。').into(),
        law::Truth::False => format!("{}不具备，不构成{}", named(law::Truth::False), rules.name),
        law::Truth::True => String::new(),
    }
}

/// 2026年11月23日.
fn day(date: NaiveDate) -> String {
    use chrono::Datelike;
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

fn matter(book: &Book, record: &Record, actor: &str) -> PaperMatter {
    let rules = book.versions(charge(book, record)).last();
    let party = record.party(actor);
    let unit = party.is_some_and(|party| party.kind == case::PartyKind::Unit);
    PaperMatter {
        name: record.matter.name.clone(),
        charge: rules.map(|rules| rules.name.clone()).unwrap_or_default(),
        charge_short: rules.map(|rules| rules.short.clone()).unwrap_or_default(),
        stage: record.matter.stage.name().into(),
        authority: record.matter.authority.clone(),
        docket: record.matter.docket.clone(),
        firm: record.matter.firm.clone(),
        lawyers: record.matter.lawyers.clone(),
        entrusted_by: record.matter.entrusted_by.clone(),
        client: party.map(|party| party.name.clone()).unwrap_or_default(),
        client_kind: if unit { "单位" } else { "自然人" }.into(),
        last_act: last_act(record, actor).map(day).unwrap_or_default(),
    }
}

/// A truth in the words of an element.
pub(crate) fn word(view: &StepView) -> String {
    use crate::wire::Mark;
    match (view.mark, view.truth) {
        (Mark::NotPleaded, _) => "未主张",
        (Mark::Defeated, _) => "已推翻",
        (Mark::Stands, _) if view.shape == crate::step_view::Shape::Presumption => "推定成立",
        (_, Truth::True) => "具备",
        (_, Truth::False) => "不具备",
        (_, Truth::Unknown) => "未证明",
    }
    .into()
}

fn elements(trees: &ByStance<StepView>) -> Vec<PaperElement> {
    let of = |at: usize| -> ByStance<&StepView> { ByStance::each(|stance| &trees.get(stance).parts[at]) };
    (0..trees.proved.parts.len())
        .map(|at| {
            let element = of(at);
            let child = |child: usize| -> Option<PaperRow> {
                let parts = ByStance::each(|stance| element.get(stance).parts.get(child));
                let named = parts.alleged.or(parts.proved).or(parts.ours)?;
                Some(PaperRow { name: named.name.clone(), words: ByStance::each(|stance| parts.get(stance).map(word).unwrap_or_default()), cites: joined(named) })
            };
            let deepest = Stance::ALL.iter().map(|stance| element.get(*stance).parts.len()).max().unwrap_or(0);
            let mut gaps = Vec::new();
            collect_gaps(element.proved, element.alleged, 0, &mut gaps);
            let mut paths = BTreeSet::new();
            leaf_paths(element.alleged, &mut paths);
            PaperElement {
                node: element.proved.node.clone(),
                name: element.proved.name.clone(),
                words: ByStance::each(|stance| word(element.get(stance))),
                why: ByStance::each(|stance| element.get(stance).why.clone()),
                cites: joined(element.proved),
                rows: (0..deepest).filter_map(child).collect(),
                proved: element.proved.truth == Truth::True,
                paths: paths.iter().cloned().collect::<Vec<_>>().join(", "),
                asked: paths,
                gaps,
            }
        })
        .collect()
}

fn joined(view: &StepView) -> String {
    view.cites.iter().map(|chip| chip.text.clone()).collect::<Vec<_>>().join("、")
}

fn pages(view: &StepView, found: &mut Vec<SourceView>) {
    if let Some(leaf) = &view.leaf {
        let rows = leaf.rows.iter().flat_map(|row| &row.sources);
        for source in leaf.said.iter().flat_map(|said| &said.sources).chain(rows) {
            if found.iter().all(|known| known.text != source.text) && source.kind != "none" {
                found.push(source.clone());
            }
        }
    }
    for part in view.parts.iter().chain(&view.exceptions) {
        pages(part, found);
    }
}

/// Pages of one volume are said together: `证据卷三第50、51页，卷六第8页`.
pub(crate) fn join_sources(sources: &[SourceView]) -> String {
    let mut volumes: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut others: Vec<&str> = Vec::new();
    for source in sources {
        if source.kind != "page" {
            others.push(&source.text);
            continue;
        }
        match volumes.iter_mut().find(|(volume, _)| *volume == source.volume) {
            Some((_, pages)) => pages.push(&source.page),
            None => volumes.push((&source.volume, vec![&source.page])),
        }
    }
    let numeral = |volume: &str| volume.parse().ok().and_then(case::chinese_numeral).unwrap_or_else(|| volume.to_string());
    let said = volumes.iter().enumerate().map(|(at, (volume, pages))| {
        let mut pages = pages.clone();
        pages.sort_by_key(|page| (page.len(), page.to_string()));
        format!("{}卷{}第{}页", if at == 0 { "证据" } else { "" }, numeral(volume), pages.join("、"))
    });
    said.chain(others.iter().map(|other| other.to_string())).collect::<Vec<_>>().join("，")
}

fn leaf_paths(view: &StepView, paths: &mut BTreeSet<String>) {
    paths.extend(view.leaf.as_ref().map(|leaf| leaf.path.clone()));
    for part in view.parts.iter().chain(&view.exceptions) {
        leaf_paths(part, paths);
    }
}

/// How many pages one sentence cites before it says 等.
const PAGES: usize = 6;

fn view_point(view: &StepView) -> PaperPoint {
    let mut cited = Vec::new();
    pages(view, &mut cited);
    let more = cited.len() > PAGES;
    cited.truncate(PAGES);
    let sources = format!("{}{}", join_sources(&cited), if more { "等" } else { "" });
    PaperPoint { line: line(&view.name, &view.why), plain: uncoded(&view.name).into(), node: view.node.clone(), name: view.name.clone(), text: view.why.clone(), cites: joined(view), sources }
}

/// `K1 经监管部门告知` → `经监管部门告知`: our codes mean nothing to a reader outside.
fn uncoded(text: &str) -> &str {
    match text.split_once(' ') {
        Some((code, rest)) if code.len() <= 4 && code.starts_with(|c: char| c.is_ascii_uppercase()) && code[1..].starts_with(|c: char| c.is_ascii_digit()) => rest,
        _ => text,
    }
}

/// Name and sentence as one, unless the sentence begins with the name.
fn line(name: &str, why: &str) -> String {
    let (name, why) = (uncoded(name).trim_end_matches(['？', '。']), uncoded(why));
    if why.starts_with(name) || why.starts_with('‘') || why.starts_with('“') { why.into() } else { format!("{name}：{why}") }
}

/// The branches that keep an element from being made out: where a conjunction fails each failing part; of
/// alternatives those that the prosecution's own facts would make out, for these are what it must prove.
fn collect_gaps(proved: &StepView, alleged: &StepView, depth: usize, gaps: &mut Vec<PaperPoint>) {
    const DEEPEST: usize = 3;
    if proved.truth == Truth::True {
        return;
    }
    let pairs = proved.parts.iter().map(|part| (part, alleged.parts.iter().find(|own| own.node == part.node)));
    let failing: Vec<(&StepView, &StepView)> = pairs.filter_map(|(part, own)| Some((part, own?))).filter(|(part, _)| part.truth != Truth::True).collect();
    let before = gaps.len();
    if depth < DEEPEST {
        let alternative = proved.connective == "具备其一";
        for (part, own) in failing.into_iter().filter(|(_, own)| !alternative || own.truth == Truth::True) {
            collect_gaps(part, own, depth + 1, gaps);
        }
    }
    if gaps.len() == before && depth > 0 {
        gaps.push(view_point(proved));
    }
}

/// Somebody said something below it.
fn touched(view: &StepView) -> bool {
    let own = view.leaf.as_ref().is_some_and(|leaf| !leaf.said.is_empty() || !leaf.rows.is_empty());
    own || view.parts.iter().any(touched)
}

fn point(name: String, text: String, book: &Book, cites: &[String]) -> PaperPoint {
    PaperPoint { line: line(&name, &text), plain: uncoded(&name).into(), node: String::new(), name, text, cites: cites.iter().map(|cite| book.sources.label(cite)).collect::<Vec<_>>().join("、"), sources: String::new() }
}

fn presumption(card: crate::matrix::PresumptionCard) -> PaperPresumption {
    let state = |truth: Truth| match truth {
        Truth::True => "控方主张",
        Truth::False => "不存在",
        Truth::Unknown => "待证",
    };
    PaperPresumption {
        plain_name: uncoded(&card.name).into(),
        shown: card.rebuttals.iter().filter(|item| item.truth == Truth::True).map(|item| item.text.clone()).collect::<Vec<_>>().join("；"),
        in_play: card.state != "not_triggered" && card.basis.iter().any(|basis| basis.truth == Truth::True),
        basis: card.basis.iter().map(|basis| format!("{}（{}）", basis.name, state(basis.truth))).collect::<Vec<_>>().join("；"),
        rebuttals: card.rebuttals.iter().filter(|item| item.truth != Truth::True).map(|item| format!("{} {}", item.id, item.text)).collect::<Vec<_>>().join("；"),
        judges: card.judges.iter().filter(|judge| judge.truth == Truth::Unknown).map(|judge| judge.text.trim_end_matches('？')).collect::<Vec<_>>().join("；"),
        cites: card.cites.iter().map(|chip| chip.text.clone()).collect::<Vec<_>>().join("、"),
        name: card.name,
        state: card.state_text,
    }
}

fn articles(book: &Book, trees: &ByStance<StepView>) -> Vec<PaperArticle> {
    let mut cites = BTreeSet::new();
    for stance in Stance::ALL {
        cited(trees.get(stance), &mut cites);
    }
    let article = |cite: &String| {
        let (_, provision) = book.sources.get(cite)?;
        let marked = provision.verified < Confidence::TwoSources;
        Some(PaperArticle { label: book.sources.label(cite), digest: provision.digest.clone(), level: provision.verified.name().into(), marked })
    };
    cites.iter().filter_map(article).collect()
}

/// Provisions of what is in play: settled branches nobody argues about are left out.
fn cited(view: &StepView, cites: &mut BTreeSet<String>) {
    if view.mark == crate::wire::Mark::NotPleaded || !touched(view) && view.truth == Truth::False {
        return;
    }
    cites.extend(view.cites.iter().map(|chip| chip.cite.clone()));
    for part in view.parts.iter().chain(&view.exceptions) {
        cited(part, cites);
    }
}

/// Says facts by side.
struct Sayer<'a> {
    book: &'a Book,
    record: &'a Record,
    actor: &'a str,
    scope: Scope,
}

impl Sayer<'_> {
    fn counts(&self, position: &Position) -> bool {
        match self.scope {
            Scope::Accepted => position.review.state == case::ReviewState::Accepted,
            Scope::All => position.review.state != case::ReviewState::Returned,
        }
    }

    fn fact(&self, key: &Key, entry: &Entry) -> Option<PaperFact> {
        let shape = shape(self.book, &key.path).ok()?;
        let said = |side| entry.side(side).filter(|position| self.counts(position)).map(|position| words(self.record, key.actor.as_deref(), &shape, &position.answer)).unwrap_or_default();
        let finding = entry.side(case::Side::Finding).filter(|position| self.counts(position));
        let finding = finding.map(|position| match position.status {
            Some(case::Status::Proved) => format!("已查证：{}", said(case::Side::Finding)),
            Some(status) => status.name().into(),
            None => said(case::Side::Finding),
        });
        let sources = self.sources(std::iter::once(entry));
        let fact = PaperFact { path: key.path.to_string(), question: self.question(key), alleged: said(case::Side::Alleged), ours: said(case::Side::Ours), finding: finding.unwrap_or_default(), sources };
        (!fact.alleged.is_empty() || !fact.ours.is_empty() || !fact.finding.is_empty()).then_some(fact)
    }

    /// Every page behind some entries, each once.
    fn sources<'e>(&self, entries: impl Iterator<Item = &'e Entry>) -> String {
        let mut found: Vec<SourceView> = Vec::new();
        for (_, position) in entries.flat_map(Entry::positions).filter(|(_, position)| self.counts(position)) {
            for source in position.sources.iter().map(SourceView::from) {
                if source.kind != "none" && found.iter().all(|known| known.text != source.text) {
                    found.push(source);
                }
            }
        }
        join_sources(&found)
    }

    fn question(&self, key: &Key) -> String {
        match (&key.path, key.path.table(), key.path.row()) {
            (Path::Cell(table, row, column), ..) => {
                let name = crate::answer::row_name(self.record, key.actor.as_deref(), table, row);
                let column = self.book.dictionary.table(table).and_then(|table| table.column(column)).map(|column| column.name.clone()).unwrap_or_default();
                format!("{name}：{column}")
            }
            (path, ..) => title(path),
        }
    }

    /// Cells that only name a row, and the row's own presence, are said by the row's other cells.
    fn worth_saying(&self, path: &Path) -> bool {
        match path {
            Path::Row(..) => false,
            Path::Cell(table, _, column) => self.book.dictionary.table(table).and_then(|table| table.column(column)).is_some_and(|column| !column.key),
            _ => true,
        }
    }

    fn groups(&self) -> Vec<PaperGroup> {
        let mut groups: BTreeMap<(i64, String), PaperGroup> = BTreeMap::new();
        let mut rows: BTreeMap<(String, String), Vec<(&Key, &Entry)>> = BTreeMap::new();
        let mut group = |id: &str, fact: Option<PaperFact>, row: Option<PaperFact>| {
            let place = self.place(id);
            let group = groups.entry(place.clone()).or_insert_with(|| PaperGroup { name: place.1, facts: Vec::new(), rows: Vec::new() });
            group.facts.extend(fact);
            group.rows.extend(row);
        };
        for (key, entry) in self.record.entries.iter().filter(|(key, _)| key.actor.as_deref().is_none_or(|own| own == self.actor)) {
            match (key.path.table(), key.path.row()) {
                (Some(table), Some(row)) => rows.entry((table.into(), row.into())).or_default().push((key, entry)),
                (Some(table), None) => group(table, self.fact(key, entry), None),
                _ => group(&key.path.to_string(), self.fact(key, entry), None),
            }
        }
        for ((table, row), cells) in &rows {
            group(table, None, self.row(table, row, cells));
        }
        groups.into_values().filter(|group| !group.facts.is_empty() || !group.rows.is_empty()).collect()
    }

    /// Place and name of the group a fact or table stands in.
    fn place(&self, id: &str) -> (i64, String) {
        self.book.dictionary.group_of(id).map_or((i64::MAX, "律师判断".into()), |group| (group.order, group.name.clone()))
    }

    /// A whole row as one line: what each side says of its cells, ours only where it differs.
    fn row(&self, table: &str, row: &str, cells: &[(&Key, &Entry)]) -> Option<PaperFact> {
        let facts = cells.iter().filter(|(key, _)| self.worth_saying(&key.path)).filter_map(|(key, entry)| self.fact(key, entry));
        let (mut alleged, mut ours, mut finding, mut same) = (Vec::new(), Vec::new(), Vec::new(), false);
        for fact in facts {
            let name = fact.question.split_once('：').map_or(fact.question.as_str(), |(_, column)| column).trim_end_matches('？').to_string();
            let say = |words: &str| format!("{name}：{words}");
            if !fact.alleged.is_empty() {
                alleged.push(say(&fact.alleged));
            }
            same |= !fact.ours.is_empty() && fact.ours == fact.alleged;
            if !fact.ours.is_empty() && fact.ours != fact.alleged {
                ours.push(say(&fact.ours));
            }
            if !fact.finding.is_empty() {
                finding.push(say(&fact.finding));
            }
        }
        if ours.is_empty() && same {
            ours.push("同左".into());
        }
        let holder = cells.first().and_then(|(key, _)| key.actor.clone());
        let table_name = self.book.dictionary.table(table).map(|table| table.name.clone()).unwrap_or_default();
        Some(PaperFact {
            path: format!("{table}/{row}"),
            question: format!("{table_name}“{}”", crate::answer::row_name(self.record, holder.as_deref(), table, row)),
            alleged: alleged.join("；"),
            ours: ours.join("；"),
            finding: finding.join("；"),
            sources: self.sources(cells.iter().map(|(_, entry)| *entry)),
        })
    }

    /// Facts on which the sides differ, in the order of the elements that ask them.
    fn disputes(&self, elements: &[PaperElement], outgoing: bool) -> Vec<PaperFact> {
        let mine = self.record.entries.iter().filter(|(key, _)| key.actor.as_deref().is_none_or(|own| own == self.actor));
        let place = |path: &Path| {
            let (path, table) = (path.to_string(), path.table().map(str::to_string));
            elements.iter().position(|element| (!outgoing || !element.proved) && element.asked.iter().any(|asked| *asked == path || Some(asked) == table.as_ref()))
        };
        let mut found: Vec<(usize, PaperFact)> = mine
            .filter(|(key, entry)| entry.disputed() && self.worth_saying(&key.path))
            .filter_map(|(key, entry)| Some((place(&key.path)?, self.fact(key, entry)?)))
            .collect();
        found.sort_by_key(|(element, _)| *element);
        found.into_iter().map(|(_, fact)| fact).collect()
    }

    fn defence(&self, rules: &RuleSet, facts: &Facts) -> PaperDefence {
        let step = facts.assess(rules, Stance::Ours);
        let tree = view(self.book, self.record, self.actor, rules, facts, Stance::Ours, &step);
        let mut leaves = Vec::new();
        leaf_views(&tree, &mut leaves);
        let meta = rules.defence.as_ref();
        let text = |of: fn(&law::Defence) -> &String| meta.map(of).cloned().unwrap_or_default();
        // Where a defence lists compliance facts, these are its points; what they rest on is not.
        let compliance = |node: &str| rules.node(node).is_some_and(|node| node.role == Some(law::Role::Compliance));
        let mut listed = Vec::new();
        views_where(&tree, &|view| compliance(&view.node), &mut listed);
        let points = if listed.is_empty() { &leaves } else { &listed };
        let pick = |truth: Truth| points.iter().filter(|view| view.truth == truth).map(|view| view_point(view)).collect();
        PaperDefence {
            id: rules.id.clone(),
            name: rules.name.clone(),
            stage: match text(|meta| &meta.stage).as_str() {
                "conviction" => "定罪",
                "charge" => "罪名",
                _ => "量刑",
            }
            .into(),
            word: match step.truth {
                law::Truth::True => "具备",
                law::Truth::False => "不具备",
                law::Truth::Unknown => "待证",
            }
            .into(),
            made_out: step.truth.is_true(),
            in_play: !step.truth.is_false() && touched(&tree),
            why: tree.why.clone(),
            effect: text(|meta| &meta.effect),
            points: pick(Truth::True),
            gaps: pick(Truth::Unknown),
            collect: meta.map(|meta| meta.collect.clone()).unwrap_or_default(),
            answer: text(|meta| &meta.answer),
            reply: text(|meta| &meta.reply),
            words: text(|meta| &meta.words),
            cites: rules.cite.iter().map(|cite| self.book.sources.label(cite)).collect::<Vec<_>>().join("、"),
        }
    }
}

/// The innermost views that are wanted, each node once.
fn views_where<'a>(view: &'a StepView, wanted: &impl Fn(&StepView) -> bool, found: &mut Vec<&'a StepView>) {
    let before = found.len();
    for part in &view.parts {
        views_where(part, wanted, found);
    }
    let new = found.len() == before && found.iter().all(|known| known.node != view.node);
    if new && wanted(view) {
        found.push(view);
    }
}

fn leaf_views<'a>(view: &'a StepView, leaves: &mut Vec<&'a StepView>) {
    if view.leaf.is_some() && leaves.iter().all(|known| known.node != view.node) {
        leaves.push(view);
    }
    for part in &view.parts {
        leaf_views(part, leaves);
    }
}
