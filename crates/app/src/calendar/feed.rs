//! The dates for another calendar: `.ics`, with pseudonyms unless a lawyer ticks real names.

use super::may_name;
use super::rows::{Kind, ListedCase, Listing, Row};
use crate::document::{Exported, ExportedView, Trace};
use crate::failure::Failure;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::wire;
use memo::ical::{Event, calendar};
use memo::receipt::sha256;

wire! {
    /// Asks for the dates as a calendar file.
    pub struct CalendarFeed {
        /// Case id, or empty for all cases.
        pub case: String,
        /// Only mine.
        pub mine: bool,
        /// Real names; a lawyer only, and it is logged.
        pub names: bool,
    }
}

/// The dates as a calendar file. What leaves one case is logged there; what leaves with names is logged in every case named.
pub(crate) fn feed(app: &mut App, request: CalendarFeed, now: Now) -> Result<Exported, Failure> {
    may_name(app, request.names)?;
    let listing = Listing::of(app, now)?;
    if !request.case.is_empty() && listing.case(&request.case).is_none() {
        return Err(Failure::not_found("这个案件"));
    }
    let wanted = |row: &&Row| {
        let own = request.case.is_empty() || row.case == request.case;
        own && (!request.mine || row.mine) && row.day.is_some()
    };
    let mut rows: Vec<&Row> = listing.rows.iter().filter(wanted).collect();
    rows.sort_by(|a, b| a.order().cmp(&b.order()));
    let mut events = Vec::new();
    let mut cases: Vec<String> = Vec::new();
    for row in rows {
        let Some(case) = listing.case(&row.case) else { continue };
        if case.demo && request.case.is_empty() {
            continue;
        }
        events.extend(event(&listing, case, row, request.names));
        if cases.last() != Some(&row.case) && !cases.contains(&row.case) {
            cases.push(row.case.clone());
        }
    }
    if events.is_empty() {
        return Err(Failure::invalid("没有可以导出的期限和待办。"));
    }
    let bytes = calendar("明辩期限", &events, now);
    let hash = sha256(&bytes);
    let (kind, file) = if request.names {
        ("实名", "期限日历（实名）")
    } else {
        ("代称", "期限日历")
    };
    let single = !request.case.is_empty();
    let trace = (single || request.names).then(|| Trace {
        cases: if single { vec![request.case.clone()] } else { cases },
        what: format!("导出期限日历（{kind}）"),
        document: "calendar".into(),
        sha256: hash.clone(),
        receipt: serde_json::json!({ "names": request.names, "events": events.len(), "all_cases": !single })
            .to_string(),
    });
    let code = listing
        .case(&request.case)
        .map(|case| format!("-{}", case.code))
        .unwrap_or_default();
    let file_name = format!("{file}{code}-{}.ics", now.format("%Y%m%d"));
    Ok(Exported {
        view: serde_json::json!(ExportedView {
            file_name: file_name.clone(),
            sha256: hash,
            pages: 0,
            saved: false,
        }),
        file_name,
        bytes,
        trace,
    })
}

/// One event. Without names it says only a code, what ends and on which provision: a task's words may name somebody.
fn event(listing: &Listing, case: &ListedCase, row: &Row, names: bool) -> Option<Event> {
    let day = row.day?;
    let whose = if names && !row.party.is_empty() {
        format!("{}（{}）", case.name, row.party)
    } else if names {
        case.name.clone()
    } else {
        format!("案件 {}", case.code)
    };
    let what = match (row.kind, names) {
        (Kind::Task, true) => format!("待办（{}）：{}", row.kind_name, row.what),
        (Kind::Task, false) => format!("待办：{}", row.kind_name),
        _ => format!("{}届满", row.what),
    };
    let state = if row.met.is_empty() {
        ""
    } else {
        "（已办，待律师签核）"
    };
    let mut said = Vec::new();
    if row.kind != Kind::Task {
        said.push(match row.file_by {
            Some(by) => format!("最后可提交的工作日：{}", law::say_date(by)),
            None => "最后可提交的工作日：无日历，请人工核对".into(),
        });
        let cites: Vec<String> = row.cites.iter().map(|cite| book().sources.label(cite)).collect();
        said.push(format!("依据：{}", cites.join("、")));
        said.push("由明辩推算，以案卷文书为准。".into());
    }
    // Steps are counted from the last workday, reminders from the day of the event.
    let before = row.file_by.map_or(0, |by| (day - by).num_days());
    let steps = listing.leads.steps(&row.phase).iter();
    Some(Event {
        uid: format!(
            "{}@mingbian",
            &sha256(format!("{}|{}|{}", case.id, row.actor, row.key).as_bytes())[..40]
        ),
        day,
        summary: format!("{whose} {what}{state}"),
        description: said.join("\n"),
        alarms: steps
            .filter_map(|step| u32::try_from(i64::from(*step) + before).ok())
            .collect(),
        sequence: case.revision,
    })
}
