//! What a reviewer would refuse in the law of evidence.

use super::FlagTest;
use crate::{Book, Confidence, Fault};
use std::collections::BTreeSet;

/// The kinds a case file knows; the law has to name each.
const KINDS: [&str; 8] = [
    "object",
    "document",
    "witness",
    "victim",
    "accused",
    "expert",
    "inspection",
    "electronic",
];

/// Every fault of the law of evidence of a book; a book without any has none.
pub(crate) fn check(book: &Book, faults: &mut Vec<Fault>) {
    let law = &book.evidence;
    if law.kinds.is_empty() && law.checklists.is_empty() && law.grounds.is_empty() && law.flags.is_empty() {
        return;
    }
    let mut review = Review {
        book,
        faults,
        seen: BTreeSet::new(),
    };
    review.kinds();
    for list in &law.checklists {
        let file = format!("evidence/{}.toml", list.id);
        review.known_kinds(&file, &list.id, &list.kinds);
        review.cites(&file, &list.id, &list.cite, false);
        for point in &list.points {
            review.once(&file, &format!("point {}", point.id), &point.id);
            review.words(&file, &point.id, &[&point.name, &point.look, &point.failed]);
            if !point.question.ends_with('？') {
                let message = format!("审查要点 {} 须写成问句，以问号结尾。", point.id);
                review.say(&file, &point.id, message);
            }
            review.cites(&file, &point.id, &point.cite, false);
        }
    }
    for ground in &law.grounds {
        let file = "evidence/exclusion.toml";
        review.once(file, &format!("ground {}", ground.id), &ground.id);
        review.words(file, &ground.id, &[&ground.name, &ground.result]);
        review.known_kinds(file, &ground.id, &ground.kinds);
        if ground.show.is_empty() {
            let message = format!("排除事由 {} 没有写须说明什么（show）。", ground.id);
            review.say(file, &ground.id, message);
        }
        review.cites(file, &ground.id, &ground.cite, true);
    }
    for step in &law.steps {
        review.once("evidence/exclusion.toml", &format!("step {}", step.id), &step.id);
        review.words("evidence/exclusion.toml", &step.id, &[&step.name, &step.text]);
        review.cites("evidence/exclusion.toml", &step.id, &step.cite, true);
    }
    for flag in &law.flags {
        let file = "evidence/statements.toml";
        review.once(file, &format!("flag {}", flag.id), &flag.id);
        review.words(file, &flag.id, &[&flag.name, &flag.note]);
        if (flag.test == FlagTest::Longer) != (flag.hours > 0) {
            let message = format!("提示 {} 只有 test = \"longer\" 时要写、也必须写 hours。", flag.id);
            review.say(file, &flag.id, message);
        }
        let night = flag.test == FlagTest::Night;
        if night != flag.hours_of_night().is_some() {
            let message = format!(
                "提示 {} 只有 test = \"night\" 时要写、也必须写 from 和 to，例如 22:00。",
                flag.id
            );
            review.say(file, &flag.id, message);
        }
        for cite in &flag.cite {
            review.resolves(file, &flag.id, cite);
        }
    }
}

struct Review<'a> {
    book: &'a Book,
    faults: &'a mut Vec<Fault>,
    seen: BTreeSet<String>,
}

impl Review<'_> {
    fn say(&mut self, file: &str, id: &str, message: String) {
        let text = self.book.texts.get(file).map_or("", String::as_str);
        self.faults.push(Fault::at(file, text, id, message));
    }

    fn kinds(&mut self) {
        let file = "evidence/kinds.toml";
        for kind in &self.book.evidence.kinds {
            self.once(file, &format!("kind {}", kind.id), &kind.id);
            self.words(file, &kind.id, &[&kind.name]);
            self.cites(file, &kind.id, &kind.cite, true);
            if !KINDS.contains(&kind.id.as_str()) {
                let message = format!(
                    "证据种类 {} 不是程序认得的种类，只能写：{}。",
                    kind.id,
                    KINDS.join("、")
                );
                self.say(file, &kind.id, message);
            }
        }
        for id in KINDS {
            if self.book.evidence.kind(id).is_none() {
                self.say(file, "", format!("缺少证据种类 {id}，请补写。"));
            }
        }
    }

    fn once(&mut self, file: &str, key: &str, id: &str) {
        if !self.seen.insert(key.to_string()) {
            let text = self.book.texts.get(file).map_or("", String::as_str);
            let message = format!("标识 {id} 写了两次，一个标识只能用一次，请换一个。");
            self.faults.push(Fault::again(file, text, id, message));
        }
    }

    fn words(&mut self, file: &str, id: &str, words: &[&String]) {
        if words.iter().any(|words| words.trim().is_empty()) {
            self.say(file, id, format!("{id} 有一项文字是空的，请写全。"));
        }
    }

    fn known_kinds(&mut self, file: &str, id: &str, kinds: &[String]) {
        if kinds.is_empty() {
            self.say(file, id, format!("{id} 没有写适用的证据种类（kinds）。"));
        }
        for kind in kinds {
            if !KINDS.contains(&kind.as_str()) {
                self.say(file, id, format!("{id} 写的证据种类 {kind} 不存在，请核对。"));
            }
        }
    }

    /// What decides may not rest on unverified provisions alone; a point that does is shown and locked instead.
    fn cites(&mut self, file: &str, id: &str, cites: &[String], decides: bool) {
        if cites.is_empty() {
            self.say(file, id, format!("{id} 没有引用条文，请补写 cite。"));
        }
        for cite in cites {
            self.resolves(file, id, cite);
        }
        let unverified = |cite: &String| {
            let found = self.book.sources.get(cite);
            found.is_some_and(|(_, provision)| provision.verified == Confidence::Unverified)
        };
        if decides && !cites.is_empty() && cites.iter().all(unverified) {
            let message = format!("{id} 只引用了未核实的条文，未核实的内容不得决定结论。");
            self.say(file, id, message);
        }
    }

    fn resolves(&mut self, file: &str, id: &str, cite: &str) {
        if self.book.sources.get(cite).is_none() {
            self.say(file, id, format!("{id} 引用的条文 {cite} 在 sources/ 里找不到。"));
        }
    }
}
