//! Who paid whom, as far as the tables say: income by object, money through accounts, what was given back.

use super::{Drawn, Subject, left_out, option_name, referred, words};
use law::{FactSet, Row};
use memo::chart::{Chart, Flow, Payment};

/// Nothing while no amount has two ends.
pub(super) fn chart(subject: &Subject) -> Option<Drawn> {
    let facts = subject.facts();
    let mut book = Payments::default();
    let me = subject.name();
    for row in rows(&facts, "income") {
        let payer = referred(&facts, row, "object", "objects").map(|object| words(object, "name").to_string());
        book.pay(payer.filter(|name| !name.is_empty()), Some(me.clone()), row, "amount");
    }
    for row in rows(&facts, "accounts") {
        let account = Some(words(row, "name").to_string()).filter(|name| !name.is_empty());
        book.pay(Some("转入资金方".into()), account, row, "inflow");
    }
    for row in rows(&facts, "restitution") {
        let name = |column| {
            let name = option_name(subject.book, row, "restitution", column);
            Some(name.to_string()).filter(|name| !name.is_empty())
        };
        let payer = name("payer").map(|payer| if payer.starts_with("本人") { me.clone() } else { payer });
        book.pay(payer, name("paid_to"), row, "amount");
    }
    if book.payments.is_empty() {
        return None;
    }
    let mut note = left_out(book.left_out, "缺付款方、收款方或者金额");
    if book.ranges > 0 {
        note.push_str(&format!("有{}笔金额是范围，按下限计。", book.ranges));
    }
    Some(Drawn {
        id: "payments".into(),
        chart: Chart::Flow(Flow {
            title: format!("谁付给谁（{}）", subject.stance.name()),
            names: book.names,
            payments: book.payments,
        }),
        note,
    })
}

fn rows<'a>(facts: &'a FactSet, table: &str) -> &'a [Row] {
    facts
        .tables
        .get(table)
        .map(|table| table.rows.as_slice())
        .unwrap_or_default()
}

#[derive(Default)]
struct Payments {
    names: Vec<String>,
    payments: Vec<Payment>,
    left_out: usize,
    ranges: usize,
}

impl Payments {
    /// Adds what a row says; several payments between the same two become one line.
    fn pay(&mut self, from: Option<String>, to: Option<String>, row: &Row, column: &str) {
        let amount = row.cells.get(column).and_then(law::Value::interval);
        let (Some(from), Some(to), Some(low)) = (from, to, amount.and_then(|amount| amount.low)) else {
            self.left_out += 1;
            return;
        };
        if amount.and_then(law::Interval::single).is_none() {
            self.ranges += 1;
        }
        let (from, to) = (self.place(from), self.place(to));
        match self.payments.iter_mut().find(|one| (one.from, one.to) == (from, to)) {
            Some(one) => {
                one.fen = one.fen.saturating_add(low);
                one.count += 1;
            }
            None => self.payments.push(Payment {
                from,
                to,
                fen: low,
                count: 1,
            }),
        }
    }

    fn place(&mut self, name: String) -> usize {
        match self.names.iter().position(|own| *own == name) {
            Some(at) => at,
            None => {
                self.names.push(name);
                self.names.len() - 1
            }
        }
    }
}
