//! What tesseract saw on a page: its TSV table, read into text the way Chinese is written.

/// Rows of the table.
const ROWS: usize = 60_000;
/// Characters of one word.
const WORD: usize = 200;

/// One word as recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it begins in [`Recognised::text`], in characters.
    pub at: u32,
    /// Its length in characters.
    pub length: u32,
    /// How sure the engine is, 0 to 100.
    pub confidence: u8,
    /// Left edge, in pixels of the picture given.
    pub left: u32,
    /// Upper edge.
    pub top: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// A page as recognised.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recognised {
    /// The words in reading order: a line a line, an empty line between blocks.
    pub text: String,
    /// Each word, with its place in the text and on the page.
    pub words: Vec<Word>,
    /// Mean confidence over the characters, 0 to 100; 0 for a page without words.
    pub confidence: u8,
    /// The table was longer than is read; the text is incomplete.
    pub cut: bool,
}

/// Reads the table tesseract writes (`level page block par line word left top width height conf text`). Rows that are not that
/// are left out: an engine's warning in the middle of its output must not cost the page.
pub fn read_tsv(table: &str) -> Recognised {
    let mut page = Recognised::default();
    let mut last: Option<(Place, char)> = None;
    let (mut characters, mut weighed) = (0_u64, 0_u64);
    let mut at = 0_u32;
    for (number, row) in table.lines().enumerate() {
        if number >= ROWS {
            page.cut = true;
            break;
        }
        let Some((place, mut word, text)) = read_row(row) else {
            continue;
        };
        let first = text.chars().next().unwrap_or(' ');
        if let Some((before, end)) = last {
            let between = if before.block != place.block {
                "\n\n"
            } else if (before.paragraph, before.line) != (place.paragraph, place.line) {
                "\n"
            } else if wide(end) || wide(first) {
                ""
            } else {
                " "
            };
            page.text.push_str(between);
            at += between.len() as u32;
        }
        word.at = at;
        at += word.length;
        characters += u64::from(word.length);
        weighed += u64::from(word.length) * u64::from(word.confidence);
        last = Some((place, text.chars().next_back().unwrap_or(' ')));
        page.text.push_str(&text);
        page.words.push(word);
    }
    page.confidence = weighed
        .checked_div(characters)
        .and_then(|mean| u8::try_from(mean).ok())
        .unwrap_or(0);
    page
}

#[derive(Clone, Copy)]
struct Place {
    block: (u32, u32),
    paragraph: u32,
    line: u32,
}

fn read_row(row: &str) -> Option<(Place, Word, String)> {
    let mut cells = row.splitn(12, '\t');
    let mut number = || cells.next()?.trim().parse::<u32>().ok();
    let (level, page, block) = (number()?, number()?, number()?);
    let (paragraph, line, _word) = (number()?, number()?, number()?);
    let (left, top, width, height) = (number()?, number()?, number()?, number()?);
    let confidence = percent(cells.next()?)?;
    let text: String = cells
        .next()?
        .trim()
        .chars()
        .filter(|c| !c.is_control())
        .take(WORD)
        .collect();
    if level != 5 || text.is_empty() {
        return None;
    }
    let word = Word {
        at: 0,
        length: text.chars().count() as u32,
        confidence,
        left,
        top,
        width,
        height,
    };
    let place = Place {
        block: (page, block),
        paragraph,
        line,
    };
    Some((place, word, text))
}

/// `96.531` → 96. Older engines write whole numbers; -1 marks rows that are no words.
fn percent(text: &str) -> Option<u8> {
    let whole = text.trim().split('.').next()?;
    whole.parse::<u8>().ok().map(|value| value.min(100))
}

/// Whether a character is written without a space beside it: Han, kana, full-width forms and their punctuation.
fn wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
        || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·' | '※' | '①'..='⑳')
}
