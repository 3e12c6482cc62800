//! The numbers and penalties of the neighbouring offences against a table typed by hand from the published texts.

use std::collections::{BTreeMap, BTreeSet};

use law::{Book, Fine, Op, Predicate, Principal, Rule, RuleSet, Subject};

const YUAN: i64 = 100;

/// Node, what is compared, 以上 which number, and the provision.
type Number = (&'static str, &'static str, i64, &'static str);

/// 法发〔2016〕32号二 (uniform for telecom fraud) and 法释〔2011〕7号第五条.
const FRAUD: &[Number] = &[
    ("loss_3000", "verified_loss", 3_000 * YUAN, "法发〔2016〕32号/2-1"),
    ("loss_30000", "verified_loss", 30_000 * YUAN, "法发〔2016〕32号/2-1"),
    ("loss_500000", "verified_loss", 500_000 * YUAN, "法发〔2016〕32号/2-1"),
    ("messages_5000", "fraud_messages", 5_000, "法释〔2011〕7号/5"),
    ("calls_500", "fraud_calls", 500, "法释〔2011〕7号/5"),
    ("views_5000", "fraud_page_views", 5_000, "法发〔2016〕32号/2-4"),
];

/// 公通字〔2010〕40号二, and five times as much for 情节严重.
const CASINO: &[Number] = &[
    (
        "service_fee_all",
        "income.amount",
        20_000 * YUAN,
        "公通字〔2010〕40号/2-1",
    ),
    (
        "service_fee_after",
        "income.amount",
        20_000 * YUAN,
        "公通字〔2010〕40号/2-1",
    ),
    (
        "settlement_fee_all",
        "income.amount",
        10_000 * YUAN,
        "公通字〔2010〕40号/2-2",
    ),
    (
        "settlement_fee_after",
        "income.amount",
        10_000 * YUAN,
        "公通字〔2010〕40号/2-2",
    ),
    ("stakes", "settlements.amount", 200_000 * YUAN, "公通字〔2010〕40号/2-2"),
    ("ads_sites", "acts.site_count", 10, "公通字〔2010〕40号/2-3"),
    ("ads_items", "acts.ad_count", 100, "公通字〔2010〕40号/2-3"),
    (
        "service_fee_five_all",
        "income.amount",
        100_000 * YUAN,
        "公通字〔2010〕40号/2-4",
    ),
    (
        "service_fee_five_after",
        "income.amount",
        100_000 * YUAN,
        "公通字〔2010〕40号/2-4",
    ),
    (
        "settlement_fee_five_all",
        "income.amount",
        50_000 * YUAN,
        "公通字〔2010〕40号/2-4",
    ),
    (
        "settlement_fee_five_after",
        "income.amount",
        50_000 * YUAN,
        "公通字〔2010〕40号/2-4",
    ),
    (
        "stakes_five",
        "settlements.amount",
        1_000_000 * YUAN,
        "公通字〔2010〕40号/2-4",
    ),
    ("ads_sites_five", "acts.site_count", 50, "公通字〔2010〕40号/2-4"),
    ("ads_items_five", "acts.ad_count", 500, "公通字〔2010〕40号/2-4"),
];

/// The old interpretation, article 3, until 2025-08-25.
const CONCEALMENT_OLD: &[Number] = &[
    (
        "amount_100000",
        "proceeds_concealed",
        100_000 * YUAN,
        "法释〔2021〕8号/3",
    ),
    ("ten_times", "concealment_times", 10, "法释〔2021〕8号/3"),
    ("three_times", "concealment_times", 3, "法释〔2021〕8号/3"),
    ("amount_50000", "proceeds_concealed", 50_000 * YUAN, "法释〔2021〕8号/3"),
    (
        "special_50000",
        "special_property_value",
        50_000 * YUAN,
        "法释〔2021〕8号/3",
    ),
];

/// 法释〔2025〕13号第五条.
const CONCEALMENT_NEW: &[Number] = &[
    (
        "amount_500000",
        "proceeds_concealed",
        500_000 * YUAN,
        "法释〔2025〕13号/5",
    ),
    (
        "amount_5000000",
        "proceeds_concealed",
        5_000_000 * YUAN,
        "法释〔2025〕13号/5",
    ),
];

fn book() -> Book {
    Book::read(&app::rule_files()).expect("the built-in rules")
}

fn numbers(rules: &RuleSet) -> BTreeMap<&str, (String, Op, i64, &[String])> {
    let mut found = BTreeMap::new();
    for node in &rules.nodes {
        let Rule::Test(test) = &node.rule else { continue };
        let what = match &test.subject {
            Subject::Fact(id) | Subject::Column(id) | Subject::Count(id) => id.clone(),
            Subject::Sum(table, column) => format!("{table}.{column}"),
            _ => continue,
        };
        if let Predicate::Compare(op, number) = test.predicate {
            found.insert(node.id.as_str(), (what, op, number, node.cite.as_slice()));
        }
    }
    found
}

#[test]
fn neighbouring_offences_have_the_published_numbers() {
    let book = book();
    let wanted = |rules: &RuleSet| match (rules.id.as_str(), rules.from.map(|from| from.to_string()).as_deref()) {
        ("fraud", _) => Some(FRAUD),
        ("casino", _) => Some(CASINO),
        ("concealment", Some("2025-08-26")) => Some(CONCEALMENT_NEW),
        ("concealment", _) => Some(CONCEALMENT_OLD),
        _ => None,
    };
    let mut packs = 0;
    for rules in &book.offences {
        let Some(wanted) = wanted(rules) else { continue };
        packs += 1;
        let found = numbers(rules);
        let ids: BTreeSet<&str> = found.keys().copied().collect();
        assert_eq!(ids, wanted.iter().map(|row| row.0).collect(), "{}", rules.file);
        for (id, what, number, cite) in wanted {
            let (subject, op, threshold, cites) = &found[id];
            assert_eq!(
                (subject.as_str(), *op, *threshold),
                (*what, Op::AtLeast, *number),
                "{}: {id}",
                rules.file
            );
            assert!(
                cites.iter().any(|own| own == cite),
                "{}: {id} rests on {cites:?}",
                rules.file
            );
        }
    }
    assert_eq!(packs, 7);
}

/// Lightest first: which principal penalties, months of imprisonment from and to, and the fine (刑法 as amended to 2024-03-01).
#[test]
fn penalties_are_those_of_the_code() {
    use Principal::{Control, Detention, Imprisonment, Life};
    type Row<'a> = (&'a [Principal], [u32; 2], Fine);
    let wanted: &[(&str, &[Row])] = &[
        (
            "assisting_cybercrime",
            &[(&[Detention, Imprisonment], [6, 36], Fine::MustOrAlone)],
        ),
        (
            "fraud",
            &[
                (&[Control, Detention, Imprisonment], [6, 36], Fine::MustOrAlone),
                (&[Imprisonment], [36, 120], Fine::Must),
                (&[Imprisonment, Life], [120, 180], Fine::MustOrConfiscation),
            ],
        ),
        (
            "concealment",
            &[
                (&[Control, Detention, Imprisonment], [6, 36], Fine::MustOrAlone),
                (&[Imprisonment], [36, 84], Fine::Must),
            ],
        ),
        (
            "casino",
            &[
                (&[Control, Detention, Imprisonment], [6, 60], Fine::Must),
                (&[Imprisonment], [60, 120], Fine::Must),
            ],
        ),
    ];
    let book = book();
    for (id, rows) in wanted {
        assert!(book.versions(id).next().is_some(), "{id}");
        for rules in book.versions(id) {
            let found: Vec<Row> = rules
                .bands
                .iter()
                .map(|band| (band.principal.as_slice(), band.months, band.fine))
                .collect();
            assert_eq!(&found, rows, "{}", rules.file);
            assert_eq!(
                rules.bands[0].when, rules.root,
                "{}: the lightest band begins with the offence",
                rules.file
            );
        }
    }
}
