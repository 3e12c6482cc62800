//! How alike two pieces of text are, when one may be a scan of the other.

/// Text without what scanning, typing and layout change: white space and punctuation gone, full-width letters and digits as
/// half-width ones, small letters. Two texts that differ only so are the same text.
pub fn normal(text: &str) -> Vec<char> {
    text.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            other => other,
        })
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The pairs of neighbouring characters of a normalised text, each once, in order. A pair is packed into a number: characters
/// have 21 bits.
pub(crate) fn pairs(text: &[char]) -> Vec<u64> {
    let mut pairs: Vec<u64> = text
        .windows(2)
        .map(|two| u64::from(two[0] as u32) << 21 | u64::from(two[1] as u32))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// How much of a quote stands in a text, in thousandths: 1000 when it stands there word for word, less by each character that
/// must be changed, added or left out in the best place (Sellers' algorithm). The caller bounds both lengths.
pub(crate) fn contained(quote: &[char], text: &[char]) -> u32 {
    if quote.is_empty() {
        return 0;
    }
    let mut column: Vec<usize> = (0..=quote.len()).collect();
    let mut best = quote.len();
    for c in text {
        let mut diagonal = column[0];
        for (row, wanted) in quote.iter().enumerate() {
            let changed = diagonal + usize::from(c != wanted);
            diagonal = column[row + 1];
            column[row + 1] = changed.min(diagonal + 1).min(column[row] + 1);
        }
        best = best.min(column[quote.len()]);
    }
    (1000 * (quote.len() - best) / quote.len()) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(quote: &str, text: &str) -> u32 {
        contained(&normal(quote), &normal(text))
    }

    #[test]
    fn layout_is_not_a_difference() {
        assert_eq!(normal("ＡＢ　１２，转 账\n"), normal("ab12转账"));
        assert_eq!(share("转账 12 笔", "……共转账１２笔，"), 1000);
    }

    #[test]
    fn each_slip_costs_its_share() {
        assert_eq!(share("他知道卡里的钱不干净", "问：他知道卞里的钱不干净吗"), 900);
        assert_eq!(
            share("他知道卡里的钱不干净", "完全无关的另一页"),
            100,
            "的 is everywhere"
        );
        assert_eq!(share("", "任何文字"), 0);
    }
}
