//! What a careful lawyer looks at before a paper goes out, each with the place where it is put right.

use super::compose::{Composed, Wanted, unreviewed};
use crate::analysis::{last_act, versions};
use crate::failure::Failure;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::wire;
use case::{Exhibit, Key, Record, Release, Source, Stage, Statement, Wording};
use memo::template::Uses;

wire! {
    /// Something to look at before export.
    pub struct Preflight {
        /// stop: it leaves the house as a draft only; warn.
        #[cfg_attr(feature = "typescript", ts(type = "\"stop\" | \"warn\""))]
        pub level: String,
        /// In words.
        pub text: String,
        /// Tab of the case where it is put right, or empty.
        pub tab: String,
        /// What to show there.
        pub at: String,
    }

    /// Something only the client has said.
    pub struct Confidence {
        /// Party id, or empty for a fact of the case.
        pub actor: String,
        /// Which question.
        pub path: String,
        /// In plain words.
        pub question: String,
        /// What the client said.
        pub words: String,
        /// Who let it into outgoing papers, or empty.
        pub released_by: String,
    }
}

/// What rests on nothing but what the client told the defender.
pub(crate) fn confidences(record: &Record, actor: &str) -> Vec<Confidence> {
    let own = record
        .entries
        .iter()
        .filter(|(key, _)| key.actor.as_deref().is_none_or(|own| own == actor));
    own.filter_map(|(key, entry)| {
        let position = entry.ours.as_ref().filter(|position| confidential(position))?;
        let holder = key.actor.clone().unwrap_or_default();
        let shape = crate::answer::shape(book(), &key.path).ok()?;
        Some(Confidence {
            question: crate::entry::titled(record, &holder, &key.path),
            words: crate::answer::words(record, key.actor.as_deref(), &shape, &position.answer),
            released_by: released(record, key).unwrap_or_default(),
            actor: holder,
            path: key.path.to_string(),
        })
    })
    .collect()
}

/// Rests on nothing but what the client told the defender.
pub(crate) fn confidential(position: &case::Position) -> bool {
    !position.sources.is_empty()
        && position
            .sources
            .iter()
            .all(|source| matches!(source, Source::Client { .. }))
}

/// Who let a confidence into outgoing papers.
pub(crate) fn released(record: &Record, key: &Key) -> Option<String> {
    let (path, actor) = (key.path.to_string(), key.actor.as_deref().unwrap_or_default());
    let (id, _) = record
        .items_of::<Release>()
        .find(|(_, own)| own.path == path && own.actor == actor)?;
    let held = record.items.get(&case::ItemKey::new(case::ItemKind::Release, id))?;
    Some(held.by.clone())
}

struct Findings(Vec<Preflight>);

impl Findings {
    fn say(&mut self, level: &str, text: String, tab: &str, at: &str) {
        self.0.push(Preflight {
            level: level.into(),
            text,
            tab: tab.into(),
            at: at.into(),
        });
    }

    fn stop(&mut self, text: String, tab: &str, at: &str) {
        self.say("stop", text, tab, at);
    }

    fn warn(&mut self, text: String, tab: &str, at: &str) {
        self.say("warn", text, tab, at);
    }
}

/// Everything found, what stops an export as final first.
pub(crate) fn preflight(
    app: &mut App,
    case: &str,
    wanted: &Wanted,
    composed: &Composed,
    now: Now,
) -> Result<Vec<Preflight>, Failure> {
    let (broken, doubtful) = crate::file::doubtful(app, case)?;
    let record = app.record(case)?;
    let mut found = Findings(Vec::new());
    let outgoing = composed.front.outgoing;
    let uses = composed.front.uses;
    blanks(&mut found, composed, outgoing);
    hands(&mut found, record, composed, outgoing);
    if broken > 0 && uses != Uses::Statements {
        let text = format!("有{broken}处引用的卷页已找不到：卷宗里没有这一卷或者这一页。");
        if outgoing {
            found.stop(text, "file", "");
        } else {
            found.warn(text, "file", "");
        }
    }
    if doubtful > 0 {
        found.warn(format!("有{doubtful}处引用在重新扫描后位置待核对。"), "file", "");
    }
    let proposed = unreviewed(record, uses);
    if proposed > 0 && !composed.paper.accepted_only {
        let (text, tab) = match uses {
            Uses::Evidence => (
                format!("有{proposed}项证据的意见尚未经律师审定，每页标注“草稿”。"),
                "evidence",
            ),
            _ => (
                format!("使用了{proposed}项未经律师审核的内容，每页标注“草稿”。"),
                "review",
            ),
        };
        found.warn(text, tab, "");
    }
    if outgoing {
        addressee(&mut found, record);
    }
    match uses {
        Uses::Facts => facts(&mut found, record, wanted, composed, now),
        Uses::Evidence => {
            let open = record
                .items_of::<Exhibit>()
                .filter(|(_, own)| own.pages.is_empty())
                .count();
            if open > 0 {
                found.warn(format!("有{open}项证据没有填写卷页。"), "evidence", "");
            }
        }
        Uses::Statements => {
            let open = record
                .items_of::<Statement>()
                .filter(|(_, own)| own.pages.is_empty())
                .count();
            if open > 0 {
                found.warn(format!("有{open}份笔录没有填写卷页。"), "evidence", "statements");
            }
        }
    }
    let Findings(mut all) = found;
    all.sort_by_key(|own| own.level != "stop");
    Ok(all)
}

