//! Everything under `rules/`, read and linked.

use crate::deadline::{self, Calendar, Procedure, ProcedureFile};
use crate::evidence::{Checklist, EvidenceLaw, ExclusionFile, KindsFile, StatementsFile};
use crate::pack::{ExamplesFile, GlossaryFile, PackFile};

use crate::sentencing::{self, Guide, GuideFile, LocalFile, LocalGuide};
use crate::{Dictionary, Fault, Group, Instrument, RuleSet, Sources, asked, link};
use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// One file of the rules folder: its path below `rules/` with `/` between parts, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// As in `offences/assisting_cybercrime/2025-07-28.toml`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// Which state of the law a rules folder is.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Its name.
    pub name: String,
    /// The day up to which the law was checked, as YYYY-MM-DD.
    pub date: String,
    /// What a reader should know.
    #[serde(default)]
    pub note: String,
}

/// The rules, linked.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// Which state of the law it is.
    pub edition: Edition,
    /// The questions.
    pub dictionary: Dictionary,
    /// The provisions.
    pub sources: Sources,
    /// Every version of every offence, by id and date.
    pub offences: Vec<RuleSet>,
    /// Every defence.
    pub defences: Vec<RuleSet>,
    /// Every way out short of or beside conviction, in the order they are shown.
    pub exits: Vec<RuleSet>,
    /// The guidance on sentencing, oldest first.
    pub guides: Vec<Guide>,
    /// LocalGuide rules on sentencing, each off until a lawyer switches it on.
    pub locals: Vec<LocalGuide>,
    /// The law of time limits, oldest first.
    pub procedures: Vec<Procedure>,
    /// Public holidays by year.
    pub calendar: Calendar,
    /// Kinds, checklists, exclusion: the law of evidence as such.
    pub evidence: EvidenceLaw,
    /// Ladders shown beside an element: how far the facts reach.
    pub ladders: Vec<RuleSet>,
    /// Templates of documents, by id: `documents/<id>.md` as written.
    pub documents: BTreeMap<String, String>,
    /// The checklist before a case is archived.
    pub archive: Vec<crate::archive::ArchiveItem>,
    pub(crate) glossary: Vec<crate::pack::TermFile>,
    /// Every file as written, by path, so that a fault can name its line.
    pub(crate) texts: BTreeMap<String, String>,
    /// Examples by rule set id, with the file they stand in.
    pub(crate) examples: Vec<(String, File, ExamplesFile)>,
}

