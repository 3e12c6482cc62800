//! A small reduced ordered binary decision diagram, for questions about all completions of the unknown.

use std::collections::BTreeSet;

/// A node of the diagram; 0 is false, 1 is true.
pub(crate) type Ref = u32;

/// False.
pub(crate) const NO: Ref = 0;
/// True.
pub(crate) const YES: Ref = 1;

/// Probability one, in fixed point: exact down to 2⁻¹²⁰ and needs no floating point.
pub(crate) const ONE: u128 = 1 << 120;

const LIMIT: usize = 200_000;

/// How many results of operations are remembered; an older one is overwritten and made again.
const REMEMBERED: usize = 1 << 13;

/// Shared nodes `(variable, when false, when true)`.
pub(crate) struct Bdd {
    nodes: Vec<(u32, Ref, Ref)>,
    /// Open addressing over `nodes`; 0 is a free place.
    unique: Vec<Ref>,
    /// `(operation, a, b, result)`, one per place.
    memo: Vec<(u8, Ref, Ref, Ref)>,
    /// The diagram grew beyond the limit: its answers must not be used.
    pub overflow: bool,
}

fn mix(a: u32, b: u32, c: u32) -> usize {
    let mixed = (u64::from(a) << 40 ^ u64::from(b) << 20 ^ u64::from(c)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as usize
}

impl Bdd {
    pub(crate) fn new() -> Bdd {
        let leaf = u32::MAX;
        Bdd {
            nodes: vec![(leaf, NO, NO), (leaf, YES, YES)],
            unique: vec![NO; 1 << 10],
            memo: vec![(u8::MAX, NO, NO, NO); REMEMBERED],
            overflow: false,
        }
    }

    pub(crate) fn make(&mut self, variable: u32, low: Ref, high: Ref) -> Ref {
        if low == high {
            return low;
        }
        let place = self.place(variable, low, high);
        if self.unique[place] != NO {
            return self.unique[place];
        }
        if self.nodes.len() >= LIMIT {
            self.overflow = true;
            return NO;
        }
        let made = self.nodes.len() as Ref;
        self.nodes.push((variable, low, high));
        self.unique[place] = made;
        if self.nodes.len() * 2 > self.unique.len() {
            self.unique = vec![NO; self.unique.len() * 2];
            for at in 2..self.nodes.len() {
                let (variable, low, high) = self.nodes[at];
                let place = self.place(variable, low, high);
                self.unique[place] = at as Ref;
            }
        }
        made
    }

    /// Where a node stands or would stand.
    fn place(&self, variable: u32, low: Ref, high: Ref) -> usize {
        let mask = self.unique.len() - 1;
        let mut place = mix(variable, low, high) & mask;
        while self.unique[place] != NO && self.nodes[self.unique[place] as usize] != (variable, low, high) {
            place = (place + 1) & mask;
        }
        place
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
        let (a, b) = (a.min(b), a.max(b));
        let place = mix(u32::from(op), a, b) & (REMEMBERED - 1);
        let known = self.memo[place];
        if (known.0, known.1, known.2) == (op, a, b) {
            return known.3;
        }
        let (first, second) = (self.nodes[a as usize], self.nodes[b as usize]);
        let top = first.0.min(second.0);
        let split = |node: (u32, Ref, Ref), own: Ref| if node.0 == top { (node.1, node.2) } else { (own, own) };
        let ((a0, a1), (b0, b1)) = (split(first, a), split(second, b));
        let low = self.apply(op, a0, b0);
        let high = self.apply(op, a1, b1);
        let made = self.make(top, low, high);
        self.memo[place] = (op, a, b, made);
        made
    }

    /// The function with one variable fixed: when it is false, when it is true.
    pub(crate) fn fix(&mut self, a: Ref, variable: u32) -> (Ref, Ref) {
        let mut memo = vec![(Ref::MAX, Ref::MAX); a as usize + 1];
        self.fix_in(a, variable, &mut memo)
    }

    /// What a node is made of is always older than the node, so the memo need only reach up to it.
    fn fix_in(&mut self, a: Ref, variable: u32, memo: &mut [(Ref, Ref)]) -> (Ref, Ref) {
        let (own, low, high) = self.nodes[a as usize];
        if own > variable {
            return (a, a);
        }
        if own == variable {
            return (low, high);
        }
        if memo[a as usize].0 != Ref::MAX {
            return memo[a as usize];
        }
        let (low, high) = (self.fix_in(low, variable, memo), self.fix_in(high, variable, memo));
        let made = (self.make(own, low.0, high.0), self.make(own, low.1, high.1));
        memo[a as usize] = made;
        made
    }

    /// The share of all completions in which the function holds, in units of [`ONE`]. `shares` remembers, for any
    /// number of questions to one diagram.
    pub(crate) fn share(&self, a: Ref, shares: &mut Vec<Option<u128>>) -> u128 {
        shares.resize(self.nodes.len().max(shares.len()), None);
        shares[0] = Some(0);
        shares[1] = Some(ONE);
        self.share_in(a, shares)
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

    /// How many places there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The variable a place asks; `None` for the two ends.
    pub(crate) fn place_of(&self, a: Ref) -> Option<u32> {
        (a > YES).then(|| self.nodes[a as usize].0)
    }

    /// Where a place leads: when its variable is false, when it is true.
    pub(crate) fn branches(&self, a: Ref) -> (Ref, Ref) {
        let (_, low, high) = self.nodes[a as usize];
        (low, high)
    }

    /// Every variable the function depends on.
    pub(crate) fn support(&self, a: Ref, seen: &mut BTreeSet<u32>) {
        let (mut visited, mut open) = (vec![false; self.nodes.len()], vec![a]);
        while let Some(at) = open.pop() {
            if at <= YES || std::mem::replace(&mut visited[at as usize], true) {
                continue;
            }
            let (variable, low, high) = self.nodes[at as usize];
            seen.insert(variable);
            open.extend([low, high]);
        }
    }
}
