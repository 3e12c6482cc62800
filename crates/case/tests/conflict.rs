//! Likeness: a table of pairs, and what must hold for every pair.

use case::Verdict;
use case::conflict::{Capacity, Ground, Identity, Level, Likeness, Prepared, Standing, Why, find, ground, likeness};
use proptest::prelude::*;

fn named(name: &str) -> Identity {
    Identity {
        name: name.into(),
        ..Identity::default()
    }
}

fn alike(ours: &Identity, theirs: &Identity) -> Option<Likeness> {
    likeness(&Prepared::of(ours), &Prepared::of(theirs))
}

fn why(ours: &str, theirs: &str) -> Option<Why> {
    alike(&named(ours), &named(theirs)).map(|found| found.best())
}

#[test]
fn names_by_class() {
    let table = [
        ("林小川", "林小川", Some(Why::SameName)),
        ("林 小川", "林小川", Some(Why::SameName)),
        ("买买提·艾力", "买买提艾力", Some(Why::SameName)),
        ("（林小川）", "林小川", Some(Why::SameName)),
        ("林小川", "林晓川", Some(Why::Homophone)),
        ("李伟", "李玮", Some(Why::Homophone)),
        ("章明", "张铭", Some(Why::Homophone)),
        // Surnames with readings of their own.
        ("曾涛", "增涛", Some(Why::Homophone)),
        ("曾涛", "曹涛", None),
        ("单雄", "善雄", Some(Why::Homophone)),
        ("单雄", "丹雄", Some(Why::Homophone)),
        ("解峰", "谢峰", Some(Why::Homophone)),
        ("仇英", "邱英", Some(Why::Homophone)),
        ("查良", "扎良", Some(Why::Homophone)),
        ("覃芳", "秦芳", Some(Why::Homophone)),
        ("翟明", "宅明", Some(Why::Homophone)),
        ("林小川", "林川小", Some(Why::Transposed)),
        ("林小川", "林川", Some(Why::OneMore)),
        ("林小川", "小川", Some(Why::OneMore)),
        ("林小川", "林小", Some(Why::OneMore)),
        ("林小川", "林大川", Some(Why::OneOther)),
        ("林小川", "李小川", Some(Why::OneOther)),
        ("陈涛", "程涛", Some(Why::NearSound)),
        ("林刚", "宁刚", Some(Why::NearSound)),
        ("周子涵", "周梓涵", Some(Why::Homophone)),
        ("周子涵", "周芷涵", Some(Why::NearSound)),
        ("周子涵", "邹芷涵", Some(Why::NearSound)),
        // Two of two characters are two people.
        ("王伟", "王芳", None),
        ("王伟", "李伟", None),
        ("林小川", "林大海", None),
        ("林小川", "王大海", None),
        ("林", "凌", None),
        // What is hidden is only like what is hidden alike.
        ("王某", "王某", Some(Why::SameMasked)),
        ("王某", "王明", None),
        ("王某某", "王某", None),
        ("", "", None),
        ("北京甲科技有限公司", "北京甲科技有限公司", Some(Why::SameName)),
        (
            "北京甲科技（集团）有限公司",
            "北京甲科技(集团)有限公司",
            Some(Why::SameName),
        ),
    ];
    for (ours, theirs, expected) in table {
        assert_eq!(why(ours, theirs), expected, "{ours} / {theirs}");
        assert_eq!(why(theirs, ours), expected, "{theirs} / {ours}");
    }
}

#[test]
fn numbers_outweigh_names_and_are_compared_as_written_by_anybody() {
    let ours = Identity {
        register: String::new(),
        name: "林小川".into(),
        aliases: vec!["川哥".into()],
        ids: vec!["110105 19491231 002x".into()],
        phones: vec!["+86 138 0000 0000".into()],
        accounts: vec!["6222 0000 0000 0000 017".into()],
        units: vec!["北京甲科技有限公司".into()],
    };
    let theirs = Identity {
        register: String::new(),
        name: "川哥".into(),
        aliases: vec![],
        ids: vec!["110105491231002".into()],
        phones: vec!["13800000000".into()],
        accounts: vec!["6222000000000000017".into()],
        units: vec!["北京甲科技有限公司".into()],
    };
    let found = alike(&ours, &theirs).expect("one person");
    let reasons: Vec<Why> = found.reasons.iter().map(|reason| reason.why).collect();
    assert_eq!(
        reasons,
        [
            Why::SameId,
            Why::SamePhone,
            Why::SameAccount,
            Why::SameAlias,
            Why::SameUnit
        ]
    );
    assert!(found.certain() && found.of_one_person());
}

