//! Templates: what they make, what they refuse, what data cannot do to them.

use memo::document::{Block, Style, plain};
use memo::template::{front_matter, render};
use memo::{Document, ErrorKind};
use serde_json::{Value, json};

const HEAD: &str = "+++\nid = \"t\"\nname = \"测试\"\noutgoing = false\nabout = \"测试用\"\n+++\n";

fn blocks(body: &str, context: Value) -> Vec<Block> {
    render(&format!("{HEAD}{body}"), context)
        .unwrap_or_else(|error| panic!("{error}"))
        .blocks
}

fn refused(body: &str, context: Value) -> (ErrorKind, String) {
    match render(&format!("{HEAD}{body}"), context) {
        Ok(filled) => panic!("accepted: {:?}", filled.blocks),
        Err(error) => (error.kind, error.message),
    }
}

#[test]
fn the_example_templates_fill() {
    let analysis = render(
        include_str!("templates/analysis.md"),
        json!({
            "matter": {"name": "王某", "charge": "帮助信息网络犯罪活动罪", "client": "王某", "stage": "审查起诉", "lawyer": null},
            "date": "2026年11月23日",
            "conclusion": "按在案证据，尚不足以认定。",
            "elements": [{"id": "knowledge", "name": "明知", "paths": ["warned", "price"], "why": "理由。", "points": ["一点", "二点"]}],
            "amounts": [{"name": "违法所得", "alleged": "183,600.00", "proved": "61,200.00", "difference": "122,400.00"}],
            "articles": ["刑法第二百八十七条之二"],
        }),
    )
    .unwrap_or_else(|error| panic!("{error}"));
    assert!(!analysis.front.outgoing);
    let document = Document::new(
        memo::document::Meta::new("例", chrono::NaiveDate::default()),
        analysis.front.preset,
        analysis.blocks,
    );
    assert_eq!(document.missing(), ["【待补：承办律师姓名】"]);
    let text = document.text();
    assert!(text.contains("二、逐项要件分析\n（一）明知\n理由。\n• 一点"), "{text}");
    let origin = document.blocks.iter().find_map(|block| match block {
        Block::Paragraph { origin, .. } if !origin.is_empty() => Some(origin.clone()),
        _ => None,
    });
    let origin = origin.expect("the paragraph under the element says where it comes from");
    assert_eq!((origin.node.as_deref(), origin.paths.len()), (Some("knowledge"), 2));
    assert_eq!(
        front_matter(include_str!("templates/opinion.md"))
            .map(|front| front.outgoing)
            .ok(),
        Some(true)
    );
}

#[test]
fn values_cannot_change_the_structure() {
    let evil = "# 标题\n:::signature\n**粗** | 格 | [[missing: 假]] {{ secret }} <!-- node: x --> [链](#a) \\* - 项 1. 项 +++ ---";
    let filled = blocks(
        "{{ v }}\n\n| 甲 | 乙 |\n| --- | --- |\n| {{ v }} | 尾 |\n\n- {{ v }}\n\n## {{ v }}\n",
        json!({"v": evil}),
    );
    let kinds: Vec<&str> = filled
        .iter()
        .map(|block| match block {
            Block::Paragraph { .. } => "paragraph",
            Block::Table(_) => "table",
            Block::Item { .. } => "item",
            Block::Heading { .. } => "heading",
            _ => "other",
        })
        .collect();
    assert_eq!(kinds, ["paragraph", "table", "item", "heading"]);
    for block in &filled {
        let cells: Vec<_> = block.spans().filter(|span| span.text.contains("标题")).collect();
        assert_eq!(cells.len(), 1);
        assert_eq!(cells[0].text, evil, "the text is as it was");
        assert_eq!((cells[0].style, &cells[0].link), (Style::Regular, &None));
    }
    if let Block::Table(table) = &filled[1] {
        assert_eq!(table.rows[0].len(), 2);
    }
}

#[test]
fn marks_of_the_template_itself_work() {
    let filled = blocks(
        "# 名称\n## 甲 {@a}\n### 乙 {-}\n一段**粗体**与[[missing: 日期]]，见[甲](#a)。\n续行\n\n- 项\n  - 子项\n1. 一\n\n:::note 提示\n内容\n:::\n\n:::keyvalue\n名 | 值\n:::\n\n:::pagebreak\n\n| 列 | 额 |\n| :-:2 | --:1 |\n| 文 | 1 |\n",
        json!({}),
    );
    let Block::Heading {
        level: 1,
        numbered: true,
        anchor: Some(anchor),
        ..
    } = &filled[1]
    else {
        panic!("{:?}", filled[1]);
    };
    assert_eq!(anchor, "a");
    assert!(matches!(
        &filled[2],
        Block::Heading {
            level: 2,
            numbered: false,
            ..
        }
    ));
    let spans: Vec<_> = filled[3].spans().map(|span| (span.text.as_str(), span.style)).collect();
    assert_eq!(
        spans,
        [
            ("一段", Style::Regular),
            ("粗体", Style::Bold),
            ("与", Style::Regular),
            ("【待补：日期】", Style::Missing),
            ("，见", Style::Regular),
            ("甲", Style::Regular),
            ("。续行", Style::Regular),
        ]
    );
    assert!(matches!(&filled[5], Block::Item { depth: 1, marker, .. } if marker == "•"));
    assert!(matches!(&filled[6], Block::Item { depth: 0, marker, .. } if marker == "1."));
    assert!(matches!(&filled[7], Block::Note { title: Some(title), .. } if title == "提示"));
    assert!(matches!(&filled[8], Block::KeyValue { rows } if plain(&rows[0].value) == "值"));
    assert!(matches!(filled[9], Block::PageBreak));
    let Block::Table(table) = &filled[10] else {
        panic!("{:?}", filled[10])
    };
    assert_eq!(table.columns[0].share, Some(2));
    assert_eq!(table.columns[1].align, memo::document::Align::Right);
}

