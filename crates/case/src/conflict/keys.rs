//! What two people must have in common to be alike at all: so that one person is compared with a few, not with everybody.
//!
//! Two that are alike share a key; that two share one says nothing yet.

use super::likeness::Prepared;
use super::names::Name;
use crate::pinyin::folded_readings;
use std::collections::BTreeSet;

/// So many characters of a name are spelled out in its sound: the rest of a long name multiplies readings and tells nothing new.
const SOUNDED: usize = 4;

impl Prepared {
    /// Its keys: anybody who is like this person has one of them, too.
    pub fn keys(&self) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        for (kind, numbers) in self.numbers() {
            keys.extend(numbers.iter().map(|number| format!("{kind}{number}")));
        }
        for name in self.names() {
            of_name(name, &mut keys);
        }
        keys.extend(self.units().iter().map(|unit| format!("u{}", written(unit.letters()))));
        keys
    }
}

fn written(letters: &[char]) -> String {
    letters.iter().collect()
}

fn of_name(name: &Name, keys: &mut BTreeSet<String>) {
    let letters = name.letters();
    keys.insert(format!("n{}", written(letters)));
    if name.is_masked() || letters.len() < 2 {
        return;
    }
    // A character more, less or other: what is left without it.
    if letters.len() > 2 {
        for at in 0..letters.len() {
            let rest: String = letters[..at].iter().chain(&letters[at + 1..]).collect();
            keys.insert(format!("n{rest}"));
        }
    }
    // Two that changed places: the same characters in some order.
    let mut sorted = letters.to_vec();
    sorted.sort_unstable();
    keys.insert(format!("s{}", written(&sorted)));
    // Sounds that are taken for one another: how it begins, in every reading, and how long it is.
    let mut sounds = vec![format!("p{}", letters.len())];
    for letter in letters.iter().take(SOUNDED) {
        let read = folded_readings(*letter);
        sounds = sounds
            .iter()
            .flat_map(|begun| read.iter().map(move |reading| format!("{begun} {reading}")))
            .collect();
    }
    keys.extend(sounds);
}
