//! What of a case can be found, under which words, and what opens it.
//!
//! A document's text begins with its name, the fields apart by ` · `, a sign that no word is looked for across.

use crate::answer::{shape, words};
use crate::entry::titled;
use crate::rules::book;
use case::{
    Assertion, Comment, Completion, Conflict, Entry, Exhibit, Key, Note, Person, Position, Proposition, Record, Side,
    Source, Statement, Tag, Target, Task, Volume,
};
use memo::template::front_matter;
use store::search::{Doc, DocKind};
use store::{Export, Page, PageState};

/// Apart from each other, and not to be searched across.
pub(super) const APART: &str = " · ";

/// What a hit opens: item or path, view, what in the view, party.
pub(super) struct Opens<'a> {
    pub own: &'a str,
    pub tab: &'a str,
    pub at: &'a str,
    pub actor: &'a str,
}

impl Opens<'_> {
    fn write(&self) -> String {
        [self.own, self.tab, self.at, self.actor].join("\t")
    }

    /// Reads what was written.
    pub(super) fn read(reference: &str) -> Opens<'_> {
        let mut parts = reference.split('\t');
        let mut next = || parts.next().unwrap_or_default();
        Opens {
            own: next(),
            tab: next(),
            at: next(),
            actor: next(),
        }
    }
}

fn doc(kind: DocKind, opens: Opens<'_>, place: String, fields: &[&str]) -> Doc {
    let fields: Vec<&str> = fields
        .iter()
        .map(|field| field.trim())
        .filter(|field| !field.is_empty())
        .collect();
    Doc {
        kind,
        reference: opens.write(),
        place,
        at: String::new(),
        text: fields.join(APART),
    }
}

fn item<'a>(id: &'a str, tab: &'a str) -> Opens<'a> {
    Opens {
        own: id,
        tab,
        at: id,
        actor: "",
    }
}

/// Everything of a record that can be found.
pub(super) fn of(record: &Record) -> Vec<Doc> {
    let mut all = vec![cover(record)];
    all.extend(record.parties.iter().map(|party| {
        let opens = Opens {
            own: &party.id,
            tab: "overview",
            at: "",
            actor: &party.id,
        };
        doc(DocKind::Party, opens, "当事人".into(), &[&party.name, &party.role])
    }));
    for (key, entry) in &record.entries {
        all.extend(facts(record, key, entry));
    }
    items(record, &mut all);
    all.retain(|doc| !doc.text.is_empty());
    all
}

fn cover(record: &Record) -> Doc {
    let matter = &record.matter;
    let opens = Opens {
        own: "",
        tab: "matter",
        at: "",
        actor: "",
    };
    let lawyers = matter.lawyers.join("、");
    let fields = [
        matter.name.as_str(),
        &matter.docket,
        &matter.authority,
        &matter.firm,
        &lawyers,
        &matter.entrusted_by,
        &matter.note,
        &matter.source,
    ];
    let mut one = doc(DocKind::Case, opens, "案件信息".into(), &fields);
    // Whose case it is.
    one.at = matter.lawyers.join("\t");
    one
}

/// The positions on one question, each by itself: whose it is belongs to the answer.
fn facts<'a>(record: &'a Record, key: &'a Key, entry: &'a Entry) -> impl Iterator<Item = Doc> + 'a {
    entry
        .positions()
        .map(|(side, position)| fact(record, key, side, position))
}

fn fact(record: &Record, key: &Key, side: Side, position: &Position) -> Doc {
    let actor = key.actor.as_deref();
    let (path, party) = (key.path.to_string(), actor.unwrap_or_default());
    let title = titled(record, party, &key.path);
    let answer = shape(book(), &key.path).map_or_else(
        |_| String::new(),
        |shape| words(record, actor, &shape, &position.answer),
    );
    let typed = match &position.answer {
        case::Answer::Known { typed, .. } if *typed != answer => typed.as_str(),
        _ => "",
    };
    let sources = position.sources.iter().map(source).collect::<Vec<_>>().join(APART);
    let own = format!("{party}|{path}|{}", side.id());
    let opens = Opens {
        own: &own,
        tab: "facts",
        at: &path,
        actor: party,
    };
    let whose = actor
        .and_then(|id| record.party(id))
        .filter(|_| record.parties.len() > 1);
    let place = match whose {
        Some(party) => format!("事实 · {} · {}", party.name, side.name()),
        None => format!("事实 · {}", side.name()),
    };
    let fields = [
        title.as_str(),
        &answer,
        typed,
        &position.note,
        &position.reason,
        &sources,
        &position.review.reason,
    ];
    doc(DocKind::Fact, opens, place, &fields)
}

