//! The page map of a volume: what is printed on the paper ↔ which page of the PDF.
//!
//! A volume is scanned with covers, blank backs and dividers, so the number printed on a page is rarely the number the PDF gives
//! it. A map is a few ranges; every question is answered by arithmetic on them, never page by page.

use crate::{Error, PageRange, Volume};

/// Ranges a volume may have.
const RANGES: usize = 400;
/// Largest page number.
const PAGES: u32 = 100_000;
/// Most printed numbers on one page of the document: an A3 sheet with two pages.
const PER: u32 = 2;
/// Longest prefix of a label, in characters.
const PREFIX: usize = 6;

impl PageRange {
    /// The last number printed on the last page.
    pub fn label_to(&self) -> u32 {
        self.printed(self.to).1
    }

    /// The first and the last number printed on a page of the document.
    fn printed(&self, pdf: u32) -> (u32, u32) {
        let per = self.per.max(1);
        let first = self
            .label
            .saturating_add(pdf.saturating_sub(self.from).saturating_mul(per));
        (first, first.saturating_add(per - 1))
    }

    /// The page of the document that bears a number of this range.
    fn page(&self, number: u32) -> u32 {
        self.from + number.saturating_sub(self.label) / self.per.max(1)
    }
}

/// Something about a map that its reader must know. Nothing here forbids the map: files are like that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MapFlag {
    /// Printed numbers that no page bears, between two that do.
    Gap {
        /// What stands before the numbers.
        prefix: String,
        /// First missing number.
        from: u32,
        /// Last missing number.
        to: u32,
    },
    /// Printed numbers that more than one page bears.
    Duplicate {
        /// What stands before the numbers.
        prefix: String,
        /// First number borne twice.
        from: u32,
        /// Last number borne twice.
        to: u32,
        /// First PDF page of each place they stand in.
        pdf: Vec<u32>,
    },
    /// PDF pages without a printed number.
    Unlabelled {
        /// First of them.
        from: u32,
        /// Last of them.
        to: u32,
    },
}

/// A volume's map with its number of PDF pages.
#[derive(Debug, Clone, Copy)]
pub struct PageMap<'a> {
    /// How many pages the PDF has.
    pub pages: u32,
    /// The ranges, in any order.
    pub ranges: &'a [PageRange],
}

