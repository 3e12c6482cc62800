//! The week on one sheet of paper, for the wall and for the pocket.

use super::rows::{Kind, ListedCase, Listing, Row};
use super::{may_name, neglected, off, sunday};
use crate::deadlines::short;
use crate::document::{Exported, ExportedView, Trace};
use crate::failure::Failure;
use crate::session::{App, Now};
use crate::wire::wire;
use chrono::{Datelike, Days, NaiveDate};
use memo::Document;
use memo::document::{Align, Block, Column, Meta, Origin, Preset, Span, Table};
use memo::receipt::sha256;

wire! {
    /// Asks for the sheet of a week.
    pub struct WeekRequest {
        /// Any day of it, as typed; empty for this week.
        pub day: String,
        /// Only mine.
        pub mine: bool,
        /// Real names; a lawyer only, and it is logged.
        pub names: bool,
    }
}

/// The sheet of a week as PDF. With names it is logged in every case named.
pub(crate) fn week(app: &mut App, request: WeekRequest, now: Now) -> Result<Exported, Failure> {
    may_name(app, request.names)?;
    let day = match request.day.trim() {
        "" => now.date_naive(),
        typed => {
            let when = law::read_date(typed).map_err(Failure::invalid)?;
            let when = law::deadline::When::of(when).filter(|when| when.exact());
            when.map(|when| when.low)
                .ok_or_else(|| Failure::invalid("请写明是哪一天所在的一周，例如 20261124。"))?
        }
    };
    let holidays = app.calendar()?;
    let firm = app.user()?.name.clone();
    let listing = Listing::of(app, now)?;
    let last = sunday(day);
    let first = last.checked_sub_days(Days::new(6)).unwrap_or(last);
    let sheet = Sheet {
        listing: &listing,
        holidays: &holidays,
        names: request.names,
        mine: request.mine,
        first,
        last,
        now,
    };
    let (document, cases) = sheet.document(&firm);
    let rendered = memo::pdf(&document)?;
    let hash = sha256(&rendered.bytes);
    let kind = if request.names { "（实名）" } else { "" };
    let file_name = format!("期限周表{kind}-{}.pdf", first.format("%Y%m%d"));
    Ok(Exported {
        view: serde_json::json!(ExportedView {
            file_name: file_name.clone(),
            sha256: hash.clone(),
            pages: u32::try_from(rendered.pages).unwrap_or(u32::MAX),
            saved: false,
        }),
        file_name,
        bytes: rendered.bytes,
        trace: request.names.then(|| Trace {
            cases,
            what: "导出期限周表（实名）".into(),
            document: "week".into(),
            sha256: hash,
            receipt: serde_json::json!({ "names": true, "from": first.to_string() }).to_string(),
        }),
    })
}

struct Sheet<'a> {
    listing: &'a Listing,
    holidays: &'a law::deadline::Calendar,
    names: bool,
    mine: bool,
    first: NaiveDate,
    last: NaiveDate,
    now: Now,
}

const WEEKDAYS: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

