//! Chinese numbers for headings: 一、 → （一） → 1. → （1）.

use crate::document::Block;
use crate::sheet::Numbering;

/// A number from 0 to 9999 in Chinese, as headings and ordinals write it: 二十一, 一百零三.
pub fn numeral(n: u16) -> String {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if n < 10 {
        return DIGITS[usize::from(n)].to_string();
    }
    let mut text = String::new();
    let mut zero = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = n / unit % 10;
        if digit == 0 {
            zero = !text.is_empty();
            continue;
        }
        if zero {
            text.push('零');
            zero = false;
        }
        // 十一, not 一十一, when nothing stands before it.
        if !(unit == 10 && digit == 1 && text.is_empty()) {
            text.push(DIGITS[usize::from(digit.min(9))]);
        }
        text.push_str(name);
    }
    text
}

/// Raises headings that skip a level, siblings alike, and writes the number of each.
pub(crate) fn resolve(blocks: &mut [Block], numbering: Numbering) {
    let mut counts = [0u16; 4];
    let mut open: Vec<u8> = Vec::new();
    for block in blocks {
        let Block::Heading {
            level,
            numbered,
            number,
            ..
        } = block
        else {
            continue;
        };
        let asked = (*level).clamp(1, 4);
        while open.last().is_some_and(|above| *above >= asked) {
            open.pop();
        }
        open.push(asked);
        let at = open.len();
        *level = u8::try_from(at).unwrap_or(4);
        counts[at..].fill(0);
        if !*numbered {
            number.clear();
            continue;
        }
        counts[at - 1] = counts[at - 1].saturating_add(1);
        *number = written(numbering, &counts[..at]);
    }
}

/// A number as it is printed, given the counts of its level and those above.
pub(crate) fn written(numbering: Numbering, counts: &[u16]) -> String {
    let n = counts.last().copied().unwrap_or(0);
    match (numbering, counts.len()) {
        (Numbering::Chinese, 1) => format!("{}、", numeral(n)),
        (Numbering::Chinese, 2) => format!("（{}）", numeral(n)),
        (Numbering::Chinese, 3) => format!("{n}."),
        (Numbering::Chinese, _) => format!("（{n}）"),
        (Numbering::Decimal, _) => {
            let parts: Vec<String> = counts.iter().map(u16::to_string).collect();
            format!("{}　", parts.join("."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_read_as_written_in_law() {
        for (n, text) in [
            (0, "〇"),
            (9, "九"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (21, "二十一"),
            (100, "一百"),
            (103, "一百零三"),
            (110, "一百一十"),
            (287, "二百八十七"),
            (1001, "一千零一"),
            (1010, "一千零一十"),
        ] {
            assert_eq!(numeral(n), text, "{n}");
        }
    }

    #[test]
    fn headings_count_afresh_under_each_parent_and_skip_no_level() {
        let mut blocks: Vec<Block> = [1, 2, 2, 3, 4, 1, 4, 4]
            .into_iter()
            .map(|level| Block::heading(level, "事"))
            .collect();
        resolve(&mut blocks, Numbering::Chinese);
        let numbers: Vec<&str> = blocks
            .iter()
            .map(|block| match block {
                Block::Heading { number, .. } => number.as_str(),
                _ => "",
            })
            .collect();
        // The two level-4 headings directly under 二、 are raised together.
        assert_eq!(
            numbers,
            ["一、", "（一）", "（二）", "1.", "（1）", "二、", "（一）", "（二）"]
        );
    }
}