/// A source with the words relied on.
fn source(source: &Source) -> String {
    match (source, source.quote()) {
        (Source::None, _) => String::new(),
        (source, "") => source.to_string(),
        (source, quote) => format!("{source}“{quote}”"),
    }
}

fn items(record: &Record, all: &mut Vec<Doc>) {
    for (
        id,
        Person {
            name,
            aliases,
            ids,
            phones,
            accounts,
            note,
            ..
        },
    ) in record.items_of()
    {
        let lists = [aliases, ids, phones, accounts].map(|list| list.join(APART));
        let mut fields = vec![name.as_str()];
        fields.extend(lists.iter().map(String::as_str));
        fields.push(note);
        all.push(doc(DocKind::Person, item(id, "people"), "人员".into(), &fields));
    }
    for (
        id,
        Conflict {
            person,
            matches,
            reason,
            by,
            ..
        },
    ) in record.items_of()
    {
        let why: Vec<&str> = matches.iter().map(|found| found.why.as_str()).collect();
        let opens = Opens {
            at: person,
            ..item(id, "people")
        };
        let fields = ["利益冲突处理", reason, &why.join(APART), by];
        all.push(doc(
            DocKind::Person,
            Opens {
                own: &format!("conflict/{id}"),
                ..opens
            },
            "利益冲突处理".into(),
            &fields,
        ));
    }
    for (id, Comment { on, text, .. }) in record.items_of() {
        all.push(remark(record, DocKind::Comment, id, on, "批注", &[text]));
    }
    for (id, Note { on, title, text }) in record.items_of() {
        all.push(remark(record, DocKind::Note, id, on, "笔记", &[title, text]));
    }
    for (id, Tag { volume, page, text }) in record.items_of() {
        let on = Target::Page {
            volume: volume.clone(),
            page: *page,
        };
        all.push(remark(
            record,
            DocKind::Note,
            &format!("tag/{id}"),
            &on,
            "页签",
            &[text],
        ));
    }
    for (
        id,
        Task {
            text,
            who,
            result,
            fact,
            actor,
            ..
        },
    ) in record.items_of()
    {
        let opens = match fact.as_str() {
            "" => item(id, "deadlines"),
            path => Opens {
                own: id,
                tab: "facts",
                at: path,
                actor,
            },
        };
        all.push(doc(DocKind::Task, opens, "待办".into(), &[text, who, result]));
    }
    for (id, Completion { how, signed_by, .. }) in record.items_of() {
        let opens = Opens {
            own: &format!("completion/{id}"),
            ..item(id, "deadlines")
        };
        all.push(doc(DocKind::Task, opens, "期限办结".into(), &[how, signed_by]));
    }
    proofs(record, all);
    for (id, volume) in record.items_of::<Volume>() {
        let name = volume_name(volume);
        let fields = [name.as_str(), &volume.title, &volume.file, &volume.received];
        let mut one = doc(DocKind::Volume, item(id, "file"), "卷宗".into(), &fields);
        // What names the pages of it that are found.
        one.at = serde_json::to_string(volume).unwrap_or_default();
        all.push(one);
    }
}

fn proofs(record: &Record, all: &mut Vec<Doc>) {
    for (id, exhibit) in record.items_of::<Exhibit>() {
        let Exhibit {
            name,
            source,
            proves,
            opinion,
            authenticity,
            legality,
            relevance,
            checks,
            exclusions,
            ..
        } = exhibit;
        let checks: Vec<&str> = checks
            .values()
            .map(|check| check.note.as_str())
            .filter(|note| !note.is_empty())
            .collect();
        let clues: Vec<&str> = exclusions
            .iter()
            .map(|one| one.clues.as_str())
            .filter(|clues| !clues.is_empty())
            .collect();
        let (checks, clues) = (checks.join(APART), clues.join(APART));
        let fields = [
            name.as_str(),
            source,
            proves,
            &authenticity.reason,
            &legality.reason,
            &relevance.reason,
            opinion,
            &checks,
            &clues,
        ];
        all.push(doc(DocKind::Exhibit, item(id, "evidence"), "证据".into(), &fields));
    }
    for (id, statement) in record.items_of::<Statement>() {
        let who = record
            .item::<Person>(&statement.person)
            .map_or("", |person| person.name.as_str());
        let which = format!("{who}第{}份笔录", statement.number);
        let Statement {
            from,
            to,
            place,
            taken_by,
            note,
            ..
        } = statement;
        all.push(doc(
            DocKind::Statement,
            item(id, "statements"),
            "笔录".into(),
            &[&which, from, to, place, taken_by, note],
        ));
    }
    for (id, Proposition { text, .. }) in record.items_of() {
        let opens = Opens {
            own: &format!("proposition/{id}"),
            ..item(id, "statements")
        };
        all.push(doc(DocKind::Statement, opens, "笔录 · 比对事项".into(), &[text]));
    }
    for (
        id,
        Assertion {
            statement,
            source: cited,
            note,
            ..
        },
    ) in record.items_of()
    {
        let quote = cited.as_ref().map(source).unwrap_or_default();
        let opens = Opens {
            own: &format!("assertion/{id}"),
            ..item(statement, "statements")
        };
        all.push(doc(
            DocKind::Statement,
            opens,
            "笔录 · 陈述比对".into(),
            &[&quote, note],
        ));
    }
}

