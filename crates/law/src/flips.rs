//! Smallest flips (最小翻案集): which facts, if they turned out otherwise, would change a result.
//!
//! The facts are those to prove or to disprove (需要证明或者推翻的事实). Nothing here is about what anybody should say.

use crate::bdd::{NO, Ref, YES};
use crate::cells::{Cell, Cells, below, cells};
use crate::space::Space;
use crate::{Book, FactSet, RuleSet, Truth, Value, assess_at};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The result wanted of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// 成立: what the prosecution would need.
    MadeOut,
    /// 不成立或者未达证明标准 (刑诉法 51: the burden is the prosecution's).
    NotMadeOut,
    /// 不成立.
    Failed,
}

impl Want {
    /// Whether a truth is what is wanted.
    pub fn met(self, truth: Truth) -> bool {
        match self {
            Want::MadeOut => truth.is_true(),
            Want::NotMadeOut => !truth.is_true(),
            Want::Failed => truth.is_false(),
        }
    }
}

/// What is asked of the facts.
#[derive(Debug, Clone, Copy)]
pub struct Aim<'a> {
    /// The node whose result is to change: the offence's root, or an element.
    pub node: usize,
    /// Into what.
    pub want: Want,
    /// Paths nobody disputes: they stay. An undisputed but imprecise value may still turn out to be any value it allows.
    pub fixed: &'a BTreeSet<String>,
    /// No set is larger than this (at most [`Aim::LARGEST`]).
    pub size: usize,
    /// No more sets than this.
    pub most: usize,
}

impl Aim<'_> {
    /// The largest sets that are looked for.
    pub const LARGEST: usize = 4;
}

/// One fact of a set, and what it would have to turn out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// `fact`, `judge`, `table/row/column`, `table/row` or `table#complete`.
    pub path: String,
    /// What stands now; `None` when nothing is known.
    pub now: Option<Value>,
    /// It is enough that it cannot be established either way (不能认定).
    pub unproved: bool,
    /// Values any of which is enough, together with the other changes of the set; of an interval, every value in it.
    pub to: Vec<Value>,
}

/// A minimal set: all its changes together give the result wanted, no part of them does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flip {
    /// In order of path.
    pub changes: Vec<Change>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flips {
    /// The result is what is wanted already.
    pub met: bool,
    /// Minimal sets, smallest first.
    pub sets: Vec<Flip>,
    /// How many facts would have to change at the least, whatever the limit on size; `None` when no change of what
    /// is entered so far gives the result.
    pub least: Option<usize>,
    /// There are more sets of the sizes looked at than these, or some facts were left as they are.
    pub truncated: bool,
}

/// More sets than these below one place of the diagram are not kept.
const KEPT: usize = 3_000;

/// The minimal sets of facts, not undisputed, whose change or establishment gives a node the result wanted.
///
/// Exact over what is entered: the sets are those an exhaustive search over the cells of every fact would find
/// (`truncated` says when not all of them are listed). Rows nobody has entered yet are not considered.
pub fn flips(book: &Book, rules: &RuleSet, facts: &FactSet, aim: Aim) -> Flips {
    let met = aim.want.met(assess_at(rules, aim.node, facts).truth);
    if met {
        return Flips {
            met,
            sets: Vec::new(),
            least: Some(0),
            truncated: false,
        };
    }
    let (cells, narrowed) = cells(book, rules, aim.node, facts, &|path| aim.fixed.contains(path));
    let mut space = Space::new(rules, facts, cells.clone());
    let halves = space.halves(aim.node, None);
    let wanted = match aim.want {
        Want::MadeOut => halves.holds,
        Want::Failed => halves.fails,
        Want::NotMadeOut => space.bdd.not(halves.holds),
    };
    if space.bdd.overflow {
        return one_by_one(rules, facts, aim, cells);
    }
    let mut search = Search {
        sets: vec![[const { None }; Aim::LARGEST + 1]; space.bdd.len()],
        least: vec![None; space.bdd.len()],
        space: &space,
        dropped: false,
    };
    let least = Some(search.least(wanted)).filter(|least| *least < NEVER);
    let mut found: Vec<Set> = search.sets(wanted, aim.size.min(Aim::LARGEST)).to_vec();
    let mut truncated = narrowed || search.dropped;
    found.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    let mut sets = Vec::new();
    for set in &found {
        if search.dropped && !search.minimal(wanted, set) {
            continue;
        }
        if sets.len() == aim.most {
            truncated = true;
            break;
        }
        sets.extend(search.flip(wanted, set, rules, facts, aim));
    }
    Flips {
        met,
        sets,
        least: least.map(usize::from),
        truncated,
    }
}

