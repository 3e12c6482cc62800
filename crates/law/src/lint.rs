//! The strict second reader: everything a lawyer reviewing the rules would refuse.

use crate::example::{Coverage, coverage};
use crate::{Book, Confidence, Fault, Kind, Node, Rule, RuleSet, Says, Truth};
use std::collections::{BTreeMap, BTreeSet};

/// Every fault of a book that could be read, in order of file and line.
pub fn lint(book: &Book) -> Vec<Fault> {
    let mut faults = Vec::new();
    questions(book, &mut faults);
    versions(book, &mut faults);
    let before = faults.len();
    let seen = coverage(book, &mut faults);
    let all_read = faults.len() == before;
    for rules in book.rule_sets() {
        let mut review = Review {
            book,
            rules,
            faults: &mut faults,
        };
        review.cites();
        let reached = review.reachable();
        review.wording();
        review.rebuttals();
        review.position();
        if all_read {
            review.examples(&seen, &reached);
        }
    }
    judges(book, &mut faults);
    faults.extend(crate::sentencing::faults(book));
    crate::deadline::check(book, &mut faults);
    crate::evidence::check(book, &mut faults);
    glossary(book, &mut faults);
    faults.sort();
    faults.dedup();
    faults
}

/// Where an offence has several versions each says what made it: on that hangs which one applies.
fn versions(book: &Book, faults: &mut Vec<Fault>) {
    for rules in &book.offences {
        let written = rules.text.lines().any(|line| line.starts_with("change"));
        if !written && book.versions(&rules.id).count() > 1 {
            faults.push(Fault::of(
                &rules.file,
                "这个罪名有几个版本，须写明本版因何而变：change = \"statute\"、\"interpretation\"、\"opinion\" 或者 \"minutes\"。",
            ));
        }
    }
}

fn questions(book: &Book, faults: &mut Vec<Fault>) {
    for group in &book.dictionary.groups {
        let file = format!("facts/{}.toml", group.id);
        let text = book.texts.get(&file).map_or("", String::as_str);
        let mut say = |id: &str, message: String| faults.push(Fault::at(&file, text, id, message));
        for fact in &group.facts {
            if fact.text.trim().is_empty() {
                say(&fact.id, format!("事实 {} 没有问句，请写 text。", fact.id));
            }
            if fact.kind == Kind::Bool && !fact.text.ends_with(['？', '?']) {
                say(
                    &fact.id,
                    format!("事实 {} 是是/否问题，问句须以问号结尾：“{}”。", fact.id, fact.text),
                );
            }
            if fact.kind == Kind::Choice && fact.options.len() < 2 {
                say(&fact.id, format!("事实 {} 是选择题，至少要有两个选项。", fact.id));
            }
            if fact.find.is_empty() && !fact.given {
                say(
                    &fact.id,
                    format!("事实 {} 没有写怎样查（find：interview、file、collect）。", fact.id),
                );
            }
            avoided(book, &fact.id, &fact.text, &mut |message| say(&fact.id, message));
        }
        for table in &group.tables {
            if table.complete.trim().is_empty() {
                say(
                    &table.id,
                    format!("表 {} 没有“是否已穷尽”的问句，请写 complete。", table.id),
                );
            }
            if table.columns.iter().filter(|column| column.key).count() != 1 {
                say(
                    &table.id,
                    format!("表 {} 须恰好有一列 key = true，用来称呼每一行。", table.id),
                );
            }
            for column in &table.columns {
                if column.kind == Kind::Ref && book.dictionary.table(&column.table).is_none() {
                    say(
                        &table.id,
                        format!(
                            "表 {} 的引用列 {} 指向不存在的表 {}。",
                            table.id, column.id, column.table
                        ),
                    );
                }
                if column.kind == Kind::Choice && column.options.len() < 2 {
                    say(
                        &table.id,
                        format!("表 {} 的选择列 {} 至少要有两个选项。", table.id, column.id),
                    );
                }
                let name = format!("{}.{}", table.id, column.id);
                avoided(book, &name, &column.name, &mut |message| say(&table.id, message));
            }
        }
    }
}

