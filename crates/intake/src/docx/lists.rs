//! The numbers that Word puts before the paragraphs of a list: nobody typed them, and the paper shows them.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Fault, attribute, on};

/// Levels of a list.
const LEVELS: usize = 9;
/// Lists of one document.
const LISTS: usize = 20_000;

/// Which list a paragraph belongs to, and on which level.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    pub list: Option<String>,
    pub level: Option<usize>,
}

/// How one level counts.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    /// `第%1条`, `%1.%2`.
    text: String,
    /// Every number in it is an ordinary one.
    legal: bool,
    /// The paragraph style that stands on this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Level {
        Level {
            start: 1,
            format: "decimal".into(),
            text: String::new(),
            legal: false,
            style: None,
        }
    }
}

#[derive(Debug, Clone, Default)]
struct List {
    definition: String,
    /// Where a level of this list begins anew.
    starts: BTreeMap<usize, u32>,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    definitions: BTreeMap<String, Vec<Level>>,
    lists: BTreeMap<String, List>,
    /// Paragraph styles that belong to a list.
    styles: BTreeMap<String, Place>,
    counted: BTreeMap<String, [Option<u32>; LEVELS]>,
    begun: BTreeMap<(String, usize), bool>,
}

impl Lists {
    /// Reads `numbering.xml`.
    pub(super) fn read(xml: &str) -> Result<Lists, Fault> {
        let mut lists = Lists::default();
        let mut reader = Reader::from_str(xml);
        let (mut definition, mut list, mut level) = (None::<String>, None::<String>, 0);
        loop {
            match reader.read_event()? {
                Event::Eof => return Ok(lists),
                Event::Start(tag) | Event::Empty(tag) => {
                    if lists.definitions.len() + lists.lists.len() > LISTS {
                        return Err(Fault::TooLarge);
                    }
                    match tag.local_name().as_ref() {
                        "abstractNum" => {
                            definition = attribute(&tag, "abstractNumId");
                            if let Some(id) = &definition {
                                lists.definitions.insert(id.clone(), vec![Level::default(); LEVELS]);
                            }
                        }
                        "num" => {
                            definition = None;
                            list = attribute(&tag, "numId");
                        }
                        "lvl" | "lvlOverride" => level = number(&tag, "ilvl").unwrap_or(0).min(LEVELS - 1),
                        "abstractNumId" => {
                            if let (Some(id), Some(of)) = (&list, attribute(&tag, "val")) {
                                lists.lists.entry(id.clone()).or_default().definition = of;
                            }
                        }
                        "startOverride" => {
                            if let (Some(id), Some(start)) = (&list, number(&tag, "val")) {
                                let own = lists.lists.entry(id.clone()).or_default();
                                own.starts.insert(level, start as u32);
                            }
                        }
                        _ => {
                            let levels = definition.as_ref().and_then(|id| lists.definitions.get_mut(id));
                            if let Some(own) = levels.and_then(|levels| levels.get_mut(level)) {
                                describe(own, &tag);
                            }
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Which styles belong to a list, as `styles.xml` says.
    pub(super) fn with_styles(mut self, styles: BTreeMap<String, Place>) -> Lists {
        self.styles = styles;
        for (style, place) in &mut self.styles {
            let levels = place.list.as_ref().and_then(|list| {
                let list = self.lists.get(list)?;
                self.definitions.get(&list.definition)
            });
            if place.level.is_none()
                && let Some(levels) = levels
            {
                place.level = levels.iter().position(|level| level.style.as_ref() == Some(style));
            }
        }
        self
    }

    /// The list that a paragraph of that style belongs to.
    pub(super) fn of_style(&self, style: &str) -> Place {
        self.styles.get(style).cloned().unwrap_or_default()
    }

    /// Counts one paragraph and gives what stands before its words; empty for one that is in no list.
    pub(super) fn next(&mut self, place: &Place) -> String {
        let Some(id) = place.list.as_ref().filter(|id| *id != "0") else {
            return String::new();
        };
        let Some(list) = self.lists.get(id) else {
            return String::new();
        };
        let Some(levels) = self.definitions.get(&list.definition) else {
            return String::new();
        };
        let at = place.level.unwrap_or(0).min(LEVELS - 1);
        let counted = self.counted.entry(list.definition.clone()).or_default();
        let anew = list.starts.get(&at).filter(|_| {
            let begun = self.begun.entry((id.clone(), at)).or_default();
            !std::mem::replace(begun, true)
        });
        counted[at] = Some(match (anew, counted[at]) {
            (Some(start), _) => *start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => levels[at].start,
        });
        counted[at + 1..].fill(None);
        let own = &levels[at];
        if own.format == "bullet" {
            return "• ".into();
        }
        let mut said = own.text.clone();
        for (deep, level) in levels.iter().enumerate().take(at + 1) {
            let number = counted[deep].unwrap_or(level.start);
            let format = if own.legal { "decimal" } else { &level.format };
            said = said.replace(&format!("%{}", deep + 1), &written(number, format));
        }
        let closed = said.is_empty() || said.ends_with(['、', '）', '．', '：', '，', '。', ' ', '\u{3000}']);
        if closed { said } else { format!("{said} ") }
    }
}

/// What a tag within a level says of it.
fn describe(level: &mut Level, tag: &BytesStart<'_>) {
    match tag.local_name().as_ref() {
        "start" => level.start = number(tag, "val").unwrap_or(1) as u32,
        "numFmt" => level.format = attribute(tag, "val").unwrap_or_default(),
        "lvlText" => level.text = attribute(tag, "val").unwrap_or_default(),
        "isLgl" => level.legal = on(tag),
        "pStyle" => level.style = attribute(tag, "val"),
        _ => {}
    }
}

fn number(tag: &BytesStart<'_>, name: &str) -> Option<usize> {
    attribute(tag, name)?.parse().ok().filter(|number| *number < 100_000)
}

/// A number as a list writes it.
fn written(number: u32, format: &str) -> String {
    let of = |letters: &str| {
        let letters: Vec<char> = letters.chars().collect();
        letters
            .get((number.max(1) as usize - 1) % letters.len())
            .map(char::to_string)
            .unwrap_or_default()
    };
    let offset = |first: u32| char::from_u32(first + number - 1).map(String::from).unwrap_or_default();
    match format {
        "none" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => number
            .to_string()
            .chars()
            .map(|digit| char::from_u32(digit as u32 + 0xFEE0).unwrap_or(digit))
            .collect(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&number) => offset(0x2460),
        "decimalEnclosedParen" if (1..=20).contains(&number) => offset(0x2474),
        "decimalEnclosedFullstop" if (1..=20).contains(&number) => offset(0x2488),
        "upperLetter" => of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "lowerLetter" => of("abcdefghijklmnopqrstuvwxyz"),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "ideographTraditional" => of("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => of("子丑寅卯辰巳午未申酉戌亥"),
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => {
            let digits: Vec<char> = "〇一二三四五六七八九".chars().collect();
            let said = number.to_string();
            said.bytes().map(|digit| digits[usize::from(digit - b'0')]).collect()
        }
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "ideographLegalTraditional"
        | "chineseLegalSimplified" => chinese(number),
        _ => number.to_string(),
    }
}

/// 一, 十二, 一百零三.
fn chinese(number: u32) -> String {
    let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    if number == 0 || number > 9_999 {
        return number.to_string();
    }
    let (mut said, mut gap) = (String::new(), false);
    for (value, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = (number / value % 10) as usize;
        if digit == 0 {
            gap = gap || !said.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            said.push_str(digits[0]);
        }
        // 十二, not 一十二, where nothing stands before it.
        if !(digit == 1 && value == 10 && said.is_empty()) {
            said.push_str(digits[digit]);
        }
        said.push_str(unit);
    }
    said
}

fn roman(mut number: u32) -> String {
    if number == 0 || number > 3_999 {
        return number.to_string();
    }
    let steps = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut said = String::new();
    for (value, letters) in steps {
        while number >= value {
            said.push_str(letters);
            number -= value;
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_lists_write_them() {
        for (number, format, said) in [
            (3, "decimal", "3"),
            (3, "chineseCountingThousand", "三"),
            (10, "chineseCounting", "十"),
            (12, "japaneseCounting", "十二"),
            (103, "chineseCountingThousand", "一百零三"),
            (110, "chineseCountingThousand", "一百一十"),
            (1005, "chineseCountingThousand", "一千零五"),
            (12, "ideographDigital", "一二"),
            (2, "decimalEnclosedCircle", "②"),
            (2, "ideographTraditional", "乙"),
            (4, "upperRoman", "IV"),
            (4, "lowerRoman", "iv"),
            (28, "lowerLetter", "b"),
            (7, "decimalZero", "07"),
            (12, "decimalFullWidth", "１２"),
            (5, "none", ""),
            (5, "somethingNew", "5"),
        ] {
            assert_eq!(written(number, format), said, "{format}");
        }
    }
}