/// Of the paths on which two sides differ, which change a node, by node: the facts in dispute on which an element turns
/// (争议焦点). `sides` gives for each path what the other sides have there; a node is listed with a path when some way of
/// believing one side or the other on every path makes the node's truth turn on it.
pub fn turning(
    rules: &RuleSet,
    facts: &FactSet,
    sides: &BTreeMap<String, Vec<Option<Value>>>,
    nodes: &[usize],
) -> BTreeMap<String, Vec<usize>> {
    let others = |(path, values): (&String, &Vec<Option<Value>>)| {
        let now = facts.at(path);
        let cells: Vec<Cell> = values
            .iter()
            .filter(|value| **value != now)
            .cloned()
            .map(Cell::of)
            .collect();
        (!cells.is_empty()).then(|| (path.clone(), cells))
    };
    let cells: Cells = sides.iter().filter_map(others).collect();
    let mut space = Space::new(rules, facts, cells.clone());
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &node in nodes {
        let halves = space.halves(node, None);
        if space.bdd.overflow {
            // Too large to be exact: what the node asks at all, rather than leaving a dispute out.
            let asked = below(rules, node);
            for path in cells.keys().filter(|path| asks(rules, &asked, path)) {
                found.entry(path.clone()).or_default().push(node);
            }
            continue;
        }
        let mut seen = BTreeSet::new();
        space.bdd.support(halves.holds, &mut seen);
        space.bdd.support(halves.fails, &mut seen);
        let variables: BTreeSet<usize> = seen.iter().map(|&place| space.owner[place as usize]).collect();
        for variable in variables {
            found
                .entry(space.variables[variable].path.clone())
                .or_default()
                .push(node);
        }
    }
    found
}

/// Which facts still matter to a node: of everything below it that may turn out otherwise, what its truth can turn on.
/// The first list is all of it, the second what matters.
pub fn mattering(
    book: &Book,
    rules: &RuleSet,
    facts: &FactSet,
    node: usize,
    fixed: &BTreeSet<String>,
) -> (BTreeSet<String>, BTreeSet<String>) {
    let (cells, _) = cells(book, rules, node, facts, &|path| fixed.contains(path));
    let all: BTreeSet<String> = cells.keys().cloned().collect();
    let mut space = Space::new(rules, facts, cells);
    let halves = space.halves(node, None);
    if space.bdd.overflow {
        return (all.clone(), all);
    }
    let mut seen = BTreeSet::new();
    space.bdd.support(halves.holds, &mut seen);
    space.bdd.support(halves.fails, &mut seen);
    let path = |place: &u32| space.variables[space.owner[*place as usize]].path.clone();
    (all, seen.iter().map(path).collect())
}

fn asks(rules: &RuleSet, nodes: &BTreeSet<usize>, path: &str) -> bool {
    let table = path.split(['/', '#']).next().unwrap_or(path);
    nodes.iter().any(|&at| {
        let node = &rules.nodes[at];
        node.id == path || node.row.as_deref() == Some(table) || rules.asks(at, table)
    })
}

type Set = Vec<u32>;

/// No change gives it.
const NEVER: u16 = u16::MAX;

struct Search<'a, 'b> {
    space: &'b Space<'a>,
    sets: Vec<[Option<Rc<Vec<Set>>>; Aim::LARGEST + 1]>,
    least: Vec<Option<u16>>,
    dropped: bool,
}

impl Search<'_, '_> {
    /// Below a place of the diagram: its variable, and where each of its cells leads; what stands now first.
    fn ways(&self, at: Ref) -> Option<(usize, Vec<Ref>)> {
        let place = self.space.bdd.place_of(at)?;
        let variable = self.space.owner[place as usize];
        let cells = self.space.variables[variable].cells.len();
        Some((variable, (0..cells).map(|cell| self.way(at, variable, cell)).collect()))
    }

