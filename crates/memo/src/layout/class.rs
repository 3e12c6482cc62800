//! What a character may do: where a line may not begin or end, what may be squeezed, what may be stretched.

/// The part a character plays in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A Han character, or another that stands on the Han grid.
    Han,
    /// A full-width opening mark: its left half is blank.
    Open,
    /// A full-width closing mark, comma or stop: its right half is blank.
    Close,
    /// Dashes and ellipses that come in pairs, and other full-width signs that are not squeezed.
    Sign,
    /// A letter of the Latin or another alphabet, or its punctuation.
    Latin,
    /// An ASCII digit, or a point or comma inside a number.
    Digit,
    /// A space.
    Space,
    /// Part of the raised number of a note.
    Raised,
}

const OPEN: &str = "（〔【《〈「『“‘［｛";
const CLOSE: &str = "）〕】》〉」』”’］｝，。、；：？！．";
const SIGN: &str = "—…·～‥－";

pub(crate) fn class(ch: char) -> Class {
    match ch {
        ' ' | '\u{a0}' => Class::Space,
        '0'..='9' => Class::Digit,
        _ if OPEN.contains(ch) => Class::Open,
        _ if CLOSE.contains(ch) => Class::Close,
        _ if SIGN.contains(ch) => Class::Sign,
        _ if is_han(ch) => Class::Han,
        _ => Class::Latin,
    }
}

/// Whether a character stands on the Han grid.
fn is_han(ch: char) -> bool {
    matches!(ch,
        '\u{2460}'..='\u{24ff}'      // ①
        | '\u{25a0}'..='\u{26ff}'    // ■
        | '\u{2e80}'..='\u{3000}'
        | '\u{3003}'..='\u{3007}'
        | '\u{3012}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff01}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3fffd}')
}

/// Whether a line may not begin with the character (避头).
pub fn forbidden_at_start(ch: char) -> bool {
    CLOSE.contains(ch) || SIGN.contains(ch) || "々〻ーゝゞ％‰℃°!%),.:;?]}¨ˇˉ―‖″′·/／›»".contains(ch)
}

/// Whether a line may not end with the character (避尾).
pub fn forbidden_at_end(ch: char) -> bool {
    OPEN.contains(ch) || "([{$£¥￥＄￡〖‹«§№".contains(ch)
}

/// Units that stay with the number before them.
pub(crate) fn is_unit(ch: char) -> bool {
    "年月日时分秒元角万亿千百余个人次条款项目号张份页卷册名户起件笔部台套岁天周级倍章节点成股批份枚组".contains(ch)
}

/// Chinese numerals, for 第十二条.
pub(crate) fn is_numeral(ch: char) -> bool {
    "〇零一二三四五六七八九十百千两".contains(ch)
}
