//! What a reviewer would refuse in the law of time limits.

use super::{Item, PeriodRule, Procedure};
use crate::{Book, Confidence, Fault};
use std::collections::BTreeSet;

/// The counting rules every statement has to carry.
const RULES: [&str; 13] = [
    "P-01", "P-02", "P-02a", "P-02b", "P-02c", "P-03", "P-04", "P-04a", "P-05", "P-06", "P-07", "P-08", "P-09",
];

/// Every fault of the procedures of a book.
pub(crate) fn check(book: &Book, faults: &mut Vec<Fault>) {
    for procedure in &book.procedures {
        let file = format!("procedure/{}.toml", procedure.from);
        let text = book.texts.get(&file).map_or("", String::as_str);
        let mut review = Review {
            book,
            procedure,
            say: &mut |id: &str, message: String| faults.push(Fault::at(&file, text, id, message)),
        };
        review.all();
    }
}

struct Review<'a> {
    book: &'a Book,
    procedure: &'a Procedure,
    say: &'a mut dyn FnMut(&str, String),
}

impl Review<'_> {
    fn all(&mut self) {
        let procedure = self.procedure;
        for id in RULES {
            if procedure.rule(id).is_none() {
                (self.say)("", format!("缺少计算规则 {id}，请补写。"));
            }
        }
        let rules = procedure.rules.iter().map(|rule| (&rule.id, &rule.cite));
        let items = procedure.items.iter().map(|item| (&item.id, &item.cite));
        let remedies = procedure.remedies.iter().map(|remedy| (&remedy.id, &remedy.cite));
        for (id, cite) in rules.chain(items).chain(remedies) {
            self.cites(id, cite);
        }
        let ids = procedure.events.iter().map(|event| (&event.id, "事件"));
        let ids = ids.chain(procedure.items.iter().map(|item| (&item.id, "期限事项")));
        let periods = procedure.items.iter().flat_map(|item| &item.periods);
        let mut seen = BTreeSet::new();
        for (id, what) in ids.chain(periods.map(|period| (&period.id, "期限"))) {
            if !seen.insert(id) {
                (self.say)(id, format!("{what} {id} 重复，一个标识只能用一次，请换一个。"));
            }
        }
        for event in &procedure.events {
            if !event.after.is_empty() {
                self.known(&event.id, &event.after);
            }
            if !["", "months", "days"].contains(&event.grant.as_str()) {
                (self.say)(
                    &event.id,
                    format!("事件 {} 的 grant 只能写 months 或者 days。", event.id),
                );
            }
            for cite in &event.limit_cite {
                self.resolves(&event.id, cite);
            }
        }
        for item in &procedure.items {
            self.item(item);
        }
        self.options();
    }

    fn item(&mut self, item: &Item) {
        if item.digest.trim().is_empty() || item.name.trim().is_empty() || item.who.trim().is_empty() {
            (self.say)(
                &item.id,
                format!(
                    "期限事项 {} 没有写全名称、由谁办理和摘要（name、who、digest）。",
                    item.id
                ),
            );
        }
        for period in &item.periods {
            self.period(period);
        }
    }

    fn period(&mut self, period: &PeriodRule) {
        let id = period.id.as_str();
        self.cites(id, &period.cite);
        if period.span == super::Span::default() {
            (self.say)(
                id,
                format!("期限 {id}（{}）没有长度，请写 months、days 或者 hours。", period.name),
            );
        }
        let pairs = period.exclude.iter().flat_map(|own| [&own.from, &own.to]);
        let steps = period
            .steps
            .iter()
            .map(|step| &step.event)
            .filter(|event| !event.is_empty());
        let lists = [&period.start, &period.ends, &period.stops, &period.restart];
        let named = lists.into_iter().flatten().chain(pairs).chain(steps);
        for event in named.chain(period.convert.iter().map(|own| &own.event)) {
            self.known(id, event);
        }
        for convert in &period.convert {
            if self.procedure.period(&convert.to).is_none() {
                (self.say)(id, format!("期限 {id} 要转成的期限 {} 不存在。", convert.to));
            }
            if !["start", "event"].contains(&convert.from.as_str()) {
                (self.say)(id, format!("期限 {id} 的 convert 从哪天起算只能写 start 或者 event。"));
            }
        }
        let converted = |own: &&PeriodRule| own.convert.iter().any(|convert| convert.to == id);
        let mut others = self.procedure.items.iter().flat_map(|item| &item.periods);
        if period.start.is_empty() && !others.any(|own| converted(&own)) {
            (self.say)(id, format!("期限 {id}（{}）没有起算的事件（start）。", period.name));
        }
        for step in &period.steps {
            self.cites(id, &step.cite);
            if step.event.is_empty() && !step.always && step.when.trim().is_empty() {
                (self.say)(&step.id, format!("期限 {id} 的延长 {} 没有写条件（when）。", step.id));
            }
            if step.span == super::Span::default() {
                (self.say)(&step.id, format!("期限 {id} 的延长 {} 没有长度。", step.id));
            }
        }
    }

    /// The table of events offers exactly the kinds of the newest statement.
    fn options(&mut self) {
        let newest = self.book.procedures.iter().map(|own| own.from).max();
        let kinds = self
            .book
            .dictionary
            .table("events")
            .and_then(|table| table.column("kind"));
        let Some(kinds) = kinds.filter(|_| newest == Some(self.procedure.from)) else {
            return;
        };
        for event in &self.procedure.events {
            let option = kinds.options.iter().find(|option| option.id == event.id);
            if option.is_none_or(|option| option.name != event.name) {
                let message = format!(
                    "事件 {}（{}）与事实词典 events 表的选项不一致，请在两处写成一样。",
                    event.id, event.name
                );
                (self.say)(&event.id, message);
            }
        }
        for option in kinds
            .options
            .iter()
            .filter(|option| self.procedure.event(&option.id).is_none())
        {
            let message = format!(
                "事实词典 events 表的选项 {}（{}）没有对应的事件，请补写或者删去。",
                option.id, option.name
            );
            (self.say)("", message);
        }
    }

    fn known(&mut self, id: &str, event: &str) {
        if self.procedure.event(event).is_none() {
            (self.say)(id, format!("{id} 写的事件 {event} 不存在，请核对。"));
        }
    }

    fn cites(&mut self, id: &str, cites: &[String]) {
        if cites.is_empty() {
            (self.say)(id, format!("{id} 没有引用条文，请补写 cite。"));
        }
        for cite in cites {
            self.resolves(id, cite);
        }
        let unverified = |cite: &String| self.book.sources.confidence(cite) == Confidence::Unverified;
        if !cites.is_empty()
            && cites
                .iter()
                .all(|cite| self.book.sources.get(cite).is_some() && unverified(cite))
        {
            (self.say)(id, format!("{id} 只引用了未核实的条文，未核实的内容不得决定期限。"));
        }
    }

    fn resolves(&mut self, id: &str, cite: &str) {
        if self.book.sources.get(cite).is_none() {
            (self.say)(id, format!("{id} 引用的条文 {cite} 在 sources/ 里找不到。"));
        }
    }
}