#[test]
fn an_alias_without_a_name_is_still_an_alias() {
    let nameless = Identity {
        aliases: vec!["川哥".into()],
        ..Identity::default()
    };
    assert_eq!(
        alike(&nameless, &named("川哥")).map(|found| found.best()),
        Some(Why::SameAlias)
    );
}

#[test]
fn two_right_numbers_are_two_people_and_a_wrong_one_is_none() {
    let with = |id: &str| Identity {
        ids: vec![id.into()],
        ..named("林小川")
    };
    let found = alike(&with("11010519491231002X"), &with("440524198001010013")).expect("one name");
    assert!(found.another && !found.of_one_person());
    let doubtful = alike(&with("11010519491231002X"), &with("440524198001010018")).expect("one name");
    assert!(!doubtful.another, "a number with a slip in it parts nobody");
    let same = alike(&with("440524198001010018"), &with("440524198001010018")).expect("one number");
    assert!(same.certain(), "written wrongly in both files, it is still one number");
}

#[test]
fn the_likeliest_comes_first_and_nobody_is_left_out() {
    let register: Vec<Prepared> = ["王大海", "林大川", "林川", "林晓川", "林小川", "林川小"]
        .map(|name| Prepared::of(&named(name)))
        .into();
    let found = find(&Prepared::of(&named("林小川")), &register);
    let order: Vec<usize> = found.iter().map(|found| found.at).collect();
    assert_eq!(order, [4, 3, 5, 2, 1]);
}

fn standing(case: &'static str, capacity: Capacity) -> Standing<'static> {
    Standing {
        case,
        docket: "",
        capacity,
        defended: true,
        closed: false,
    }
}

#[test]
fn what_a_likeness_means() {
    use Capacity::{Accused, Client, Neutral, Other, Upstream};
    let exact = alike(&named("林小川"), &named("林小川")).expect("alike");
    let slip = alike(&named("林小川"), &named("林晓川")).expect("alike");
    let faint = alike(&named("林小川"), &named("林大川")).expect("alike");
    let closed = |capacity| Standing {
        closed: true,
        ..standing("b", capacity)
    };
    let open = |capacity| standing("b", capacity);
    let table = [
        (Client, open(Accused), &exact, Ground::CoAccused, Level::Stop),
        (Client, closed(Accused), &exact, Ground::CoAccused, Level::Stop),
        (Client, open(Accused), &slip, Ground::CoAccused, Level::Warn),
        (Client, open(Accused), &faint, Ground::CoAccused, Level::Warn),
        (Accused, open(Client), &exact, Ground::CoAccused, Level::Stop),
        (Accused, closed(Client), &exact, Ground::FormerClient, Level::Warn),
        (Client, open(Other), &exact, Ground::Opposed, Level::Warn),
        (Client, open(Upstream), &slip, Ground::Opposed, Level::Warn),
        (Client, open(Other), &faint, Ground::Opposed, Level::Note),
        (Other, open(Client), &exact, Ground::ClientOpposed, Level::Warn),
        (Other, closed(Client), &exact, Ground::FormerClient, Level::Warn),
        (Upstream, open(Accused), &exact, Ground::Related, Level::Warn),
        (Upstream, open(Accused), &slip, Ground::Related, Level::Note),
        (Client, open(Client), &exact, Ground::Known, Level::Note),
        (Client, open(Neutral), &exact, Ground::Elsewhere, Level::Note),
        (Neutral, open(Client), &exact, Ground::Elsewhere, Level::Note),
        (Client, standing("a", Accused), &exact, Ground::Twice, Level::Note),
    ];
    for (ours, theirs, likeness, expected, level) in table {
        let found = ground(standing("a", ours), theirs, likeness);
        assert_eq!(
            found,
            (expected, level),
            "{ours:?} / {theirs:?} by {:?}",
            likeness.best()
        );
    }
}

#[test]
fn one_docket_is_one_case() {
    let exact = alike(&named("林小川"), &named("林小川")).expect("alike");
    let of = |case, capacity| Standing {
        docket: "〔2026〕12号",
        ..standing(case, capacity)
    };
    let found = ground(of("a", Capacity::Client), of("b", Capacity::Accused), &exact);
    assert_eq!(found, (Ground::SameCase, Level::Stop));
    assert_eq!(
        Ground::SameCase.verdicts(true),
        [Verdict::Refused],
        "nobody may decide otherwise"
    );
}

#[test]
fn a_person_identified_by_number_cannot_be_called_another() {
    let by_name = Ground::CoAccused.verdicts(false);
    assert_eq!(by_name, [Verdict::NotSame, Verdict::None, Verdict::Refused]);
    assert_eq!(Ground::CoAccused.verdicts(true), [Verdict::None, Verdict::Refused]);
    assert!(Ground::Opposed.verdicts(true).contains(&Verdict::Consented));
}

#[test]
fn who_was_linked_is_the_same_whatever_is_written() {
    let linked = |name: &str, id: &str| Identity {
        register: "c1/p0001".into(),
        ids: vec![id.into()],
        ..named(name)
    };
    let found = alike(
        &linked("林小川", "11010519491231002X"),
        &linked("王大海", "440524198001010013"),
    );
    let found = found.expect("linked");
    assert!(found.certain() && found.of_one_person());
}

/// Characters of names, with many that sound alike.
fn name() -> impl Strategy<Value = String> {
    proptest::string::string_regex("[张章李黎王汪陈程单曾解仇查某][小晓明鸣铭伟玮芳]{0,3}").expect("a pattern")
}

fn identity() -> impl Strategy<Value = Identity> {
    let few = |pattern: &'static str| {
        let one = proptest::string::string_regex(pattern).expect("a pattern");
        proptest::collection::vec(one, 0..3)
    };
    (
        name(),
        few("[张李][小晓]?[明鸣]"),
        few("1101011990010100[0-9X]{2}"),
        few("138000000[0-9]{2}"),
        few("62220[0-9]{2}"),
    )
        .prop_map(|(name, aliases, ids, phones, accounts)| Identity {
            register: String::new(),
            name,
            aliases,
            ids,
            phones,
            accounts,
            units: Vec::new(),
        })
}