fn avoided(book: &Book, id: &str, text: &str, say: &mut impl FnMut(String)) {
    for term in &book.glossary {
        for word in term.avoid.iter().filter(|word| text.contains(word.as_str())) {
            say(format!("{id} 用了“{word}”，词汇表规定写“{}”。", term.zh));
        }
    }
}

/// A judgment is recorded under its id: one id is one question, whoever asks it.
fn judges(book: &Book, faults: &mut Vec<Fault>) {
    let mut asked: BTreeMap<&str, (&RuleSet, &str)> = BTreeMap::new();
    for rules in book.rule_sets() {
        for node in rules
            .nodes
            .iter()
            .filter(|node| node.is_judge() && node.name.ends_with('？'))
        {
            let (first, question) = *asked.entry(&node.id).or_insert((rules, &node.name));
            if question != node.name && first.id != rules.id {
                let message = format!(
                    "判断题 {} 在 {} 里问的是“{question}”，在这里问的是“{}”；两个问题须用两个标识。",
                    node.id, first.file, node.name
                );
                faults.push(Fault::at(&rules.file, &rules.text, &node.id, message));
            }
        }
    }
}

fn glossary(book: &Book, faults: &mut Vec<Fault>) {
    let mut seen = BTreeSet::new();
    for term in &book.glossary {
        for key in [format!("id:{}", term.id), format!("zh:{}", term.zh)] {
            if !seen.insert(key) {
                let text = book.texts.get("glossary.toml").map_or("", String::as_str);
                let message = format!(
                    "术语“{}”（{}）重复：一个术语只有一个标识，一个标识只有一个术语。",
                    term.zh, term.id
                );
                faults.push(Fault::again("glossary.toml", text, &term.id, message));
            }
        }
    }
}

struct Review<'a> {
    book: &'a Book,
    rules: &'a RuleSet,
    faults: &'a mut Vec<Fault>,
}

