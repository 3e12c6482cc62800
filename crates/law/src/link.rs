//! From a pack as written to a linked [`RuleSet`]: names resolved, types checked, cycles refused.

use crate::fault::perhaps;
use crate::pack::{NodeFile, PackFile, TestFile};
use crate::{
    Defence, Dictionary, Fault, Kind, Node, Op, Predicate, Rebuttal, Rule, RuleSet, Subject, Test, read_count,
    read_date, read_money,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What the linker knows while it reads one file.
struct Linker<'a> {
    file: &'a str,
    text: &'a str,
    dictionary: &'a Dictionary,
    index: BTreeMap<String, usize>,
    faults: Vec<Fault>,
}

/// Links one file. Every fault is collected; a rule set comes back only when there is none.
pub(crate) fn link(
    file: &str,
    text: &str,
    from: Option<NaiveDate>,
    raw: PackFile,
    dictionary: &Dictionary,
) -> Result<RuleSet, Vec<Fault>> {
    let mut linker = Linker {
        file,
        text,
        dictionary,
        index: BTreeMap::new(),
        faults: Vec::new(),
    };
    let ids = raw
        .nodes
        .iter()
        .map(|node| &node.id)
        .chain(raw.judges.iter().map(|judge| &judge.id));
    for (at, id) in ids.enumerate() {
        if linker.index.insert(id.clone(), at).is_some() {
            let message = format!("节点标识 {id} 重复，请换一个。");
            linker.faults.push(Fault::again(file, text, id, message));
        }
    }
    linker.head(&raw);
    let mut nodes: Vec<Node> = raw.nodes.iter().map(|node| linker.node(node)).collect();
    nodes.extend(raw.judges.into_iter().map(|judge| Node {
        id: judge.id,
        name: judge.text,
        en: judge.en,
        role: None,
        cite: judge.cite,
        uncited: judge.uncited.unwrap_or_default(),
        rule: Rule::Judge(judge.factors),
        unless: Vec::new(),
        pleaded: None,
        row: None,
        rebuts: Vec::new(),
        duty: Vec::new(),
        note: judge.note,
        untranslated: String::new(),
        says: crate::Says::default(),
    }));
    let root = linker.name(&raw.root, &raw.id);
    let rebuttals = raw.rebuttals.iter().map(|item| Rebuttal {
        id: item.id.clone(),
        text: item.text.clone(),
        against: item.against.iter().map(|id| linker.name(id, &item.id)).collect(),
        shown: item.shown.as_ref().map(|id| linker.name(id, &item.id)),
        evidence: item.evidence.clone(),
    });
    let rebuttals: Vec<Rebuttal> = rebuttals.collect();
    let defence = raw.stage.map(|stage| Defence {
        opens: raw.opens.as_ref().map(|id| linker.name(id, "opens")),
        obstacles: raw.obstacles.iter().map(|id| linker.name(id, "obstacles")).collect(),
        stage,
        effect: raw.effect,
        exits: raw.exits,
        collect: raw.collect,
        answer: raw.answer,
        reply: raw.reply,
        words: raw.words,
    });
    if linker.faults.is_empty() {
        linker.scopes(&nodes);
        linker.beginnings(&nodes, root, &defence, &rebuttals);
        linker.cycles(&nodes);
    }
    if !linker.faults.is_empty() {
        return Err(linker.faults);
    }
    Ok(RuleSet {
        short: if raw.short.is_empty() {
            raw.name.clone()
        } else {
            raw.short
        },
        id: raw.id,
        name: raw.name,
        en: raw.en,
        cite: raw.cite,
        from,
        law: raw.law,
        summary: raw.summary,
        nodes,
        root,
        rebuttals,
        defence,
        file: file.into(),
        text: text.into(),
        index: linker.index,
    })
}

