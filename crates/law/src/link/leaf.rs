//! Leaves: what a test looks at and how it compares, checked against the dictionary.

use super::Linker;
use crate::fault::perhaps;
use crate::pack::{NodeFile, TestFile};
use crate::{Came, Kind, Op, Predicate, Subject, Test, read_count, read_date, read_money};

impl Linker<'_> {
    pub(super) fn test(&mut self, node: &NodeFile, raw: &TestFile) -> Test {
        let id = node.id.as_str();
        let subjects = [
            &raw.fact,
            &raw.column,
            &raw.count,
            &raw.sum,
            &raw.exists,
            &raw.follow,
            &raw.age_on,
            &raw.element,
        ];
        if subjects.iter().filter(|subject| subject.is_some()).count() != 1 {
            self.fault(
                id,
                format!("节点 {id} 的 test 须恰好有一个对象：fact、column、count、sum、exists、follow、age_on、element 之一。"),
            );
            return Test {
                subject: Subject::Fact(String::new()),
                predicate: Predicate::Holds,
                condition: None,
                threshold: String::new(),
            };
        }
        let (subject, kind) = self.subject(node, raw);
        let (predicate, threshold) = match &subject {
            Subject::Element(_) => (self.came(node, raw), String::new()),
            _ => self.predicate(node, raw, &subject, kind),
        };
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
        if let Some(element) = &raw.element {
            if self.file.starts_with("offences/") {
                let message = format!("节点 {id} 不能用 element：罪名只问事实，只有抗辩和出口可以问罪名的要件。");
                self.fault(id, message);
            }
            return (Subject::Element(element.clone()), None);
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

    /// How a node asks after a node of an offence.
    fn came(&mut self, node: &NodeFile, raw: &TestFile) -> Predicate {
        let asked = match &raw.is {
            None => Some("made_out"),
            Some(value) => value.as_str(),
        };
        let compared = [&raw.at_least, &raw.more_than, &raw.at_most, &raw.less_than];
        let alone = raw.one_of.is_none() && compared.iter().all(|value| value.is_none());
        Predicate::Came(match asked.filter(|_| alone) {
            Some("made_out") => Came::MadeOut,
            Some("failed") => Came::Failed,
            Some("unproved") => Came::Unproved,
            Some("not_made_out") => Came::NotMadeOut,
            _ => {
                let id = &node.id;
                let message =
                    format!("节点 {id} 的 element 只能用 is 问 made_out、failed、unproved、not_made_out 之一。");
                self.fault(id, message);
                Came::MadeOut
            }
        })
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
