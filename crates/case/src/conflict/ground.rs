//! May the office act? What two entries of one person mean for each other, by what the person is in either case.

use super::{Likeness, Why};
use crate::{PersonRole, Verdict};

/// What somebody is in a case, as far as acting for anybody is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Capacity {
    /// An accused we defend.
    Client,
    /// An accused, or somebody said to have taken part, whom we do not defend.
    Accused,
    /// The other side: victims, witnesses.
    Other,
    /// Those upstream whose crime was helped.
    Upstream,
    /// Relatives, officers, anybody else.
    Neutral,
}

impl From<PersonRole> for Capacity {
    fn from(role: PersonRole) -> Capacity {
        match role {
            PersonRole::Client => Capacity::Client,
            PersonRole::CoAccused => Capacity::Accused,
            PersonRole::Victim | PersonRole::Witness => Capacity::Other,
            PersonRole::Upstream => Capacity::Upstream,
            PersonRole::Family | PersonRole::Official | PersonRole::Expert | PersonRole::Other => Capacity::Neutral,
        }
    }
}

/// One person's place in one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing<'a> {
    /// Which case.
    pub case: &'a str,
    /// Its docket number; empty if not known.
    pub docket: &'a str,
    /// What they are there.
    pub capacity: Capacity,
    /// Whether we defend anybody in it.
    pub defended: bool,
    /// Whether it is closed.
    pub closed: bool,
}

/// What a likeness means. In order of weight, the heaviest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// We would defend two accused of one case.
    SameCase,
    /// We would defend somebody who is accused beside a client of ours in another of our cases.
    CoAccused,
    /// We would defend somebody who is on the other side, or upstream, in another of our cases.
    Opposed,
    /// Somebody we defend elsewhere is on the other side, upstream or accused here.
    ClientOpposed,
    /// Somebody we defended is on the other side, upstream or accused here.
    FormerClient,
    /// One person has taken part in two cases in which we defend: the clients may be accused in related matters.
    Related,
    /// We defend, or defended, the same person elsewhere.
    Known,
    /// Entered twice in this case.
    Twice,
    /// The name is another person's: their numbers differ.
    Namesake,
    /// Only the unit is the same.
    Colleague,
    /// Known from another case, where nothing speaks against acting.
    Elsewhere,
}

/// What follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Acting is out of the question unless a lawyer finds that the ground is not there.
    Stop,
    /// A lawyer has to decide.
    Warn,
    /// Good to know.
    Note,
}

impl Ground {
    /// In words, as the heading of a finding.
    pub fn name(self) -> &'static str {
        match self {
            Ground::SameCase => "同案被告人",
            Ground::CoAccused => "本所委托人的同案人",
            Ground::Opposed => "本所另案的对方或者上游人员",
            Ground::ClientOpposed => "本所现委托人处于相对地位",
            Ground::FormerClient => "本所原委托人处于相对地位",
            Ground::Related => "两案出现同一涉案人员",
            Ground::Known => "本所委托人",
            Ground::Twice => "本案已有登记",
            Ground::Namesake => "同名，证件号码不同",
            Ground::Colleague => "同一单位",
            Ground::Elsewhere => "另案中有登记",
        }
    }

    /// Why that matters, in one sentence.
    pub fn why(self) -> &'static str {
        match self {
            Ground::SameCase | Ground::CoAccused => {
                "同案犯罪嫌疑人、被告人之间利害可能相反，同一辩护人不得为其中二人以上辩护。"
            }
            Ground::Opposed => "本所在另案中为其相对方辩护，接受委托前须由律师判断是否存在利益冲突。",
            Ground::ClientOpposed => "本所正在为其辩护，本案的辩护意见可能对其不利。",
            Ground::FormerClient => "本所曾为其辩护，办案中知悉的信息不得用于对其不利。",
            Ground::Related => "两案的委托人可能属于犯罪事实有关联的人，须由律师核对两案是否关联。",
            Ground::Known => "本所正在或者曾经为其辩护。",
            Ground::Twice => "如系同一人，请在原登记上补充，不必另建。",
            Ground::Namesake => "双方身份证号码均有效且不相同。",
            Ground::Colleague => "仅单位相同。",
            Ground::Elsewhere => "未见妨碍接受委托的情形。",
        }
    }

    /// What a lawyer may decide about it; a second accused of one case can only be declined.
    pub fn verdicts(self, certain: bool) -> Vec<Verdict> {
        let fits = |verdict: &Verdict| match (self, verdict) {
            (_, Verdict::NotSame) => !certain,
            (Ground::SameCase, verdict) => *verdict == Verdict::Refused,
            (Ground::CoAccused, Verdict::Consented | Verdict::Walled) => false,
            _ => true,
        };
        Verdict::ALL.into_iter().filter(fits).collect()
    }
}

/// What the likeness of `ours`, whom a lawyer wants to enter, and `theirs`, who is in the register, means, and what follows.
pub fn ground(ours: Standing, theirs: Standing, likeness: &Likeness) -> (Ground, Level) {
    let ground = of(ours, theirs, likeness);
    // A name that is only like another stops nobody; the faintest likenesses are for knowing, unless much depends on them.
    let exact = likeness.best() <= Why::SameAlias;
    let faint = likeness.best() > Why::OneMore;
    let level = match ground {
        Ground::SameCase | Ground::CoAccused if exact => Level::Stop,
        Ground::SameCase | Ground::CoAccused => Level::Warn,
        Ground::Opposed | Ground::ClientOpposed | Ground::FormerClient if !faint => Level::Warn,
        Ground::Related if exact => Level::Warn,
        _ => Level::Note,
    };
    (ground, level)
}

fn of(ours: Standing, theirs: Standing, likeness: &Likeness) -> Ground {
    use Capacity::{Accused, Client, Neutral, Other, Upstream};
    if likeness.best() == Why::SameUnit {
        return Ground::Colleague;
    }
    if likeness.another {
        return Ground::Namesake;
    }
    if ours.case == theirs.case {
        return Ground::Twice;
    }
    let one_matter = !ours.docket.is_empty() && ours.docket == theirs.docket;
    let client = if theirs.closed {
        Ground::FormerClient
    } else {
        Ground::ClientOpposed
    };
    match (ours.capacity, theirs.capacity) {
        (Client, Accused) if theirs.defended && one_matter => Ground::SameCase,
        (Accused, Client) if ours.defended && one_matter => Ground::SameCase,
        (Client, Accused) if theirs.defended => Ground::CoAccused,
        (Accused, Client) if ours.defended && !theirs.closed => Ground::CoAccused,
        (Client, Other | Upstream) if theirs.defended => Ground::Opposed,
        (Accused | Other | Upstream, Client) => client,
        (Client, Client) => Ground::Known,
        (Accused | Upstream, Accused | Upstream) if ours.defended && theirs.defended => Ground::Related,
        (Client | Accused | Other | Upstream | Neutral, _) => Ground::Elsewhere,
    }
}