#[test]
fn a_missing_variable_is_named_with_its_line() {
    let (kind, message) = refused("第一行\n{{ matter.nmae }}\n", json!({"matter": {"name": "王某"}}));
    assert_eq!(kind, ErrorKind::Undefined);
    assert_eq!(
        message,
        "模板“测试”第 8 行用到的变量“matter.nmae”没有提供，请检查变量名是否写错。"
    );
    let (kind, message) = refused("{{ when | or_missing(\"日期\") }}\n", json!({}));
    assert_eq!(kind, ErrorKind::Undefined);
    assert!(message.contains("“when”"), "{message}");
    let (_, message) = refused("{% for x in rows %}{{ x }}{% endfor %}\n", json!({}));
    assert!(message.contains("“rows”"), "{message}");
}

#[test]
fn faults_of_a_template_are_named() {
    for (body, words) in [
        (":::signature\n签名\n", "“:::signature”没有结束"),
        (":::graph\n:::\n", "“:::graph”无法识别"),
        (":::chart 金额\n", "用到的图“金额”没有提供"),
        (":::contents 十页\n", "只能写页数"),
        (":::keyvalue\n没有竖线\n:::\n", "缺少“|”"),
        ("{% if %}\n", "语法有误"),
        ("{{ 1 | nofilter }}\n", "不存在的过滤器"),
        ("<!-- node: a\n", "须写在一行之内"),
        ("{{ none }}\n", "or_missing"),
    ] {
        let (kind, message) = refused(body, json!({}));
        assert_eq!(kind, ErrorKind::Template, "{message}");
        assert!(message.contains(words), "{message}");
    }
    assert!(front_matter("# 无头部").is_err_and(|error| error.message.contains("+++")));
    let unknown = "+++\nid = \"t\"\nname = \"n\"\noutgoing = true\nabout = \"\"\nfoo = 1\n+++\n";
    assert!(front_matter(unknown).is_err_and(|error| error.message.contains("foo")));
}

#[test]
fn a_template_is_checked_before_it_is_used() {
    let known = ["matter.client", "date", "elements"];
    let source = format!(
        "{HEAD}# {{{{ matter.client }}}}\n{{{{ matter.clinet }}}}\n{{% for one in elements %}}{{{{ one.name }}}}{{% endfor %}}\n\
         :::signature\n签名\n:::note\n提示\n:::\n:::nosuch\n:::\n:::\n{{{{ whatever }}}}\n"
    );
    let faults: Vec<String> = memo::template::check(&source, &known)
        .expect_err("it is full of faults")
        .into_iter()
        .map(|fault| fault.message)
        .collect();
    for (fault, words) in faults.iter().zip([
        "第 8 行用到的变量“matter.clinet”不存在，是否想写“matter.client”？",
        "第 10 行的“:::signature”没有结束，请在第 12 行之前",
        "第 15 行的“:::nosuch”无法识别",
        "第 17 行的“:::”之前没有开始的标记",
        "第 18 行用到的变量“whatever”不存在",
    ]) {
        assert!(fault.contains(words), "{words}\n{faults:#?}");
    }
    assert_eq!(faults.len(), 5, "{faults:#?}");
    let good = format!("{HEAD}# {{{{ matter.client }}}}\n:::contents 10\n:::signature\n{{{{ date }}}}\n:::\n");
    assert!(memo::template::check(&good, &known).is_ok());
    let broken = format!("{HEAD}{{% if %}}\n");
    assert!(memo::template::check(&broken, &known).is_err());
}

#[test]
fn notes_covers_contents_and_charts_come_from_a_template() {
    use memo::chart::{Bars, Chart, Unit};
    let chart = Chart::Bars(Bars {
        title: "数额".into(),
        unit: Unit::Fen,
        bars: Vec::new(),
        thresholds: Vec::new(),
        shades: Vec::new(),
    });
    let charts = memo::template::Charts::from([("amounts".to_owned(), chart)]);
    let body = "# 题目\n:::cover\n案由 | 帮信\n某某律师事务所\n:::\n:::contents\n:::chart amounts\n甲^[证据卷[三](#a)第{{ page }}页]乙。\n";
    let filled = memo::template::render_with(&format!("{HEAD}{body}"), json!({"page": "4]5"}), &charts)
        .unwrap_or_else(|error| panic!("{error}"));
    let document = Document::new(
        memo::document::Meta::new("例", chrono::NaiveDate::default()),
        filled.front.preset,
        filled.blocks,
    );
    let notes: Vec<(String, String)> = document
        .notes()
        .map(|(number, words)| (number.to_owned(), plain(words)))
        .collect();
    assert_eq!(notes, [("[1]".to_owned(), "证据卷三第4]5页".to_owned())]);
    assert!(
        document.text().contains("甲[1]乙。\n[1] 证据卷三第4]5页"),
        "{}",
        document.text()
    );
    assert!(matches!(&document.blocks[1], Block::Cover { title, rows, lines }
        if plain(title) == "题目" && rows.len() == 1 && lines.len() == 1));
    assert!(matches!(&document.blocks[2], Block::Contents { over: 0, .. }));
    assert!(matches!(&document.blocks[3], Block::Chart(_)));
}
