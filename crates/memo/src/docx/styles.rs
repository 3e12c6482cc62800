//! Styles a lawyer finds in Word's own list, so that a change to one changes the whole paper.

use super::xml::{SPACES, Xml, escape, half, twips};
use crate::document::Document;
use crate::layout::setting::Type;
use crate::layout::style::PageStyle;
use crate::sheet::Sheet;

/// Letters and digits, in every style.
const LATIN: &str = "Times New Roman";

fn face(name: &str, bold: bool) -> String {
    let weight = if bold { "<w:b/><w:bCs/>" } else { "" };
    format!("<w:rFonts w:ascii=\"{LATIN}\" w:hAnsi=\"{LATIN}\" w:eastAsia=\"{name}\" w:cs=\"{LATIN}\"/>{weight}")
}

fn size(set: Type) -> String {
    let size = half(set.size);
    // 28 characters of 16 pt are a little wider than the 156 mm of 公文式: each gives up a fraction of a point. Rounded
    // away from nothing, so that the last one fits.
    let closer = ((set.pitch - set.size) * 20.0).floor();
    format!("<w:spacing w:val=\"{closer}\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>")
}

/// A line of fixed height, with space around it.
fn spacing(set: Type, above: f64, below: f64) -> String {
    format!(
        "<w:spacing w:before=\"{}\" w:after=\"{}\" w:line=\"{}\" w:lineRule=\"exact\"/>",
        twips(above),
        twips(below),
        // Rounded up, the last line of a page would not fit.
        (set.leading * 20.0).floor()
    )
}

