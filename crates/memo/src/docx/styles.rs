//! Styles a lawyer finds in Word's own list, so that a change to one changes the whole paper.

use super::xml::{SPACES, Xml, half, twips};
use crate::document::{Document, Preset};
use crate::layout::setting::Type;
use crate::layout::style::PageStyle;

/// Letters and digits, in every style.
const LATIN: &str = "Times New Roman";

/// The face of each kind of text. 仿宋_GB2312 and 小标宋 are named because courts and procuratorates have them; where they are
/// missing, the font table names what comes next.
struct Voices {
    body: &'static str,
    title: &'static str,
    first: &'static str,
    second: &'static str,
    table: &'static str,
    title_bold: bool,
}

fn voices(preset: Preset) -> Voices {
    match preset {
        Preset::Official => Voices {
            body: "仿宋_GB2312",
            title: "方正小标宋简体",
            first: "黑体",
            second: "楷体_GB2312",
            table: "仿宋_GB2312",
            title_bold: false,
        },
        Preset::Firm => Voices {
            body: "仿宋_GB2312",
            title: "宋体",
            first: "黑体",
            second: "楷体_GB2312",
            table: "宋体",
            title_bold: true,
        },
        Preset::Wide => Voices {
            body: "宋体",
            title: "宋体",
            first: "黑体",
            second: "宋体",
            table: "宋体",
            title_bold: true,
        },
    }
}

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
pub(super) fn styles(document: &Document) -> String {
    let style = PageStyle::of(document.preset);
    let voices = voices(document.preset);
    let mut xml = Xml::new();
    xml.put(format_args!("<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>"));
    xml.raw(&face(voices.body, false)).raw(&size(style.body));
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
    let title_run = format!("{}{}", face(voices.title, voices.title_bold), size(style.title.set));
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
        let (name, bold) = match at {
            0 => (voices.first, false),
            1 => (voices.second, document.preset != Preset::Official),
            2 => (voices.body, true),
            _ => (voices.body, false),
        };
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
    let small = |set: Type| format!("{}{}", face(voices.table, false), size(set));
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
        &face("黑体", false),
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
        &face("黑体", false),
    );
    let signature = format!(
        "<w:ind w:rightChars=\"400\" w:right=\"{}\"/><w:jc w:val=\"right\"/>",
        twips(4.0 * style.body.pitch)
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
        face("黑体", false),
        size(style.small)
    );
    add("paragraph", "Header", "header", "Normal", &head, &head_run);
    let folio = Type {
        size: style.folio_size,
        pitch: style.folio_size,
        leading: style.folio_size * 1.3,
        ..style.body
    };
    let foot_run = format!("{}{}", face("宋体", false), size(folio));
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
    xml.raw("</w:styles>");
    xml.finish()
}

/// What stands in where a face is missing.
pub(super) fn fonts() -> String {
    let mut xml = Xml::new();
    xml.put(format_args!("<w:fonts {SPACES}>"));
    for (name, others, family) in [
        (
            "仿宋_GB2312",
            "仿宋,FangSong,华文仿宋,STFangsong,Noto Serif CJK SC,Noto Serif SC",
            "modern",
        ),
        (
            "楷体_GB2312",
            "楷体,KaiTi,华文楷体,STKaiti,LXGW WenKai,Noto Serif CJK SC",
            "modern",
        ),
        (
            "方正小标宋简体",
            "小标宋体,方正小标宋_GBK,华文中宋,STZhongsong,Noto Serif CJK SC",
            "roman",
        ),
        (
            "宋体",
            "SimSun,华文宋体,STSong,Noto Serif CJK SC,Noto Serif SC",
            "roman",
        ),
        ("黑体", "SimHei,华文黑体,STHeiti,Noto Sans CJK SC,Noto Sans SC", "swiss"),
    ] {
        xml.put(format_args!(
            "<w:font w:name=\"{name}\"><w:altName w:val=\"{others}\"/><w:charset w:val=\"86\"/>\
             <w:family w:val=\"{family}\"/><w:pitch w:val=\"variable\"/></w:font>"
        ));
    }
    xml.put(format_args!(
        "<w:font w:name=\"{LATIN}\"><w:charset w:val=\"00\"/><w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font>"
    ));
    xml.raw("</w:fonts>");
    xml.finish()
}
