//! What changed in the law between two versions of an offence, in words, by element.

use crate::{Book, Node, Role, Rule, RuleSet, Subject, Test, say_threshold};
use std::collections::{BTreeMap, BTreeSet};

/// What kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceKind {
    /// A rule that was not there before.
    Added,
    /// A rule that is gone.
    Removed,
    /// A number, or 以上 for 超过.
    Threshold,
    /// 且 for 或.
    Connective,
    /// What is counted, or which known rules it is made of.
    Parts,
    /// Provisions cited.
    Cites,
}

/// One change, readable without knowing how rules are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Node id of the element it belongs to; the root for what stands above the elements.
    pub element: String,
    /// Name of that element.
    pub heading: String,
    /// What kind of change.
    pub kind: DifferenceKind,
    /// Node id.
    pub node: String,
    /// One sentence.
    pub words: String,
    /// Provisions of the changed rule.
    pub cites: Vec<String>,
}

/// Every change from one version to another, in the order in which a lawyer walks through the elements.
pub fn differences(book: &Book, old: &RuleSet, new: &RuleSet) -> Vec<Difference> {
    let (before, after) = (Walk::of(old), Walk::of(new));
    let mut elements: Vec<&str> = after.order.iter().map(|seen| after.element(seen)).collect();
    elements.extend(before.order.iter().map(|seen| before.element(seen)));
    let mut found = Vec::new();
    let mut told = BTreeSet::new();
    for element in elements {
        if told.insert(element) {
            let compare = Compare {
                book,
                old: &before,
                new: &after,
                element,
            };
            compare.all(&mut found);
        }
    }
    found
}

/// One rule set, each node once, in reading order.
struct Walk<'a> {
    rules: &'a RuleSet,
    order: Vec<Seen>,
    places: BTreeMap<&'a str, usize>,
}

/// A node where it is first met.
struct Seen {
    node: usize,
    /// By whom it is used there.
    user: Option<usize>,
    element: usize,
}

impl<'a> Walk<'a> {
    fn of(rules: &'a RuleSet) -> Walk<'a> {
        let mut walk = Walk {
            rules,
            order: Vec::new(),
            places: BTreeMap::new(),
        };
        walk.visit(rules.root, None, None);
        walk
    }

    fn visit(&mut self, node: usize, user: Option<usize>, element: Option<usize>) {
        let rules = self.rules;
        if self.places.contains_key(rules.nodes[node].id.as_str()) {
            return;
        }
        self.places.insert(&rules.nodes[node].id, self.order.len());
        self.order.push(Seen {
            node,
            user,
            element: element.unwrap_or(node),
        });
        for below in uses(&rules.nodes[node]) {
            // What the root is made of, and its exceptions, begin their own groups.
            self.visit(below, Some(node), user.is_some().then_some(element.unwrap_or(node)));
        }
    }

    fn element(&self, seen: &Seen) -> &'a str {
        &self.rules.nodes[seen.element].id
    }

    fn has(&self, id: &str) -> bool {
        self.places.contains_key(id)
    }

    /// Those nodes of an element that the other version does not have while whatever uses them it has.
    fn only<'b>(
        &'b self,
        other: &'b Walk,
        element: &'b str,
    ) -> impl Iterator<Item = (&'a Node, Option<&'a Node>)> + 'b {
        let nodes = &self.rules.nodes;
        let mine = self.order.iter().filter(move |seen| self.element(seen) == element);
        mine.filter(move |seen| !other.has(&nodes[seen.node].id))
            .map(move |seen| (&nodes[seen.node], seen.user.map(|user| &nodes[user])))
            .filter(move |(_, user)| user.is_none_or(|user| other.has(&user.id)))
    }
}

/// Everything a node leans on, in reading order.
fn uses(node: &Node) -> Vec<usize> {
    let condition = match &node.rule {
        Rule::Test(test) => test.condition,
        _ => None,
    };
    let parts = node.rule.parts().iter().copied();
    parts.chain(condition).chain(node.unless.iter().copied()).collect()
}

struct Compare<'a, 'b> {
    book: &'b Book,
    old: &'b Walk<'a>,
    new: &'b Walk<'a>,
    element: &'b str,
}