/// The part that holds every style.
pub(super) fn styles(document: &Document, style: &PageStyle) -> String {
    let sheet = document.look();
    let faces = &sheet.faces;
    let mut xml = Xml::new();
    xml.put(format_args!("<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>"));
    xml.raw(&face(&faces.body[0], false)).raw(&size(style.body));
    xml.raw("<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>");
    xml.raw("<w:pPrDefault/></w:docDefaults>");
    let mut add = |kind: &str, id: &str, name: &str, based: &str, ppr: &str, rpr: &str| {
        let default = if id == "Normal" { " w:default=\"1\"" } else { "" };
        xml.put(format_args!(
            "<w:style w:type=\"{kind}\"{default} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>"
        ));
        if !based.is_empty() {
            xml.put(format_args!("<w:basedOn w:val=\"{based}\"/>"));
        }
        if id.starts_with("Heading") || id == "Title" {
            xml.raw("<w:next w:val=\"BodyText\"/>");
        }
        xml.raw("<w:qFormat/>");
        if !ppr.is_empty() {
            xml.put(format_args!("<w:pPr>{ppr}</w:pPr>"));
        }
        if !rpr.is_empty() {
            xml.put(format_args!("<w:rPr>{rpr}</w:rPr>"));
        }
        xml.raw("</w:style>");
    };
    let normal = format!(
        "<w:widowControl/><w:kinsoku/><w:overflowPunct/><w:autoSpaceDE/><w:autoSpaceDN/>{}<w:jc w:val=\"both\"/>",
        spacing(style.body, 0.0, 0.0)
    );
    add("paragraph", "Normal", "Normal", "", &normal, "");
    let indented = format!(
        "<w:ind w:firstLineChars=\"200\" w:firstLine=\"{}\"/>",
        twips(2.0 * style.body.pitch)
    );
    add("paragraph", "BodyText", "Body Text", "Normal", &indented, "");
    let title = format!(
        "<w:keepNext/>{}<w:jc w:val=\"center\"/>",
        spacing(style.title.set, style.title.above, style.title.below)
    );
    let title_run = format!("{}{}", face(&faces.title[0], sheet.title.bold), size(style.title.set));
    add("paragraph", "Title", "Title", "Normal", &title, &title_run);
    add(
        "paragraph",
        "Addressee",
        "抬头",
        "Normal",
        "<w:keepNext/><w:jc w:val=\"left\"/>",
        "",
    );
    for (at, headline) in style.headings.iter().enumerate() {
        let own = [&faces.level1, &faces.level2, &faces.level3, &faces.level4][at];
        let (name, bold) = (&own[0], sheet.levels()[at].bold);
        let ppr = format!(
            "<w:keepNext/><w:keepLines/><w:numPr><w:ilvl w:val=\"{at}\"/><w:numId w:val=\"1\"/></w:numPr>{}\
             <w:ind w:firstLineChars=\"{}\" w:firstLine=\"{}\"/><w:jc w:val=\"left\"/><w:outlineLvl w:val=\"{at}\"/>",
            spacing(headline.set, headline.above, headline.below),
            (headline.indent * 100.0).round(),
            twips(headline.indent * headline.set.pitch)
        );
        let rpr = format!("{}{}", face(name, bold), size(headline.set));
        add(
            "paragraph",
            &format!("Heading{}", at + 1),
            &format!("heading {}", at + 1),
            "Normal",
            &ppr,
            &rpr,
        );
    }
    add("paragraph", "ListParagraph", "List Paragraph", "Normal", "", "");
    let small = |set: Type| format!("{}{}", face(&faces.table[0], false), size(set));
    let table = format!("{}<w:jc w:val=\"left\"/>", spacing(style.table, 0.0, 0.0));
    add(
        "paragraph",
        "TableText",
        "表格文字",
        "Normal",
        &table,
        &small(style.table),
    );
    add(
        "paragraph",
        "TableHead",
        "表头",
        "TableText",
        "<w:keepNext/><w:jc w:val=\"center\"/>",
        &face(&faces.strong[0], false),
    );
    let note = format!(
        "<w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"8\" w:color=\"737373\"/></w:pBdr>\
         <w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F6F6F6\"/>{}<w:ind w:left=\"240\" w:right=\"240\"/>",
        spacing(style.note, 0.0, 0.0)
    );
    add("paragraph", "Note", "说明", "Normal", &note, &small(style.note));
    add(
        "paragraph",
        "NoteTitle",
        "说明标题",
        "Note",
        "<w:keepNext/>",
        &face(&faces.strong[0], false),
    );
    let signature = format!(
        "<w:ind w:rightChars=\"{}\" w:right=\"{}\"/><w:jc w:val=\"right\"/>",
        (style.signature * 100.0).round(),
        twips(style.signature * style.body.pitch)
    );
    add("paragraph", "Signature", "Signature", "Normal", &signature, "");
    add(
        "paragraph",
        "Attachments",
        "附件",
        "Normal",
        "<w:jc w:val=\"left\"/>",
        "",
    );
    let right = twips(style.width);
    let head = format!(
        "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"3\" w:color=\"999999\"/></w:pBdr><w:tabs>\
         <w:tab w:val=\"right\" w:pos=\"{right}\"/></w:tabs>{}<w:jc w:val=\"left\"/>",
        spacing(style.small, 0.0, 0.0)
    );
    let head_run = format!(
        "{}<w:color w:val=\"595959\"/>{}",
        face(&faces.small[0], false),
        size(style.small)
    );
    add("paragraph", "Header", "header", "Normal", &head, &head_run);
    let folio = Type {
        leading: style.folio_set.size * 1.3,
        ..style.folio_set
    };
    let foot_run = format!("{}{}", face(&faces.folio[0], false), size(folio));
    add(
        "paragraph",
        "Footer",
        "footer",
        "Normal",
        &spacing(folio, 0.0, 0.0),
        &foot_run,
    );
    add(
        "character",
        "Missing",
        "待补",
        "",
        "",
        "<w:u w:val=\"single\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFF2CC\"/>",
    );
    add("character", "Hyperlink", "Hyperlink", "", "", "");
    add(
        "character",
        "FootnoteReference",
        "footnote reference",
        "",
        "",
        "<w:vertAlign w:val=\"superscript\"/>",
    );
    let footnote = format!(
        "{}<w:ind w:left=\"{hang}\" w:hanging=\"{hang}\"/><w:jc w:val=\"both\"/>",
        spacing(style.footnote, 0.0, 0.0),
        hang = twips(2.0 * style.footnote.size)
    );
    let footnote_run = format!("{}{}", face(&faces.table[0], false), size(style.footnote));
    add(
        "paragraph",
        "FootnoteText",
        "footnote text",
        "Normal",
        &footnote,
        &footnote_run,
    );
    let picture = format!(
        "{}<w:jc w:val=\"center\"/>",
        "<w:spacing w:before=\"200\" w:after=\"240\" w:line=\"240\" w:lineRule=\"auto\"/>"
    );
    add("paragraph", "Picture", "图", "Normal", &picture, "");
    // The smallest line there is: the distance above and below a table.
    let gap = "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>";
    add(
        "paragraph",
        "Gap",
        "间距",
        "Normal",
        gap,
        "<w:sz w:val=\"2\"/><w:szCs w:val=\"2\"/>",
    );
    let large = style.title.set.size.max(24.0);
    let cover = Type {
        size: large,
        pitch: large,
        leading: large * 1.6,
        ..style.title.set
    };
    let cover_title = format!("{}<w:jc w:val=\"center\"/>", spacing(cover, 0.0, 0.0));
    let cover_run = format!("{}{}", face(&faces.title[0], sheet.title.bold), size(cover));
    add(
        "paragraph",
        "CoverTitle",
        "封面标题",
        "Normal",
        &cover_title,
        &cover_run,
    );
    add("paragraph", "CoverText", "封面文字", "Normal", "", "");
    let contents_heading = format!(
        "{}<w:jc w:val=\"center\"/>",
        spacing(
            Type {
                leading: style.title.set.leading * 1.4,
                ..style.title.set
            },
            0.0,
            0.0
        )
    );
    add(
        "paragraph",
        "ContentsHeading",
        "TOC Heading",
        "Normal",
        &contents_heading,
        &title_run,
    );
    for level in 1..=3u32 {
        let left = f64::from(level - 1) * 1.5 * style.body.pitch;
        let ppr = format!(
            "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{right}\"/></w:tabs><w:ind w:left=\"{}\"/>\
             <w:jc w:val=\"left\"/>",
            twips(left)
        );
        add(
            "paragraph",
            &format!("Contents{level}"),
            &format!("toc {level}"),
            "Normal",
            &ppr,
            "",
        );
    }
    xml.raw("</w:styles>");
    xml.finish()
}