    fn way(&self, mut at: Ref, variable: usize, cell: usize) -> Ref {
        let first = self.space.variables[variable].first;
        while let Some(place) = self.space.bdd.place_of(at)
            && self.space.owner[place as usize] == variable
        {
            let (low, high) = self.space.bdd.branches(at);
            at = if (place - first) < cell as u32 { high } else { low };
        }
        at
    }

    /// How many facts must change at the least.
    fn least(&mut self, at: Ref) -> u16 {
        match at {
            NO => return NEVER,
            YES => return 0,
            _ => {}
        }
        if let Some(known) = self.least[at as usize] {
            return known;
        }
        let Some((_, ways)) = self.ways(at) else { return NEVER };
        let mut found = NEVER;
        for (cell, way) in ways.into_iter().enumerate() {
            found = found.min(self.least(way).saturating_add(u16::from(cell > 0)));
        }
        self.least[at as usize] = Some(found);
        found
    }

    /// The minimal sets of at most `size` variables.
    fn sets(&mut self, at: Ref, size: usize) -> Rc<Vec<Set>> {
        if at == YES {
            return Rc::new(vec![Set::new()]);
        }
        if usize::from(self.least(at)) > size {
            return Rc::default();
        }
        if let Some(known) = &self.sets[at as usize][size] {
            return Rc::clone(known);
        }
        let Some((variable, ways)) = self.ways(at) else {
            return Rc::default();
        };
        let stays = self.sets(ways[0], size);
        let mut found: BTreeSet<(usize, Set)> = stays.iter().map(|set| (set.len(), set.clone())).collect();
        if size > 0 {
            let mut below: BTreeSet<(usize, Set)> = BTreeSet::new();
            for &way in &ways[1..] {
                below.extend(self.sets(way, size - 1).iter().map(|set| (set.len(), set.clone())));
            }
            let mut minimal: BTreeSet<Set> = BTreeSet::new();
            let without: BTreeSet<Set> = stays.iter().cloned().collect();
            for (_, set) in below {
                if !holds_part(&without, &set) && !holds_part(&minimal, &set) {
                    minimal.insert(set);
                }
            }
            for mut set in minimal {
                let place = set.partition_point(|own| *own < variable as u32);
                set.insert(place, variable as u32);
                found.insert((set.len(), set));
            }
        }
        self.dropped |= found.len() > KEPT;
        let found: Rc<Vec<Set>> = Rc::new(found.into_iter().take(KEPT).map(|(_, set)| set).collect());
        self.sets[at as usize][size] = Some(Rc::clone(&found));
        found
    }

    /// Whether no proper part of a set is enough.
    fn minimal(&self, wanted: Ref, set: &Set) -> bool {
        set.iter().all(|left_out| {
            let part: Set = set.iter().copied().filter(|own| own != left_out).collect();
            !self.can(wanted, &part)
        })
    }

    /// Whether changing these, and nothing else, can give what is wanted.
    fn can(&self, at: Ref, set: &[u32]) -> bool {
        let Some((variable, ways)) = self.ways(at) else {
            return at == YES;
        };
        let cells = if set.contains(&(variable as u32)) {
            ways.len()
        } else {
            1
        };
        ways[..cells].iter().any(|&way| self.can(way, set))
    }

    /// Every choice of cells for a set that gives what is wanted.
    fn choices(&self, wanted: Ref, set: &Set) -> Vec<Vec<usize>> {
        let mut found: Vec<(Vec<usize>, Ref)> = vec![(Vec::new(), wanted)];
        for &variable in set {
            let cells = self.space.variables[variable as usize].cells.len();
            let more = found.into_iter().flat_map(|(chosen, at)| {
                (1..cells).map(move |cell| (chosen.iter().copied().chain([cell]).collect::<Vec<_>>(), at))
            });
            found = more.collect();
        }
        let gives = |chosen: &[usize]| self.walk(wanted, set, chosen) == YES;
        found
            .into_iter()
            .map(|(chosen, _)| chosen)
            .filter(|chosen| gives(chosen))
            .collect()
    }

