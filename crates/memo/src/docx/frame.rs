//! What stands around the text: the sheet, header, page number, the mark 草稿.

use super::xml::{SPACES, Xml, escape, twips};
use crate::document::{Block, Document, Footer};
use crate::layout::style::PageStyle;

/// The sheet and its margins, at the end of the body.
pub(super) fn section(document: &Document, style: &PageStyle) -> String {
    let (wide, high) = style.sheet;
    let turned = if document.look().paper.landscape {
        " w:orient=\"landscape\""
    } else {
        ""
    };
    // A cover bears neither header nor number.
    let (first, titled) = if matches!(document.blocks.first(), Some(Block::Cover { .. })) {
        ("<w:headerReference w:type=\"first\" r:id=\"rId8\"/>", "<w:titlePg/>")
    } else {
        ("", "")
    };
    let bottom = high - style.top - style.height;
    format!(
        "<w:sectPr>{first}<w:headerReference w:type=\"default\" r:id=\"rId5\"/><w:headerReference w:type=\"even\" r:id=\"rId5\"/>\
         <w:footerReference w:type=\"default\" r:id=\"rId6\"/><w:footerReference w:type=\"even\" r:id=\"rId7\"/>\
         <w:pgSz w:w=\"{}\" w:h=\"{}\"{turned}/><w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" \
         w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/>{titled}</w:sectPr>",
        twips(wide),
        twips(high),
        twips(style.top),
        twips(wide - style.left - style.width),
        twips(bottom),
        twips(style.left),
        twips(style.header - style.small.size),
        twips(style.folio - 0.3 * style.folio_set.size),
    )
}

/// The document's name at the left, 草稿 at the right and across the page.
pub(super) fn header(document: &Document) -> String {
    let mut xml = Xml::new();
    xml.put(format_args!("<w:hdr {SPACES}>"));
    if document.header.is_none() && !document.draft {
        xml.raw("<w:p/>");
    } else {
        xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>");
        if document.draft {
            xml.raw(WATERMARK);
        }
        let words = escape(document.header.as_deref().unwrap_or_default());
        xml.put(format_args!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>"));
        if document.draft {
            xml.raw("<w:r><w:rPr><w:b/></w:rPr><w:tab/><w:t>草稿</w:t></w:r>");
        }
        xml.raw("</w:p>");
    }
    xml.raw("</w:hdr>");
    xml.finish()
}

/// What stands on a cover: nothing but 草稿, while it is one.
pub(super) fn cover_header(document: &Document) -> String {
    let mut xml = Xml::new();
    let mark = if document.draft { WATERMARK } else { "" };
    xml.put(format_args!(
        "<w:hdr {SPACES}><w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr>{mark}</w:p></w:hdr>"
    ));
    xml.finish()
}

/// 草稿 in light grey from corner to corner, as Word itself writes a watermark.
const WATERMARK: &str = "<w:r><w:pict><v:shapetype id=\"_x0000_t136\" coordsize=\"21600,21600\" o:spt=\"136\" adj=\"10800\" \
     path=\"m@7,l@8,m@5,21600l@6,21600e\"><v:formulas><v:f eqn=\"sum #0 0 10800\"/><v:f eqn=\"prod #0 2 1\"/>\
     <v:f eqn=\"sum 21600 0 @1\"/><v:f eqn=\"sum 0 0 @2\"/><v:f eqn=\"sum 21600 0 @3\"/><v:f eqn=\"if @0 @3 0\"/>\
     <v:f eqn=\"if @0 21600 @1\"/><v:f eqn=\"if @0 0 @2\"/><v:f eqn=\"if @0 @4 21600\"/></v:formulas>\
     <v:path textpathok=\"t\" o:connecttype=\"rect\"/><v:textpath on=\"t\" fitshape=\"t\"/></v:shapetype>\
     <v:shape id=\"draft\" o:spid=\"_x0000_s2049\" type=\"#_x0000_t136\" style=\"position:absolute;margin-left:0;margin-top:0;\
     width:360pt;height:150pt;rotation:310;z-index:-251658752;mso-position-horizontal:center;\
     mso-position-horizontal-relative:page;mso-position-vertical:center;mso-position-vertical-relative:page\" \
     fillcolor=\"#ededed\" stroked=\"f\"><v:textpath style=\"font-family:&quot;黑体&quot;;font-size:1pt\" string=\"草稿\"/>\
     <w10:wrap anchorx=\"page\" anchory=\"page\"/></v:shape></w:pict></w:r>";

/// A field that Word fills in.
fn field(name: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {name} </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    )
}

/// The page number: of odd pages, or of even ones.
pub(super) fn footer(document: &Document, odd: bool) -> String {
    let words = |text: &str| {
        format!("<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let (align, inside) = match document.footer {
        Footer::Dashed => (
            if odd {
                "<w:ind w:rightChars=\"100\" w:right=\"280\"/><w:jc w:val=\"right\"/>"
            } else {
                "<w:ind w:leftChars=\"100\" w:left=\"280\"/><w:jc w:val=\"left\"/>"
            },
            format!("{}{}{}", words("— "), field("PAGE"), words(" —")),
        ),
        Footer::Counted => (
            "<w:jc w:val=\"center\"/>",
            format!(
                "{}{}{}{}{}",
                words("第 "),
                field("PAGE"),
                words(" 页　共 "),
                field("NUMPAGES"),
                words(" 页")
            ),
        ),
        Footer::Plain => ("<w:jc w:val=\"center\"/>", field("PAGE")),
        Footer::None => ("", String::new()),
    };
    let mut xml = Xml::new();
    xml.put(format_args!(
        "<w:ftr {SPACES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>{align}</w:pPr>{inside}</w:p></w:ftr>"
    ));
    xml.finish()
}
