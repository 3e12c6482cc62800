//! Word documents, as Word, WPS and programs write them.

use intake::{Docx, ParagraphKind, read_docx};

use crate::pack::{Entry, docx, docx_with, p, zip};

fn read(bytes: &[u8]) -> Docx {
    read_docx(bytes, "起诉书.docx").expect("a good document")
}

fn pages(bytes: &[u8]) -> Vec<String> {
    read(bytes).pages.iter().map(|page| page.text()).collect()
}

fn refused(bytes: &[u8]) -> String {
    read_docx(bytes, "起诉书.docx").expect_err("refused").to_string()
}

#[test]
fn words_are_kept_as_written() {
    let body = "<w:p><w:r><w:t>王某</w:t></w:r><w:r><w:t xml:space=\"preserve\"> &amp; 李某&#x3002;</w:t><w:tab/><w:t>某公司</w:t><w:br/><w:t>下一行</w:t></w:r></w:p>";
    assert_eq!(pages(&docx(body)), ["王某 & 李某。\t某公司\n下一行"]);
}

#[test]
fn headings_keep_their_level() {
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
        <w:style w:styleId="a"><w:name w:val="小节"/><w:basedOn w:val="b"/></w:style>
        <w:style w:styleId="b"><w:name w:val="节"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
        <w:style w:styleId="x"><w:name w:val="环"/><w:basedOn w:val="x"/></w:style></w:styles>"#;
    let styled = |style: &str, text: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
    };
    let body = [
        styled("1", "一、事实"),
        styled("a", "（一）"),
        styled("x", "正文"),
        p("另段"),
    ]
    .concat();
    let document = read(&docx_with(&body, &[("word/styles.xml", styles)]));
    let kinds: Vec<_> = document.pages[0]
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.kind)
        .collect();
    let expected = [
        ParagraphKind::Heading(1),
        ParagraphKind::Heading(2),
        ParagraphKind::Text,
        ParagraphKind::Text,
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn a_table_is_rows_of_cells() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(text));
    let inner = format!("<w:tc>{}<w:tbl><w:tr>{}</w:tr></w:tbl></w:tc>", p("外"), cell("内"));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{inner}</w:tr></w:tbl>{}",
        cell("日期"),
        cell("金额"),
        cell("2024-07-18"),
        p("完")
    );
    let document = read(&docx(&body));
    assert_eq!(document.pages[0].text(), "日期\t金额\n2024-07-18\t外 内\n完");
    assert_eq!(document.pages[0].paragraphs[1].kind, ParagraphKind::Row);
}

#[test]
fn pages_end_where_word_ended_them() {
    // A break its author put in, marked again by Word; then two that Word made; one section on a new page, one continuous.
    let body = format!(
        r#"{}<w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>二</w:t></w:r></w:p>
        <w:p><w:r><w:t>前</w:t><w:lastRenderedPageBreak/><w:t>后</w:t></w:r></w:p>
        <w:p><w:pPr><w:sectPr><w:type w:val="continuous"/></w:sectPr></w:pPr><w:r><w:t>同页</w:t></w:r></w:p>
        <w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>节末</w:t></w:r></w:p>{}<w:sectPr/>"#,
        p("一"),
        p("四")
    );
    let document = read(&docx(&body));
    let pages: Vec<_> = document.pages.iter().map(|page| page.text()).collect();
    assert_eq!(pages, ["一", "二\n前", "后\n同页\n节末", "四"]);
    assert!(!document.by_length);
}

#[test]
fn a_blank_page_counts() {
    let put = r#"<w:p><w:r><w:br w:type="page"/></w:r></w:p>"#;
    assert_eq!(
        pages(&docx(&format!("{}{put}{put}{}", p("一"), p("三")))),
        ["一", "", "三"]
    );
}

#[test]
fn a_break_within_a_row_is_taken_at_its_edge() {
    let row = |first: &str, second: &str| {
        format!("<w:tr><w:tc><w:p><w:r>{first}</w:r></w:p></w:tc><w:tc><w:p><w:r>{second}</w:r></w:p></w:tc></w:tr>")
    };
    let mark = "<w:lastRenderedPageBreak/>";
    let body = format!(
        "<w:tbl>{}{}{}{}</w:tbl>",
        row("<w:t>1</w:t>", "<w:t>a</w:t>"),
        row(&format!("{mark}<w:t>2</w:t>"), "<w:t>b</w:t>"),
        row("<w:t>3</w:t>", &format!("<w:t>c</w:t>{mark}<w:t>c</w:t>")),
        row("<w:t>4</w:t>", "<w:t>d</w:t>"),
    );
    assert_eq!(pages(&docx(&body)), ["1\ta", "2\tb\n3\tcc", "4\td"]);
}

