//! A colleague runs a paper again: same case, same rules, same words?

use super::compose::{Wanted, as_at, built_in, compose_record};
use super::receipt::{Stamp, facts_hash, rule_hashes};
use crate::analysis::{actor_of, pack};
use crate::failure::Failure;
use crate::rules::book;
use crate::session::Now;
use case::Scope;
use memo::receipt::sha256;
use serde::Serialize;

/// One thing that was compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What.
    pub name: String,
    /// The same.
    pub same: bool,
    /// What was found, and what to do when it differs.
    pub said: String,
}

/// What came of running a paper again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Name of the document.
    pub document: String,
    /// When the paper was made.
    pub made_at: Now,
    /// Comparisons, in the order in which a difference explains those after it.
    pub checks: Vec<Check>,
}

impl Verification {
    /// Everything is the same.
    pub fn same(&self) -> bool {
        self.checks.iter().all(|check| check.same)
    }
}

/// Runs a paper again from its case file and compares every part of its receipt.
///
/// # Errors
/// When the PDF carries no receipt of this program, or the case file cannot be read.
pub fn verify_file(pdf: &[u8], case: &str) -> Result<Verification, Failure> {
    let stamp = memo::stamp(pdf)?
        .ok_or_else(|| Failure::invalid("这个 PDF 里没有复核回执。只有明辩导出、未经其他软件另存的文书才能复核。"))?;
    let stamp: Stamp = serde_json::from_str(&stamp)
        .map_err(|_| Failure::invalid("这个 PDF 里的复核回执读不懂，可能由更新版本的明辩写成，请升级后再试。"))?;
    let record = crate::cases::read_record(case, "命令行", stamp.made_at)?;
    let actor = actor_of(&record, &stamp.actor)?;
    let mut checks = Vec::new();
    let mut check = |name: &str, same: bool, yes: &str, no: String| {
        checks.push(Check {
            name: name.into(),
            same,
            said: if same { yes.into() } else { no },
        });
    };
    let stage = case::Stage::from_id(&stamp.stage);
    let record = as_at(&record, stage);
    let program = format!("明辩 {}", env!("CARGO_PKG_VERSION"));
    check(
        "程序版本",
        program == stamp.program,
        &program,
        format!("文书由{}写成，现用{program}；版本不同，文字可能不同。", stamp.program),
    );
    let changed = changed(&stamp);
    check(
        "规则",
        changed.is_empty(),
        "全部规则文件与出具文书时一致。",
        format!("下列规则文件与出具文书时不同：{}。", changed.join("、")),
    );
    check(
        "事实",
        facts_hash(&record) == stamp.facts,
        "案件内容与出具文书时一致。",
        "案件文件与出具文书时不同：事实、出处、审核或者研判有改动，或者不是同一个案件。".into(),
    );
    if !stamp.template.is_empty() {
        check(
            "模板",
            false,
            "",
            "文书用本所自己的模板写成，命令行没有这份模板，无法重新成文；事实和规则已比对。".into(),
        );
        return Ok(Verification {
            document: stamp.document,
            made_at: stamp.made_at,
            checks,
        });
    }
    let wanted = Wanted {
        source: built_in(&stamp.document)?,
        sheet: None,
        document: stamp.document,
        actor: actor.clone(),
        rules: pack(book(), &record, &actor, Some(&stamp.pack), stamp.made_at.date_naive())?,
        scope: if stamp.accepted_only {
            Scope::Accepted
        } else {
            Scope::All
        },
        lawyer: stamp.lawyer,
        log_head: stamp.log_head.clone(),
        stage,
    };
    let mut composed = compose_record(&record, &wanted, stamp.made_at)?;
    check(
        "文字",
        sha256(composed.document.text().as_bytes()) == stamp.words,
        "重新评估、重新成文，逐字一致。",
        "重新成文后文字与原件不同，请以上面不同的项目为准查明原因。".into(),
    );
    if !stamp.sheet.is_empty() {
        check(
            "文件",
            false,
            "",
            "文书用本所自己的样式表排版，命令行没有这份样式表，无法逐字节比对；文字已比对。".into(),
        );
        return Ok(Verification {
            document: composed.front.name,
            made_at: stamp.made_at,
            checks,
        });
    }
    if stamp.draft {
        super::export::as_draft(&mut composed);
    }
    let again = memo::pdf(&composed.document)?;
    check(
        "文件",
        sha256(&again.bytes) == sha256(pdf),
        "重新生成的 PDF 与原件逐字节一致。",
        "PDF 与重新生成的不一致：原件可能被其他软件改动或者另存过。".into(),
    );
    Ok(Verification {
        document: composed.front.name,
        made_at: stamp.made_at,
        checks,
    })
}

/// Rule files that are not what they were, or came, or went.
fn changed(stamp: &Stamp) -> Vec<String> {
    let today = rule_hashes();
    let differs = |path: &&String| today.get(*path) != stamp.rules.get(*path);
    let mut paths: Vec<&String> = today.keys().chain(stamp.rules.keys()).filter(differs).collect();
    paths.sort();
    paths.dedup();
    let more = paths.len().saturating_sub(8);
    let mut said: Vec<String> = paths.into_iter().take(8).cloned().collect();
    if more > 0 {
        said.push(format!("以及另外{more}个"));
    }
    said
}
