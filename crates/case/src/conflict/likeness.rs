//! Two people in the register: what speaks for their being one.

use super::names::{Alike, Name};
use crate::identity::{comparable, mobile_digits, plain, resident};
use std::collections::BTreeSet;

/// What is known of who somebody is, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// Their number in the register of the office; empty when nobody has linked them.
    pub register: String,
    /// The name; of a unit its full name.
    pub name: String,
    /// Other names: 曾用名, 绰号, 网名.
    pub aliases: Vec<String>,
    /// Numbers of identity: 身份证, 护照, 统一社会信用代码.
    pub ids: Vec<String>,
    /// Phone numbers.
    pub phones: Vec<String>,
    /// Bank cards, payment and chat accounts.
    pub accounts: Vec<String>,
    /// Units they belong to.
    pub units: Vec<String>,
}

/// Why two entries may be one person, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// 已登记为同一人.
    Linked,
    /// 证件号码相同.
    SameId,
    /// 手机号码相同.
    SamePhone,
    /// 账号相同.
    SameAccount,
    /// 姓名相同.
    SameName,
    /// A name of one is another name of the other.
    SameAlias,
    /// 读音相同，字不同.
    Homophone,
    /// 相邻两字颠倒.
    Transposed,
    /// 多一字或少一字.
    OneMore,
    /// 读音相近.
    NearSound,
    /// 一字不同.
    OneOther,
    /// The same, but both hide the given name: 王某.
    SameMasked,
    /// 同一单位. Says nothing of one person, but of two who belong together.
    SameUnit,
}

impl Why {
    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Why::Linked => "已登记为同一人",
            Why::SameId => "证件号码相同",
            Why::SamePhone => "手机号码相同",
            Why::SameAccount => "账号相同",
            Why::SameName => "姓名相同",
            Why::SameAlias => "姓名与别名相同",
            Why::Homophone => "读音相同，字不同",
            Why::Transposed => "相邻两字颠倒",
            Why::OneMore => "多一字或少一字",
            Why::OneOther => "一字不同",
            Why::NearSound => "读音相近",
            Why::SameMasked => "隐去写法相同",
            Why::SameUnit => "同一单位",
        }
    }

    /// Whether it is said of a name, and so carries the two names.
    pub fn of_name(self) -> bool {
        !matches!(self, Why::Linked | Why::SameId | Why::SamePhone | Why::SameAccount)
    }
}

/// One reason. The two writings are those that were compared; of a number both are the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason {
    /// Which.
    pub why: Why,
    /// As the first has it.
    pub ours: String,
    /// As the second has it.
    pub theirs: String,
}

/// What speaks for two entries being one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// Every reason, the strongest first; at least one.
    pub reasons: Vec<Reason>,
    /// Both have a correct resident's number, and they are two: people of one name.
    pub another: bool,
}

impl Likeness {
    /// The strongest reason.
    pub fn best(&self) -> Why {
        self.reasons.first().map_or(Why::SameUnit, |reason| reason.why)
    }

    /// Whether it may be one person at all: a unit in common makes nobody the same, a second number makes them two.
    pub fn of_one_person(&self) -> bool {
        self.best() < Why::SameUnit && !self.another
    }

    /// Whether it is one person: a number says so, or somebody who linked them.
    pub fn certain(&self) -> bool {
        self.best() <= Why::SameId
    }
}

/// An identity made ready for comparing with many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// Whether the first of the names is the name, not another one.
    named: bool,
    names: Vec<Name>,
    register: Vec<String>,
    ids: Vec<String>,
    residents: Vec<String>,
    phones: Vec<String>,
    accounts: Vec<String>,
    units: Vec<Name>,
}