/// A remark opens what it is about.
fn remark(record: &Record, kind: DocKind, id: &str, on: &Target, name: &str, fields: &[&str]) -> Doc {
    let volume = |label: &str| record.items_of::<Volume>().find(|(_, volume)| volume.label == label);
    match on {
        Target::Fact { actor, path } => {
            let opens = Opens {
                own: id,
                tab: "facts",
                at: path,
                actor,
            };
            let title = path
                .parse()
                .map(|path| titled(record, actor, &path))
                .unwrap_or_default();
            doc(kind, opens, format!("{name} · {title}"), fields)
        }
        Target::Page { volume: label, page } => {
            let at = format!("{label}\u{1f}{page}");
            let place = match volume(label) {
                Some((_, volume)) => format!("{name} · {}", page_place(volume, *page)),
                None => name.to_string(),
            };
            doc(
                kind,
                Opens {
                    own: id,
                    tab: "file",
                    at: &at,
                    actor: "",
                },
                place,
                fields,
            )
        }
        Target::Item { key } => {
            let (of, at) = key.split_once(':').unwrap_or_default();
            let tab = match of {
                "volume" => "file",
                "exhibit" => "evidence",
                "statement" | "proposition" | "assertion" => "statements",
                "person" | "conflict" => "people",
                "task" | "completion" => "deadlines",
                _ => "overview",
            };
            doc(
                kind,
                Opens {
                    own: id,
                    tab,
                    at,
                    actor: "",
                },
                name.into(),
                fields,
            )
        }
        Target::Case => doc(
            kind,
            Opens {
                at: "",
                ..item(id, "overview")
            },
            name.into(),
            fields,
        ),
    }
}

/// 证据卷二, 补充侦查卷一.
pub(super) fn volume_name(volume: &Volume) -> String {
    let part = match volume.part {
        case::Part::Evidence => "证据卷",
        case::Part::Procedure => "诉讼文书卷",
        case::Part::Supplement => "补充侦查卷",
        case::Part::Ours => "我方材料卷",
        case::Part::Other => "卷",
    };
    let number = volume.label.parse().ok().and_then(case::chinese_numeral);
    format!("{part}{}", number.unwrap_or_else(|| volume.label.clone()))
}

/// 证据卷二 第47页, by the printed number where there is one.
pub(super) fn page_place(volume: &Volume, page: u32) -> String {
    let name = volume_name(volume);
    match volume.map().label(page) {
        Some(label) => format!("{name} 第{label}页"),
        None => format!("{name} PDF第{page}页"),
    }
}

/// A page of an original as it was read.
pub(super) fn page(original: &str, page: &Page) -> Doc {
    Doc {
        kind: DocKind::Page,
        reference: format!("{original}/{}", page.page),
        place: String::new(),
        at: String::new(),
        text: match page.state {
            PageState::Read => page.text.clone(),
            PageState::Blank | PageState::Failed => String::new(),
        },
    }
}

/// The documents that left the house: which, when, by whom.
pub(super) fn exports(exports: &[Export]) -> Vec<Doc> {
    let name = |id: &str| {
        let source = book().documents.get(id)?;
        front_matter(source).ok().map(|front| front.name)
    };
    let one = |export: &Export| {
        let own = format!("{}/{}", export.at.to_rfc3339(), export.document);
        let opens = Opens {
            own: &own,
            tab: "documents",
            at: &export.document,
            actor: "",
        };
        let name = name(&export.document).unwrap_or_default();
        let day = export.at.format("%Y-%m-%d %H:%M").to_string();
        doc(
            DocKind::Document,
            opens,
            format!("文书 · {day}导出"),
            &[&name, &day, &export.by, &export.sha256],
        )
    };
    exports.iter().map(one).collect()
}
