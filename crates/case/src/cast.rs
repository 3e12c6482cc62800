//! The people of a case as the office's register keeps them: those entered, and every accused, who is a person without being
//! entered a second time.

use crate::conflict::{Capacity, Identity};
use crate::{Conflict, Party, PartyKind, Person, PersonRole, Record, Stage};
use serde::{Deserialize, Serialize};

/// Somebody in a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cast {
    /// Item id; of an accused about whom nothing else was entered, the party's id, which their item will have, too.
    pub id: String,
    /// Who they are. What the party says of an accused (name, kind, whether we defend them) stands.
    pub person: Person,
}

/// The people of a case in the register, with what of the case matters for acting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// Docket number; empty if not known.
    pub docket: String,
    /// Whether it is closed.
    pub closed: bool,
    /// The accused first, in their order, then the others in order of entry.
    pub people: Vec<Cast>,
    /// What lawyers decided about conflicts of interest.
    #[serde(default)]
    pub decided: Vec<Conflict>,
}

impl Company {
    /// Of a case.
    pub fn of(record: &Record) -> Company {
        let linked = |party: &str| record.items_of::<Person>().find(|(_, person)| person.party == party);
        let accused = record.parties.iter().map(|party| {
            let found = linked(&party.id);
            let entered = found.map(|(_, person)| person.clone()).unwrap_or_default();
            Cast {
                id: found.map_or(party.id.as_str(), |(id, _)| id).to_string(),
                person: as_party(entered, party),
            }
        });
        let others = record
            .items_of::<Person>()
            .filter(|(_, person)| record.party(&person.party).is_none())
            .map(|(id, person)| Cast {
                id: id.into(),
                person: person.clone(),
            });
        Company {
            docket: record.matter.docket.trim().into(),
            closed: record.matter.stage == Stage::Closed,
            people: accused.chain(others).collect(),
            decided: record
                .items_of::<Conflict>()
                .map(|(_, decided)| decided.clone())
                .collect(),
        }
    }

    /// Whether we defend anybody in it.
    pub fn defended(&self) -> bool {
        self.people.iter().any(|cast| cast.capacity() == Capacity::Client)
    }

    /// What was decided in this case about its own `person` and `there` of another case.
    pub fn decision(&self, person: &str, case: &str, there: &str) -> Option<&Conflict> {
        let about = |decided: &&Conflict| {
            let matched = decided.matches.iter().any(|of| of.case == case && of.person == there);
            decided.person == person && matched
        };
        self.decided.iter().rev().find(about)
    }

    /// Somebody of it.
    pub fn person(&self, id: &str) -> Option<&Cast> {
        self.people.iter().find(|cast| cast.id == id)
    }
}

fn as_party(entered: Person, party: &Party) -> Person {
    Person {
        name: party.name.clone(),
        unit: party.kind == PartyKind::Unit,
        role: if party.client {
            PersonRole::Client
        } else {
            PersonRole::CoAccused
        },
        party: party.id.clone(),
        ..entered
    }
}

impl Cast {
    /// What they are in the case, as far as acting is concerned.
    pub fn capacity(&self) -> Capacity {
        self.person.role.into()
    }

    /// What is compared; `case` is the case they are in: whom nobody has linked has a number of their own.
    pub fn identity(&self, case: &str) -> Identity {
        let person = &self.person;
        Identity {
            register: if person.register.is_empty() {
                format!("{case}/{}", self.id)
            } else {
                person.register.clone()
            },
            name: person.name.clone(),
            aliases: person.aliases.clone(),
            ids: person.ids.clone(),
            phones: person.phones.clone(),
            accounts: person.accounts.clone(),
            units: vec![person.employer.clone()],
        }
    }
}