fn blanks(found: &mut Findings, composed: &Composed, outgoing: bool) {
    let missing = composed.document.missing().len();
    if missing == 0 {
        return;
    }
    let text = format!("有{missing}处【待补】没有填写。");
    if outgoing {
        found.stop(text, "matter", "");
    } else {
        found.warn(text, "matter", "");
    }
}

/// What people wrote into it.
fn hands(found: &mut Findings, record: &Record, composed: &Composed, outgoing: bool) {
    let laid = &composed.laid;
    let changed = laid
        .wordings
        .iter()
        .filter(|own| own.changed && own.now.is_some())
        .count();
    let lost = laid.wordings.iter().filter(|own| own.now.is_none()).count();
    if changed > 0 {
        let text = format!("有{changed}处改写的底层事实已变，请对照新的生成文字核对。");
        if outgoing {
            found.stop(text, "documents", "wordings");
        } else {
            found.warn(text, "documents", "wordings");
        }
    }
    if lost > 0 {
        let text = format!("有{lost}处改写找不到原来的位置，没有印入文书，请在新的位置重写或者删除。");
        if outgoing {
            found.stop(text, "documents", "wordings");
        } else {
            found.warn(text, "documents", "wordings");
        }
    }
    let open = laid
        .wordings
        .iter()
        .filter(|own| record.item::<Wording>(&own.id).is_some_and(|own| !own.settled))
        .count();
    if open > 0 {
        found.warn(
            format!("有{open}处助理改写的文字未经律师审定，每页标注“草稿”。"),
            "documents",
            "wordings",
        );
    }
    let off = laid.sections.iter().filter(|own| !own.on).count();
    if off > 0 {
        found.warn(format!("有{off}个章节没有印出。"), "documents", "sections");
    }
}

/// The body that decides at this stage, and whom the paper is written to.
fn addressee(found: &mut Findings, record: &Record) {
    let authority = record.matter.authority.trim();
    let (stage, wanted): (_, &[&str]) = match record.matter.stage {
        Stage::Investigation => ("侦查", &["公安", "监察", "安全", "海关", "检察院"]),
        Stage::ArrestReview => ("审查逮捕", &["检察院"]),
        Stage::ProsecutionReview => ("审查起诉", &["检察院"]),
        Stage::FirstInstance => ("一审", &["法院"]),
        Stage::SecondInstance => ("二审", &["法院"]),
        Stage::Closed => return,
    };
    if !authority.is_empty() && !wanted.iter().any(|word| authority.contains(word)) {
        found.warn(
            format!("本案在{stage}阶段，受理机关却写“{authority}”，请核对。"),
            "matter",
            "",
        );
    }
}

/// What a paper on the facts rests on.
fn facts(found: &mut Findings, record: &Record, wanted: &Wanted, composed: &Composed, now: Now) {
    let unpaged = record
        .entries
        .values()
        .flat_map(case::Entry::positions)
        .filter(|(_, position)| !position.sources.iter().any(Source::is_page))
        .count();
    if unpaged > 0 {
        found.warn(format!("有{unpaged}项内容没有卷页出处。"), "facts", "");
    }
    let marked = composed.paper.articles.iter().filter(|article| article.marked).count();
    if marked > 0 {
        found.warn(
            format!("引用了{marked}条核实程度较低的规定，引用前请核对官方文本。"),
            "matrix",
            "",
        );
    }
    let today = now.date_naive();
    let fitting = versions(book(), record, &wanted.actor, today);
    let first = fitting.iter().filter_map(|candidate| candidate.rules.from).min();
    if wanted.rules.from.zip(first).is_some_and(|(own, first)| own < first) {
        found.warn(
            "所用的法律版本早于行为时和现在可以适用的版本，请核对适用哪一版。".into(),
            "charges",
            "versions",
        );
    }
    if last_act(record, &wanted.actor).is_none() {
        found.warn(
            "没有填写行为的起止时间，适用的法律版本和追诉时效无法核对。".into(),
            "facts",
            "acts",
        );
    }
    if !composed.paper.untranslated.is_empty() && !composed.front.outgoing {
        found.warn(
            format!("有{}处须人工判断，未计入结论。", composed.paper.untranslated.len()),
            "matrix",
            "",
        );
    }
    if composed.front.outgoing {
        let all = confidences(record, &wanted.actor);
        let kept = all.iter().filter(|own| own.released_by.is_empty()).count();
        let out = all.len() - kept;
        if kept > 0 {
            found.warn(
                format!("有{kept}项内容只有当事人陈述，未写入对外文书；确需写入的，由律师逐项同意。"),
                "documents",
                "confidences",
            );
        }
        if out > 0 {
            found.warn(
                format!("有{out}项只有当事人陈述的内容经律师同意写入。"),
                "documents",
                "confidences",
            );
        }
    }
}
