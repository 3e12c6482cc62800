//! A small reduced ordered binary decision diagram, for questions about all completions of the unknown.

use std::collections::BTreeMap;

/// A node of the diagram; 0 is false, 1 is true.
pub(crate) type Ref = u32;

/// False.
pub(crate) const NO: Ref = 0;
/// True.
pub(crate) const YES: Ref = 1;

/// Probability one, in fixed point: exact down to 2⁻¹²⁰ and needs no floating point.
pub(crate) const ONE: u128 = 1 << 120;

const LIMIT: usize = 200_000;

/// Shared nodes `(variable, when false, when true)`.
pub(crate) struct Bdd {
    nodes: Vec<(u32, Ref, Ref)>,
    unique: BTreeMap<(u32, Ref, Ref), Ref>,
    memo: BTreeMap<(u8, Ref, Ref), Ref>,
    /// The diagram grew beyond the limit: its answers must not be used.
    pub overflow: bool,
}

impl Bdd {
    pub(crate) fn new() -> Bdd {
        let leaf = u32::MAX;
        Bdd {
            nodes: vec![(leaf, NO, NO), (leaf, YES, YES)],
            unique: BTreeMap::new(),
            memo: BTreeMap::new(),
            overflow: false,
        }
    }

    fn make(&mut self, variable: u32, low: Ref, high: Ref) -> Ref {
        if low == high {
            return low;
        }
        if let Some(&known) = self.unique.get(&(variable, low, high)) {
            return known;
        }
        if self.nodes.len() >= LIMIT {
            self.overflow = true;
            return NO;
        }
        let made = self.nodes.len() as Ref;
        self.nodes.push((variable, low, high));
        self.unique.insert((variable, low, high), made);
        made
    }

    /// The variable itself.
    pub(crate) fn variable(&mut self, variable: u32) -> Ref {
        self.make(variable, NO, YES)
    }

    pub(crate) fn not(&mut self, a: Ref) -> Ref {
        self.apply(2, a, YES)
    }

    pub(crate) fn and(&mut self, a: Ref, b: Ref) -> Ref {
        self.apply(0, a, b)
    }

    pub(crate) fn or(&mut self, a: Ref, b: Ref) -> Ref {
        self.apply(1, a, b)
    }

    pub(crate) fn xor(&mut self, a: Ref, b: Ref) -> Ref {
        self.apply(2, a, b)
    }

    fn apply(&mut self, op: u8, a: Ref, b: Ref) -> Ref {
        match (op, a, b) {
            (0, NO, _) | (0, _, NO) => return NO,
            (0, YES, other) | (0, other, YES) => return other,
            (1, YES, _) | (1, _, YES) => return YES,
            (1, NO, other) | (1, other, NO) => return other,
            (2, NO, other) | (2, other, NO) => return other,
            (2, a, b) if a == b => return NO,
            (_, a, b) if a == b => return a,
            _ => {}
        }
        if a <= YES && b <= YES {
            return NO; // op 2 of YES and YES, the only pair of leaves left
        }
        let key = (op, a.min(b), a.max(b));
        if let Some(&known) = self.memo.get(&key) {
            return known;
        }
        let (first, second) = (self.nodes[a as usize], self.nodes[b as usize]);
        let top = first.0.min(second.0);
        let split = |node: (u32, Ref, Ref), own: Ref| if node.0 == top { (node.1, node.2) } else { (own, own) };
        let ((a0, a1), (b0, b1)) = (split(first, a), split(second, b));
        let low = self.apply(op, a0, b0);
        let high = self.apply(op, a1, b1);
        let made = self.make(top, low, high);
        self.memo.insert(key, made);
        made
    }

    /// The function with one variable fixed.
    pub(crate) fn fix(&mut self, a: Ref, variable: u32, value: bool) -> Ref {
        let mut memo = BTreeMap::new();
        self.fix_in(a, variable, value, &mut memo)
    }

    fn fix_in(&mut self, a: Ref, variable: u32, value: bool, memo: &mut BTreeMap<Ref, Ref>) -> Ref {
        let (own, low, high) = self.nodes[a as usize];
        if own > variable {
            return a;
        }
        if own == variable {
            return if value { high } else { low };
        }
        if let Some(&known) = memo.get(&a) {
            return known;
        }
        let (low, high) = (
            self.fix_in(low, variable, value, memo),
            self.fix_in(high, variable, value, memo),
        );
        let made = self.make(own, low, high);
        memo.insert(a, made);
        made
    }

    /// The share of all completions in which the function holds, in units of [`ONE`].
    pub(crate) fn share(&self, a: Ref) -> u128 {
        let mut shares = vec![None; self.nodes.len()];
        shares[0] = Some(0);
        shares[1] = Some(ONE);
        self.share_in(a, &mut shares)
    }

    fn share_in(&self, a: Ref, shares: &mut [Option<u128>]) -> u128 {
        if let Some(known) = shares[a as usize] {
            return known;
        }
        let (_, low, high) = self.nodes[a as usize];
        let share = self.share_in(low, shares) / 2 + self.share_in(high, shares) / 2;
        shares[a as usize] = Some(share);
        share
    }
}
