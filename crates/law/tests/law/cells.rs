//! What hangs on a table is weighed by answering it, not by the table's test.

use crate::books::made_up;
use law::{FactSet, Fen, Interval, Opening, Row, Table, Truth, Value, openings};
use std::collections::BTreeMap;

const FACTS: &str = r#"
group = "made_up"
name = "组"
order = 1
[[table]]
id = "income"
name = "收入"
text = "一笔一行。"
of = "actor"
complete = "是否均已列入？"
[[table.column]]
id = "name"
name = "收入"
type = "text"
key = true
[[table.column]]
id = "amount"
name = "金额"
type = "money"
[[table.column]]
id = "refunded"
name = "是否已经退还？"
type = "bool"
"#;

const PACK: &str = r#"
id = "made_up"
name = "罪"
root = "gains"
[[node]]
id = "gains"
name = "违法所得一万元以上"
uncited = "测试"
test = { sum = "income.amount", where = "kept", at_least = "10000.00 元" }
[[node]]
id = "kept"
name = "没有退还"
row = "income"
uncited = "测试"
none = ["refunded"]
[[node]]
id = "refunded"
name = "已经退还"
row = "income"
uncited = "测试"
test = { column = "refunded" }
"#;

fn found(amount: i64, complete: Truth, refunded: Option<bool>) -> BTreeMap<String, Opening> {
    let book = made_up(FACTS, PACK);
    let mut cells = BTreeMap::from([("amount".to_string(), Value::Money(Interval::exactly(Fen(amount).0)))]);
    cells.extend(refunded.map(|answer| ("refunded".to_string(), Value::Bool(answer))));
    let row = Row {
        id: "r1".into(),
        cells,
        doubtful: false,
    };
    let facts = FactSet {
        tables: BTreeMap::from([(
            "income".into(),
            Table {
                complete,
                rows: vec![row],
            },
        )]),
        ..FactSet::default()
    };
    openings(&book.offences[0], &facts)
        .into_iter()
        .map(|opening| (opening.path.clone(), opening))
        .collect()
}

#[test]
fn a_negative_cell_helps_with_yes() {
    let open = found(1_000_000, Truth::True, None);
    let refunded = &open["income/r1/refunded"];
    assert_eq!(refunded.better, Some(true), "退还了的不计入");
    assert!(refunded.decisive, "只有这一笔，答了就定");
}

#[test]
fn completeness_helps_with_yes_and_an_incomplete_table_is_no_news() {
    let open = found(500_000, Truth::Unknown, Some(false));
    let complete = &open["income#complete"];
    assert_eq!(complete.better, Some(true), "列全了，五千元不够一万元");
    assert!(complete.decisive);
}

#[test]
fn an_amount_is_not_answered_with_yes_or_no() {
    let book = made_up(FACTS, PACK);
    let row = Row {
        id: "r1".into(),
        cells: BTreeMap::from([("refunded".to_string(), Value::Bool(false))]),
        doubtful: false,
    };
    let facts = FactSet {
        tables: BTreeMap::from([(
            "income".into(),
            Table {
                complete: Truth::True,
                rows: vec![row],
            },
        )]),
        ..FactSet::default()
    };
    let open = openings(&book.offences[0], &facts);
    let amount = open
        .iter()
        .find(|opening| opening.path == "income/r1/amount")
        .expect("the amount is open");
    assert_eq!((amount.better, amount.decisive), (None, false));
}

/// Two incomes of six thousand; the second is not settled itself.
fn doubtful_row() -> FactSet {
    let row = |id: &str, doubtful| Row {
        id: id.into(),
        cells: BTreeMap::from([
            ("amount".into(), Value::Money(Interval::exactly(600_000))),
            ("refunded".into(), Value::Bool(false)),
        ]),
        doubtful,
    };
    let rows = vec![row("r1", false), row("r2", true)];
    let income = Table {
        complete: Truth::True,
        rows,
    };
    FactSet {
        tables: BTreeMap::from([("income".into(), income)]),
        ..FactSet::default()
    }
}

#[test]
fn a_row_open_only_because_nobody_reviewed_it_is_an_opening() {
    let book = made_up(FACTS, PACK);
    let open = openings(&book.offences[0], &doubtful_row());
    let paths: Vec<&str> = open.iter().map(|opening| opening.path.as_str()).collect();
    assert_eq!(paths, ["income/r2"]);
    assert_eq!((open[0].better, open[0].decisive), (Some(false), true));
}

#[test]
fn of_a_long_table_the_first_rows_are_listed_and_the_rest_counted() {
    let book = made_up(FACTS, PACK);
    let mut facts = doubtful_row();
    let table = facts.tables.get_mut("income").unwrap();
    let model = table.rows[1].clone();
    table.rows = (0..1_000)
        .rev()
        .map(|at| Row {
            id: format!("r{at:04}"),
            ..model.clone()
        })
        .collect();
    let open = openings(&book.offences[0], &facts);
    let paths: Vec<String> = open.iter().map(|opening| opening.path.clone()).collect();
    let wanted: Vec<String> = (0..200).map(|at| format!("income/r{at:04}")).collect();
    assert_eq!(paths, wanted);
    assert!(open.iter().all(|opening| opening.rows_left_out == 800));
}
