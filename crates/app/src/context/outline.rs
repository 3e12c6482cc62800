//! What the client is asked, by subject: only questions, never which answer helps.

use super::sayer::Sayer;
use crate::agenda::groups;
use crate::analysis::Facts;
use case::{Path, Side, Stance};
use law::{Finder, RuleSet};
use serde::Serialize;
use std::collections::BTreeMap;

/// Questions on one subject.
#[derive(Debug, Clone, Serialize)]
pub struct PaperQuestions {
    /// The subject: a group of the form.
    pub name: String,
    /// In plain words.
    pub questions: Vec<PaperQuestion>,
}

/// A question to the client.
#[derive(Debug, Clone, Serialize)]
pub struct PaperQuestion {
    /// In plain words.
    pub text: String,
    /// What the prosecution says on it, with its page: to be put to the client only once the file may be verified with them.
    pub alleged: String,
    /// What proves the answer.
    pub proof: String,
}

/// How many questions one subject holds.
const MOST: usize = 12;

impl Sayer<'_> {
    /// What still matters and the client may know; then what concerns the person and nobody has asked.
    pub(super) fn outline(&self, rules: &RuleSet, facts: &Facts) -> Vec<PaperQuestions> {
        let open = facts.openings(rules, Stance::Proved);
        let mut found: BTreeMap<(i64, String), Vec<PaperQuestion>> = BTreeMap::new();
        let mut seen = Vec::new();
        let agenda = groups(self.book, self.record, self.actor, &open);
        let asked = agenda.iter().filter(|group| group.finder == "interview");
        for item in asked.flat_map(|group| group.helps.iter().chain(&group.open)) {
            let Ok(path) = item.opening.path.parse::<Path>() else {
                continue;
            };
            if seen.contains(&path) {
                continue;
            }
            let place = self.place(path.table().unwrap_or(&item.opening.path));
            found.entry(place).or_default().push(PaperQuestion {
                text: item.opening.question.clone(),
                alleged: self.alleged(&path),
                proof: item.proof.clone(),
            });
            seen.push(path);
        }
        for fact in self
            .book
            .dictionary
            .facts()
            .filter(|fact| fact.find.contains(&Finder::Interview))
        {
            let path = Path::Fact(fact.id.clone());
            let place = self.place(&fact.id);
            if place.1 != PERSON || seen.contains(&path) || !self.note(&fact.id).text.is_empty() {
                continue;
            }
            found.entry(place).or_default().push(PaperQuestion {
                text: fact.text.clone(),
                alleged: String::new(),
                proof: fact.proof.clone(),
            });
        }
        found
            .into_iter()
            .map(|((_, name), mut questions)| {
                questions.truncate(MOST);
                PaperQuestions { name, questions }
            })
            .collect()
    }

    fn alleged(&self, path: &Path) -> String {
        let owner = crate::questions::holder(self.book, path, self.actor);
        let entry = self.record.entry(owner, path);
        let Some(own) = entry
            .and_then(|entry| entry.side(Side::Alleged))
            .filter(|own| self.counts(own))
        else {
            return String::new();
        };
        let (Some(_), Ok(shape)) = (own.answer.value(), crate::answer::shape(self.book, path)) else {
            return String::new();
        };
        let said = crate::answer::words(self.record, owner, &shape, &own.answer);
        match super::person::shown(std::iter::once(own)) {
            none if none.is_empty() => said,
            pages => format!("{said}（{pages}）"),
        }
    }
}

/// The group of the form on measures and personal circumstances.
const PERSON: &str = "强制措施与个人情况";
