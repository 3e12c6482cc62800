//! Invented documents that hold everything a legal paper can hold.

use memo::Document;
use memo::document::{Align, Block, Column, Entry, Meta, Preset, Span, Table};
use memo::receipt::{Confirmation, Instrument, Pack, Receipt};

/// Long paragraphs with quotes, brackets, docket numbers, Latin words and amounts.
pub const PARAGRAPHS: [&str; 8] = [
    "根据《最高人民法院、最高人民检察院关于办理非法利用信息网络、帮助信息网络犯罪活动等刑事案件适用法律若干问题的解释》（法释〔2019〕15号）第十一条，为他人实施犯罪提供技术支持或者帮助，具有“经监管部门告知后仍然实施有关行为”“接到举报后不履行法定管理职责”等情形之一的，可以认定行为人明知他人利用信息网络实施犯罪，但是有相反证据的除外。",
    "王某于2025年3月12日通过Telegram与昵称为“Mr. Lin（客服3号）”的人联系，约定以每台每月1,200元的价格出租云服务器，至2025年9月30日共出租17台，收取租金183,600元，其中包含押金20,400元；款项均由对公账户（尾号6688）收取，并开具增值税电子普通发票。",
    "侦查机关认定的“明知”，主要依据是王某2025年10月8日的第二次讯问笔录（证据卷三第45页）：“我大概猜到他们不是做正经生意的。”但该表述系在连续讯问近四小时之后作出，与第一次、第三次讯问笔录（证据卷三第12页、第78页）不一致，且没有同步录音录像予以印证。",
    "某公司自2024年1月起实行实名核验：客户须提交营业执照、法定代表人身份证件及人脸核验结果，系统留存日志不少于六个月（证据卷五第3—27页）；2025年6月17日收到某市网络安全保卫支队的《协助调查通知书》后，当日停止向相关客户提供服务，并于6月19日提交书面说明及全部访问日志。",
    "本所律师认为：其一，出租服务器属于中立的技术经营行为；其二，租金标准与同期市场公开报价（每台每月1,150元至1,300元）相当，不存在“交易价格或者方式明显异常”的情形；其三，被帮助对象是否达到犯罪程度，现有证据仅能证明其中1名对象（账号HT-2024-1001-88420017745533）已被另案立案侦查。",
    "涉案银行账户6222021001123456789流水显示，2025年4月至9月间共入账46笔、合计人民币183,600.00元，与租赁合同（合同编号：MB-SRV-2025-0312、MB-SRV-2025-0418）约定的租金数额逐笔对应，不存在“拆分收款”“多头开户”或者以虚拟货币（USDT）结算的情形。",
    "关于自首：王某于2025年10月7日接到民警电话通知后，自行前往某派出所接受调查，并如实供述主要事实，符合“自动投案”“如实供述自己的罪行”的要求；其后对行为性质的辩解，不影响自首的成立。",
    "关于退赃退赔：王某家属已代为退缴50,000元（票据号：No. 00384412），尚余【比例】待与办案机关核对。若最终认定违法所得为61,200元，则退缴比例约为81.7%。",
];

fn date() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date of the calendar")
}

fn text(text: &str) -> Vec<Span> {
    vec![Span::regular(text)]
}

/// A table of so many rows with text, numbers and page references.
pub fn table(rows: usize) -> Block {
    let row = |at: usize| {
        vec![
            text(&(at + 1).to_string()),
            text(["实名核验", "接到通知后停机", "市场价格", "对公收款、开票"][at % 4]),
            text("客户提交营业执照并经人脸核验，日志留存不少于六个月；见“客户档案”"),
            text(&format!("{},{:03}.00", at % 9 + 1, at * 37 % 1000)),
            text(&format!("证据卷{}第{}页", at % 5 + 1, at * 3 + 2)),
        ]
    };
    Block::Table(Table {
        columns: vec![Column::default(); 5],
        head: ["序号", "事项", "内容", "金额（元）", "出处"]
            .iter()
            .map(|cell| text(cell))
            .collect(),
        rows: (0..rows).map(row).collect(),
    })
}

