//! Recording a procedural event: a row of the table, said by both sides alike, in one change.

use crate::entry::{Saved, SourceInput, limit, own_review, saved, source};
use crate::failure::Failure;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::wire;
use case::{Answer, Change, Op, Path, Position, Side};
use law::deadline::Event;
use law::{Kind, Value, read_value};

/// Row of an event that is only tried out.
pub(super) const TRIED: &str = "tried";

wire! {
    /// An event as typed.
    pub struct EventInput {
        /// Kind of event.
        pub kind: String,
        /// The document and its number.
        pub document: String,
        /// When it was decided or done, as typed.
        pub on: String,
        /// When it was served or received, as typed.
        pub served_on: String,
        /// Months stated, as typed.
        pub months: String,
        /// Days stated, as typed.
        pub days: String,
    }

    /// Records an event.
    pub struct AddEvent {
        /// Case id.
        pub case: String,
        /// Party id.
        pub actor: String,
        /// The event.
        pub event: EventInput,
        /// On what evidence.
        pub sources: Vec<SourceInput>,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }
}

impl EventInput {
    /// Each cell that is filled, read as its column takes it.
    fn cells(&self) -> Result<Vec<(&'static str, Value, String)>, Failure> {
        let kinds = book().dictionary.table("events").and_then(|table| table.column("kind"));
        let options = kinds.map(|column| column.options.as_slice()).unwrap_or_default();
        if options.iter().all(|option| option.id != self.kind) {
            return Err(Failure::invalid("请选择事件的种类。"));
        }
        let written = [
            ("document", Kind::Text, &self.document, "文书与文号"),
            ("kind", Kind::Choice, &self.kind, "事件"),
            ("on", Kind::Date, &self.on, "作出、发生日期"),
            ("served_on", Kind::Date, &self.served_on, "送达、收到日期"),
            ("months", Kind::Number, &self.months, "月数"),
            ("days", Kind::Number, &self.days, "日数"),
        ];
        let mut cells = Vec::new();
        for (column, kind, text, name) in written {
            if text.trim().is_empty() {
                continue;
            }
            limit(text)?;
            let value = read_value(kind, options, text).map_err(|why| Failure::invalid(format!("{name}：{why}")))?;
            let typed = if matches!(kind, Kind::Date | Kind::Number) {
                text.trim().to_string()
            } else {
                String::new()
            };
            cells.push((column, value, typed));
        }
        if self.on.trim().is_empty() && self.served_on.trim().is_empty() {
            return Err(Failure::invalid("请填写作出、发生日期，或者送达、收到日期。"));
        }
        Ok(cells)
    }

    /// As an event that is only tried out.
    pub(super) fn event(&self) -> Result<Event, Failure> {
        let mut event = Event {
            id: TRIED.into(),
            kind: self.kind.clone(),
            document: self.document.trim().into(),
            ..Event::default()
        };
        for (column, value, _) in self.cells()? {
            let interval = value.interval();
            match column {
                "on" => event.date = interval,
                "served_on" => event.served = interval,
                "months" => event.months = interval.and_then(law::Interval::single),
                "days" => event.days = interval.and_then(law::Interval::single),
                _ => {}
            }
        }
        Ok(event)
    }
}

/// Records an event; a paralegal's waits for review like everything else.
pub(crate) fn add_event(app: &mut App, request: AddEvent, now: Now) -> Result<Saved, Failure> {
    let cells = request.event.cells()?;
    let sources: Vec<case::Source> = request.sources.iter().map(source).collect::<Result<_, _>>()?;
    let actor = crate::analysis::actor_of(app.record(&request.case)?, &request.actor)?;
    let row = app.record(&request.case)?.next_row(Some(&actor), "events");
    let (by, review) = (app.user()?.name.clone(), own_review(app, now)?);
    let position = |value: Value, typed: String| Position {
        answer: Answer::Known { value, typed },
        sources: sources.clone(),
        note: String::new(),
        status: None,
        reason: String::new(),
        by: by.clone(),
        at: now,
        review: review.clone(),
    };
    let there = Path::Row("events".into(), row.clone());
    let mut said = vec![(there.clone(), position(Value::Bool(true), String::new()))];
    for (column, value, typed) in cells {
        said.push((
            Path::Cell("events".into(), row.clone(), column.into()),
            position(value, typed),
        ));
    }
    let sides = [Side::Alleged, Side::Ours];
    let changes = said.iter().flat_map(|(path, position)| {
        sides.map(|side| Change {
            actor: Some(actor.clone()),
            path: path.clone(),
            side,
            position: Some(Box::new(position.clone())),
        })
    });
    let what = "添加程序事件".to_string();
    app.change_since(&request.case, now, Op::Record(changes.collect()), &what, request.seen)?;
    saved(app, &request.case, &actor, Some(&there), what, now)
}
