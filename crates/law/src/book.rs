//! Everything under `rules/`, read and linked.

use crate::pack::{ExamplesFile, GlossaryFile, PackFile};
use crate::{Dictionary, Fault, Group, Instrument, Rule, RuleSet, Sources, Subject, link};
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

/// The rules, linked.
#[derive(Debug, Clone, Default)]
pub struct Book {
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
    /// Templates of documents, by id: `documents/<id>.md` as written.
    pub documents: BTreeMap<String, String>,
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
                ["offences", id, "examples.toml"] => book
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
                ["defences" | "exits", name] => match name.strip_suffix(".examples.toml") {
                    Some(id) => book
                        .examples
                        .extend(read(file, &mut faults).map(|examples| (id.to_string(), file.clone(), examples))),
                    None => packs.extend(read(file, &mut faults).map(|pack| (file, None, pack))),
                },
                ["documents", name] if name.ends_with(".md") => {
                    book.documents
                        .insert(name.trim_end_matches(".md").into(), file.text.clone());
                }
                ["glossary.toml"] => {
                    book.glossary = read::<GlossaryFile>(file, &mut faults)
                        .map(|glossary| glossary.terms)
                        .unwrap_or_default()
                }
                [.., name] if name.ends_with(".toml") => faults.push(Fault::of(
                    &file.path,
                    "这个文件不在规则文件夹的任何一类里（facts、sources、offences/<标识>、defences、exits、glossary.toml），请移到该去的位置。",
                )),
                _ => {}
            }
        }
        book.dictionary = Dictionary::new(groups, &book.texts, &mut faults);
        book.sources = Sources::new(instruments, &book.texts, &mut faults);
        if !all_questions {
            // Every rule that asks one of the unread questions would look wrong.
            packs.clear();
        }
        for (file, from, pack) in packs {
            match link::link(&file.path, &file.text, from, pack, &book.dictionary) {
                Ok(rules) if rules.from.is_some() => book.offences.push(rules),
                Ok(rules) if rules.file.starts_with("exits/") => book.exits.push(rules),
                Ok(rules) => book.defences.push(rules),
                Err(found) => faults.extend(found),
            }
        }
        book.exits.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
        book.offences.sort_by(|a, b| (&a.id, a.from).cmp(&(&b.id, b.from)));
        if faults.is_empty() {
            // An offence that could not be read has no nodes to ask after.
            book.elements(&mut faults);
        }
        if faults.is_empty() { Ok(book) } else { Err(faults) }
    }

    /// What defences and exits ask after must be a node of the newest version of that offence, and about the case.
    fn elements(&self, faults: &mut Vec<Fault>) {
        for rules in self.defences.iter().chain(&self.exits) {
            for node in &rules.nodes {
                let Rule::Test(test) = &node.rule else { continue };
                let Subject::Element(element) = &test.subject else {
                    continue;
                };
                let (offence, asked) = element.split_once('/').unwrap_or((element, ""));
                let newest = self.versions(offence).last();
                if newest.is_none_or(|newest| newest.node(asked).is_none_or(|asked| asked.row.is_some())) {
                    let id = &node.id;
                    let message = format!(
                        "节点 {id} 问到的 {element} 不是某个罪名最新规则包里的节点（写成“罪名/节点”，且不能是只说表的一行的节点），请改正。"
                    );
                    faults.push(Fault::below(&rules.file, &rules.text, id, element, message));
                }
            }
        }
    }

    /// Every rule set: offences by version, defences, exits.
    pub fn rule_sets(&self) -> impl Iterator<Item = &RuleSet> {
        self.offences.iter().chain(&self.defences).chain(&self.exits)
    }

    /// Every version of an offence, oldest first.
    pub fn versions(&self, offence: &str) -> impl Iterator<Item = &RuleSet> {
        self.offences.iter().filter(move |rules| rules.id == offence)
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