impl<'a> Compare<'a, '_> {
    fn all(&self, found: &mut Vec<Difference>) {
        for (node, user) in self.new.only(self.old, self.element) {
            let words = self.appears(self.new, node, user, ["增加", "增加"]);
            found.push(self.said(DifferenceKind::Added, node, words));
        }
        for (node, user) in self.old.only(self.new, self.element) {
            let words = self.appears(self.old, node, user, ["删去", "不再要求"]);
            found.push(self.said(DifferenceKind::Removed, node, words));
        }
        let mut cites = (BTreeSet::new(), BTreeSet::new());
        for seen in self
            .new
            .order
            .iter()
            .filter(|seen| self.new.element(seen) == self.element)
        {
            let now = &self.new.rules.nodes[seen.node];
            let Some(then) = self.old.rules.node(&now.id).filter(|node| self.old.has(&node.id)) else {
                continue;
            };
            self.changed(then, now, found);
            if now.is_judge() {
                continue;
            }
            let (olds, news): (BTreeSet<_>, BTreeSet<_>) = (then.cite.iter().collect(), now.cite.iter().collect());
            cites.0.extend(news.difference(&olds).copied());
            cites.1.extend(olds.difference(&news).copied());
        }
        self.cites(&cites.0, &cites.1, found);
    }

    fn heading(&self) -> &'a str {
        let named = |walk: &Walk<'a>| walk.rules.node(self.element).map(|node| node.name.as_str());
        named(self.new).or_else(|| named(self.old)).unwrap_or_default()
    }

    fn said(&self, kind: DifferenceKind, node: &Node, words: String) -> Difference {
        Difference {
            element: self.element.into(),
            heading: self.heading().into(),
            kind,
            node: node.id.clone(),
            words,
            cites: node.cite.clone(),
        }
    }

    /// `增加一种情形：“K8a 收购、出售、出租单位账户”`.
    fn appears(&self, walk: &Walk, node: &Node, user: Option<&Node>, verbs: [&str; 2]) -> String {
        let place = |id: &str| walk.rules.nodes.iter().position(|known| known.id == id);
        let own = place(&node.id);
        let name = name(node);
        let inside = self.inside(walk.rules, node);
        let tail = if inside.is_empty() {
            String::new()
        } else {
            format!("，包括：{}", inside.join("；"))
        };
        let Some(user) = user else {
            return format!("{}“{name}”{tail}。", verbs[0]);
        };
        let excepts = own.is_some_and(|own| user.unless.contains(&own));
        let (verb, what) = match (&user.rule, excepts) {
            (_, true) => (verbs[0], "一项例外"),
            (Rule::Any(_), _) => (verbs[0], "一种情形"),
            (Rule::All(_) | Rule::AtLeast { .. }, _) => (verbs[1], "一项须同时具备的条件"),
            (Rule::None(_), _) => (verbs[0], "一项排除的情形"),
            (Rule::Readings(_), _) => (verbs[0], "一种读法"),
            (Rule::Test(_) | Rule::Judge(_), _) => (verbs[0], "计入的条件"),
        };
        if user.id == walk.rules.root().id || user.id == self.element {
            return format!("{verb}{what}：“{name}”{tail}。");
        }
        format!("“{}”{verb}{what}：“{name}”{tail}。", crate::diff::name(user))
    }

    /// What a lawyer would name of a rule: the thresholds and presumptions inside it, each by its own name.
    fn inside(&self, rules: &RuleSet, node: &Node) -> Vec<String> {
        const MOST: usize = 12;
        let mut open: Vec<usize> = node.rule.parts().iter().rev().copied().collect();
        let mut told: Vec<String> = Vec::new();
        let mut met = BTreeSet::new();
        while let Some(at) = open.pop() {
            let node = &rules.nodes[at];
            if !met.insert(at) {
                continue;
            }
            if matches!(node.role, Some(Role::Threshold | Role::Presumption)) {
                told.push(name(node));
            } else {
                open.extend(node.rule.parts().iter().rev());
            }
        }
        if told.len() > MOST {
            told.truncate(MOST);
            told.push("等".into());
        }
        told
    }

    /// What a count or a sum is of.
    fn counted(&self, test: &Test) -> String {
        let table = |id: &str| {
            self.book
                .dictionary
                .table(id)
                .map_or_else(|| id.to_string(), |table| table.name.clone())
        };
        match &test.subject {
            Subject::Sum(id, column) => {
                let column = self.book.dictionary.table(id).and_then(|table| table.column(column));
                let name = column.map_or("", |column| column.name.trim_end_matches(['？', '?']));
                format!("{}“{name}”合计", table(id))
            }
            Subject::Count(id) | Subject::Exists(id) => format!("{}个数", table(id)),
            _ => String::new(),
        }
    }

    fn changed(&self, then: &Node, now: &Node, found: &mut Vec<Difference>) {
        let name = name(now);
        if let (Rule::Test(old), Rule::Test(new)) = (&then.rule, &now.rule) {
            if old.subject != new.subject {
                let words = format!("“{name}”看的内容由{}改为{}。", self.looked(old), self.looked(new));
                found.push(self.said(DifferenceKind::Parts, now, words));
            } else if old.predicate != new.predicate {
                let (from, to) = (say_threshold(self.book, then, old), say_threshold(self.book, now, new));
                let words = format!("“{name}”由{from}改为{to}。");
                found.push(self.said(DifferenceKind::Threshold, now, words));
            }
        } else if connective(&then.rule) != connective(&now.rule) {
            let words = format!(
                "“{name}”由“{}”改为“{}”。",
                connective(&then.rule),
                connective(&now.rule)
            );
            found.push(self.said(DifferenceKind::Connective, now, words));
        }
        // Rules known to both that are used here now, or no longer.
        let (olds, news) = (self.used(self.old, then), self.used(self.new, now));
        for (verb, gone, here) in [("直接列入", &olds, &news), ("不再列入", &news, &olds)] {
            for id in here.difference(gone).filter(|id| self.old.has(id) && self.new.has(id)) {
                let named = self.new.rules.node(id).map(crate::diff::name).unwrap_or_default();
                found.push(self.said(DifferenceKind::Parts, now, format!("“{name}”{verb}“{named}”。")));
            }
        }
        if then.pleaded.is_some() != now.pleaded.is_some() {
            let words = if now.pleaded.is_some() {
                "只在控方主张时才审查"
            } else {
                "不待控方主张即予审查"
            };
            found.push(self.said(DifferenceKind::Parts, now, format!("“{name}”改为{words}。")));
        }
    }

    fn used(&self, walk: &Walk<'a>, node: &'a Node) -> BTreeSet<&'a str> {
        uses(node)
            .into_iter()
            .map(|at| walk.rules.nodes[at].id.as_str())
            .collect()
    }

    fn looked(&self, test: &Test) -> String {
        match &test.subject {
            Subject::Fact(id) => self
                .book
                .dictionary
                .fact(id)
                .map_or_else(|| id.clone(), |fact| format!("“{}”", fact.text)),
            Subject::Count(_) | Subject::Sum(..) | Subject::Exists(_) => self.counted(test),
            _ => "该行的内容".into(),
        }
    }

    fn cites(&self, added: &BTreeSet<&String>, gone: &BTreeSet<&String>, found: &mut Vec<Difference>) {
        if added.is_empty() && gone.is_empty() {
            return;
        }
        let labels = |cites: &BTreeSet<&String>| {
            let mut named: Vec<String> = Vec::new();
            for label in cites.iter().map(|cite| self.book.sources.label(cite)) {
                if !named.contains(&label) {
                    named.push(label);
                }
            }
            named.join("、")
        };
        let mut words = Vec::new();
        if !added.is_empty() {
            words.push(format!("依据增加{}", labels(added)));
        }
        if !gone.is_empty() {
            words.push(format!("不再引用{}", labels(gone)));
        }
        found.push(Difference {
            element: self.element.into(),
            heading: self.heading().into(),
            kind: DifferenceKind::Cites,
            node: self.element.into(),
            words: format!("{}。", words.join("；")),
            cites: added.iter().map(|cite| cite.to_string()).collect(),
        });
    }
}

/// A name to stand in quotes: quotes inside quotes are single in print.
fn name(node: &Node) -> String {
    let plain = node.name.trim_end_matches(['？', '?', '。']);
    plain.replace('“', "‘").replace('”', "’")
}

fn connective(rule: &Rule) -> &'static str {
    match rule {
        Rule::All(_) => "各项均须具备",
        Rule::Any(_) => "具备任一项",
        Rule::None(_) => "各项均不具备",
        Rule::AtLeast { .. } => "至少具备几项",
        Rule::Readings(_) => "各种读法一致",
        Rule::Test(_) => "直接看事实",
        Rule::Judge(_) => "由律师判断",
    }
}