/// An internal analysis; `parts` sets its length, two parts fill about three pages.
pub fn analysis(parts: usize) -> Document {
    let mut blocks = vec![
        Block::Title {
            spans: text("王某涉嫌帮助信息网络犯罪活动罪案件分析备忘录"),
        },
        Block::KeyValue {
            rows: [
                ("委托人", Span::regular("王某（在押，某市看守所）")),
                ("程序阶段", Span::regular("审查起诉（2026年10月9日移送）")),
                ("承办律师", Span::missing("承办律师姓名")),
            ]
            .into_iter()
            .map(|(key, value)| Entry {
                key: text(key),
                value: vec![value],
            })
            .collect(),
        },
        Block::Note {
            title: Some("阅读提示".to_owned()),
            paragraphs: vec![text(
                "本备忘录为律师内部工作文件，仅供研判。各要件的结论分别按“控方主张”“在案证据”“我方立场”三个口径给出，口径不同，结论可能不同；标有底纹的文字为尚待补充的内容。",
            )],
        },
    ];
    for part in 0..parts {
        blocks.push(Block::heading(
            1,
            ["基本事实", "构成要件分析", "抗辩事由", "证据审查"][part % 4],
        ));
        blocks.push(Block::paragraph(vec![
            Span::regular(PARAGRAPHS[part % 8]),
            Span::bold("综上，该项要件现有证据尚不足以证明"),
            Span::regular("（条文见"),
            Span::regular("附：所据条文").to("#articles"),
            Span::regular("）。"),
        ]));
        blocks.push(Block::heading(2, "关于“明知”的认定及其反证"));
        for at in 1..4 {
            blocks.push(Block::paragraph(text(PARAGRAPHS[(part + at) % 8])));
        }
        blocks.push(Block::heading(3, "推定与反驳逐项对照"));
        blocks.push(table(6 + part % 5));
        blocks.push(Block::heading(4, "尚待核实的事项"));
        for (at, point) in [
            PARAGRAPHS[(part + 5) % 8],
            "调取2025年6月17日《协助调查通知书》原件，核对送达时间。",
        ]
        .iter()
        .enumerate()
        {
            blocks.push(Block::Item {
                depth: 0,
                marker: format!("{}.", at + 1),
                spans: text(point),
                origin: memo::document::Origin::default(),
            });
        }
        blocks.push(Block::paragraph(vec![
            Span::regular("退赔情况："),
            Span::missing("退赔票据的出具日期及金额"),
            Span::regular("，须在提交意见书之前补齐。"),
        ]));
    }
    blocks.push(Block::Heading {
        level: 1,
        numbered: false,
        number: String::new(),
        spans: text("附：所据条文"),
        anchor: Some("articles".to_owned()),
        origin: memo::document::Origin::default(),
    });
    blocks.push(Block::paragraph(text(PARAGRAPHS[0])));
    blocks.extend(receipt().blocks());
    Document::new(Meta::new("王某案 案件分析备忘录", date()), Preset::Firm, blocks)
        .with_header("王某案 · 案件分析备忘录")
}

fn receipt() -> Receipt {
    Receipt {
        made_at: "2026年11月23日 09:00:00（+08:00）".into(),
        program: "明辩 0.1.0".to_owned(),
        log_head: String::new(),
        facts_hash: memo::receipt::sha256(b"facts"),
        facts: "已审定事实 38 项，按“在案证据”口径".to_owned(),
        packs: vec![Pack {
            id: "assisting_cybercrime".to_owned(),
            name: "帮助信息网络犯罪活动罪".to_owned(),
            version: "2025-07-28".to_owned(),
            hash: memo::receipt::sha256(b"pack"),
        }],
        instruments: vec![Instrument {
            name: "法释〔2019〕15号".to_owned(),
            version: "2019-11-01 起施行".to_owned(),
            verified: "已核实".to_owned(),
        }],
        unformalised: vec!["“相反证据”是否足以推翻推定，须由律师结合全案证据判断。".to_owned()],
        confirmations: vec![Confirmation {
            by: "李律师（律师）".to_owned(),
            what: "事实审定".to_owned(),
            when: "2026年11月23日 14:32".to_owned(),
        }],
    }
}