    fn walk(&self, mut at: Ref, set: &Set, chosen: &[usize]) -> Ref {
        while let Some(place) = self.space.bdd.place_of(at) {
            let variable = self.space.owner[place as usize];
            let own = set.iter().position(|own| *own as usize == variable);
            at = self.way(at, variable, own.map_or(0, |own| chosen[own]));
        }
        at
    }

    /// A set in words of facts: the weakest choice that is enough, and for each fact what else would do.
    fn flip(&self, wanted: Ref, set: &Set, rules: &RuleSet, facts: &FactSet, aim: Aim) -> Option<Flip> {
        let choices = self.choices(wanted, set);
        let chosen = choices.iter().min_by_key(|chosen| {
            let cell =
                |(at, cell): (usize, &usize)| self.space.variables[set[at] as usize].cells[*cell].value.is_some();
            (
                chosen.iter().enumerate().filter(|own| cell(*own)).count(),
                (*chosen).clone(),
            )
        })?;
        let mut changes = Vec::new();
        for (at, &variable) in set.iter().enumerate() {
            let variable = &self.space.variables[variable as usize];
            let mut enough = Vec::new();
            for cell in 1..variable.cells.len() {
                let mut other = chosen.clone();
                other[at] = cell;
                if choices.contains(&other) {
                    enough.push(&variable.cells[cell]);
                }
            }
            changes.push(Change {
                path: variable.path.clone(),
                now: facts.at(&variable.path),
                unproved: enough.iter().any(|cell| cell.value.is_none()),
                to: together(enough.iter().flat_map(|cell| &cell.all)),
            });
        }
        // Nothing is said that a plain assessment does not bear out.
        let mut changed = facts.clone();
        for (&variable, &cell) in set.iter().zip(chosen) {
            let variable = &self.space.variables[variable as usize];
            changed.set(&variable.path, variable.cells[cell].value.clone());
        }
        let borne_out = aim.want.met(assess_at(rules, aim.node, &changed).truth);
        changes.sort_by(|a, b| a.path.cmp(&b.path));
        borne_out.then_some(Flip { changes })
    }
}

/// Whether some set of these is a part of the set.
fn holds_part(sets: &BTreeSet<Set>, set: &Set) -> bool {
    (0..1u32 << set.len()).any(|bits| {
        let part: Set = (0..set.len())
            .filter(|at| bits >> at & 1 == 1)
            .map(|at| set[at])
            .collect();
        sets.contains(&part)
    })
}

/// Values together; intervals that touch are one.
fn together<'v>(values: impl Iterator<Item = &'v Value>) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    for value in values {
        let joined = match (found.last(), value) {
            (Some(Value::Money(a)), Value::Money(b)) => a.touching(*b).map(Value::Money),
            (Some(Value::Number(a)), Value::Number(b)) => a.touching(*b).map(Value::Number),
            (Some(Value::Date(a)), Value::Date(b)) => a.touching(*b).map(Value::Date),
            _ => None,
        };
        match joined {
            Some(joined) => {
                found.pop();
                found.push(joined);
            }
            None => found.push(value.clone()),
        }
    }
    found
}

/// Where the diagram grows too large: single facts only, each tried.
fn one_by_one(rules: &RuleSet, facts: &FactSet, aim: Aim, cells: Cells) -> Flips {
    let mut sets = Vec::new();
    for (path, cells) in cells.into_iter().filter(|_| aim.size > 0) {
        let gives = |cell: &&Cell| {
            let changed = facts.with(&path, cell.value.clone());
            aim.want.met(assess_at(rules, aim.node, &changed).truth)
        };
        let enough: Vec<&Cell> = cells.iter().filter(gives).collect();
        if !enough.is_empty() && sets.len() < aim.most {
            let change = Change {
                now: facts.at(&path),
                unproved: enough.iter().any(|cell| cell.value.is_none()),
                to: together(enough.iter().flat_map(|cell| &cell.all)),
                path,
            };
            sets.push(Flip { changes: vec![change] });
        }
    }
    Flips {
        met: false,
        least: if sets.is_empty() { None } else { Some(1) },
        sets,
        truncated: true,
    }
}