impl Sheet<'_> {
    fn document(&self, who: &str) -> (Document, Vec<String>) {
        let today = self.now.date_naive();
        let shown =
            |row: &&Row| (!self.mine || row.mine) && self.listing.case(&row.case).is_some_and(|case| !case.demo);
        let mut rows: Vec<&Row> = self
            .listing
            .rows
            .iter()
            .filter(shown)
            .filter(|row| row.day.is_some())
            .collect();
        rows.sort_by(|a, b| a.order().cmp(&b.order()));
        let within = |row: &&&Row| row.day.is_some_and(|day| self.first <= day && day <= self.last);
        let before = |row: &&&Row| row.day.is_some_and(|day| day < self.first && day < today);
        let next = |row: &&&Row| {
            // What has to be handed in this week although it ends later.
            row.day.is_some_and(|day| day > self.last)
                && row.file_by.is_some_and(|by| self.first <= by && by <= self.last)
        };
        let (overdue, own, early): (Vec<_>, Vec<_>, Vec<_>) = (
            rows.iter().filter(before).copied().collect::<Vec<_>>(),
            rows.iter().filter(within).copied().collect::<Vec<_>>(),
            rows.iter().filter(next).copied().collect::<Vec<_>>(),
        );
        let title = format!(
            "期限周表（{}至{}）",
            law::say_date(self.first).split('（').next().unwrap_or_default(),
            short(self.last)
        );
        let mut blocks = vec![Block::Title {
            spans: vec![Span::regular(title.clone())],
        }];
        let about = format!(
            "{}制表，{}。本周{}项{}{}。{}",
            who,
            self.now.format("%Y-%m-%d %H:%M"),
            own.len(),
            count("，以前未办结", overdue.len()),
            count("，届满在本周以后但须本周提交", early.len()),
            if self.names {
                "载有真实姓名，请妥善保管。"
            } else {
                "案件以代称列示，括号内为案件代码。"
            },
        );
        blocks.push(flush(about));
        if !overdue.is_empty() {
            blocks.push(Block::heading(1, Span::regular("以前到期，还没有办结")));
            blocks.push(self.table(overdue.iter().map(|row| (day_words(row.day), *row)).collect()));
        }
        blocks.push(Block::heading(1, Span::regular("本周")));
        blocks.push(Block::Table(self.days(&own)));
        if !early.is_empty() {
            blocks.push(Block::heading(
                1,
                Span::regular("届满在本周以后，最后可提交的工作日在本周"),
            ));
            blocks.push(self.table(early.iter().map(|row| (day_words(row.day), *row)).collect()));
        }
        let forgotten = neglected(self.listing, self.now);
        if !forgotten.is_empty() {
            blocks.push(Block::heading(
                1,
                Span::regular(format!("可能被遗忘（{}案）", forgotten.len())),
            ));
            for own in &forgotten {
                let name = match self.listing.case(&own.case) {
                    Some(case) if !self.names => case.masked(),
                    _ => own.name.clone(),
                };
                blocks.push(Block::Item {
                    depth: 0,
                    marker: "•".into(),
                    spans: vec![Span::regular(format!("{name}：在押，{}", own.since))],
                    origin: Origin::default(),
                });
            }
        }
        let mut cases: Vec<String> = overdue
            .iter()
            .chain(&own)
            .chain(&early)
            .map(|row| row.case.clone())
            .collect();
        cases.extend(forgotten.into_iter().map(|own| own.case));
        cases.sort();
        cases.dedup();
        let mut meta = Meta::new(title, today);
        meta.author = who.into();
        (Document::new(meta, Preset::Firm, blocks), cases)
    }

    /// The seven days, an empty one too: a free day is seen to be free.
    fn days(&self, rows: &[&Row]) -> Table {
        let mut lines = Vec::new();
        for n in 0..7 {
            let Some(day) = self.first.checked_add_days(Days::new(n)) else {
                continue;
            };
            let off = off(self.holidays, day);
            let name = format!(
                "{}\n{}",
                WEEKDAYS[day.weekday().num_days_from_monday() as usize],
                short(day)
            );
            let name = if off.is_empty() || off == "周末" {
                name
            } else {
                format!("{name}\n{off}")
            };
            let own: Vec<&&Row> = rows.iter().filter(|row| row.day == Some(day)).collect();
            if own.is_empty() {
                lines.push(vec![
                    vec![Span::bold(name)],
                    vec![Span::regular("—")],
                    Vec::new(),
                    Vec::new(),
                    Vec::new(),
                ]);
                continue;
            }
            for (at, row) in own.into_iter().enumerate() {
                let first = if at == 0 { name.clone() } else { String::new() };
                lines.push(self.line(first, row));
            }
        }
        table(lines)
    }

    fn table(&self, rows: Vec<(String, &Row)>) -> Block {
        Block::Table(table(rows.into_iter().map(|(day, row)| self.line(day, row)).collect()))
    }

    fn line(&self, day: String, row: &Row) -> Vec<Vec<Span>> {
        let case = self.listing.case(&row.case);
        let shape = match row.kind {
            Kind::Custody => "【羁押】",
            Kind::Limit => "【期限】",
            Kind::Task => "【待办】",
        };
        let mut what = vec![Span::bold(shape), Span::regular(self.words(case, row))];
        if !row.met.is_empty() {
            what.push(Span::regular("（已办，待律师签核）"));
        }
        if row.doubt {
            what.push(Span::regular("（是否已过待查明）"));
        }
        let name = match case {
            Some(case) if !self.names => case.masked(),
            _ if row.party.is_empty() => row.name.clone(),
            _ => format!("{}（{}）", row.name, row.party),
        };
        let by = match (row.kind, row.file_by) {
            (Kind::Task, _) => row.who.clone(),
            (_, Some(by)) => short(by),
            (_, None) => "无日历，请核对".into(),
        };
        vec![
            vec![Span::bold(day)],
            what,
            vec![Span::regular(name)],
            vec![Span::regular(by)],
            Vec::new(),
        ]
    }

    /// What is to be done; without names the accused are called by nobody's.
    fn words(&self, case: Option<&ListedCase>, row: &Row) -> String {
        let Some(case) = case.filter(|_| !self.names) else {
            return row.what.clone();
        };
        let hide = |words: String, name: &String| {
            if name.trim().is_empty() {
                words
            } else {
                words.replace(name.trim(), "当事人")
            }
        };
        case.accused.iter().fold(row.what.clone(), hide)
    }
}

fn count(words: &str, n: usize) -> String {
    if n == 0 {
        String::new()
    } else {
        format!("{words}{n}项")
    }
}

fn day_words(day: Option<NaiveDate>) -> String {
    day.map(short).unwrap_or_default()
}

fn flush(text: String) -> Block {
    Block::Paragraph {
        spans: vec![Span::regular(text)],
        indent: false,
        align: Align::Left,
        origin: Origin::default(),
    }
}

fn table(rows: Vec<Vec<Vec<Span>>>) -> Table {
    let share = |share: u16| Column {
        align: Align::Left,
        share: Some(share),
    };
    let head = ["日期", "事项", "案件", "最后可提交／承办", "办理记录"];
    Table {
        columns: vec![share(16), share(32), share(22), share(15), share(15)],
        head: head.map(|head| vec![Span::regular(head)]).into(),
        rows,
    }
}
