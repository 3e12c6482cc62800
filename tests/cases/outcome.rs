//! Charge, disposition and term of a published case beside what the rules offer on the law of its own day.

use super::load::{Official, Published};
use app::Assessment;
use case::Stance;
use law::{Book, Truth, bands};

/// How what was decided stands to what the rules offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Same {
    /// The rules come to the same.
    Yes,
    /// The rules leave it open: the source does not say enough.
    Open,
    /// The rules exclude it.
    No,
}

/// One comparison.
pub struct Compared {
    /// charge, lead, exit or term.
    pub what: &'static str,
    /// What was decided, in words.
    pub official: String,
    /// What the rules offer, in words.
    pub found: String,
    /// How they stand to each other.
    pub same: Same,
}

/// Everything that can be compared for one of the accused.
pub fn compared(book: &Book, published: &Published, file: &str, official: &Official) -> Vec<Compared> {
    let mut found = Vec::new();
    if let Some(charge) = &official.charge {
        let assessment = assess(published, file, official, Stance::Alleged);
        found.push(charge_of(&assessment, book, charge));
        found.push(lead_of(&assessment, book, charge));
        found.extend(
            official
                .months
                .map(|term| term_of(book, published, official, charge, term)),
        );
    }
    let exit = match official.disposition.as_deref() {
        Some("convicted") | None => None,
        Some(exit) => Some(exit),
    };
    found.extend(exit.map(|exit| exit_of(published, file, official, book, exit)));
    found
}

fn assess(published: &Published, file: &str, official: &Official, stance: Stance) -> Assessment {
    let day = published
        .seen()
        .and_hms_opt(9, 0, 0)
        .expect("a time")
        .and_utc()
        .fixed_offset();
    app::assess_file(file, &official.actor, stance, None, day).unwrap_or_else(|why| panic!("{}: {why}", published.name))
}

/// The offence convicted of is the one the prosecution's facts point to.
fn lead_of(assessment: &Assessment, book: &Book, charge: &str) -> Compared {
    let name = book
        .versions(charge)
        .last()
        .map_or(charge, |rules| rules.short.as_str());
    let same = match (
        assessment.lead.contains(name),
        assessment.lead.contains("没有一罪达到证明标准"),
    ) {
        (true, _) => Same::Yes,
        (false, true) => Same::Open,
        (false, false) => Same::No,
    };
    Compared {
        what: "lead",
        official: name.into(),
        found: assessment.lead.trim_end_matches('。').into(),
        same,
    }
}

/// The offence convicted of is among those offered, on the prosecution's facts.
fn charge_of(assessment: &Assessment, book: &Book, charge: &str) -> Compared {
    let name = |id: &str| {
        book.versions(id)
            .last()
            .map_or_else(|| id.to_string(), |rules| rules.short.clone())
    };
    let line = assessment.charges.iter().find(|line| line.offence == charge);
    let same = match line.map(|line| line.verdict) {
        Some(app::Verdict::MadeOut) => Same::Yes,
        Some(app::Verdict::NotProved) => Same::Open,
        _ => Same::No,
    };
    let word = match same {
        Same::Yes => "成立",
        Same::Open => "未达证明标准",
        Same::No => "不成立",
    };
    Compared {
        what: "charge",
        official: name(charge),
        found: format!("{}{word}", name(charge)),
        same,
    }
}

/// The way out that was taken is not closed: on what was found for those that turn on proof, on our facts for the others.
fn exit_of(published: &Published, file: &str, official: &Official, book: &Book, exit: &str) -> Compared {
    let stance = match exit {
        "doubtful" | "statutory" => Stance::Proved,
        _ => Stance::Ours,
    };
    let assessment = assess(published, file, official, stance);
    let at = book
        .exits
        .iter()
        .position(|rules| rules.id == exit)
        .unwrap_or_else(|| panic!("no exit {exit}"));
    let (same, word) = match assessment.exits[at].truth {
        app::Truth::True => (Same::Yes, "开启"),
        app::Truth::Unknown => (Same::Open, "未定"),
        app::Truth::False => (Same::No, "关闭"),
    };
    Compared {
        what: "exit",
        official: book.exits[at].name.clone(),
        found: format!("{}口径：{word}", stance.name()),
        same,
    }
}

/// The term lies within the bands that the facts as charged do not exclude.
fn term_of(book: &Book, published: &Published, official: &Official, charge: &str, term: i64) -> Compared {
    let seen = published.seen();
    let rules = book
        .versions(charge)
        .filter(|rules| rules.from.is_some_and(|from| from <= seen))
        .last();
    let rules = rules.or_else(|| book.versions(charge).next()).expect("a version");
    let facts = published.facts(&official.actor, Stance::Alleged);
    // The heaviest band the facts reach, and heavier ones that are still open; a lighter one no longer applies.
    let all = bands(rules, &facts);
    let least = all.iter().rposition(|(_, truth)| truth.is_true()).unwrap_or(0);
    let reached: Vec<_> = all
        .into_iter()
        .skip(least)
        .filter(|(_, truth)| *truth != Truth::False)
        .map(|(band, _)| band)
        .collect();
    let inside = |band: &&law::Band| {
        let lightest = match band.principal.first() {
            Some(law::Principal::Imprisonment | law::Principal::Life) => i64::from(band.months[0]) * 10,
            _ => 10,
        };
        (lightest..=i64::from(band.months[1]) * 10).contains(&term)
    };
    let words: Vec<&str> = reached.iter().map(|band| band.words.as_str()).collect();
    Compared {
        what: "term",
        official: format!(
            "{}个月",
            if term % 10 == 0 {
                (term / 10).to_string()
            } else {
                format!("{}.{}", term / 10, term % 10)
            }
        ),
        found: if words.is_empty() {
            "没有可以适用的幅度".into()
        } else {
            words.join("；或者")
        },
        same: if reached.iter().any(inside) {
            Same::Yes
        } else {
            Same::No
        },
    }
}