impl Book {
    /// Reads and links every file. A book comes back only when nothing at all is wrong with it.
    ///
    /// # Errors
    /// Every fault found, each with its place and what to do about it.
    pub fn read(files: &[File]) -> Result<Book, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut book = Book::default();
        let mut groups: Vec<(String, Group)> = Vec::new();
        let mut instruments: Vec<(String, Instrument)> = Vec::new();
        let mut packs: Vec<(&File, Option<NaiveDate>, PackFile)> = Vec::new();
        let mut guides: Vec<(&File, GuideFile)> = Vec::new();
        let mut locals: Vec<(&File, LocalFile)> = Vec::new();
        let mut all_questions = true;
        let mut ordered: Vec<&File> = files.iter().collect();
        ordered.sort_by(|a, b| a.path.cmp(&b.path));
        for file in ordered {
            book.texts.insert(file.path.clone(), file.text.clone());
            let parts: Vec<&str> = file.path.split('/').collect();
            match parts.as_slice() {
                ["facts", _] => {
                    let group = read(file, &mut faults);
                    all_questions &= group.is_some();
                    groups.extend(group.map(|group| (file.path.clone(), group)));
                }
                ["sources", _] => instruments.extend(read(file, &mut faults).map(|source| (file.path.clone(), source))),
                ["offences", id, name] if name.starts_with("examples") && name.ends_with(".toml") => book
                    .examples
                    .extend(read(file, &mut faults).map(|examples| (id.to_string(), file.clone(), examples))),
                ["offences", _, name] if name.ends_with(".toml") => {
                    match NaiveDate::parse_from_str(name.trim_end_matches(".toml"), "%Y-%m-%d") {
                        Ok(from) => packs.extend(read(file, &mut faults).map(|pack| (file, Some(from), pack))),
                        Err(_) => faults.push(Fault::of(
                            &file.path,
                            "规则包的文件名须是施行日期，例如 2025-07-28.toml。",
                        )),
                    }
                }
                ["defences" | "exits" | "ladders", name] => match name.strip_suffix(".examples.toml") {
                    Some(id) => book
                        .examples
                        .extend(read(file, &mut faults).map(|examples| (id.to_string(), file.clone(), examples))),
                    None => packs.extend(read(file, &mut faults).map(|pack| (file, None, pack))),
                },
                ["sentencing", "examples.toml"] => book
                    .examples
                    .extend(read(file, &mut faults).map(|examples| ("sentencing".into(), file.clone(), examples))),
                ["sentencing", _] => guides.extend(read(file, &mut faults).map(|guide| (file, guide))),
                ["sentencing", "local", _] => locals.extend(read(file, &mut faults).map(|local| (file, local))),
                ["procedure", name] if name.ends_with(".toml") => {
                    match NaiveDate::parse_from_str(name.trim_end_matches(".toml"), "%Y-%m-%d") {
                        Ok(from) => {
                            let read: Option<ProcedureFile> = read(file, &mut faults);
                            book.procedures.extend(read.map(|own| own.into_procedure(from)));
                        }
                        Err(_) => faults.push(Fault::of(
                            &file.path,
                            "期限规则的文件名须是施行日期，例如 2018-10-26.toml。",
                        )),
                    }
                }
                ["calendar", name] if name.ends_with(".toml") => match deadline::read_year(&file.path, &file.text) {
                    Ok(year) if format!("{}.toml", year.year) == *name => book.calendar.add(year),
                    Ok(year) => faults.push(Fault::at(
                        &file.path,
                        &file.text,
                        "",
                        format!("year 写的是 {}，与文件名不一致，请改成一样。", year.year),
                    )),
                    Err(found) => faults.extend(found),
                },
                ["evidence", "kinds.toml"] => {
                    let read: Option<KindsFile> = read(file, &mut faults);
                    book.evidence.kinds = read.map(|own| own.kinds).unwrap_or_default();
                }
                ["evidence", "exclusion.toml"] => {
                    if let Some(read) = read::<ExclusionFile>(file, &mut faults) {
                        (book.evidence.grounds, book.evidence.steps) = (read.grounds, read.steps);
                    }
                }
                ["evidence", "statements.toml"] => {
                    let read: Option<StatementsFile> = read(file, &mut faults);
                    book.evidence.flags = read.map(|own| own.flags).unwrap_or_default();
                }
                ["evidence", name] if name.ends_with(".toml") => {
                    let read: Option<Checklist> = read(file, &mut faults);
                    if let Some(list) = &read
                        && format!("{}.toml", list.id) != *name
                    {
                        let message = format!("清单的 id 写的是 {}，与文件名不一致，请改成一样。", list.id);
                        faults.push(Fault::at(&file.path, &file.text, &list.id, message));
                    }
                    book.evidence.checklists.extend(read);
                }
                ["documents", name] if name.ends_with(".md") => {
                    book.documents
                        .insert(name.trim_end_matches(".md").into(), file.text.clone());
                }
                ["archive.toml"] => {
                    book.archive = read::<crate::archive::ArchiveFile>(file, &mut faults).unwrap_or_default().items;
                }
                ["edition.toml"] => book.edition = read(file, &mut faults).unwrap_or_default(),
                ["glossary.toml"] => {
                    book.glossary = read::<GlossaryFile>(file, &mut faults)
                        .map(|glossary| glossary.terms)
                        .unwrap_or_default()
                }
                [.., name] if name.ends_with(".toml") => faults.push(Fault::of(
                    &file.path,
                    "这个文件不在规则文件夹的任何一类里（facts、sources、offences/<标识>、defences、exits、ladders、sentencing、procedure、calendar、evidence、archive.toml、glossary.toml），请移到该去的位置。",
                )),
                _ => {}
            }
        }
        book.dictionary = Dictionary::new(groups, &book.texts, &mut faults);
        book.sources = Sources::new(instruments, &book.texts, &mut faults);
        if !all_questions {
            // Every rule that asks one of the unread questions would look wrong.
            packs.clear();
            guides.clear();
        }
        for (file, from, pack) in packs {
            match link::link(&file.path, &file.text, from, pack, &book.dictionary) {
                Ok(rules) if rules.from.is_some() => book.offences.push(rules),
                Ok(rules) if rules.file.starts_with("exits/") => book.exits.push(rules),
                Ok(rules) if rules.file.starts_with("ladders/") => book.ladders.push(rules),
                Ok(rules) => book.defences.push(rules),
                Err(found) => faults.extend(found),
            }
        }
        for (file, guide) in guides {
            match sentencing::link_guide(&file.path, &file.text, guide, &book.dictionary) {
                Ok(guide) => book.guides.push(guide),
                Err(found) => faults.extend(found),
            }
        }
        for (file, local) in locals {
            match sentencing::link_local(&file.path, &file.text, local) {
                Ok(local) => book.locals.push(local),
                Err(found) => faults.extend(found),
            }
        }
        book.exits.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
        book.procedures.sort_by_key(|own| own.from);
        book.offences.sort_by(|a, b| (&a.id, a.from).cmp(&(&b.id, b.from)));
        if faults.is_empty() {
            // An offence that could not be read has no nodes to ask after.
            asked::check(&book, &mut faults);
        }
        if faults.is_empty() { Ok(book) } else { Err(faults) }
    }

    /// Every rule set: offences by version, defences, conditions of sentencing, exits; each asks only what stands before it.
    pub fn rule_sets(&self) -> impl Iterator<Item = &RuleSet> {
        let guides = self.guides.iter().map(|guide| &guide.rules);
        self.offences
            .iter()
            .chain(&self.defences)
            .chain(guides)
            .chain(&self.exits)
            .chain(&self.ladders)
    }

    /// The guidance on sentencing in force: the newest there is.
    pub fn guide(&self) -> Option<&Guide> {
        self.guides.last()
    }

    /// The local rules of that id.
    pub fn local(&self, id: &str) -> Option<&LocalGuide> {
        self.locals.iter().find(|local| local.id == id)
    }

    /// Every version of an offence, oldest first.
    pub fn versions(&self, offence: &str) -> impl Iterator<Item = &RuleSet> {
        self.offences.iter().filter(move |rules| rules.id == offence)
    }

    /// The law of time limits in force on a day, else the oldest there is.
    pub fn procedure(&self, day: NaiveDate) -> Option<&Procedure> {
        let in_force = self.procedures.iter().rfind(|own| own.from <= day);
        in_force.or(self.procedures.first())
    }

    /// The version of an offence in force from that date.
    pub fn version(&self, offence: &str, from: NaiveDate) -> Option<&RuleSet> {
        self.versions(offence).find(|rules| rules.from == Some(from))
    }

    /// The judgment question of that id, wherever it is asked.
    pub fn judge(&self, id: &str) -> Option<&crate::Node> {
        self.offences
            .iter()
            .rev()
            .chain(&self.defences)
            .chain(self.guides.iter().map(|guide| &guide.rules))
            .chain(&self.exits)
            .find_map(|rules| rules.node(id).filter(|node| node.is_judge()))
    }
}

fn read<T: DeserializeOwned>(file: &File, faults: &mut Vec<Fault>) -> Option<T> {
    match toml::from_str(&file.text) {
        Ok(read) => Some(read),
        Err(error) => {
            faults.push(Fault::toml(&file.path, &file.text, &error));
            None
        }
    }
}
