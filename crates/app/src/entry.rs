//! Entering what a side says: recorded, superseding what was there, undoable.

use crate::answer::{AnswerInput, read, row_name, shape};
use crate::failure::Failure;
use crate::form::{FactCard, card};
use crate::questions::holder;
use crate::rules::book;
use crate::session::{App, Now, Step};
use crate::wire::{Side, wire};
use case::{Change, Op, Path, Position, Review, ReviewState, Source, Status};
use law::Kind;

wire! {
    /// A source as entered.
    pub struct SourceInput {
        /// page, client, none or other.
        #[cfg_attr(feature = "typescript", ts(type = "\"page\" | \"client\" | \"none\" | \"other\""))]
        pub kind: String,
        /// `2-47`, 证据卷二第47页, or words.
        pub text: String,
        /// The words relied on.
        pub quote: String,
        /// Where it was marked on the page, as a view gave it; or empty.
        #[serde(default)]
        pub anchor: String,
    }

    /// Records one side's position.
    pub struct RecordPosition {
        /// Case id.
        pub case: String,
        /// Party id.
        pub actor: String,
        /// `fact`, `judge`, `table/row/column` or `table#complete`.
        pub path: String,
        /// Whose position.
        pub side: Side,
        /// What is said.
        pub answer: AnswerInput,
        /// On what evidence.
        pub sources: Vec<SourceInput>,
        /// Remarks.
        pub note: String,
        /// For a finding: proved, disputed or no_evidence.
        #[cfg_attr(feature = "typescript", ts(type = "\"\" | \"proved\" | \"disputed\" | \"no_evidence\""))]
        pub status: String,
        /// For findings and judgments, mandatory.
        pub reason: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Adds a row to a table.
    pub struct AddRow {
        /// Case id.
        pub case: String,
        /// Party id.
        pub actor: String,
        /// Table id.
        pub table: String,
        /// Who says the row is there.
        pub side: Side,
        /// What the row is called.
        pub name: String,
    }

    /// Takes a row out of a table.
    pub struct RemoveRow {
        /// Case id.
        pub case: String,
        /// Party id.
        pub actor: String,
        /// Table id.
        pub table: String,
        /// Row id.
        pub row: String,
        /// Why.
        pub reason: String,
    }

    /// Takes the last change back, or does it again.
    pub struct UndoRequest {
        /// Case id.
        pub case: String,
    }

    /// A change has been saved.
    pub struct Saved {
        /// Revision from now on.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub revision: u64,
        /// 14:32:07.
        pub saved_at: String,
        /// What was done, in words.
        pub what: String,
        /// What it was about.
        pub path: String,
        /// The card as it is now.
        pub card: Option<FactCard>,
        /// Something can be taken back.
        pub can_undo: bool,
        /// Something can be done again.
        pub can_redo: bool,
        /// What would be taken back, in words.
        pub undo_what: String,
    }

    /// Asks how a typed value is understood.
    pub struct ReadValue {
        /// money, number or date.
        #[serde(rename = "type")]
        #[cfg_attr(feature = "typescript", ts(type = "\"money\" | \"number\" | \"date\""))]
        pub kind: String,
        /// As typed.
        pub text: String,
    }

    /// The echo under a box.
    pub struct ReadValueView {
        /// Whether it was understood.
        pub ok: bool,
        /// As understood.
        pub echo: String,
        /// Why not.
        pub problem: String,
    }
}

/// Longest note, reason or quote, in characters.
const WORDS_LIMIT: usize = 5_000;

/// Records one side's position.
pub(crate) fn record_position(app: &mut App, request: RecordPosition, now: Now) -> Result<Saved, Failure> {
    let book = book();
    let path: Path = request.path.parse()?;
    let shape = shape(book, &path)?;
    let side = case::Side::from(request.side);
    let judgment = matches!(&path, Path::Fact(id) if book.dictionary.fact(id).is_none());
    if side == case::Side::Finding || judgment {
        app.lawyer_only(if judgment { "评价问题的判断" } else { "研判" })?;
    }
    for words in [&request.note, &request.reason] {
        limit(words)?;
    }
    let answer = read(&shape, &request.answer)?;
    let position = match answer {
        None => None,
        Some(answer) => {
            let status = status(side, &request.status)?;
            if (side == case::Side::Finding || judgment) && request.reason.trim().is_empty() {
                return Err(Failure::invalid("研判和评价须写明理由，请在“理由”一栏填写。"));
            }
            Some(Position {
                answer,
                sources: request.sources.iter().map(source).collect::<Result<_, _>>()?,
                note: request.note.trim().into(),
                status,
                reason: request.reason.trim().into(),
                by: app.user()?.name.clone(),
                at: now,
                review: own_review(app, now)?,
            })
        }
    };
    let holder = holder(book, &path, &request.actor).map(str::to_string);
    check_target(app, &request.case, holder.as_deref(), &path)?;
    let what = format!("{}：{}", side.name(), title(&path));
    let change = Change {
        actor: holder,
        path: path.clone(),
        side,
        position: position.map(Box::new),
    };
    app.change_since(&request.case, now, Op::Record(vec![change]), &what, request.seen)?;
    saved(app, &request.case, &request.actor, Some(&path), what, now)
}

/// A lawyer's own entry needs nobody's review; a paralegal's is proposed.
pub(crate) fn own_review(app: &App, now: Now) -> Result<Review, Failure> {
    let user = app.user()?;
    Ok(match user.role {
        store::Role::Lawyer => Review {
            state: ReviewState::Accepted,
            by: user.name.clone(),
            at: Some(now),
            reason: String::new(),
        },
        store::Role::Paralegal => Review::default(),
    })
}

/// Refuses words that no paper could hold.
pub(crate) fn limit(words: &str) -> Result<(), Failure> {
    if words.chars().count() > WORDS_LIMIT {
        return Err(Failure::invalid(format!("文字过长，请控制在{WORDS_LIMIT}字以内。")));
    }
    Ok(())
}

fn status(side: case::Side, status: &str) -> Result<Option<Status>, Failure> {
    if side != case::Side::Finding {
        return Ok(None);
    }
    match status {
        "" | "proved" => Ok(Some(Status::Proved)),
        "disputed" => Ok(Some(Status::Disputed)),
        "no_evidence" => Ok(Some(Status::NoEvidence)),
        _ => Err(Failure::invalid("研判的状态须是“已查证”“有争议”“无证据”之一。")),
    }
}

pub(crate) fn source(input: &SourceInput) -> Result<Source, Failure> {
    limit(&input.quote)?;
    limit(&input.text)?;
    let source: Source = match input.kind.as_str() {
        "client" => Source::Client { quote: String::new() },
        "none" => Source::None,
        _ => input.text.parse()?,
    };
    let anchor = match input.anchor.as_str() {
        "" => None,
        written => Some(written.parse()?),
    };
    Ok(source.with_quote(&input.quote).with_anchor(anchor))
}

/// A cell hangs on a row that is there.
fn check_target(app: &mut App, case: &str, holder: Option<&str>, path: &Path) -> Result<(), Failure> {
    if let (Some(table), Some(row), false) = (path.table(), path.row(), matches!(path, Path::Row(..))) {
        let rows = app.record(case)?.rows(holder, table);
        if !rows.iter().any(|known| known == row) {
            return Err(Failure::not_found("这一行"));
        }
    }
    Ok(())
}

/// What a path is called in the list of changes; the question, never the answer.
pub(crate) fn title(path: &Path) -> String {
    let dictionary = &book().dictionary;
    match path {
        Path::Fact(id) => match dictionary.fact(id) {
            Some(fact) => fact.text.clone(),
            None => book().judge(id).map(|node| node.name.clone()).unwrap_or_default(),
        },
        Path::Row(table, _) => dictionary
            .table(table)
            .map(|table| format!("{}的一行", table.name))
            .unwrap_or_default(),
        Path::Cell(table, _, column) => {
            let table = dictionary.table(table);
            let column = table
                .and_then(|table| table.column(column))
                .map(|column| column.name.clone())
                .unwrap_or_default();
            format!(
                "{}·{column}",
                table.map(|table| table.name.as_str()).unwrap_or_default()
            )
        }
        Path::Complete(table) => dictionary
            .table(table)
            .map(|table| table.complete.clone())
            .unwrap_or_default(),
    }
}

/// What a path is called on the screen: as [`title`], with the row it is about.
pub(crate) fn titled(record: &case::Record, actor: &str, path: &Path) -> String {
    let holder = holder(book(), path, actor);
    let table = path.table().and_then(|table| book().dictionary.table(table));
    match (path, table) {
        (Path::Cell(_, row, column), Some(table)) => {
            let column = table
                .column(column)
                .map(|column| column.name.as_str())
                .unwrap_or_default();
            format!("{}：{column}", row_name(record, holder, &table.id, row))
        }
        (Path::Row(_, row), Some(table)) => {
            format!("{}“{}”是否存在？", table.name, row_name(record, holder, &table.id, row))
        }
        _ => title(path),
    }
}

/// Adds a row; its id is never one that was used before.
pub(crate) fn add_row(app: &mut App, request: AddRow, now: Now) -> Result<Saved, Failure> {
    let book = book();
    let table = book
        .dictionary
        .table(&request.table)
        .ok_or_else(|| Failure::not_found("这张表"))?;
    let side = case::Side::from(request.side);
    if side == case::Side::Finding {
        app.lawyer_only("研判")?;
    }
    let name = crate::cases::required(&request.name, &format!("“{}”一行的名称", table.name))?;
    let presence = Path::Complete(request.table.clone());
    let holder = holder(book, &presence, &request.actor).map(str::to_string);
    let row = app.record(&request.case)?.next_row(holder.as_deref(), &request.table);
    let position = |answer: law::Value| -> Result<Box<Position>, Failure> {
        let status = (side == case::Side::Finding).then_some(Status::Proved);
        let answer = case::Answer::Known {
            value: answer,
            typed: String::new(),
        };
        Ok(Box::new(Position {
            answer,
            sources: Vec::new(),
            note: String::new(),
            status,
            reason: String::new(),
            by: app.user()?.name.clone(),
            at: now,
            review: own_review(app, now)?,
        }))
    };
    let path = Path::Row(request.table.clone(), row.clone());
    let mut changes = vec![Change {
        actor: holder.clone(),
        path: path.clone(),
        side,
        position: Some(position(law::Value::Bool(true))?),
    }];
    if let Some(key) = table
        .columns
        .iter()
        .find(|column| column.key && column.kind == Kind::Text)
    {
        let path = Path::Cell(request.table.clone(), row, key.id.clone());
        changes.push(Change {
            actor: holder,
            path,
            side,
            position: Some(position(law::Value::Text(name))?),
        });
    }
    let what = format!("添加一行：{}", table.name);
    app.change(&request.case, now, Op::Record(changes), &what)?;
    saved(app, &request.case, &request.actor, Some(&path), what, now)
}

/// Takes a row out; its cells stay and come back with undo.
pub(crate) fn remove_row(app: &mut App, request: RemoveRow, now: Now) -> Result<Saved, Failure> {
    crate::cases::required(&request.reason, "移除的理由")?;
    let path = Path::Row(request.table.clone(), request.row.clone());
    let holder = holder(book(), &path, &request.actor).map(str::to_string);
    let record = app.record(&request.case)?;
    let sides: Vec<case::Side> = record
        .entry(holder.as_deref(), &path)
        .map(|entry| entry.positions().map(|(side, _)| side).collect())
        .unwrap_or_default();
    if sides.is_empty() {
        return Err(Failure::not_found("这一行"));
    }
    if sides.contains(&case::Side::Finding) {
        app.lawyer_only("研判过的内容是否移除")?;
    }
    let changes = sides
        .into_iter()
        .map(|side| Change {
            actor: holder.clone(),
            path: path.clone(),
            side,
            position: None,
        })
        .collect();
    let table = book()
        .dictionary
        .table(&request.table)
        .map(|table| table.name.as_str())
        .unwrap_or_default();
    let what = format!("移除一行：{table}（{}）", request.reason.trim());
    app.change(&request.case, now, Op::Record(changes), &what)?;
    saved(app, &request.case, &request.actor, Some(&path), what, now)
}

/// Takes the last change of this session back.
pub(crate) fn undo(app: &mut App, request: UndoRequest, now: Now) -> Result<Saved, Failure> {
    let what = undo_one(app, &request.case, now)?;
    saved(app, &request.case, "", None, format!("已撤销：{what}"), now)
}

/// Takes the last change of this session back, and says what it was.
pub(crate) fn undo_one(app: &mut App, case: &str, now: Now) -> Result<String, Failure> {
    let Some(Step { op, what, .. }) = app.case(case)?.undo.pop() else {
        return Err(Failure::invalid("没有可以撤销的操作。"));
    };
    let seen = app.record(case)?.revision;
    let op = app.commit(case, now, op, &format!("撤销：{what}"), seen)?;
    let open = app.case(case)?;
    let revision = open.record.revision;
    open.redo.push(Step {
        op,
        what: what.clone(),
        revision,
    });
    Ok(what)
}

/// Does again what was taken back.
pub(crate) fn redo(app: &mut App, request: UndoRequest, now: Now) -> Result<Saved, Failure> {
    let Some(Step { op, what, .. }) = app.case(&request.case)?.redo.pop() else {
        return Err(Failure::invalid("没有可以重做的操作。"));
    };
    let seen = app.record(&request.case)?.revision;
    let op = app.commit(&request.case, now, op, &format!("重做：{what}"), seen)?;
    let open = app.case(&request.case)?;
    let revision = open.record.revision;
    open.undo.push(Step {
        op,
        what: what.clone(),
        revision,
    });
    saved(app, &request.case, "", None, format!("已重做：{what}"), now)
}

/// How a typed value is understood, while it is typed.
pub(crate) fn read_value(_: &mut App, request: ReadValue, _: Now) -> Result<ReadValueView, Failure> {
    let kind = match request.kind.as_str() {
        "money" => Kind::Money,
        "number" => Kind::Number,
        "date" => Kind::Date,
        _ => return Err(Failure::invalid("只有金额、数量和日期需要识别。")),
    };
    Ok(match law::read_value(kind, &[], &request.text) {
        Ok(value) => ReadValueView {
            ok: true,
            echo: law::say(&value, &[], ""),
            problem: String::new(),
        },
        Err(problem) => ReadValueView {
            ok: false,
            echo: String::new(),
            problem,
        },
    })
}

/// The acknowledgement after a change.
pub(crate) fn saved(
    app: &mut App,
    case: &str,
    actor: &str,
    path: Option<&Path>,
    what: String,
    now: Now,
) -> Result<Saved, Failure> {
    let card = match path {
        Some(path) => Some(card(app, case, actor, path, now)?),
        None => None,
    };
    let open = app.case(case)?;
    Ok(Saved {
        revision: open.record.revision,
        saved_at: now.format("%H:%M:%S").to_string(),
        what,
        path: path.map(ToString::to_string).unwrap_or_default(),
        card,
        can_undo: !open.undo.is_empty(),
        can_redo: !open.redo.is_empty(),
        undo_what: open.undo.last().map(|step| step.what.clone()).unwrap_or_default(),
    })
}