#[test]
fn a_document_never_laid_out_is_cut_by_length_and_says_so() {
    let body: String = (0..10).map(|_| p(&"字".repeat(400))).collect();
    let document = read(&docx(&body));
    assert!(document.by_length);
    let lengths: Vec<_> = document.pages.iter().map(|page| page.paragraphs.len()).collect();
    assert_eq!(lengths, [3, 3, 3, 1]);
    assert!(!read(&docx(&p("短"))).by_length);
}

#[test]
fn notes_stand_under_the_page_that_refers_to_them() {
    let notes = r#"<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>
        <w:footnote w:id="2"><w:p><w:r><w:t>见鉴定意见</w:t></w:r></w:p><w:p><w:r><w:t>附件三</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let body = format!(
        r#"<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id="2"/><w:t>乙</w:t></w:r></w:p>{}<w:p><w:r><w:br w:type="page"/></w:r></w:p>{}"#,
        p("丙"),
        p("丁")
    );
    let document = read(&docx_with(&body, &[("word/footnotes.xml", notes)]));
    assert_eq!(document.pages[0].text(), "甲〔注1〕乙\n丙\n注1：见鉴定意见 附件三");
    assert_eq!(document.pages[1].text(), "丁");
}

#[test]
fn what_a_list_counts_stands_before_its_paragraphs() {
    let level = |at: u8, format: &str, text: &str| {
        format!(
            r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>"#
        )
    };
    let numbering = format!(
        r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7">{}{}{}</w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
        </w:numbering>"#,
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "decimal", "（%2）"),
        level(2, "decimal", "%2.%3")
    );
    let item = |list: u8, level: u8, text: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:lastRenderedPageBreak/><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="项"><w:name w:val="项"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#;
    let body = [
        item(1, 0, "事实"),
        item(1, 1, "甲"),
        item(1, 1, "乙"),
        item(1, 2, "细"),
        r#"<w:p><w:pPr><w:pStyle w:val="项"/></w:pPr><w:r><w:t>证据</w:t></w:r></w:p>"#.into(),
        item(1, 1, "丙"),
        item(0, 0, "不编号"),
        item(2, 0, "另起"),
        item(2, 0, "再来"),
        item(9, 0, "没有这个编号"),
    ]
    .concat()
    .replace("<w:lastRenderedPageBreak/>", "");
    let parts = [("word/numbering.xml", numbering.as_str()), ("word/styles.xml", styles)];
    assert_eq!(
        pages(&docx_with(&body, &parts)),
        ["一、事实\n（1）甲\n（2）乙\n2.1 细\n二、证据\n（1）丙\n不编号\n五、另起\n六、再来\n没有这个编号"]
    );
    // The number goes with the words, not with the page before them.
    let broken = format!("{}{}", p("前"), item(1, 0, "后"));
    assert_eq!(pages(&docx_with(&broken, &parts)), ["前", "一、后"]);
}

