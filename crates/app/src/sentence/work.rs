//! One stance worked out: the band, the start, the circumstances, both plans.

use super::given::reached;
use super::start::{Start, local, start};
use crate::analysis::Facts;
use case::{Record, Stance};
use law::sentencing::{Calculation, Frame, Guide, Remark, Span, Weighed, calculate, weigh};
use law::{Band, Book, FactSet, RuleSet, Truth, Value};

/// One stance worked out.
pub(crate) struct Work<'b> {
    pub book: &'b Book,
    pub guide: &'b Guide,
    pub facts: &'b FactSet,
    pub charge: &'b RuleSet,
    /// The lightest band that can still apply, and whether heavier ones can too.
    pub band: Option<&'b Band>,
    pub bands: Vec<&'b Band>,
    pub frame: Option<Frame>,
    pub start: Start<'b>,
    pub base: Option<Span>,
    pub weighed: Vec<Weighed<'b>>,
    pub calculation: Calculation,
    /// The offence itself on these facts.
    pub offence: Truth,
    /// The accused is a unit: only a fine.
    pub unit: bool,
}

/// Works out one stance; `None` while there is no guidance at all.
pub(crate) fn work<'b>(
    book: &'b Book,
    record: &Record,
    actor: &str,
    charge: &'b RuleSet,
    facts: &'b Facts<'b>,
    stance: Stance,
) -> Option<Work<'b>> {
    let guide = book.guide()?;
    let set = facts.whole(stance);
    // A sentence is asked after in case of conviction: where these facts reach no band, the prosecution's are supposed.
    let mut bands = reached(charge, set);
    if bands.is_empty() {
        bands = reached(charge, facts.whole(Stance::Alleged));
    }
    if bands.is_empty() {
        bands = charge.bands.first().into_iter().collect();
    }
    let band = bands.first().copied();
    let frame = band.and_then(|band| {
        let at = charge.bands.iter().position(|own| own.id == band.id)?;
        Frame::of(&charge.bands, at)
    });
    let range = frame.map(|frame| frame.range);
    let unit = set.facts.get("actor_kind") == Some(&Value::Choice("unit".into()));
    let start = match unit {
        true => Start::None("单位只判处罚金。".into()),
        false => start(book, record, actor, charge, set, range),
    };
    let base = range.and_then(|range| start.base(range));
    let more = local(book, record, actor).filter(|(local, _)| local.offence == charge.id);
    let more = more.map_or(&[][..], |(local, _)| local.factors.as_slice());
    let weighed = weigh(guide, more, set);
    let calculation = calculate(guide, &weighed, base, frame);
    Some(Work {
        book,
        guide,
        facts: set,
        charge,
        band,
        bands,
        frame,
        start,
        base,
        weighed,
        calculation,
        offence: law::assess(charge, set).truth,
        unit,
    })
}

impl<'b> Work<'b> {
    /// What the guidance remarks at that place, for every offence or this one.
    pub(crate) fn remarks(&self, at: &str) -> Vec<&'b Remark> {
        let here =
            |remark: &&Remark| remark.at == at && (remark.offence.is_empty() || remark.offence == self.charge.id);
        self.guide.remarks.iter().filter(here).collect()
    }

    /// Days or money of that fact, when known exactly enough to be credited: the lower end is sure.
    pub(crate) fn figure(&self, fact: &str) -> Option<law::Interval> {
        self.facts.facts.get(fact).and_then(Value::interval)
    }

    /// Whether that circumstance is shown.
    pub(crate) fn shown(&self, factor: &str) -> Truth {
        let one = self.weighed.iter().find(|one| one.factor.id == factor);
        one.map_or(Truth::Unknown, |one| one.truth)
    }
}
