//! Penalty bands (量刑幅度): what the statute threatens, and which band the facts reach.

use crate::evaluate::Evaluator;
use crate::{FactSet, RuleSet, Truth};
use serde::Deserialize;

/// A principal penalty, lightest first (刑法 33).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Principal {
    /// 管制.
    Control,
    /// 拘役.
    Detention,
    /// 有期徒刑.
    Imprisonment,
    /// 无期徒刑.
    Life,
}

/// How a fine goes with the principal penalty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fine {
    /// No fine.
    None,
    /// 并处或者单处罚金.
    MustOrAlone,
    /// 并处罚金.
    Must,
    /// 并处罚金或者没收财产.
    MustOrConfiscation,
}

/// One band of an offence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// basic, serious, especially_serious.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The node that puts a case into it.
    pub when: usize,
    /// Provisions.
    pub cite: Vec<String>,
    /// The penalty in words.
    pub words: String,
    /// Principal penalties, lightest first.
    pub principal: Vec<Principal>,
    /// Shortest and longest 有期徒刑, in months.
    pub months: [u32; 2],
    /// The fine.
    pub fine: Fine,
}

impl Band {
    /// The statutory maximum (法定最高刑) in months of imprisonment; life is above every number.
    pub fn maximum(&self) -> u32 {
        match self.principal.last() {
            Some(Principal::Life) => u32::MAX,
            _ => self.months[1],
        }
    }

    /// How heavy the band is: the higher maximum first, then the higher minimum (法释〔1997〕12号, T-02). Of two with
    /// the same months the one with a lighter principal penalty is the lighter.
    pub fn weight(&self) -> (u32, u32, Option<Principal>) {
        let minimum = match self.principal.first() {
            Some(Principal::Imprisonment | Principal::Life) => self.months[0],
            _ => 0,
        };
        (self.maximum(), minimum, self.principal.first().copied())
    }
}

/// Every band of an offence with whether the facts put the case into it, lightest first. The heaviest true one applies.
pub fn bands<'a>(rules: &'a RuleSet, facts: &FactSet) -> Vec<(&'a Band, Truth)> {
    let evaluator = Evaluator::new(rules, facts);
    let truth = |band: &Band| evaluator.outcome(band.when, None).truth;
    rules.bands.iter().map(|band| (band, truth(band))).collect()
}
