//! Every number of the neighbouring packs, typed from the published texts and never generated: 法释〔2010〕3号, 法释〔2011〕19号,
//! 法释〔2019〕1号, 法释〔2019〕15号第十条. A pack with a number more, a number less or another cite fails here.

use std::collections::BTreeMap;

use law::{Book, File, Fine, Op, Predicate, Principal, Rule, RuleSet, Subject};

use crate::repository::{files, text};

const YUAN: i64 = 100;

/// Node, what is counted or summed, 以上 how many, and the provision it rests on.
type Row = (String, String, i64, String);

fn book() -> Book {
    let read = |path: &std::path::PathBuf| File {
        path: path
            .strip_prefix("rules")
            .expect("below rules")
            .to_string_lossy()
            .replace('\\', "/"),
        text: text(path),
    };
    let read: Vec<File> = files("rules", &["toml", "md"]).iter().map(read).collect();
    Book::read(&read).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn pack<'a>(book: &'a Book, id: &str) -> &'a RuleSet {
    let mut packs = book.versions(id);
    let found = packs.next().unwrap_or_else(|| panic!("no pack {id}"));
    assert!(
        packs.next().is_none(),
        "{id} has a second version that no test here knows"
    );
    found
}

fn row(id: &str, what: &str, number: i64, cite: &str) -> Row {
    (id.to_owned(), what.to_owned(), number, cite.to_owned())
}

/// One amount of gains is computed in the widest and the narrowest way and for a sharer's own part.
fn gains(id: &str, yuan: i64, cite: &str) -> [Row; 3] {
    [
        row(&format!("{id}_wide"), "sum income.amount", yuan * YUAN, cite),
        row(&format!("{id}_narrow"), "sum income.net", yuan * YUAN, cite),
        row(&format!("{id}_own"), "sum income.share", yuan * YUAN, cite),
    ]
}

/// One fee is computed with and without what came before knowledge.
fn fee(id: &str, yuan: i64, cite: &str) -> [Row; 2] {
    [
        row(&format!("{id}_all"), "sum income.amount", yuan * YUAN, cite),
        row(&format!("{id}_after"), "sum income.amount", yuan * YUAN, cite),
    ]
}

/// Every comparison of a pack with a number that is no date and no age.
fn found(rules: &RuleSet) -> BTreeMap<String, (String, Op, i64, Vec<String>)> {
    let mut found = BTreeMap::new();
    for node in &rules.nodes {
        let Rule::Test(test) = &node.rule else { continue };
        let Predicate::Compare(op, number) = test.predicate else {
            continue;
        };
        let what = match &test.subject {
            Subject::Count(table) => format!("count {table}"),
            Subject::Sum(table, column) => format!("sum {table}.{column}"),
            Subject::Fact(fact) => format!("fact {fact}"),
            Subject::Column(column) => {
                let day = "2015-11-01".parse().map(law::day_number).expect("a date");
                assert_eq!(
                    (op, number),
                    (Op::AtLeast, day),
                    "{}: {} looks at {column}",
                    rules.file,
                    node.id
                );
                continue;
            }
            _ => continue,
        };
        found.insert(node.id.clone(), (what, op, number, node.cite.clone()));
    }
    found
}

#[track_caller]
fn has_exactly(id: &str, wanted: &[Row]) {
    let book = book();
    let rules = pack(&book, id);
    let mut found = found(rules);
    for (node, what, number, cite) in wanted {
        let (subject, op, threshold, cites) = found
            .remove(node)
            .unwrap_or_else(|| panic!("{}: no number at {node}", rules.file));
        assert_eq!(
            (subject.as_str(), op, threshold),
            (what.as_str(), Op::AtLeast, *number),
            "{}: {node}",
            rules.file
        );
        assert!(
            cites.contains(cite),
            "{}: {node} rests on {cites:?}, not on {cite}",
            rules.file
        );
    }
    assert!(
        found.is_empty(),
        "{}: numbers that no text gives: {found:?}",
        rules.file
    );
}