impl Prepared {
    /// Makes it ready.
    pub fn of(who: &Identity) -> Prepared {
        let all = |texts: &[String], read: fn(&str) -> String| -> Vec<String> {
            let read: BTreeSet<String> = texts.iter().map(|text| read(text)).collect();
            read.into_iter().filter(|text| !text.is_empty()).collect()
        };
        let ids = all(&who.ids, comparable);
        let residents = ids.iter().filter(|id| resident(id).is_ok()).cloned().collect();
        let names = std::iter::once(&who.name).chain(&who.aliases);
        Prepared {
            named: Name::of(&who.name).is_some(),
            names: names.filter_map(|name| Name::of(name)).collect(),
            register: all(std::slice::from_ref(&who.register), str::to_string),
            residents,
            ids,
            phones: all(&who.phones, mobile_digits),
            accounts: all(&who.accounts, plain),
            units: who.units.iter().filter_map(|unit| Name::of(unit)).collect(),
        }
    }

    /// Numbers, by the letter of their kind.
    pub(super) fn numbers(&self) -> [(char, &[String]); 4] {
        [
            ('r', &self.register),
            ('i', &self.ids),
            ('t', &self.phones),
            ('a', &self.accounts),
        ]
    }

    /// Every name.
    pub(super) fn names(&self) -> &[Name] {
        &self.names
    }

    /// Units they belong to.
    pub(super) fn units(&self) -> &[Name] {
        &self.units
    }
}

/// What speaks for the two being one person, if anything does.
pub fn likeness(ours: &Prepared, theirs: &Prepared) -> Option<Likeness> {
    let mut reasons = Vec::new();
    let numbers = [
        (Why::Linked, &ours.register, &theirs.register),
        (Why::SameId, &ours.ids, &theirs.ids),
        (Why::SamePhone, &ours.phones, &theirs.phones),
        (Why::SameAccount, &ours.accounts, &theirs.accounts),
    ];
    for (why, ours, theirs) in numbers {
        let shared = ours.iter().filter(|number| theirs.contains(number));
        reasons.extend(shared.map(|number| Reason {
            why,
            ours: number.clone(),
            theirs: number.clone(),
        }));
    }
    for (at, our) in ours.names.iter().enumerate() {
        for (there, their) in theirs.names.iter().enumerate() {
            let why = match our.alike(their) {
                None => continue,
                Some(Alike::Same) if at == 0 && there == 0 && ours.named && theirs.named => Why::SameName,
                Some(Alike::Same) => Why::SameAlias,
                Some(Alike::Sound) => Why::Homophone,
                Some(Alike::Swapped) => Why::Transposed,
                Some(Alike::Longer) => Why::OneMore,
                Some(Alike::OneOther) => Why::OneOther,
                Some(Alike::Near) => Why::NearSound,
                Some(Alike::Masked) => Why::SameMasked,
            };
            reasons.push(reason(why, our, their));
        }
    }
    for our in &ours.units {
        let same = theirs
            .units
            .iter()
            .filter(|their| our.alike(their) == Some(Alike::Same));
        reasons.extend(same.map(|their| reason(Why::SameUnit, our, their)));
    }
    if reasons.is_empty() {
        return None;
    }
    reasons.sort();
    reasons.dedup();
    let two = |a: &[String], b: &[String]| !a.is_empty() && !b.is_empty() && a.iter().all(|id| !b.contains(id));
    Some(Likeness {
        another: reasons[0].why != Why::Linked && two(&ours.residents, &theirs.residents),
        reasons,
    })
}

fn reason(why: Why, ours: &Name, theirs: &Name) -> Reason {
    Reason {
        why,
        ours: ours.written.clone(),
        theirs: theirs.written.clone(),
    }
}

/// One entry of the register that is like the person asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Its place in the register.
    pub at: usize,
    /// Why.
    pub likeness: Likeness,
}

/// Everybody in the register who may be this person, the likeliest first.
pub fn find<'a>(who: &Prepared, register: impl IntoIterator<Item = &'a Prepared>) -> Vec<Match> {
    let found = register.into_iter().enumerate();
    let mut found: Vec<Match> = found
        .filter_map(|(at, known)| likeness(who, known).map(|likeness| Match { at, likeness }))
        .collect();
    found.sort_by_key(|found| {
        let likeness = &found.likeness;
        (
            likeness.another,
            likeness.best(),
            usize::MAX - likeness.reasons.len(),
            found.at,
        )
    });
    found
}
