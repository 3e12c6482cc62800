//! Tables as wide as in the PDF, their heads repeated, their rows whole.

use super::body::{KEEP, Writer};
use super::xml::twips;
use crate::document::{Align, plain};
use crate::layout::table::{View, aligns, widths};

const BORDERS: &str = "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"666666\"/>\
     <w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"666666\"/>\
     <w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"666666\"/>\
     <w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"666666\"/>\
     <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"666666\"/>\
     <w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"666666\"/></w:tblBorders>";

impl Writer {
    /// Writes a table and the small gap below it: two tables in a row would else become one.
    pub(super) fn table(&mut self, view: &View) {
        let widths = widths(&mut self.setter, view);
        let aligns = aligns(view);
        let all: Vec<i64> = widths.iter().map(|width| twips(*width)).collect();
        self.gap(6.0);
        self.xml.put(format_args!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/>{BORDERS}<w:tblLayout w:type=\"fixed\"/>\
             <w:tblCellMar><w:top w:w=\"70\" w:type=\"dxa\"/><w:left w:w=\"100\" w:type=\"dxa\"/>\
             <w:bottom w:w=\"70\" w:type=\"dxa\"/><w:right w:w=\"100\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>",
            all.iter().sum::<i64>()
        ));
        for width in &all {
            self.xml.put(format_args!("<w:gridCol w:w=\"{width}\"/>"));
        }
        self.xml.raw("</w:tblGrid>");
        if !view.head.is_empty() {
            self.xml.raw("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
            for (at, width) in all.iter().enumerate() {
                let ground = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/><w:vAlign w:val=\"center\"/>";
                self.cell(*width, ground);
                self.runs("TableHead", "", view.head.get(at).copied().unwrap_or(&[]));
                self.xml.raw("</w:tc>");
            }
            self.xml.raw("</w:tr>");
        }
        let size = self.setter.style.table.size;
        for row in &view.rows {
            // As in the PDF: short rows stay whole, long ones may run over a page break.
            let is_long = row.iter().zip(&widths).any(|(cell, width)| {
                plain(cell).chars().count() as f64 * size > (width - 10.0) * crate::layout::table::WHOLE as f64
            });
            self.xml.raw(if is_long {
                "<w:tr>"
            } else {
                "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            });
            for (at, width) in all.iter().enumerate() {
                let ground = if view.keys && at == 0 {
                    "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/>"
                } else {
                    ""
                };
                self.cell(*width, ground);
                let align = match aligns[at] {
                    Align::Center => "<w:jc w:val=\"center\"/>",
                    Align::Right => "<w:jc w:val=\"right\"/>",
                    Align::Auto | Align::Left => "",
                };
                self.runs("TableText", align, row.get(at).copied().unwrap_or(&[]));
                self.xml.raw("</w:tc>");
            }
            self.xml.raw("</w:tr>");
        }
        self.xml.raw("</w:tbl>");
        self.gap(9.0);
    }

    fn cell(&mut self, width: i64, more: &str) {
        self.xml.put(format_args!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{more}</w:tcPr>"
        ));
    }

    /// An empty line of a fixed height.
    fn gap(&mut self, points: f64) {
        let keep = if points < 9.0 { KEEP } else { "" };
        let fresh = self.fresh();
        self.xml.put(format_args!(
            "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/>{keep}{fresh}<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{}\" w:lineRule=\"exact\"/>\
             </w:pPr></w:p>",
            twips(points)
        ));
    }
}