/// 法释〔2010〕3号第六条: 五个网站, 服务费二万, 代收费五万; 五倍, 二十五倍. 第七条: 十个网站, 广告二十条, 资金五万, 结算服务费二万.
#[test]
fn obscene_sites() {
    let six = |item: &str| format!("法释〔2010〕3号/6-1-{item}");
    let (sites, hosting, collection) = (six("1"), six("2"), six("3"));
    let seven = "法释〔2010〕3号/7";
    let mut wanted = vec![
        row("six_sites", "sum acts.site_count", 5, &sites),
        row("five_sites", "sum acts.site_count", 25, &sites),
        row("most_sites", "sum acts.site_count", 125, &sites),
        row("seven_sites_funded", "sum acts.site_count", 10, seven),
        row("seven_sites_settled", "sum acts.site_count", 10, seven),
        row("seven_ads", "sum acts.ad_count", 20, seven),
        row("seven_funding", "sum fundings.amount", 50_000 * YUAN, seven),
    ];
    wanted.extend(fee("six_fee", 20_000, &hosting));
    wanted.extend(fee("five_fee", 100_000, &hosting));
    wanted.extend(fee("most_fee", 500_000, &hosting));
    wanted.extend(fee("six_collection", 50_000, &collection));
    wanted.extend(fee("five_collection", 250_000, &collection));
    wanted.extend(fee("most_collection", 1_250_000, &collection));
    wanted.extend(fee("seven_fee", 20_000, seven));
    has_exactly("obscene", &wanted);
}

/// 法释〔2011〕19号第九条: 十人次, 五千元; 五倍. 第三条: 五人次, 二十人次, 五千元, 损失一万元.
#[test]
fn computer_crimes() {
    let nine = |item: &str| format!("法释〔2011〕19号/9-1-{item}");
    let (tools, service, funding) = (nine("1"), nine("2"), nine("3"));
    let (three, times) = ("法释〔2011〕19号/3", "法释〔2011〕19号/9-2");
    let mut wanted = vec![
        row("nine_tool_times", "sum acts.supply_count", 10, &tools),
        row("nine_funding", "sum fundings.amount", 5_000 * YUAN, &funding),
        row("five_tool_times", "sum acts.supply_count", 50, times),
        row("five_funding", "sum fundings.amount", 25_000 * YUAN, times),
        row("three_identity", "sum acts.supply_count", 5, three),
        row("three_special", "sum acts.supply_count", 20, three),
        row("three_loss", "fact computer_loss", 10_000 * YUAN, three),
    ];
    wanted.extend(gains("nine_tool_gains", 5_000, &tools));
    wanted.extend(gains("nine_service_gains", 5_000, &service));
    wanted.extend(gains("five_tool_gains", 25_000, times));
    wanted.extend(gains("five_service_gains", 25_000, times));
    wanted.extend(gains("three_gains", 5_000, three));
    has_exactly("computer", &wanted);
}

/// 法释〔2019〕15号第十条.
#[test]
fn illegal_use_of_networks() {
    let ten = |item: &str| format!("法释〔2019〕15号/10-1-{item}");
    let (sites, groups, posts) = (ten("2"), ten("3"), ten("4"));
    let mut wanted = vec![
        row("u2_sites", "count own_sites", 3, &sites),
        row("u2_accounts", "sum own_sites.accounts", 2_000, &sites),
        row("u3_groups", "count own_groups", 5, &groups),
        row("u3_members", "sum own_groups.members", 1_000, &groups),
        row("u4_website", "sum posts.count", 100, &posts),
        row("u4_accounts", "sum posts.count", 2_000, &posts),
        row("u4_groups", "sum posts.count", 3_000, &posts),
        row("u4_social", "sum posts.count", 30_000, &posts),
    ];
    wanted.extend(gains("u5", 10_000, &ten("5")));
    has_exactly("illegal_use", &wanted);
}