impl Linker<'_> {
    fn fault(&mut self, id: &str, message: String) {
        self.faults.push(Fault::at(self.file, self.text, id, message));
    }

    /// What stands above the nodes.
    fn head(&mut self, raw: &PackFile) {
        let parts: Vec<&str> = self.file.split('/').collect();
        let place = match parts.as_slice() {
            ["offences", folder, _] => *folder,
            [.., name] => name.trim_end_matches(".toml"),
            [] => "",
        };
        if place != raw.id {
            self.fault(
                &raw.id,
                format!("标识 {} 与文件所在的位置 {place} 不一致，请改成一样。", raw.id),
            );
        }
        let stages = ["conviction", "charge", "sentence"];
        match (&raw.stage, parts.first()) {
            (None, Some(&"defences")) => self.fault(
                &raw.id,
                format!("抗辩 {} 没有写 stage：{} 之一。", raw.id, stages.join("、")),
            ),
            (Some(stage), _) if !stages.contains(&stage.as_str()) => {
                self.fault(
                    stage,
                    format!(
                        "抗辩 {} 的 stage 写了 {stage}，只能写 {} 之一。",
                        raw.id,
                        stages.join("、")
                    ),
                );
            }
            _ => {}
        }
        let ids = raw
            .nodes
            .iter()
            .map(|node| &node.id)
            .chain(raw.judges.iter().map(|judge| &judge.id));
        for id in ids.chain([&raw.id]) {
            if !is_identifier(id) {
                self.fault(
                    id,
                    format!("标识 {id} 只能用小写英文字母、数字和下划线，并以字母开头。"),
                );
            }
        }
        for judge in &raw.judges {
            if self.dictionary.fact(&judge.id).is_some() {
                self.fault(
                    &judge.id,
                    format!("判断题 {} 与事实词典里的事实同名，请换一个标识。", judge.id),
                );
            }
        }
        for (at, item) in raw.rebuttals.iter().enumerate() {
            if raw.rebuttals[..at].iter().any(|before| before.id == item.id) {
                let message = format!("反证标识 {} 重复，请换一个。", item.id);
                self.faults.push(Fault::again(self.file, self.text, &item.id, message));
            }
        }
    }

    /// What an assessment begins with speaks about the case, not about a row.
    fn beginnings(&mut self, nodes: &[Node], root: usize, defence: &Option<Defence>, rebuttals: &[Rebuttal]) {
        let named = defence
            .iter()
            .flat_map(|defence| defence.opens.iter().chain(&defence.obstacles));
        let named = named.map(|at| (*at, "opens 或 obstacles")).chain([(root, "root")]);
        let shown = rebuttals.iter().filter_map(|item| item.shown).map(|at| (at, "shown"));
        for (at, field) in named.chain(shown) {
            if let Some(table) = &nodes[at].row {
                self.fault(
                    &nodes[at].id,
                    format!(
                        "{field} 用了节点 {}，它只说表 {table} 的一行；请通过 exists、count、sum 的 where 使用。",
                        nodes[at].id
                    ),
                );
            }
        }
    }

    /// A fault of something named in a node.
    fn fault_in(&mut self, id: &str, named: &str, message: String) {
        self.faults.push(Fault::below(self.file, self.text, id, named, message));
    }

    /// The place of a named node, or 0 and a fault.
    fn name(&mut self, id: &str, user: &str) -> usize {
        match self.index.get(id) {
            Some(&at) => at,
            None => {
                let perhaps = perhaps(id, self.index.keys());
                let message = format!("{user} 引用了不存在的节点 {id}{perhaps}，请先写出该节点或改正名称。");
                self.fault_in(user, id, message);
                0
            }
        }
    }

    fn names(&mut self, ids: &[String], user: &str) -> Vec<usize> {
        if ids.is_empty() {
            self.fault(user, format!("节点 {user} 的条件列表是空的，请至少写一个条件。"));
        }
        ids.iter().map(|id| self.name(id, user)).collect()
    }

    fn node(&mut self, raw: &NodeFile) -> Node {
        let mut rules = Vec::new();
        if let Some(ids) = &raw.all {
            rules.push(Rule::All(self.names(ids, &raw.id)));
        }
        if let Some(ids) = &raw.any {
            rules.push(Rule::Any(self.names(ids, &raw.id)));
        }
        if let Some(ids) = &raw.none {
            rules.push(Rule::None(self.names(ids, &raw.id)));
        }
        if let Some(ids) = &raw.readings {
            rules.push(Rule::Readings(self.names(ids, &raw.id)));
        }
        if let Some(some) = &raw.at_least {
            rules.push(Rule::AtLeast {
                n: some.n,
                of: self.names(&some.of, &raw.id),
            });
        }
        if let Some(some) = &raw.at_least
            && !(1..=some.of.len()).contains(&some.n)
        {
            self.fault(
                &raw.id,
                format!(
                    "节点 {} 要求 {} 项中至少 {} 项，请核对 n。",
                    raw.id,
                    some.of.len(),
                    some.n
                ),
            );
        }
        if let Some(test) = &raw.test {
            rules.push(Rule::Test(self.test(raw, test)));
        }
        if rules.len() != 1 {
            self.fault(
                &raw.id,
                format!(
                    "节点 {}（{}）有 {} 个连接词，须恰好有一个：all、any、none、at_least、readings、test 之一。",
                    raw.id,
                    raw.name,
                    rules.len()
                ),
            );
        }
        if let Some(pleaded) = &raw.pleaded
            && self.dictionary.fact(pleaded).is_none_or(|fact| fact.kind != Kind::Bool)
        {
            self.fault(
                &raw.id,
                format!("节点 {} 的 pleaded 指向 {pleaded}，它不是一个是/否事实。", raw.id),
            );
        }
        if let Some(row) = &raw.row
            && self.dictionary.table(row).is_none()
        {
            self.fault(&raw.id, format!("节点 {} 所说的表 {row} 不存在。", raw.id));
        }
        Node {
            id: raw.id.clone(),
            name: raw.name.clone(),
            en: String::new(),
            role: raw.role,
            cite: raw.cite.clone(),
            uncited: raw.uncited.clone().unwrap_or_default(),
            rule: rules.into_iter().next().unwrap_or(Rule::All(Vec::new())),
            unless: raw.unless.iter().map(|id| self.name(id, &raw.id)).collect(),
            pleaded: raw.pleaded.clone(),
            row: raw.row.clone(),
            rebuts: raw.rebuts.clone(),
            duty: raw.duty.clone(),
            note: raw.note.clone(),
            untranslated: raw.untranslated.clone(),
            says: raw.says.clone(),
        }
    }

    fn test(&mut self, node: &NodeFile, raw: &TestFile) -> Test {
        let id = node.id.as_str();
        let subjects = [
            &raw.fact,
            &raw.column,
            &raw.count,
            &raw.sum,
            &raw.exists,
            &raw.follow,
            &raw.age_on,
        ];
        if subjects.iter().filter(|subject| subject.is_some()).count() != 1 {
            self.fault(
                id,
                format!("节点 {id} 的 test 须恰好有一个对象：fact、column、count、sum、exists、follow、age_on 之一。"),
            );
            return Test {
                subject: Subject::Fact(String::new()),
                predicate: Predicate::Holds,
                condition: None,
                threshold: String::new(),
            };
        }
        let (subject, kind) = self.subject(node, raw);
        let (predicate, threshold) = self.predicate(node, raw, &subject, kind);
        let condition = raw.condition.as_ref().map(|name| self.name(name, id));
        let rows = matches!(
            subject,
            Subject::Count(_) | Subject::Sum(..) | Subject::Exists(_) | Subject::Follow(..)
        );
        if condition.is_some() && !rows {
            self.fault(
                id,
                format!("节点 {id} 的 where 只能和 count、sum、exists、follow 一起使用。"),
            );
        }
        Test {
            subject,
            predicate,
            condition,
            threshold,
        }
    }

    /// The subject and the kind of value a threshold must be.
    fn subject(&mut self, node: &NodeFile, raw: &TestFile) -> (Subject, Option<Kind>) {
        let dictionary = self.dictionary;
        let id = node.id.as_str();
        let column = |table: &str, column: &str| dictionary.table(table).and_then(|table| table.column(column));
        if let Some(fact) = &raw.fact {
            let kind = dictionary.fact(fact).map(|fact| fact.kind);
            if kind.is_none() {
                let perhaps = perhaps(fact, dictionary.facts().map(|known| &known.id));
                let message =
                    format!("节点 {id} 问到的事实 {fact} 不在事实词典里{perhaps}，请改正或者先在 facts/ 里登记。");
                self.fault_in(id, fact, message);
            }
            return (Subject::Fact(fact.clone()), kind);
        }
        if let Some(table) = raw.count.as_ref().or(raw.exists.as_ref()) {
            if dictionary.table(table).is_none() {
                let perhaps = perhaps(table, dictionary.tables().map(|known| &known.id));
                self.fault_in(
                    id,
                    table,
                    format!("节点 {id} 问到的表 {table} 不存在{perhaps}，请改正名称。"),
                );
            }
            return match raw.count {
                Some(_) => (Subject::Count(table.clone()), Some(Kind::Number)),
                None => (Subject::Exists(table.clone()), Some(Kind::Bool)),
            };
        }
        if let Some(sum) = &raw.sum {
            let (table, name) = sum.split_once('.').unwrap_or((sum, ""));
            let kind = column(table, name).map(|column| column.kind);
            if !matches!(kind, Some(Kind::Money | Kind::Number)) {
                self.fault(
                    sum,
                    format!("节点 {id} 求和的 {sum} 不是某张表的金额或数量列，应写成“表.列”。"),
                );
                return (Subject::Sum(table.into(), name.into()), None);
            }
            return (Subject::Sum(table.into(), name.into()), kind);
        }
        let table = node.row.as_deref().unwrap_or_default();
        if table.is_empty() {
            self.fault(id, format!("节点 {id} 问到某一行的内容，须用 row 写明是哪张表的一行。"));
        }
        if let Some(name) = &raw.column {
            let kind = column(table, name).map(|column| column.kind);
            if let (None, Some(own)) = (kind, dictionary.table(table)) {
                let columns: Vec<&str> = own.columns.iter().map(|column| column.id.as_str()).collect();
                let columns = columns.join("、");
                self.fault_in(
                    id,
                    name,
                    format!("节点 {id} 问到的列 {name} 不在表 {table} 里，它的列是：{columns}。"),
                );
            }
            return (Subject::Column(name.clone()), kind);
        }
        if let Some(name) = &raw.follow {
            let target = column(table, name)
                .filter(|column| column.kind == Kind::Ref)
                .map(|column| column.table.clone());
            if target
                .as_deref()
                .is_none_or(|target| dictionary.table(target).is_none())
            {
                self.fault(
                    id,
                    format!("节点 {id} 的 follow 须指向一个引用列，而 {table}.{name} 不是。"),
                );
            }
            return (
                Subject::Follow(name.clone(), target.unwrap_or_default()),
                Some(Kind::Bool),
            );
        }
        let (birth, at) = (
            raw.age_on.clone().unwrap_or_default(),
            raw.at.clone().unwrap_or_default(),
        );
        let years = raw.at_least.as_ref().and_then(toml::Value::as_integer);
        let dates = dictionary.fact(&birth).is_some_and(|fact| fact.kind == Kind::Date)
            && column(table, &at).is_some_and(|column| column.kind == Kind::Date);
        if !dates || years.is_none_or(|years| !(1..=150).contains(&years)) {
            self.fault(
                id,
                format!(
                    "节点 {id} 的 age_on 须是日期事实，at 须是表 {table} 的日期列，并用 at_least 写明周岁（1至150）。"
                ),
            );
        }
        (Subject::AgeOn(birth, at, years.unwrap_or_default()), None)
    }

    fn predicate(
        &mut self,
        node: &NodeFile,
        raw: &TestFile,
        subject: &Subject,
        kind: Option<Kind>,
    ) -> (Predicate, String) {
        let id = node.id.as_str();
        if matches!(subject, Subject::AgeOn(..)) {
            return (
                Predicate::Holds,
                raw.at_least
                    .as_ref()
                    .map(|years| format!("{years}周岁"))
                    .unwrap_or_default(),
            );
        }
        let compares = [
            (Op::AtLeast, &raw.at_least),
            (Op::MoreThan, &raw.more_than),
            (Op::AtMost, &raw.at_most),
            (Op::LessThan, &raw.less_than),
        ];
        let (mut found, mut misfit) = (Vec::<(Predicate, String)>::new(), false);
        for (op, value) in compares {
            if let Some(value) = value {
                let written = value.as_str().map_or_else(|| value.to_string(), str::to_string);
                match (kind, threshold(kind, &written)) {
                    (_, Some(number)) => found.push((Predicate::Compare(op, number), written)),
                    (None, None) => {}
                    (Some(kind), None) => {
                        misfit = true;
                        self.fault(
                            id,
                            format!(
                                "节点 {id} 的门槛“{written}”不能与所问的内容比较，{}。",
                                wanted_threshold(kind)
                            ),
                        );
                    }
                }
            }
        }
        let options: Option<Vec<String>> = match (&raw.is, &raw.one_of) {
            (Some(toml::Value::String(one)), None) => Some(vec![one.clone()]),
            (None, Some(several)) => Some(several.clone()),
            (None, None) => None,
            _ => {
                self.fault(
                    id,
                    format!("节点 {id} 的 is 须是一个选项标识，in 须是选项列表，二者只用一个。"),
                );
                None
            }
        };
        if let Some(options) = options {
            self.options(node, subject, raw, &options);
            let written = options.join("、");
            found.push((Predicate::OneOf(options), written));
        }
        if found.len() > 1 {
            self.fault(id, format!("节点 {id} 的 test 有不止一个比较，请拆成几个节点。"));
        }
        found.into_iter().next().unwrap_or_else(|| {
            if !misfit && !matches!(kind, None | Some(Kind::Bool)) {
                self.fault(
                    id,
                    format!("节点 {id} 的 test 没有写比较方式，而它所问的内容不是是/否。"),
                );
            }
            (Predicate::Holds, String::new())
        })
    }

    /// The options compared with must exist.
    fn options(&mut self, node: &NodeFile, subject: &Subject, raw: &TestFile, options: &[String]) {
        let (dictionary, id) = (self.dictionary, node.id.as_str());
        let known = match subject {
            Subject::Fact(fact) => dictionary.fact(fact).map(|fact| &fact.options),
            Subject::Column(column) => {
                let table = node.row.as_ref().and_then(|table| dictionary.table(table));
                table
                    .and_then(|table| table.column(column))
                    .map(|column| &column.options)
            }
            _ => None,
        };
        for option in options {
            if known.is_none_or(|known| known.iter().all(|choice| choice.id != *option)) {
                let what = raw.fact.as_ref().or(raw.column.as_ref()).map_or("", String::as_str);
                let known: Vec<&str> = known.into_iter().flatten().map(|choice| choice.id.as_str()).collect();
                let message = match known.is_empty() {
                    true => format!("节点 {id} 用 is 或者 in 比较，而 {what} 不是选择题。"),
                    false => format!(
                        "节点 {id} 比较的选项 {option} 不是 {what} 的选项，它的选项是：{}。",
                        known.join("、")
                    ),
                };
                self.fault_in(id, option, message);
            }
        }
    }

    /// Row nodes are used only for rows of their own table.
    fn scopes(&mut self, nodes: &[Node]) {
        for node in nodes {
            for &part in node.rule.parts().iter().chain(&node.unless) {
                if let Some(table) = &nodes[part].row
                    && node.row.as_ref() != Some(table)
                {
                    self.fault(
                        &node.id,
                        format!(
                            "节点 {} 直接使用了只说表 {table} 一行的节点 {}；请通过 exists、count、sum 的 where 使用。",
                            node.id, nodes[part].id
                        ),
                    );
                }
            }
            if !matches!(node.rule, Rule::Any(_)) {
                for &part in node.rule.parts().iter().filter(|&&part| nodes[part].pleaded.is_some()) {
                    let (id, catch_all) = (&node.id, &nodes[part].id);
                    self.fault(id, format!("兜底节点 {catch_all}（有 pleaded）只能放在 any 里；在节点 {id} 里，控方不主张时它会被当作不存在。"));
                }
            }
            let Rule::Test(test) = &node.rule else { continue };
            let table = match &test.subject {
                Subject::Count(table) | Subject::Exists(table) | Subject::Sum(table, _) | Subject::Follow(_, table) => {
                    table
                }
                _ => continue,
            };
            if let Some(at) = test.condition
                && let Some(row) = &nodes[at].row
                && row != table
            {
                self.fault(
                    &node.id,
                    format!(
                        "节点 {} 查的是表 {table}，而 where 节点 {} 说的是表 {row}。",
                        node.id, nodes[at].id
                    ),
                );
            }
        }
    }

    /// Cycles are refused, with every participant shown.
    fn cycles(&mut self, nodes: &[Node]) {
        let mut state = vec![0u8; nodes.len()];
        for start in 0..nodes.len() {
            let mut path = Vec::new();
            if let Some(cycle) = visit(nodes, start, &mut state, &mut path) {
                let names: Vec<&str> = cycle.iter().map(|&at| nodes[at].id.as_str()).collect();
                self.fault(
                    names[0],
                    format!("节点互相引用成环：{}，请断开其中一处。", names.join(" → ")),
                );
                return;
            }
        }
    }
}

