//! Charts in words and as tables.

use super::{Bars, Chart, Flow, Timeline, yuan};
use crate::document::{Align, Column, Span, Table};

impl Chart {
    /// What it shows, in one paragraph.
    pub fn alt(&self) -> String {
        match self {
            Self::Bars(bars) => bars.alt(),
            Self::Timeline(timeline) => timeline.alt(),
            Self::Flow(flow) => flow.alt(),
        }
    }

    /// Its numbers.
    pub fn table(&self) -> Table {
        match self {
            Self::Bars(bars) => bars.table(),
            Self::Timeline(timeline) => timeline.table(),
            Self::Flow(flow) => flow.table(),
        }
    }
}

fn table(head: &[&str], right: &[usize], rows: Vec<Vec<String>>) -> Table {
    let cells = |row: Vec<String>| row.into_iter().map(|cell| vec![Span::regular(cell)]).collect();
    Table {
        columns: (0..head.len())
            .map(|at| Column {
                align: if right.contains(&at) { Align::Right } else { Align::Left },
                share: None,
            })
            .collect(),
        head: head.iter().map(|cell| vec![(*cell).into()]).collect(),
        rows: rows.into_iter().map(cells).collect(),
    }
}

impl Bars {
    fn alt(&self) -> String {
        let lines: Vec<String> = self
            .thresholds
            .iter()
            .map(|line| format!("{} {}", line.label, self.unit.written(line.value)))
            .collect();
        let bars: Vec<String> = self
            .bars
            .iter()
            .map(|bar| {
                let open = bar
                    .at_most
                    .filter(|most| *most > bar.value)
                    .map(|most| format!("，至多 {}", self.unit.written(most)))
                    .unwrap_or_default();
                format!("{} {}{open}", bar.label, self.unit.written(bar.value))
            })
            .collect();
        let lines = if lines.is_empty() {
            String::new()
        } else {
            format!("界线：{}。", lines.join("；"))
        };
        format!("{}。{}。{lines}", self.title, bars.join("；"))
    }

    fn table(&self) -> Table {
        let open = self.bars.iter().any(|bar| bar.at_most.is_some());
        let mut rows: Vec<Vec<String>> = self
            .bars
            .iter()
            .map(|bar| {
                let mut row = vec![bar.label.clone(), self.unit.written(bar.value)];
                if open {
                    row.push(bar.at_most.map(|most| self.unit.written(most)).unwrap_or_default());
                }
                row
            })
            .collect();
        rows.extend(self.thresholds.iter().map(|line| {
            let mut row = vec![format!("界线：{}", line.label), self.unit.written(line.value)];
            if open {
                row.push(String::new());
            }
            row
        }));
        if open {
            table(&["项目", "数额", "至多"], &[1, 2], rows)
        } else {
            table(&["项目", "数额"], &[1], rows)
        }
    }
}

impl Timeline {
    /// Every entry with its days, in the order of time inside each row.
    fn entries(&self) -> Vec<[String; 3]> {
        let mut all = Vec::new();
        for lane in &self.lanes {
            let mut own: Vec<(chrono::NaiveDate, [String; 3])> = Vec::new();
            for stretch in &lane.stretches {
                let to = stretch
                    .to
                    .map_or("今".to_owned(), |to| to.format("%Y年%-m月%-d日").to_string());
                let days = format!("{}至{to}", stretch.from.format("%Y年%-m月%-d日"));
                own.push((stretch.from, [lane.label.clone(), days, stretch.label.clone()]));
            }
            for moment in &lane.moments {
                let day = moment.on.format("%Y年%-m月%-d日").to_string();
                own.push((moment.on, [lane.label.clone(), day, moment.label.clone()]));
            }
            own.sort_by_key(|(day, _)| *day);
            all.extend(own.into_iter().map(|(_, entry)| entry));
        }
        all.extend(self.lines.iter().map(|line| {
            let day = line.on.format("%Y年%-m月%-d日").to_string();
            ["界线".to_owned(), day, line.label.clone()]
        }));
        all
    }

    fn alt(&self) -> String {
        let parts: Vec<String> = self
            .entries()
            .into_iter()
            .map(|[lane, days, label]| format!("{lane}：{days} {label}"))
            .collect();
        format!("{}。{}。", self.title, parts.join("；"))
    }

    fn table(&self) -> Table {
        table(
            &["类别", "时间", "事项"],
            &[],
            self.entries().into_iter().map(|entry| entry.to_vec()).collect(),
        )
    }
}

impl Flow {
    /// Payments between two names of the list.
    pub(super) fn known(&self) -> Vec<&super::Payment> {
        let count = self.names.len();
        self.payments
            .iter()
            .filter(|one| one.from < count && one.to < count && one.from != one.to)
            .collect()
    }

    fn alt(&self) -> String {
        let parts: Vec<String> = self
            .known()
            .into_iter()
            .map(|one| {
                let count = if one.count > 0 {
                    format!("（{}笔）", one.count)
                } else {
                    String::new()
                };
                format!(
                    "{}付{} {}元{count}",
                    self.names[one.from],
                    self.names[one.to],
                    yuan(one.fen)
                )
            })
            .collect();
        format!("{}。{}。", self.title, parts.join("；"))
    }

    fn table(&self) -> Table {
        let rows = self
            .known()
            .into_iter()
            .map(|one| {
                vec![
                    self.names[one.from].clone(),
                    self.names[one.to].clone(),
                    yuan(one.fen),
                    if one.count > 0 {
                        one.count.to_string()
                    } else {
                        String::new()
                    },
                ]
            })
            .collect();
        table(&["付款方", "收款方", "金额（元）", "笔数"], &[2, 3], rows)
    }
}