/// What stands in where a face is missing: the rest of its chain, then faces that come with most systems.
pub(super) fn fonts(sheet: &Sheet) -> String {
    let mut xml = Xml::new();
    xml.put(format_args!("<w:fonts {SPACES}>"));
    let mut written: Vec<&str> = Vec::new();
    for (_, chain) in sheet.faces.parts() {
        let Some((name, rest)) = chain.split_first() else {
            continue;
        };
        if written.contains(&name.as_str()) {
            continue;
        }
        written.push(name);
        let mut others: Vec<&str> = rest.iter().map(String::as_str).collect();
        let sans = name.contains('黑') || others.iter().any(|other| other.contains("Sans"));
        others.push(if sans { "Noto Sans CJK SC" } else { "Noto Serif CJK SC" });
        xml.put(format_args!(
            "<w:font w:name=\"{}\"><w:altName w:val=\"{}\"/><w:charset w:val=\"86\"/>\
             <w:family w:val=\"{}\"/><w:pitch w:val=\"variable\"/></w:font>",
            escape(name),
            escape(&others.join(",")),
            if sans { "swiss" } else { "roman" }
        ));
    }
    xml.put(format_args!(
        "<w:font w:name=\"{LATIN}\"><w:charset w:val=\"00\"/><w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font>"
    ));
    xml.raw("</w:fonts>");
    xml.finish()
}