proptest! {
    /// Who is asked for and who is in the register can be exchanged.
    #[test]
    fn likeness_has_two_ends(ours in identity(), theirs in identity()) {
        let whys = |found: Option<Likeness>| found.map(|found| {
            let mut whys: Vec<Why> = found.reasons.iter().map(|reason| reason.why).collect();
            whys.sort();
            (whys, found.another)
        });
        prop_assert_eq!(whys(alike(&ours, &theirs)), whys(alike(&theirs, &ours)));
    }

    /// Whoever shares a number or a name is found, whatever else there is.
    #[test]
    fn an_exact_match_is_never_missed(ours in identity(), mut theirs in identity(), which in 0u8..4) {
        let expected = match which {
            0 => { theirs.name = ours.name.clone(); vec![Why::SameName, Why::SameMasked] }
            1 if !ours.ids.is_empty() => { theirs.ids.push(ours.ids[0].clone()); vec![Why::SameId] }
            2 if !ours.phones.is_empty() => { theirs.phones.push(ours.phones[0].clone()); vec![Why::SamePhone] }
            3 if !ours.accounts.is_empty() => { theirs.accounts.push(ours.accounts[0].clone()); vec![Why::SameAccount] }
            _ => return Ok(()),
        };
        let found = alike(&ours, &theirs).expect("a match");
        prop_assert!(found.reasons.iter().any(|reason| expected.contains(&reason.why)), "{:?}", found);
    }

    /// One slip in a name of three is never silent.
    #[test]
    fn one_slip_is_never_silent(name in "[林黄何][小大文][川海山]", other in "[石木水]", at in 0usize..3, kind in 0u8..3) {
        let mut slipped: Vec<char> = name.chars().collect();
        match kind {
            0 => slipped[at] = other.chars().next().expect("a character"),
            1 => { slipped.remove(at); }
            _ => slipped.swap(0, 1),
        }
        let slipped: String = slipped.into_iter().collect();
        prop_assert!(why(&name, &slipped).is_some(), "{} / {}", name, slipped);
    }

    #[test]
    fn no_name_breaks_anything(ours in ".{0,20}", theirs in ".{0,20}") {
        let _ = why(&ours, &theirs);
    }
}

proptest! {
    /// Whoever is like somebody shares a key: comparing only those who do loses nobody.
    #[test]
    fn who_is_alike_shares_a_key(
        ours in "[林凌李单善川穿小晓明铭长章a1]{1,5}", theirs in "[林凌李单善川穿小晓明铭长章a1]{1,5}",
        masked in any::<bool>(), unit in "[某云科技]{2,3}", other in "[某云科技]{2,3}",
    ) {
        let masked = if masked { "某" } else { "" };
        let one = Identity { units: vec![unit], aliases: vec![format!("{theirs}{masked}")], ..named(&ours) };
        let two = Identity { units: vec![other], ..named(&format!("{theirs}{masked}")) };
        for (one, two) in [(&one, &two), (&named(&ours), &two), (&named(&ours), &named(&theirs))] {
            let (one, two) = (Prepared::of(one), Prepared::of(two));
            if likeness(&one, &two).is_some() {
                prop_assert!(one.keys().intersection(&two.keys()).next().is_some(), "{ours} {theirs}");
            }
        }
    }
}