impl PageMap<'_> {
    /// The map of a volume nobody has mapped yet: printed as counted.
    pub fn plain(pages: u32) -> Vec<PageRange> {
        let whole = PageRange {
            from: 1,
            to: pages,
            label: 1,
            ..PageRange::default()
        };
        if pages == 0 { Vec::new() } else { vec![whole] }
    }

    /// What is printed on a PDF page, `47`, or `47-48` where two are scanned to a sheet; nothing for a cover or a divider.
    pub fn label(&self, pdf: u32) -> Option<String> {
        let (prefix, first, last) = self.printed(pdf)?;
        Some(if first == last {
            format!("{prefix}{first}")
        } else {
            format!("{prefix}{first}-{prefix}{last}")
        })
    }

    /// The first and the last number printed on a PDF page, and what stands before them.
    pub fn printed(&self, pdf: u32) -> Option<(&str, u32, u32)> {
        let range = self
            .ranges
            .iter()
            .find(|range| (range.from..=range.to).contains(&pdf))?;
        let (first, last) = range.printed(pdf);
        Some((&range.prefix, first, last))
    }

    /// The PDF pages that bear a label: none, one, or more when numbers were used twice. For a run of pages (`47-49`), those of
    /// the first.
    pub fn find(&self, label: &str) -> Vec<u32> {
        let Some((prefix, number)) = read_label(label.split('-').next().unwrap_or(label)) else {
            return Vec::new();
        };
        let borne = |range: &&PageRange| range.prefix == prefix && (range.label..=range.label_to()).contains(&number);
        let mut pages: Vec<u32> = self
            .ranges
            .iter()
            .filter(borne)
            .map(|range| range.page(number))
            .collect();
        pages.sort_unstable();
        pages.dedup();
        pages
    }

    /// Gaps, duplicates and pages without a label, in the order of the printed numbers and then of the PDF.
    pub fn flags(&self) -> Vec<MapFlag> {
        let mut by_label: Vec<&PageRange> = self.ranges.iter().collect();
        by_label.sort_by_key(|range| (range.prefix.clone(), range.label, range.label_to()));
        let mut flags = Vec::new();
        let mut last: Option<(&str, u32, &PageRange)> = None;
        for range in by_label {
            if let Some((prefix, reached, before)) = last
                && prefix == range.prefix
            {
                if range.label > reached.saturating_add(1) {
                    flags.push(MapFlag::Gap {
                        prefix: range.prefix.clone(),
                        from: reached + 1,
                        to: range.label - 1,
                    });
                } else if range.label <= reached {
                    let from = range.label;
                    let mut pdf = vec![before.page(from), range.from];
                    pdf.sort_unstable();
                    flags.push(MapFlag::Duplicate {
                        prefix: range.prefix.clone(),
                        from,
                        to: range.label_to().min(reached),
                        pdf,
                    });
                }
            }
            last = match last {
                Some((prefix, reached, before)) if prefix == range.prefix && reached >= range.label_to() => {
                    Some((prefix, reached, before))
                }
                _ => Some((&range.prefix, range.label_to(), range)),
            };
        }
        flags.extend(self.unlabelled());
        flags
    }

    fn unlabelled(&self) -> Vec<MapFlag> {
        let mut by_pdf: Vec<&PageRange> = self.ranges.iter().collect();
        by_pdf.sort_by_key(|range| range.from);
        let (mut next, mut flags) = (1, Vec::new());
        for range in by_pdf {
            if range.from > next {
                flags.push(MapFlag::Unlabelled {
                    from: next,
                    to: range.from - 1,
                });
            }
            next = next.max(range.to.saturating_add(1));
        }
        if next <= self.pages {
            flags.push(MapFlag::Unlabelled {
                from: next,
                to: self.pages,
            });
        }
        flags
    }

    /// Whether the ranges can be a map of this volume at all.
    ///
    /// # Errors
    /// Names the range (第 n 段) that runs backwards, leaves the PDF, claims a page another has, or has an unusable prefix.
    pub fn check(&self) -> Result<(), Error> {
        if self.ranges.len() > RANGES {
            return Err(Error::new(format!("页码对照最多 {RANGES} 段，请合并相邻的段。")));
        }
        for (number, range) in self.ranges.iter().enumerate() {
            let number = number + 1;
            let (from, to) = (range.from, range.to);
            if from == 0 || from > to {
                return Err(Error::new(format!(
                    "第 {number} 段：PDF 页码要从小到大，从第 1 页起，现在是 {from} 至 {to}。"
                )));
            }
            if to > self.pages {
                return Err(Error::new(format!(
                    "第 {number} 段：PDF 只有 {} 页，没有第 {to} 页。",
                    self.pages
                )));
            }
            if !(1..=PER).contains(&range.per) {
                return Err(Error::new(format!(
                    "第 {number} 段：一张扫描页上只能有 1 个或 2 个卷内页码。"
                )));
            }
            if range.label_to() > PAGES {
                return Err(Error::new(format!(
                    "第 {number} 段：卷内页码太大，请检查起始页码 {}。",
                    range.label
                )));
            }
            let usable = |c: char| c.is_alphabetic();
            if range.prefix.chars().count() > PREFIX || !range.prefix.chars().all(usable) {
                return Err(Error::new(format!(
                    "第 {number} 段：页码前缀只能是 {PREFIX} 个以内的汉字或字母，如“补”。"
                )));
            }
            let clash = self
                .ranges
                .iter()
                .take(number - 1)
                .position(|other| from <= other.to && other.from <= to);
            if let Some(other) = clash {
                return Err(Error::new(format!(
                    "第 {} 段与第 {number} 段的 PDF 页码重叠，一页只能有一个卷内页码。",
                    other + 1
                )));
            }
        }
        Ok(())
    }
}

impl Volume {
    /// Its page map.
    pub fn map(&self) -> PageMap<'_> {
        PageMap {
            pages: self.pages,
            ranges: &self.ranges,
        }
    }
}

/// `补3` → (`补`, 3). Full-width digits are read as digits.
pub fn read_label(label: &str) -> Option<(String, u32)> {
    let plain: String = label.trim().chars().map(half_width).collect();
    let digits = plain.find(|c: char| c.is_ascii_digit())?;
    let (prefix, number) = plain.split_at(digits);
    let usable = prefix.chars().count() <= PREFIX && prefix.chars().all(char::is_alphabetic);
    let number = number.parse().ok().filter(|number| *number <= PAGES)?;
    usable.then(|| (prefix.to_owned(), number))
}

/// Full-width digits, letters and dashes as half-width ones: the Chinese keyboard types either.
fn half_width(c: char) -> char {
    match c {
        '—' | '–' | '－' | '−' => '-',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
    }
}