/// An opinion that leaves the firm, in the look of an official paper.
pub fn opinion() -> Document {
    let mut blocks = vec![
        Block::Title {
            spans: text("关于王某涉嫌帮助信息网络犯罪活动罪一案的不起诉法律意见书"),
        },
        Block::Addressee {
            spans: text("某市某区人民检察院："),
        },
        Block::paragraph(text(
            "某某律师事务所接受犯罪嫌疑人王某近亲属的委托，指派李某律师、赵某律师担任王某涉嫌帮助信息网络犯罪活动罪一案审查起诉阶段的辩护人。辩护人会见了王某，查阅了全部案卷材料，认为本案事实不清、证据不足，现提出如下法律意见：",
        )),
        Block::heading(1, "本案的基本事实"),
        Block::paragraph(text(PARAGRAPHS[1])),
        Block::paragraph(text(PARAGRAPHS[3])),
        Block::heading(1, "现有证据不足以证明王某“明知”他人利用信息网络实施犯罪"),
        Block::heading(2, "不具有司法解释规定的推定情形"),
        Block::paragraph(text(PARAGRAPHS[0])),
        Block::heading(3, "租金标准没有明显异常"),
        Block::paragraph(text(PARAGRAPHS[4])),
        Block::heading(3, "收到通知后立即停止服务"),
        Block::paragraph(text(PARAGRAPHS[3])),
        Block::heading(4, "协助调查通知书的送达"),
        Block::paragraph(text(PARAGRAPHS[5])),
        Block::heading(2, "讯问笔录前后矛盾"),
        Block::paragraph(text(PARAGRAPHS[2])),
        Block::heading(1, "王某具有法定、酌定从宽情节"),
        Block::paragraph(text(PARAGRAPHS[6])),
        Block::paragraph(text(PARAGRAPHS[7])),
        table(5),
        Block::heading(1, "结论与请求"),
        Block::paragraph(text(
            "综上，依照《中华人民共和国刑事诉讼法》第一百七十五条第四款的规定，建议贵院对王某作出不起诉决定。",
        )),
        Block::Paragraph {
            spans: text("此致\n某市某区人民检察院"),
            indent: true,
            align: Align::Left,
            origin: memo::document::Origin::default(),
        },
        Block::Signature {
            lines: vec![text("某某律师事务所"), text("律师：李某　赵某"), text("2026年11月23日")],
        },
        Block::Attachments {
            label: "附件：".to_owned(),
            items: vec![
                text("委托书一份"),
                text("律师事务所函一份"),
                text("证据材料目录及证据材料一套（共126页，含“客户档案”17份、访问日志光盘1张）"),
            ],
        },
    ];
    blocks.push(Block::Rule);
    let mut document = Document::new(Meta::new("不起诉法律意见书", date()), Preset::Official, blocks);
    document.meta.author = "某某律师事务所".to_owned();
    document.blocks.pop();
    document
}

