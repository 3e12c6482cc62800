//! One change to a case, and its inverse.

use crate::{Error, ItemChange, Key, Matter, Party, Path, Position, Record, Review, Side};
use serde::{Deserialize, Serialize};

/// One position set or cleared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Party id; `None` for a fact of the case.
    pub actor: Option<String>,
    /// Which question.
    pub path: Path,
    /// Whose position.
    pub side: Side,
    /// The position from now on; `None` takes it back. Boxed, a position is large.
    pub position: Option<Box<Position>>,
}

/// Everything that can happen to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// The file cover is (re)written.
    SetMatter(Matter),
    /// A party is added or changed, by id.
    SetParty(Party),
    /// A party is taken out again; only as the inverse of adding it.
    DropParty(String),
    /// Positions are recorded, superseding those before; a whole row or an import is one change.
    Record(Vec<Change>),
    /// Items are put, superseding those before, or taken out.
    Put(Vec<ItemChange>),
    /// A position is reviewed.
    Review {
        /// Party id; `None` for a fact of the case.
        actor: Option<String>,
        /// Which question.
        path: Path,
        /// Whose position.
        side: Side,
        /// The review from now on.
        review: Review,
    },
    /// Several at once: written together, undone together.
    All(Vec<Op>),
}

impl Record {
    /// Applies one change and returns the change that takes it back.
    ///
    /// # Errors
    /// When the change names a party or a position that is not there.
    pub fn apply(&mut self, op: Op) -> Result<Op, Error> {
        let inverse = self.turn(op)?;
        self.revision += 1;
        Ok(inverse)
    }

    /// One change without its revision; what fails half way is taken back.
    fn turn(&mut self, op: Op) -> Result<Op, Error> {
        Ok(match op {
            Op::All(ops) => Op::All(self.all(ops)?),
            Op::SetMatter(matter) => Op::SetMatter(std::mem::replace(&mut self.matter, matter)),
            Op::SetParty(party) => match self.parties.iter_mut().find(|known| known.id == party.id) {
                Some(known) => Op::SetParty(std::mem::replace(known, party)),
                None => {
                    let id = party.id.clone();
                    self.parties.push(party);
                    Op::DropParty(id)
                }
            },
            Op::DropParty(id) => match self.parties.iter().position(|party| party.id == id) {
                Some(at) => Op::SetParty(self.parties.remove(at)),
                None => return Err(Error::new("要移除的当事人不在本案中，请刷新后重试。")),
            },
            Op::Record(changes) => Op::Record(self.record(changes)?),
            Op::Put(changes) => Op::Put(self.put(changes)?),
            Op::Review {
                actor,
                path,
                side,
                review,
            } => {
                let key = Key {
                    actor: actor.clone(),
                    path: path.clone(),
                };
                let position = self
                    .entries
                    .get_mut(&key)
                    .and_then(|entry| entry.side_mut(side).as_mut());
                let Some(position) = position else {
                    return Err(Error::new("要审核的内容已不存在，请刷新后重试。"));
                };
                let before = std::mem::replace(&mut position.review, review);
                Op::Review {
                    actor,
                    path,
                    side,
                    review: before,
                }
            }
        })
    }

    fn all(&mut self, ops: Vec<Op>) -> Result<Vec<Op>, Error> {
        let mut back = Vec::with_capacity(ops.len());
        for op in ops {
            match self.turn(op) {
                Ok(inverse) => back.push(inverse),
                Err(error) => {
                    for inverse in back.into_iter().rev() {
                        self.turn(inverse)?;
                    }
                    return Err(error);
                }
            }
        }
        back.reverse();
        Ok(back)
    }

    fn record(&mut self, changes: Vec<Change>) -> Result<Vec<Change>, Error> {
        for change in &changes {
            if let Some(actor) = &change.actor
                && self.party(actor).is_none()
            {
                return Err(Error::new("这项事实所属的当事人不在本案中，请刷新后重试。"));
            }
        }
        let mut inverse: Vec<Change> = Vec::with_capacity(changes.len());
        for Change {
            actor,
            path,
            side,
            position,
        } in changes
        {
            let key = Key {
                actor: actor.clone(),
                path: path.clone(),
            };
            let entry = self.entries.entry(key).or_default();
            let before = std::mem::replace(entry.side_mut(side), position.map(|position| *position));
            inverse.push(Change {
                actor,
                path,
                side,
                position: before.map(Box::new),
            });
        }
        inverse.reverse();
        Ok(inverse)
    }

    fn put(&mut self, changes: Vec<ItemChange>) -> Result<Vec<ItemChange>, Error> {
        for ItemChange { key, held } in &changes {
            let fits = held.as_ref().is_none_or(|held| held.item.kind() == key.kind);
            if !fits {
                return Err(Error::new("条目的内容与它的类别不符，请刷新后重试。"));
            }
        }
        let mut inverse: Vec<ItemChange> = Vec::with_capacity(changes.len());
        for ItemChange { key, held } in changes {
            let before = match held {
                Some(held) => self.items.insert(key.clone(), *held),
                None => self.items.remove(&key),
            };
            self.taken.insert(key.clone());
            inverse.push(ItemChange {
                key,
                held: before.map(Box::new),
            });
        }
        inverse.reverse();
        Ok(inverse)
    }
}
