//! Writes a volume of invented interrogation records as PDF, to try a viewer of pages with: twelve pages with the printed
//! numbers of a file from which leaves were taken, or as many as asked for.
//! `cargo run -p memo --example volume -- FILE [PAGES]`.

use chrono::NaiveDate;
use memo::Document;
use memo::document::{Align, Block, Meta, Origin, Preset, Span};

/// Printed number of each page of the short volume, and what its last answer says.
const LEAVES: [(u32, &str); 12] = [
    (10, "公司主营云服务器转租，客户都要在网页上实名登记。"),
    (11, "平台按月结账，客户用对公账户付款。"),
    (12, "从3月11日起给他们共开通云服务器18台，开通记录都在后台。"),
    (46, "告知书是7月15日下午送到公司的，前台签收后转给了我。"),
    (47, "我没有问过他们拿服务器做什么，他们说是做短视频引流。"),
    (76, "看到告知书以后，我先给客户打了电话，没有打通。"),
    (77, "后来请示了经理，7月18日 09:42 停机断网，之后再没有恢复。"),
    (78, "停机以后对方来催过两次，我都没有答应。"),
    (90, "日志按公司制度保留6个月，不是我删的。"),
    (91, "保留期限写在公司的运维手册里，可以提供。"),
    (101, "营业执照和法人身份证的复印件在客户档案里。"),
    (118, "款项都是对公打款，没有收过现金。"),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut asked = std::env::args().skip(1);
    let file = asked.next().ok_or("give a file")?;
    let pages: Option<u32> = asked.next().map(|count| count.parse()).transpose()?;
    let date = NaiveDate::from_ymd_opt(2026, 7, 1).ok_or("no such day")?;
    let mut blocks = Vec::new();
    for number in 1..=pages.unwrap_or(12) {
        let (label, answer) = match pages {
            Some(_) => (
                number,
                format!("第{number}次问到的这台服务器，编号是SRV-{number:05}，月租1,800元。"),
            ),
            None => {
                let (label, answer) = LEAVES[number as usize - 1];
                (label, answer.to_owned())
            }
        };
        blocks.extend(leaf(label, &answer));
        blocks.push(Block::PageBreak);
    }
    blocks.pop();
    let mut document =
        Document::new(Meta::new("证据卷二（虚构）", date), Preset::Firm, blocks).with_header("虚构材料，仅供试验软件");
    document.footer = memo::document::Footer::None;
    std::fs::write(file, memo::pdf(&document)?.bytes)?;
    Ok(())
}

/// One page of a record: its printed number, questions and answers.
fn leaf(label: u32, answer: &str) -> Vec<Block> {
    let line = |text: String, align| Block::Paragraph {
        spans: vec![Span::regular(text)],
        indent: align == Align::Auto,
        align,
        origin: Origin::default(),
    };
    vec![
        line(format!("第{label}页"), Align::Right),
        Block::Title {
            spans: vec![Span::regular("讯 问 笔 录")],
        },
        line("问：你在公司里做什么工作？".into(), Align::Auto),
        line(
            "答：我负责机房的运行维护，平时按工单开通、停用服务器，不接触客户的业务内容。".into(),
            Align::Auto,
        ),
        line("问：把你知道的情况如实讲一下。".into(), Align::Auto),
        line(format!("答：{answer}"), Align::Auto),
        line("问：以上笔录你看一下，是否和你说的相符？".into(), Align::Auto),
        line("答：我看过了，和我说的相符。".into(), Align::Auto),
    ]
}