fn visit(nodes: &[Node], at: usize, state: &mut [u8], path: &mut Vec<usize>) -> Option<Vec<usize>> {
    if state[at] == 2 {
        return None;
    }
    path.push(at);
    if state[at] == 1 {
        let start = path.iter().position(|&node| node == at)?;
        return Some(path[start..].to_vec());
    }
    state[at] = 1;
    let node = &nodes[at];
    let condition = match &node.rule {
        Rule::Test(test) => test.condition,
        _ => None,
    };
    for &next in node.rule.parts().iter().chain(&node.unless).chain(condition.iter()) {
        if let Some(cycle) = visit(nodes, next, state, path) {
            return Some(cycle);
        }
    }
    state[at] = 2;
    path.pop();
    None
}

/// A threshold in 分, pieces or days; it must be one exact value.
fn threshold(kind: Option<Kind>, written: &str) -> Option<i64> {
    let read = match kind? {
        Kind::Money => written.contains('元').then(|| read_money(written))?,
        Kind::Number => read_count(written),
        Kind::Date => read_date(written),
        _ => return None,
    };
    read.ok()?.single()
}

/// How a threshold for this kind of value is written.
fn wanted_threshold(kind: Kind) -> &'static str {
    match kind {
        Kind::Money => "金额须写成“10000.00 元”，只写一个确数",
        Kind::Number => "数量须写成一个整数，例如 3",
        Kind::Date => "日期须写成一天，例如“2015-11-01”",
        Kind::Bool => "它是是/否问题，不写门槛",
        Kind::Choice => "它是选择题，须用 is 或者 in 写明选项",
        Kind::Text | Kind::Ref => "文字和引用不能比较",
    }
}

/// Lower case, digits and underscores, a letter first.
pub(crate) fn is_identifier(id: &str) -> bool {
    let mut all = id.chars();
    all.next().is_some_and(|c| c.is_ascii_lowercase())
        && all.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