/// A defence speech with everything a long paper has: cover, contents, notes, charts, a row that runs over a page.
pub fn brief() -> Document {
    use memo::chart::{Bar, Bars, Chart, Flow, Lane, Moment, Payment, Stretch, Threshold, Timeline, Unit};

    let day = |year, month, day| chrono::NaiveDate::from_ymd_opt(year, month, day).expect("a date of the calendar");
    let noted = |words: &str, note: &str| vec![Span::regular(words), Span::noted(text(note)), Span::regular("。")];
    let mut blocks = vec![
        Block::Cover {
            title: Vec::new(),
            rows: [
                ("案　　由", "帮助信息网络犯罪活动罪"),
                ("被告人", "王某"),
                ("审理法院", "某市某区人民法院"),
                ("辩护人", "李某、赵某（某某律师事务所）"),
            ]
            .into_iter()
            .map(|(key, value)| Entry {
                key: text(key),
                value: text(value),
            })
            .collect(),
            lines: vec![text("某某律师事务所"), text("2026年11月23日")],
        },
        Block::Contents {
            title: "目　录".to_owned(),
            depth: 3,
            over: 0,
        },
        Block::Title {
            spans: text("王某涉嫌帮助信息网络犯罪活动罪一案辩护词"),
        },
        Block::Addressee {
            spans: text("审判长、审判员、人民陪审员："),
        },
        Block::heading(1, "本案的基本事实"),
        Block::paragraph(noted(
            PARAGRAPHS[1].trim_end_matches('。'),
            "证据卷二第12页，租赁合同；证据卷四第3—9页，对账单",
        )),
        Block::paragraph(noted(
            PARAGRAPHS[3].trim_end_matches('。'),
            "证据卷五第3—27页，客户档案及系统日志",
        )),
    ];
    blocks.push(Block::Chart(Chart::Timeline(Timeline {
        title: "图一　本案的时间经过".to_owned(),
        lanes: vec![
            Lane {
                label: "被指控的行为".to_owned(),
                stretches: vec![Stretch {
                    from: day(2025, 3, 12),
                    to: Some(day(2025, 9, 30)),
                    label: "出租云服务器".to_owned(),
                    shade: 1,
                }],
                moments: vec![
                    Moment {
                        on: day(2025, 6, 17),
                        label: "收到协助调查通知书".to_owned(),
                    },
                    Moment {
                        on: day(2025, 6, 19),
                        label: "提交说明及日志".to_owned(),
                    },
                ],
            },
            Lane {
                label: "强制措施".to_owned(),
                stretches: vec![
                    Stretch {
                        from: day(2025, 10, 8),
                        to: Some(day(2025, 11, 14)),
                        label: "刑事拘留".to_owned(),
                        shade: 0,
                    },
                    Stretch {
                        from: day(2025, 11, 14),
                        to: None,
                        label: "逮捕后羁押".to_owned(),
                        shade: 0,
                    },
                ],
                moments: Vec::new(),
            },
        ],
        lines: vec![Moment {
            on: day(2025, 7, 28),
            label: "法发〔2025〕12号施行".to_owned(),
        }],
    })));
    blocks.push(Block::heading(
        1,
        "现有证据不足以证明王某“明知”他人利用信息网络实施犯罪",
    ));
    blocks.push(Block::heading(2, "不具有司法解释规定的推定情形"));
    for at in [0, 2, 4] {
        blocks.push(Block::paragraph(text(PARAGRAPHS[at])));
    }
    for (at, words) in ["实名核验", "收到通知后停机"].iter().enumerate() {
        blocks.push(Block::Item {
            depth: 0,
            marker: format!("{}.", at + 1),
            spans: noted(words, "证据卷五第28页"),
            origin: memo::document::Origin::default(),
        });
    }
    blocks.push(Block::heading(2, "讯问笔录前后矛盾"));
    let long: String = PARAGRAPHS.iter().copied().chain(PARAGRAPHS).collect();
    blocks.push(Block::Table(Table {
        columns: Vec::new(),
        head: vec![text("笔录"), text("内容")],
        rows: vec![
            vec![text("第一次"), text(PARAGRAPHS[6])],
            vec![
                text("第二次"),
                vec![Span::regular(long), Span::noted(text("证据卷三第45—52页"))],
            ],
            vec![text("第三次"), text(PARAGRAPHS[7])],
        ],
    }));
    blocks.push(Block::heading(1, "数额"));
    blocks.push(Block::Chart(Chart::Bars(Bars {
        title: "图二　各项数额与情节严重的界线".to_owned(),
        unit: Unit::Fen,
        bars: vec![
            Bar {
                label: "控方主张的违法所得".to_owned(),
                value: 18_360_000,
                at_most: None,
                shade: 0,
            },
            Bar {
                label: "在案证据能证明的".to_owned(),
                value: 612_050,
                at_most: Some(2_040_000),
                shade: 1,
            },
        ],
        thresholds: vec![Threshold {
            label: "违法所得一万元以上".to_owned(),
            value: 1_000_000,
        }],
        shades: vec!["控方主张".to_owned(), "在案证据".to_owned()],
    })));
    blocks.push(Block::Chart(Chart::Flow(Flow {
        title: "图三　款项往来".to_owned(),
        names: ["被害人甲", "被害人乙", "卡主张某", "某公司对公账户", "王某"]
            .map(str::to_owned)
            .to_vec(),
        payments: [
            (0, 2, 5_000_000, 1),
            (1, 2, 3_250_050, 2),
            (2, 3, 2_040_000, 4),
            (3, 4, 800_000, 6),
            (4, 2, 50_000, 1),
        ]
        .map(|(from, to, fen, count)| Payment { from, to, fen, count })
        .to_vec(),
    })));
    for at in 0..6 {
        blocks.push(Block::heading(2, ["租金", "押金", "退赔", "流水", "合同", "发票"][at]));
        blocks.push(Block::paragraph(text(PARAGRAPHS[(at + 3) % 8])));
    }
    blocks.push(Block::heading(1, "结论与请求"));
    blocks.push(Block::paragraph(text(
        "综上，请求依法宣告王某无罪。以上意见，请合议庭采纳。",
    )));
    blocks.push(Block::Signature {
        lines: vec![text("某某律师事务所"), text("律师：李某　赵某"), text("2026年11月23日")],
    });
    Document::new(Meta::new("辩护词（虚构）", date()), Preset::Official, blocks).with_header("辩护词（虚构）")
}
