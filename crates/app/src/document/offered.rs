//! Which documents are offered: by the stage of the case, and by how the accused stands.

use crate::context::person_of;
use crate::rules::book;
use case::{Record, Stage};
use chrono::NaiveDate;
use memo::template::{FrontMatter, Need};

/// What decides whether a document is offered.
pub(crate) struct Offer {
    stage: Stage,
    natural: bool,
    /// Held, and held under an arrest; `None` while nothing about measures is recorded.
    custody: Option<(bool, bool)>,
}

impl Offer {
    /// Of one accused on a day.
    pub(crate) fn of(record: &Record, actor: &str, today: NaiveDate) -> Offer {
        let person = person_of(book(), record, actor, today);
        Offer {
            stage: record.matter.stage,
            natural: person.natural,
            custody: person.known.then_some((person.held, person.arrested)),
        }
    }

    /// Why a document is not offered; empty when it is. What is not known closes nothing: the paper says what is missing.
    pub(crate) fn why_not(&self, front: &FrontMatter) -> String {
        let here = front.stages.is_empty() || front.stages.iter().any(|own| own == self.stage.id());
        if !here {
            let stages = front.stages.iter().filter_map(|id| Stage::from_id(id)).map(Stage::name);
            return format!(
                "用于{}阶段，本案现为{}阶段。",
                stages.collect::<Vec<_>>().join("、"),
                self.stage.name()
            );
        }
        let fails = |need: &Need| match (need, self.custody) {
            (Need::Person, _) if !self.natural => Some("只用于自然人，当事人是单位。"),
            (Need::Held, Some((false, _))) => Some("只在羁押期间使用，按已录入的程序事件当事人现未被羁押。"),
            (Need::Arrested, Some((_, false))) => Some("逮捕以后使用，按已录入的程序事件当事人现未被逮捕。"),
            (Need::NotArrested, Some((_, true))) => Some("逮捕以前使用，按已录入的程序事件当事人已被逮捕。"),
            _ => None,
        };
        front.needs.iter().find_map(fails).unwrap_or_default().into()
    }
}

/// The stage a document is written for: that of the case, or the first of its own where the case stands at none of them.
pub(crate) fn stage_of(record: &Record, front: &FrontMatter) -> Stage {
    let own = record.matter.stage;
    let here = front.stages.is_empty() || front.stages.iter().any(|id| id == own.id());
    let first = front.stages.iter().find_map(|id| Stage::from_id(id));
    first.filter(|_| !here).unwrap_or(own)
}
