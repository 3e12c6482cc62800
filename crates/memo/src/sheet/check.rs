//! What a style sheet may say: every measure in a range in which a page can still be read.

use std::ops::RangeInclusive;

use super::{Heading, Length, Sheet, Text};
use crate::{Error, ErrorKind};

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;

impl Sheet {
    /// Refuses what cannot be printed well, naming the key and the range.
    pub(super) fn check(&self) -> Result<(), Error> {
        let fault = |message: String| Error::new(ErrorKind::Sheet, format!("样式表“{}”的 {message}", self.name));
        let within = |key: &str, length: Length, range: RangeInclusive<f64>, unit: &str| {
            if range.contains(&length.get()) {
                return Ok(());
            }
            Err(fault(format!(
                "{key} 写了 {}，应在 {} 至 {} {unit}之间。",
                length.get(),
                range.start(),
                range.end()
            )))
        };
        let id_is_plain = !self.id.is_empty()
            && self
                .id
                .chars()
                .all(|ch| ch.is_ascii_lowercase() || ch.is_ascii_digit() || ch == '_');
        if !id_is_plain {
            return Err(fault(format!(
                "id 写了“{}”，只能用小写英文字母、数字和下划线。",
                self.id
            )));
        }
        if self.name.trim().is_empty() {
            return Err(fault("name 是空的，请写一个给人看的名称。".into()));
        }
        for (key, margin) in [
            ("paper.top", self.paper.top),
            ("paper.bottom", self.paper.bottom),
            ("paper.left", self.paper.left),
            ("paper.right", self.paper.right),
        ] {
            within(key, margin, 10.0..=80.0, "毫米")?;
        }
        within("signature", self.signature, 0.0..=12.0, "字")?;
        let texts: [(&str, Text); 5] = [
            ("body", self.body),
            ("table", self.table),
            ("note", self.note),
            ("footnote", self.footnote),
            ("small", self.small),
        ];
        let [one, two, three, four] = self.levels();
        let headings: [(&str, Heading); 5] = [
            ("title", self.title),
            ("level1", one),
            ("level2", two),
            ("level3", three),
            ("level4", four),
        ];
        let sizes = texts
            .map(|(key, text)| (key, text.size, text.leading))
            .into_iter()
            .chain(headings.map(|(key, heading)| (key, heading.size, heading.leading)));
        for (key, size, leading) in sizes {
            within(&format!("{key}.size"), size, 7.0..=42.0, "磅")?;
            let least = (size.get() * 1.1 * 100.0).round() / 100.0;
            within(
                &format!("{key}.leading"),
                leading,
                least..=size.get() * 3.0,
                "磅（字号的 1.1 至 3 倍）",
            )?;
        }
        for (key, heading) in headings {
            within(&format!("{key}.indent"), heading.indent, 0.0..=6.0, "字")?;
            within(&format!("{key}.above"), heading.above, 0.0..=80.0, "磅")?;
            within(&format!("{key}.below"), heading.below, 0.0..=80.0, "磅")?;
        }
        within("footer.size", self.footer.size, 7.0..=18.0, "磅")?;
        within(
            "header.at",
            self.header.at,
            5.0..=self.paper.top.get() - 2.0,
            "毫米（须在上边距之内）",
        )?;
        within(
            "footer.at",
            self.footer.at,
            5.0..=self.paper.bottom.get() - 2.0,
            "毫米（须在下边距之内）",
        )?;
        for (part, faces) in self.faces.parts() {
            if faces.is_empty()
                || faces
                    .iter()
                    .any(|face| face.trim().is_empty() || face.contains(['"', '<', '>', '&', ',']))
            {
                return Err(fault(format!(
                    "faces 中“{part}”的字体须至少写一种，名称中不能有引号、逗号和尖括号。"
                )));
            }
        }
        self.grid().map_err(fault)
    }

    /// Refuses a grid whose lines or characters would touch, or leave most of the page blank.
    fn grid(&self) -> Result<(), String> {
        let (short, long) = self.paper.size.sides();
        let (wide, high) = if self.paper.landscape {
            (long, short)
        } else {
            (short, long)
        };
        let width = wide - self.paper.left.get() - self.paper.right.get();
        let height = high - self.paper.top.get() - self.paper.bottom.get();
        if width < 60.0 || height < 80.0 {
            return Err(format!(
                "paper 的边距过大，版心只剩 {width} × {height} 毫米，至少须有 60 × 80 毫米。"
            ));
        }
        let size = self.body.size.get();
        // How many fit, at the widest and at the narrowest they may stand.
        let fitting = |room: f64, least: f64, most: f64| {
            let points = room * MM;
            ((points / most).ceil() as u16, (points / least).floor() as u16)
        };
        let (fewest, most) = fitting(width, size * 0.97, size * 1.25);
        if let Some(columns) = self.paper.columns.filter(|given| !(fewest..=most).contains(given)) {
            return Err(format!(
                "paper.columns 写了 {columns}，按现在的字号和边距，每行应为 {fewest} 至 {most} 字。"
            ));
        }
        let (fewest, most) = fitting(height, size * 1.1, size * 3.0);
        if let Some(lines) = self.paper.lines.filter(|given| !(fewest..=most).contains(given)) {
            return Err(format!(
                "paper.lines 写了 {lines}，按现在的字号和边距，每页应为 {fewest} 至 {most} 行。"
            ));
        }
        Ok(())
    }
}