impl Review<'_> {
    fn fault(&mut self, id: &str, message: String) {
        self.faults
            .push(Fault::at(&self.rules.file, &self.rules.text, id, message));
    }

    fn cites(&mut self) {
        let rules = self.rules;
        for cite in rules.cite.iter().chain(rules.bands.iter().flat_map(|band| &band.cite)) {
            self.resolves(&rules.id, cite);
        }
        for node in &rules.nodes {
            for cite in node.cite.iter().chain(&node.duty) {
                self.resolves(&node.id, cite);
            }
            if node.cite.is_empty() && node.uncited.is_empty() {
                self.fault(
                    &node.id,
                    format!(
                        "节点 {}（{}）没有引用条文，也没有说明为什么没有（uncited）。",
                        node.id, node.name
                    ),
                );
            }
            let unverified = |cite: &String| {
                let found = self.book.sources.get(cite);
                found.is_some_and(|(_, provision)| provision.verified == Confidence::Unverified)
            };
            if !node.cite.is_empty() && node.cite.iter().all(unverified) {
                self.fault(
                    &node.id,
                    format!(
                        "节点 {}（{}）只引用了未核实的条文，未核实的内容不得决定结论。",
                        node.id, node.name
                    ),
                );
            }
        }
    }

    fn resolves(&mut self, id: &str, cite: &str) {
        if self.book.sources.get(cite).is_none() {
            self.fault(id, format!("{id} 引用的条文 {cite} 在 sources/ 里找不到。"));
        }
    }

    /// Every node is used by something; says which are.
    fn reachable(&mut self) -> Vec<bool> {
        let rules = self.rules;
        let mut reached = vec![false; rules.nodes.len()];
        let defence = rules
            .defence
            .iter()
            .flat_map(|defence| defence.named().map(|(at, _)| at));
        let mut open: Vec<usize> = defence
            .chain([rules.root])
            .chain(rules.asks)
            .chain(rules.levels.iter().map(|level| level.node))
            .chain(rules.bands.iter().map(|band| band.when))
            .chain(rules.rebuttals.iter().filter_map(|item| item.shown))
            .collect();
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut reached[at], true) {
                continue;
            }
            let node = &rules.nodes[at];
            open.extend(node.rule.parts().iter().chain(&node.unless));
            if let Rule::Test(test) = &node.rule {
                open.extend(test.condition);
            }
        }
        for (node, reached) in rules.nodes.iter().zip(&reached) {
            if !*reached {
                self.fault(
                    &node.id,
                    format!("节点 {}（{}）没有被任何节点使用，请接入或删除。", node.id, node.name),
                );
            }
        }
        reached
    }

    fn wording(&mut self) {
        let rules = self.rules;
        for node in &rules.nodes {
            let Says { holds, fails, unknown } = &node.says;
            let written = [holds, fails, unknown]
                .iter()
                .filter(|sentence| !sentence.is_empty())
                .count();
            if !matches!(written, 0 | 3) {
                self.fault(
                    &node.id,
                    format!(
                        "节点 {} 的 says 只写了{written}句，true、false、unknown 三句都要写。",
                        node.id
                    ),
                );
            }
            if node.is_judge() && !node.name.ends_with('？') {
                self.fault(&node.id, format!("判断题 {} 须写成问句，以问号结尾。", node.id));
            }
            if node.name.trim().is_empty() {
                self.fault(&node.id, format!("节点 {} 没有名称。", node.id));
            }
            let mut found = Vec::new();
            avoided(self.book, &node.id, &node.name, &mut |message| found.push(message));
            for message in found {
                self.fault(&node.id, message);
            }
        }
    }

    fn rebuttals(&mut self) {
        let rules = self.rules;
        for node in &rules.nodes {
            for id in &node.rebuts {
                if self.book.offences.iter().all(|offence| offence.node(id).is_none()) {
                    self.fault(
                        &node.id,
                        format!(
                            "节点 {} 的 rebuts 指向 {id}，没有任何罪名的规则包里有这个节点。",
                            node.id
                        ),
                    );
                }
            }
        }
    }

    /// A defence says which it is, where it leads, and why it cannot go together with another.
    fn position(&mut self) {
        let rules = self.rules;
        let Some(meta) = rules.defence.as_ref().filter(|_| rules.file.starts_with("defences/")) else {
            return;
        };
        let id = &rules.id;
        let numbered = |code: &str| {
            code.strip_prefix('D')
                .is_some_and(|number| number.len() == 2 && number.bytes().all(|digit| digit.is_ascii_digit()))
        };
        if !numbered(&meta.code) {
            self.fault(
                id,
                format!("抗辩 {id} 的 code 写了“{}”，须写编号，例如 D04。", meta.code),
            );
        }
        if meta.exits.is_empty() {
            self.fault(id, format!("抗辩 {id} 没有写 exits：成立以后能得到什么结果。"));
        }
        for item in &meta.contradicts {
            let with = &item.with;
            let known = self
                .book
                .defences
                .iter()
                .any(|other| other.id == *with && other.id != *id);
            if item.why.trim().is_empty() || item.plead.trim().is_empty() {
                let message = format!("抗辩 {id} 与 {with} 相抵触，须写明理由（why）和怎样作备位主张（plead）。");
                self.fault(with, message);
            } else if !known {
                let message = format!("抗辩 {id} 的 contradicts 指向 {with}，没有另一个这样的抗辩，请改正。");
                self.fault(with, message);
            }
        }
    }

    /// Every node is seen both true and false, and every exception is seen to fire.
    fn examples(&mut self, seen: &Coverage, reached: &[bool]) {
        let rules = self.rules;
        let saw = |node: &Node, truth: Truth| seen.seen.contains(&(rules.file.clone(), node.id.clone(), truth));
        let defeated = |node: &Node| seen.defeated.contains(&(rules.file.clone(), node.id.clone()));
        let mut messages = Vec::new();
        for (node, _) in rules.nodes.iter().zip(reached).filter(|(_, reached)| **reached) {
            for (truth, word) in [(Truth::True, "成立"), (Truth::False, "不成立")] {
                if !saw(node, truth) {
                    messages.push((
                        node.id.clone(),
                        format!("示例里没有见到节点 {}（{}）{word}，请补一个示例。", node.id, node.name),
                    ));
                }
            }
            if !node.unless.is_empty() && !defeated(node) {
                messages.push((
                    node.id.clone(),
                    format!(
                        "示例里没有见到节点 {}（{}）的例外起作用，请补一个示例。",
                        node.id, node.name
                    ),
                ));
            }
        }
        for (id, message) in messages {
            self.fault(&id, message);
        }
    }
}