#[test]
fn headers_and_footers_stand_once_where_they_first_appear() {
    let relations = r#"<Relationships><Relationship Id="r1" Type="http://x/header" Target="header1.xml"/>
        <Relationship Id="r2" Type="http://x/footer" Target="/word/footer1.xml"/>
        <Relationship Id="r3" Type="http://x/header" Target="header2.xml"/><Relationship Id="r4" Type="http://x/image" Target="a.png"/></Relationships>"#;
    let header = |text: &str| format!(r#"<w:hdr xmlns:w="w">{}</w:hdr>"#, p(text));
    let footer = r#"<w:ftr xmlns:w="w"><w:p><w:r><w:t>第</w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>
        <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> NUMPAGES </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>9</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>页 某检察院</w:t></w:r></w:p></w:ftr>"#;
    let section = |references: &str| format!("<w:sectPr>{references}</w:sectPr>");
    let head = |id: &str| format!(r#"<w:headerReference w:type="default" r:id="{id}"/>"#);
    let last = |text: &str, section: &str| format!("<w:p><w:pPr>{section}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>");
    let body = [
        p("一"),
        last(
            "二",
            &section(&format!(
                r#"{}<w:footerReference w:type="default" r:id="r2"/>"#,
                head("r1")
            )),
        ),
        last("三", &section(&head("r1"))),
        p("四"),
        section(&head("r3")),
    ]
    .concat();
    let (first, second) = (header("起诉书 &amp; 附件"), header("附件二"));
    let parts = [
        ("word/_rels/document.xml.rels", relations),
        ("word/header1.xml", first.as_str()),
        ("word/header2.xml", second.as_str()),
        ("word/footer1.xml", footer),
    ];
    let document = read(&docx_with(&body, &parts));
    let said: Vec<_> = document.pages.iter().map(|page| page.text()).collect();
    assert_eq!(
        said,
        [
            "页眉：起诉书 & 附件\n一\n二\n页脚：第页 某检察院",
            "三",
            "页眉：附件二\n四"
        ]
    );
    assert_eq!(document.pages[0].paragraphs[0].kind, ParagraphKind::Margin);
}

#[test]
fn deleted_words_are_left_out_and_said() {
    let body = "<w:p><w:r><w:t>他</w:t></w:r><w:del><w:r><w:delText>不</w:delText></w:r></w:del><w:ins><w:r><w:t>已</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:r><w:t>知道</w:t></w:r></w:p>";
    let document = read(&docx(body));
    assert_eq!(document.pages[0].text(), "他已知道");
    assert!(document.tracked);
}

#[test]
fn a_text_box_is_read_once_and_codes_are_not() {
    let shape = format!(
        "<mc:AlternateContent><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent>",
        p("框内")
    );
    let body = format!("<w:p><w:r><w:t>框外</w:t>{shape}<w:instrText>PAGE</w:instrText></w:r></w:p>");
    assert_eq!(pages(&docx(&body)), ["框内\n框外"]);
}

#[test]
fn damage_is_refused_by_name() {
    let good = docx(&p("文字"));
    assert_eq!(
        refused(&good[..good.len() / 2]),
        "“起诉书.docx”已经损坏，读不出文字。请用 Word 或 WPS 打开并另存一份，或者换一份完好的副本再导入。"
    );
    let cut = zip(&[Entry::new(
        "word/document.xml",
        "<w:document><w:body><w:p><w:r><w:t>一半",
    )]);
    assert!(refused(&cut).contains("已经损坏"));
    assert!(refused(&zip(&[Entry::new("别的.xml", "<a/>")])).contains("已经损坏"));
    let mut wrong = Entry::new("word/document.xml", "<w:document/>");
    wrong.sum = Some(7);
    assert!(refused(&zip(&[wrong])).contains("已经损坏"));
}

#[test]
fn a_password_is_named() {
    let mut locked = Entry::new("word/document.xml", "<w:document/>");
    locked.flags = 1;
    assert!(refused(&zip(&[locked])).contains("有打开密码"));
}

#[test]
fn bombs_are_refused_before_they_go_off() {
    // A hundred megabytes of spaces in a hundred kilobytes, told truly; and lied about.
    let mut bomb = Entry::new("word/document.xml", "");
    bomb.content = vec![b' '; 100 << 20];
    let honest = zip(&[bomb]);
    assert!(honest.len() < 200 << 10);
    assert!(refused(&honest).contains("大得不合理"));
    let mut liar = Entry::new("word/document.xml", "");
    liar.content = vec![b' '; 32 << 20];
    liar.claimed = Some(1000);
    assert!(refused(&zip(&[liar])).contains("大得不合理"));
    // Elements within elements.
    let deep = format!("{}{}", "<w:p>".repeat(100_000), "</w:p>".repeat(100_000));
    assert!(refused(&docx(&deep)).contains("大得不合理"));
}

#[test]
fn an_entity_is_never_expanded() {
    let laughs = r#"<!DOCTYPE d [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;&a;">]><w:document><w:p><w:r><w:t>前&b;后</w:t></w:r></w:p></w:document>"#;
    assert_eq!(pages(&zip(&[Entry::new("word/document.xml", laughs)])), ["前后"]);
}
