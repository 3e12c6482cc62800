//! The store and the record in memory agree, whatever is done to them.

use super::{change, create, folder, listed, now, position, record, unlock};
use case::{
    Change, Held, ItemChange, ItemKey, ItemKind, Matter, Op, Party, Path, Review, ReviewState, Side, Stage, Task,
};
use law::Value;

/// A small generator of its own: the same operations every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

fn operation(dice: &mut Dice) -> Op {
    let paths = [
        "gains",
        "knew",
        "helped/r0001",
        "helped/r0001/amount",
        "helped#complete",
    ];
    let actors = [None, Some("p1".to_string()), Some("p2".to_string())];
    let path: Path = paths[dice.roll(5) as usize].parse().expect("a path");
    let (actor, side) = (actors[dice.roll(3) as usize].clone(), Side::ALL[dice.roll(3) as usize]);
    match dice.roll(12) {
        0 => Op::SetMatter(Matter {
            note: format!("第{}次", dice.roll(1000)),
            stage: Stage::ALL[dice.roll(6) as usize],
            ..Matter::default()
        }),
        1 => Op::SetParty(Party {
            id: format!("p{}", 1 + dice.roll(3)),
            name: format!("李某{}", dice.roll(9)),
            ..Party::default()
        }),
        2 => Op::DropParty(format!("p{}", 1 + dice.roll(3))),
        3 | 4 => {
            let states = [ReviewState::Proposed, ReviewState::Accepted, ReviewState::Returned];
            let state = states[dice.roll(3) as usize];
            Op::Review {
                actor,
                path,
                side,
                review: Review {
                    state,
                    by: "王律师".into(),
                    at: Some(now()),
                    reason: "缺页码".into(),
                },
            }
        }
        5 | 6 => Op::Put((0..1 + dice.roll(3)).map(|_| task(dice)).collect()),
        _ => Op::Record((0..1 + dice.roll(4)).map(|n| one(dice, n, &actor)).collect()),
    }
}

fn one(dice: &mut Dice, n: u64, actor: &Option<String>) -> Change {
    let said = position(Value::Text(format!("“引号”\\与\n换行 {}", dice.roll(99))), "注");
    let side = Side::ALL[dice.roll(3) as usize];
    Change {
        actor: actor.clone(),
        ..change(
            &format!("fact_{}", (n + dice.roll(6)) % 7),
            side,
            (dice.roll(4) > 0).then_some(said),
        )
    }
}

#[test]
fn a_written_case_reads_back_as_the_record_it_was_applied_to() {
    let dir = folder();
    let mut vault = create(dir.path());
    let mut ours = record(5);
    let id = vault.create_case(&ours, listed("案"), now()).expect("a case");
    let mut dice = Dice(7);
    let (mut done, mut refused) = (0, 0);
    for round in 0..400 {
        let op = operation(&mut dice);
        let seen = (round % 2 == 0).then_some(ours.revision);
        let mut next = ours.clone();
        match next.apply(op.clone()) {
            Ok(inverse) => {
                assert_eq!(vault.write(&id, now(), &op, "改动", seen), Ok(next.revision), "{op:?}");
                ours = next;
                done += 1;
                if round % 5 == 0 {
                    ours.apply(inverse.clone()).expect("undoes");
                    assert_eq!(
                        vault.write(&id, now(), &inverse, "撤销", None),
                        Ok(ours.revision),
                        "{inverse:?}"
                    );
                }
            }
            Err(_) => {
                assert!(vault.write(&id, now(), &op, "改动", seen).is_err(), "{op:?}");
                refused += 1;
            }
        }
        if round % 40 == 0 {
            drop(vault);
            vault = unlock(dir.path());
        }
        assert_eq!(vault.load(&id).expect("reads"), ours, "after {op:?}");
    }
    assert!(done > 200 && refused > 20, "{done} done, {refused} refused");
    assert_eq!(vault.verify_chain(&id).expect("reads").broken_at, None);
    // A case made from that record, emptied questions and all, is the same case.
    let copy = vault.create_case(&ours, listed("副本"), now()).expect("a case");
    assert_eq!(vault.load(&copy).expect("reads"), ours);
}

fn task(dice: &mut Dice) -> ItemChange {
    let task = Task {
        text: format!("会见时问第{}件事", dice.roll(1000)),
        ..Task::default()
    };
    let held = Held {
        item: task.into(),
        by: "王律师".into(),
        at: now(),
    };
    ItemChange {
        key: ItemKey::new(ItemKind::Task, format!("t{:04}", dice.roll(4))),
        held: (dice.roll(3) > 0).then(|| Box::new(held)),
    }
}
