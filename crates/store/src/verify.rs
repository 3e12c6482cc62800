//! Whether the audit chain is whole, and the rows are those it vouches for.

use crate::audit::{Line, Payload, Sum, root};
use crate::error::{Error, What};
use crate::register::CaseId;
use crate::rows::{TABLES, Table};
use crate::secret::hex;
use crate::vault::Vault;
use rusqlite::{Connection, Row, Rows};

/// What a walk along the chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// How many lines the audit has.
    pub rows: u64,
    /// Its head, in hexadecimal: to be printed on documents and compared with them.
    pub head: String,
    /// The first line, counted from 1, that was changed, removed, moved or put in, or whose rows were.
    pub broken_at: Option<u64>,
    /// What is wrong there, in words: which line, when, what it was about.
    pub why: Option<String>,
}

impl Vault {
    /// Walks the whole audit chain of a case and recomputes everything.
    ///
    /// # Errors
    /// When the case cannot be read at all. A broken chain is not an error, it is in the result.
    pub fn verify_chain(&self, id: &CaseId) -> Result<Chain, Error> {
        self.with(id, |file| verify(file, id).map_err(|error| What::Case.sql(error)))
    }
}

impl Vault {
    /// Reads every page of a case file, verifies its authentication code and the structure of the file.
    ///
    /// # Errors
    /// [`crate::Kind::Damaged`] when anything is wrong with it.
    pub fn read_through(&self, id: &CaseId) -> Result<(), Error> {
        self.with(id, |file| crate::database::whole_copy(file, &crate::database::CASE))
    }
}

pub(crate) fn verify(file: &Connection, id: &CaseId) -> rusqlite::Result<Chain> {
    let file = file.unchecked_transaction()?;
    let mut selects = TABLES
        .iter()
        .map(|table| {
            let columns: Vec<String> = table
                .columns
                .iter()
                .map(|column| format!("CAST({column} AS TEXT)"))
                .collect();
            file.prepare(&format!(
                "SELECT seq, row, {} FROM {} ORDER BY row",
                columns.join(", "),
                table.name
            ))
        })
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut tapes = Vec::with_capacity(TABLES.len());
    for (table, select) in TABLES.iter().zip(&mut selects) {
        tapes.push(Tape::new(table, select.query([])?)?);
    }

    let mut lines =
        file.prepare("SELECT seq, revision, at, who, name, kind, what, payload, prev, hash FROM audit ORDER BY seq")?;
    let mut lines = lines.query([])?;
    let mut chain = Chain {
        rows: 0,
        head: String::new(),
        broken_at: None,
        why: None,
    };
    let (mut head, mut revision) = (root(id).to_vec(), 0);
    while let Some(row) = lines.next()? {
        chain.rows += 1;
        let place = chain.rows;
        let line = line(row)?;
        let (prev, hash): (Vec<u8>, Vec<u8>) = (row.get(8)?, row.get(9)?);
        let mut sum = Sum::default();
        for tape in &mut tapes {
            tape.take(line.seq, &mut sum)?;
        }
        let fault = fault(&line, place, revision, (&prev, &hash), &head, sum.payload());
        if let (Some(fault), None) = (fault, chain.broken_at) {
            chain.broken_at = Some(place);
            chain.why = Some(fault);
        }
        revision = line.revision;
        head = hash;
    }
    if chain.broken_at.is_none() && (chain.rows == 0 || tapes.iter().any(|tape| tape.next.is_some())) {
        chain.broken_at = Some(chain.rows + 1);
        chain.why = Some(if chain.rows == 0 {
            "整个日志都不见了".into()
        } else {
            format!(
                "第{}行之后有没有记入日志的内容，是绕过程序放进去的，或者末尾的日志被删去",
                chain.rows
            )
        });
    }
    chain.head = hex(&head);
    Ok(chain)
}

/// What is wrong with a line, in words.
fn fault(
    line: &Line,
    place: u64,
    revision: u64,
    (prev, hash): (&[u8], &[u8]),
    head: &[u8],
    found: Payload,
) -> Option<String> {
    let day = line.at.get(..16).unwrap_or_default().replace('T', " ");
    let named = format!("第{}行（{day}，{}）", line.seq, line.what);
    if u64::try_from(line.seq) != Ok(place) {
        return Some(format!("第{place}行不见了：现在接在这里的是{named}"));
    }
    if prev != head {
        return Some(format!(
            "{named}与上一行接不上：这一行或者上一行被调换、插入或者整行改写"
        ));
    }
    if line.hash(head).as_slice() != hash || line.revision < revision {
        return Some(format!("{named}本身被改动：时间、人员、种类或者说明与校验值不符"));
    }
    match serde_json::from_str::<Payload>(&line.payload) {
        Ok(payload) if payload == found => None,
        Ok(payload) if payload.rows > found.rows => Some(format!(
            "{named}写下的内容少了{}条：被删去或者移到了别处",
            payload.rows - found.rows
        )),
        Ok(payload) if payload.rows < found.rows => Some(format!(
            "{named}写下的内容多出{}条：是后来放进去的",
            found.rows - payload.rows
        )),
        _ => Some(format!("{named}写下的内容被改动：条数没变，内容与校验值不符")),
    }
}

pub(crate) fn line(row: &Row<'_>) -> rusqlite::Result<Line> {
    Ok(Line {
        seq: row.get(0)?,
        revision: row.get(1)?,
        at: row.get(2)?,
        who: row.get(3)?,
        name: row.get(4)?,
        kind: row.get(5)?,
        what: row.get(6)?,
        payload: row.get(7)?,
    })
}

/// The rows of one table, wound forward write by write.
struct Tape<'a> {
    table: &'static Table,
    rows: Rows<'a>,
    next: Option<(i64, i64, Vec<Option<String>>)>,
}

impl<'a> Tape<'a> {
    fn new(table: &'static Table, rows: Rows<'a>) -> rusqlite::Result<Tape<'a>> {
        let mut tape = Tape {
            table,
            rows,
            next: None,
        };
        tape.wind()?;
        Ok(tape)
    }

    /// Sums the rows of one write. A row out of its place stops the tape, and is found by what it leaves unsummed.
    fn take(&mut self, seq: i64, sum: &mut Sum) -> rusqlite::Result<()> {
        while let Some((_, row, columns)) = self.next.take_if(|(own, ..)| *own == seq) {
            let columns: Vec<Option<&str>> = columns.iter().map(Option::as_deref).collect();
            sum.add(self.table.name, row, &columns);
            self.wind()?;
        }
        Ok(())
    }

    fn wind(&mut self) -> rusqlite::Result<()> {
        self.next = match self.rows.next()? {
            Some(row) => {
                let columns = (2..2 + self.table.columns.len())
                    .map(|column| row.get(column))
                    .collect::<Result<_, _>>()?;
                Some((row.get(0)?, row.get(1)?, columns))
            }
            None => None,
        };
        Ok(())
    }
}
