//! The review receipt: what an analysis rested on, so that someone else can repeat it.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::document::{Block, Column, Span, Table};

/// A rule pack that was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Which version, usually the date it came into force.
    pub version: String,
    /// SHA-256 of its source, in hexadecimal.
    pub hash: String,
}

/// A source that was relied on, in the version used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instrument {
    /// Its name and number.
    pub name: String,
    /// The version: date in force or of publication.
    pub version: String,
    /// How far its text has been verified, in words.
    pub verified: String,
}

/// Someone who confirmed something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Who, with the role.
    pub by: String,
    /// What was confirmed.
    pub what: String,
    /// When, as shown to people.
    pub when: String,
}

/// Everything a reader needs to repeat an analysis.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Receipt {
    /// The version of the program.
    pub program: String,
    /// The moment it was made, as shown to people; what is run again is run for this moment.
    pub made_at: String,
    /// SHA-256 of the facts as they were, in hexadecimal.
    pub facts_hash: String,
    /// How many facts, and how they were selected, in words.
    pub facts: String,
    /// Head of the case's activity log, in hexadecimal, so that the paper pins the log; empty where there is none.
    pub log_head: String,
    /// Rule packs.
    pub packs: Vec<Pack>,
    /// Sources.
    pub instruments: Vec<Instrument>,
    /// Points the program does not decide, in words.
    pub unformalised: Vec<String>,
    /// Who confirmed what.
    pub confirmations: Vec<Confirmation>,
}

impl Receipt {
    /// The section 「复核回执」, under a heading without a number.
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks = vec![
            heading(1, "复核回执"),
            Block::KeyValue {
                rows: [
                    ("程序版本", self.program.clone()),
                    ("出具时刻", self.made_at.clone()),
                    ("所据事实", self.facts.clone()),
                    ("事实校验值", short(&self.facts_hash)),
                    ("日志校验值", short(&self.log_head)),
                ]
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(key, value)| crate::document::Entry {
                    key: vec![key.into()],
                    value: vec![value.into()],
                })
                .collect(),
            },
        ];
        if !self.packs.is_empty() {
            blocks.push(table(
                &["规则包", "版本", "校验值（SHA-256 前 16 位）"],
                self.packs
                    .iter()
                    .map(|pack| vec![pack.name.clone(), pack.version.clone(), short(&pack.hash)])
                    .collect(),
            ));
        }
        if !self.instruments.is_empty() {
            blocks.push(table(
                &["依据", "版本", "核实情况"],
                self.instruments
                    .iter()
                    .map(|source| vec![source.name.clone(), source.version.clone(), source.verified.clone()])
                    .collect(),
            ));
        }
        if !self.unformalised.is_empty() {
            blocks.push(heading(2, "程序不作判断、须由律师研判的事项"));
            blocks.extend(self.unformalised.iter().enumerate().map(|(at, point)| Block::Item {
                depth: 0,
                marker: format!("{}.", at + 1),
                spans: vec![point.as_str().into()],
                origin: crate::document::Origin::default(),
            }));
        }
        if self.confirmations.is_empty() {
            blocks.push(Block::paragraph(vec![Span::missing("尚无律师确认")]));
        } else {
            blocks.push(table(
                &["确认人", "确认事项", "时间"],
                self.confirmations
                    .iter()
                    .map(|one| vec![one.by.clone(), one.what.clone(), one.when.clone()])
                    .collect(),
            ));
        }
        blocks
    }
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// The first sixteen digits: enough to tell two apart, short enough to compare by eye.
fn short(hash: &str) -> String {
    hash.chars().take(16).collect()
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading {
        level,
        numbered: false,
        number: String::new(),
        spans: vec![text.into()],
        anchor: None,
        origin: crate::document::Origin::default(),
    }
}

fn table(head: &[&str], rows: Vec<Vec<String>>) -> Block {
    let cells = |row: Vec<String>| row.into_iter().map(|cell| vec![Span::regular(cell)]).collect();
    Block::Table(Table {
        columns: vec![
            Column {
                align: crate::document::Align::Left,
                share: None
            };
            head.len()
        ],
        head: head.iter().map(|cell| vec![(*cell).into()]).collect(),
        rows: rows.into_iter().map(cells).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_standard() {
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn without_a_confirmation_the_receipt_says_so() {
        let blocks = Receipt::default().blocks();
        let gaps: Vec<_> = blocks
            .iter()
            .flat_map(Block::spans)
            .map(|span| span.text.as_str())
            .collect();
        assert!(gaps.contains(&"【待补：尚无律师确认】"), "{gaps:?}");
    }
}
