//! Every offence on the same facts, in words; for papers that stay in the house.

use crate::charges::{Comparison, band_line, quoted, trap::traps};
use crate::wire::{ByStance, Verdict};
use case::Stance;
use serde::Serialize;

/// The comparison of offences.
#[derive(Debug, Clone, Serialize)]
pub struct PaperCharges {
    /// Warnings, gravest first.
    pub traps: Vec<PaperTrap>,
    /// Offences in question, the charge first.
    pub rows: Vec<PaperCharge>,
    /// Offences without any sign, not excluded either, by short name.
    pub remote: Vec<String>,
    /// 不涉及, by short name.
    pub aside: Vec<String>,
    /// Where the facts point, by stance.
    pub leads: ByStance<String>,
}

/// A warning.
#[derive(Debug, Clone, Serialize)]
pub struct PaperTrap {
    /// In a line.
    pub title: String,
    /// What it is and what to do first.
    pub text: String,
}

/// One offence.
#[derive(Debug, Clone, Serialize)]
pub struct PaperCharge {
    /// Short name.
    pub name: String,
    /// Version by date.
    pub from: String,
    /// Results.
    pub words: ByStance<String>,
    /// The band that applies in the graver of the stances, else the heaviest not excluded.
    pub band: String,
    /// What fails or is not proved on the facts found proved.
    pub missing: String,
}

/// The comparison of one accused.
pub(super) fn paper_charges(comparison: &Comparison) -> PaperCharges {
    let of = |place: &str| -> Vec<usize> {
        comparison
            .order()
            .into_iter()
            .filter(|at| comparison.place(*at) == place)
            .collect()
    };
    let named = |place: &str| {
        of(place)
            .into_iter()
            .map(|at| comparison.offences[at].short.clone())
            .collect()
    };
    PaperCharges {
        traps: traps(comparison)
            .into_iter()
            .map(|trap| PaperTrap {
                title: trap.title,
                text: trap.text,
            })
            .collect(),
        rows: of("main").into_iter().map(|at| row(comparison, at)).collect(),
        remote: named("remote"),
        aside: named("aside"),
        leads: ByStance::each(|stance| crate::charges::lead_words(comparison, stance)),
    }
}

fn row<'a>(comparison: &Comparison<'a>, at: usize) -> PaperCharge {
    let rules = comparison.offences[at];
    let charge = |stance: Stance| &comparison.charges.get(stance)[at];
    let gravest = |bands: [Option<&'a law::Band>; 3]| bands.into_iter().flatten().max_by(|a, b| law::heavier(a, b));
    let (applies, most) = (
        gravest(Stance::ALL.map(|stance| charge(stance).applies())),
        gravest(Stance::ALL.map(|stance| charge(stance).at_most())),
    );
    let band = match (applies, most) {
        (Some(applies), _) => band_line(applies),
        (None, Some(most)) => format!("未成立；最重可到{}", band_line(most)),
        (None, None) => "不适用".into(),
    };
    PaperCharge {
        name: rules.short.clone(),
        from: rules.from.map(|from| from.to_string()).unwrap_or_default(),
        words: ByStance::each(|stance| Verdict::from(charge(stance).truth).name().into()),
        band,
        missing: match charge(Stance::Proved).truth {
            law::Truth::True => "要件均已具备".into(),
            law::Truth::False => format!("不具备{}", quoted(&comparison.missing(at, Stance::Proved))),
            law::Truth::Unknown => format!("未证明{}", quoted(&comparison.missing(at, Stance::Proved))),
        },
    }
}
