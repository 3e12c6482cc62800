//! A chart as an enhanced metafile: lines, grounds and words that Word, WPS and LibreOffice draw themselves.
//!
//! One unit is a hundredth of a millimetre. Each word carries the way from character to character, so that it stands where
//! the chart meant it to, whatever face the reader has.

use crate::chart::{Anchor, Drawing, Shape};

/// Hundredths of a millimetre in a point.
const UNIT: f64 = 2540.0 / 72.0;
/// The sheet the units are told against.
const SHEET: (i32, i32) = (210, 297);

const NULL_PEN: u32 = 0x8000_0008;
/// Handles: 1 is the pen, 2 the brush, 3 the typeface in use.
const PEN: u32 = 1;
const BRUSH: u32 = 2;
const FACE: u32 = 3;

/// Draws a chart, its words in those faces.
pub(super) fn emf(drawing: &Drawing, face: &str, strong: &str) -> Vec<u8> {
    let mut file = File {
        bytes: Vec::new(),
        records: 0,
    };
    let (width, height) = (unit(drawing.width), unit(drawing.height));
    file.header(width, height);
    file.record(18, &[1]); // words without a ground
    file.record(22, &[24]); // placed by their baseline, from the left
    for shape in &drawing.shapes {
        match shape {
            Shape::Line {
                from,
                to,
                width,
                grey,
                dashed,
            } => {
                file.record(38, &[PEN, 0, unit(*width).max(1) as u32, 0, colour(*grey)]);
                file.record(37, &[PEN]);
                crate::layout::strokes(*from, *to, *dashed, |from, to| {
                    file.record(27, &point(from));
                    file.record(54, &point(to));
                });
                file.record(37, &[NULL_PEN]);
                file.record(40, &[PEN]);
            }
            Shape::Ground { area, grey } => {
                file.record(37, &[NULL_PEN]);
                file.record(39, &[BRUSH, 0, colour(*grey), 0]);
                file.record(37, &[BRUSH]);
                let [left, top] = point((area.0, area.1));
                let [right, bottom] = point((area.0 + area.2, area.1 + area.3));
                file.record(43, &[left, top, right + 1, bottom + 1]);
                file.record(37, &[0x8000_0000]); // the white brush, so that ours can go
                file.record(40, &[BRUSH]);
            }
            Shape::Words {
                at,
                size,
                anchor,
                strong: is_strong,
                grey,
                words,
            } => {
                let own = if *is_strong { strong } else { face };
                file.words(own, *is_strong, *at, *size, *anchor, *grey, words);
            }
        }
    }
    file.record(14, &[0, 16, 20]);
    file.finish()
}

/// A metafile under way.
struct File {
    bytes: Vec<u8>,
    records: u32,
}

impl File {
    fn record(&mut self, kind: u32, fields: &[u32]) {
        let size = 8 + 4 * fields.len() as u32;
        for field in [kind, size].iter().chain(fields) {
            self.bytes.extend(field.to_le_bytes());
        }
        self.records += 1;
    }

    fn header(&mut self, width: i32, height: i32) {
        let area = [0, 0, width as u32, height as u32];
        let mut fields: Vec<u32> = Vec::new();
        fields.extend(area);
        fields.extend(area);
        fields.extend([0x464d_4520, 0x0001_0000]);
        // Size and number of records are filled in at the end; four handles.
        fields.extend([0, 0, 4, 0, 0, 0]);
        fields.extend([
            SHEET.0 as u32 * 100,
            SHEET.1 as u32 * 100,
            SHEET.0 as u32,
            SHEET.1 as u32,
        ]);
        fields.extend([0, 0, 0]);
        fields.extend([SHEET.0 as u32 * 1000, SHEET.1 as u32 * 1000]);
        self.record(1, &fields);
    }

    #[allow(clippy::too_many_arguments)]
    fn words(&mut self, face: &str, bold: bool, at: (f64, f64), size: f64, anchor: Anchor, grey: f64, words: &str) {
        let height = unit(size);
        let mut font = vec![FACE];
        font.extend([-height as u32, 0, 0, 0, if bold { 700 } else { 400 }]);
        // Upright, not underlined, Chinese; precisions as they come.
        font.extend([u32::from_le_bytes([0, 0, 0, 134]), 0]);
        let mut name: Vec<u16> = face.encode_utf16().take(31).collect();
        name.resize(32, 0);
        font.extend(
            name.chunks_exact(2)
                .map(|pair| u32::from(pair[0]) | u32::from(pair[1]) << 16),
        );
        font.resize(1 + 320 / 4, 0);
        self.record(82, &font);
        self.record(37, &[FACE]);
        self.record(24, &[colour(grey)]);

        let units: Vec<(u16, i32)> = words
            .chars()
            .flat_map(|ch| {
                let wide = if ch.is_ascii() { size * 0.5 } else { size };
                let mut pair = [0; 2];
                let encoded = ch.encode_utf16(&mut pair);
                // The second half of a pair takes no room of its own.
                (0..encoded.len())
                    .map(|half| (encoded[half], if half == 0 { unit(wide) } else { 0 }))
                    .collect::<Vec<_>>()
            })
            .collect();
        let total: i32 = units.iter().map(|(_, wide)| wide).sum();
        let left = unit(at.0)
            - match anchor {
                Anchor::Start => 0,
                Anchor::Middle => total / 2,
                Anchor::End => total,
            };
        let mut letters: Vec<u16> = units.iter().map(|(letter, _)| *letter).collect();
        let count = letters.len() as u32;
        if letters.len() % 2 == 1 {
            letters.push(0);
        }
        let string_at = 76;
        let ways_at = string_at + 2 * letters.len() as u32;
        let mut fields = vec![0, 0, 0xffff_ffff, 0xffff_ffff, 1];
        fields.extend([1.0f32.to_bits(), 1.0f32.to_bits()]);
        fields.extend([
            left as u32,
            unit(at.1) as u32,
            count,
            string_at,
            0,
            0,
            0,
            0xffff_ffff,
            0xffff_ffff,
            ways_at,
        ]);
        fields.extend(
            letters
                .chunks_exact(2)
                .map(|pair| u32::from(pair[0]) | u32::from(pair[1]) << 16),
        );
        fields.extend(units.iter().map(|(_, wide)| *wide as u32));
        self.record(84, &fields);
        self.record(37, &[0x8000_000d]); // the system's face, so that ours can go
        self.record(40, &[FACE]);
    }

    fn finish(mut self) -> Vec<u8> {
        let size = (self.bytes.len() as u32).to_le_bytes();
        self.bytes[48..52].copy_from_slice(&size);
        let records = self.records.to_le_bytes();
        self.bytes[52..56].copy_from_slice(&records);
        self.bytes
    }
}

fn unit(points: f64) -> i32 {
    (points * UNIT).round() as i32
}

fn point((x, y): (f64, f64)) -> [u32; 2] {
    [unit(x) as u32, unit(y) as u32]
}

fn colour(grey: f64) -> u32 {
    let level = (grey.clamp(0.0, 1.0) * 255.0).round() as u32;
    level | level << 8 | level << 16
}