/// 法释〔2019〕1号第三条, 第四条.
#[test]
fn illegal_business() {
    let (three, four) = ("法释〔2019〕1号/3", "法释〔2019〕1号/4");
    let mut wanted = vec![
        row("full_amount", "sum settlements.amount", 5_000_000 * YUAN, three),
        row("half_number_amount", "sum settlements.amount", 2_500_000 * YUAN, three),
        row("most_amount", "sum settlements.amount", 25_000_000 * YUAN, four),
        row(
            "most_half_number_amount",
            "sum settlements.amount",
            12_500_000 * YUAN,
            four,
        ),
    ];
    wanted.extend(gains("full_gains", 100_000, three));
    wanted.extend(gains("half_number_gains", 50_000, three));
    wanted.extend(gains("most_gains", 500_000, four));
    wanted.extend(gains("most_half_number_gains", 250_000, four));
    has_exactly("illegal_business", &wanted);
}

/// Where the law file has no number the pack has none: the lawyer answers.
#[test]
fn what_the_law_file_does_not_give_is_not_invented() {
    has_exactly("refusal", &[]);
    has_exactly("card_management", &[]);
}

/// Sixteen full years (刑法第十七条); no number but 以上; what is helped never decides the age.
#[test]
fn sixteen_years_everywhere() {
    let book = book();
    for id in [
        "obscene",
        "computer",
        "illegal_use",
        "refusal",
        "illegal_business",
        "card_management",
    ] {
        let rules = pack(&book, id);
        let ages: Vec<i64> = rules
            .nodes
            .iter()
            .filter_map(|node| match &node.rule {
                Rule::Test(test) => match &test.subject {
                    Subject::AgeOn(_, _, years) => Some(*years),
                    _ => None,
                },
                _ => None,
            })
            .collect();
        assert!(
            !ages.is_empty() && ages.iter().all(|years| *years == 16),
            "{}: {ages:?}",
            rules.file
        );
    }
}

/// Bands as the code has them: band, months of 有期徒刑, lightest and heaviest principal penalty, fine.
#[test]
fn penalty_bands_are_those_of_the_code() {
    use Principal::{Control, Detention, Imprisonment, Life};
    type Band = (&'static str, [u32; 2], Principal, Principal, Fine);
    let code: [(&str, Vec<Band>); 6] = [
        (
            "obscene",
            vec![
                ("basic", [6, 36], Control, Imprisonment, Fine::Must),
                ("serious", [36, 120], Imprisonment, Imprisonment, Fine::Must),
                (
                    "especially_serious",
                    [120, 180],
                    Imprisonment,
                    Life,
                    Fine::MustOrConfiscation,
                ),
            ],
        ),
        (
            "computer",
            vec![
                ("basic_285", [6, 36], Detention, Imprisonment, Fine::MustOrAlone),
                ("basic_286", [6, 60], Detention, Imprisonment, Fine::None),
                ("serious_285", [36, 84], Imprisonment, Imprisonment, Fine::Must),
                ("serious_286", [60, 180], Imprisonment, Imprisonment, Fine::None),
            ],
        ),
        (
            "illegal_use",
            vec![("basic", [6, 36], Detention, Imprisonment, Fine::MustOrAlone)],
        ),
        (
            "refusal",
            vec![("basic", [6, 36], Control, Imprisonment, Fine::MustOrAlone)],
        ),
        (
            "illegal_business",
            vec![
                ("basic", [6, 60], Detention, Imprisonment, Fine::MustOrAlone),
                (
                    "especially_serious",
                    [60, 180],
                    Imprisonment,
                    Imprisonment,
                    Fine::MustOrConfiscation,
                ),
            ],
        ),
        (
            "card_management",
            vec![
                ("basic", [6, 36], Detention, Imprisonment, Fine::MustOrAlone),
                ("serious", [36, 120], Imprisonment, Imprisonment, Fine::Must),
            ],
        ),
    ];
    let book = book();
    for (id, wanted) in code {
        let rules = pack(&book, id);
        let found: Vec<_> = rules
            .bands
            .iter()
            .map(|band| {
                let ends = (band.principal.first().copied(), band.principal.last().copied());
                (band.id.as_str(), band.months, ends, band.fine)
            })
            .collect();
        let wanted: Vec<_> = wanted
            .into_iter()
            .map(|(band, months, lightest, heaviest, fine)| (band, months, (Some(lightest), Some(heaviest)), fine))
            .collect();
        assert_eq!(found, wanted, "{}", rules.file);
    }
}
