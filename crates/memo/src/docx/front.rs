//! What stands before the text: the cover, the contents.

use super::body::Writer;
use super::xml::twips;
use crate::document::{Block, Document, Entry, Span, plain};

impl Writer {
    /// The cover: the name in the upper half, what it is about beneath, who wrote it at the foot.
    pub(super) fn cover(&mut self, title: &[Span], rows: &[Entry], lines: &[Vec<Span>]) {
        let style = self.setter.style;
        let size = style.title.set.size.max(24.0);
        let parted = self.setter.parted_in(
            title,
            crate::layout::setting::Type {
                size,
                pitch: size,
                ..style.title.set
            },
        );
        let above = style.height * 0.2;
        self.runs(
            "CoverTitle",
            &format!(
                "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"20\" w:color=\"333333\"/></w:pBdr>\
                 <w:spacing w:before=\"{}\" w:after=\"{}\"/>",
                twips(above),
                twips(40.0)
            ),
            &parted,
        );
        let name_lines = 1 + plain(&parted).matches('\n').count();
        let mut used = above + 82.0 + name_lines as f64 * size * 1.6;
        let keys = rows
            .iter()
            .map(|row| plain(&row.key).chars().count())
            .max()
            .unwrap_or(0) as f64;
        let left = style.width * 0.14;
        let value_at = left + (keys + 1.5) * style.body.pitch;
        let room = style.width - value_at - left * 0.5;
        for row in rows {
            let mut all = row.key.clone();
            all.push(Span::regular("\t"));
            all.extend(row.value.iter().cloned());
            self.runs(
                "CoverText",
                &format!(
                    "<w:tabs><w:tab w:val=\"left\" w:pos=\"{at}\"/></w:tabs><w:spacing w:before=\"0\" w:after=\"80\"/>\
                     <w:ind w:left=\"{at}\" w:right=\"{}\" w:hanging=\"{}\"/><w:jc w:val=\"left\"/>",
                    twips(left * 0.5),
                    twips(value_at - left),
                    at = twips(value_at)
                ),
                &all,
            );
            let long = plain(&row.value).chars().count() as f64 * style.body.pitch;
            used += (long / room).ceil().max(1.0) * style.body.leading + 4.0;
        }
        let foot = lines.len() as f64 * style.body.leading;
        // A little less than is left: what Word sets higher than we think must not push the last line off the page.
        let gap = (style.height * 0.94 - used - foot - style.body.leading).max(style.body.leading);
        for (at, line) in lines.iter().enumerate() {
            let space = if at == 0 {
                format!("<w:spacing w:before=\"{}\"/>", twips(gap))
            } else {
                String::new()
            };
            self.runs("CoverText", &format!("{space}<w:jc w:val=\"center\"/>"), line);
        }
        self.break_page();
    }

    /// The contents as a field that Word can bring up to date, filled with what the PDF shows.
    pub(super) fn contents(&mut self, document: &Document, title: &str, depth: u8) {
        let Some(pages) = self.pages.clone() else {
            return;
        };
        self.break_page();
        self.runs("ContentsHeading", "", &[Span::regular(title)]);
        let mut at = 0;
        let mut begun = false;
        for block in &document.blocks {
            let Block::Heading {
                level, number, spans, ..
            } = block
            else {
                continue;
            };
            let this = at;
            at += 1;
            if *level > depth {
                continue;
            }
            self.begin(&format!("Contents{}", level.clamp(&1, &3)), "");
            if !begun {
                begun = true;
                self.xml.put(format_args!(
                    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-{depth}\" \
                     \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
                ));
            }
            self.xml
                .put(format_args!("<w:hyperlink w:anchor=\"_Toc{this}\" w:history=\"1\">"));
            self.span(&Span::regular(format!("{number}{}", plain(spans))));
            let page = pages.get(this).copied().unwrap_or(1);
            self.xml.put(format_args!(
                "<w:r><w:tab/></w:r><w:r><w:t>{page}</w:t></w:r></w:hyperlink></w:p>"
            ));
        }
        if begun {
            self.xml.raw(
                "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
            );
        }
        self.break_page();
    }
}
