//! A cite as a case file writes it.

use crate::{Error, Source};

/// Reads `2-47「原话」@original:page:crop:hash`; words and place may be left out.
pub(super) fn read_cite(cite: &str) -> Result<Source, Error> {
    let (place, rest) = match cite.split_once('「') {
        Some((place, rest)) => (place, rest),
        None => cite
            .split_once('@')
            .map_or((cite, ""), |(place, _)| (place, &cite[place.len()..])),
    };
    let (quote, anchor) = match rest.rsplit_once('@') {
        Some((quote, anchor)) if anchor.split(':').count() == 4 => (quote, Some(anchor.parse()?)),
        _ => (rest, None),
    };
    let quote = quote.strip_suffix('」').unwrap_or(quote);
    Ok(place.parse::<Source>()?.with_quote(quote).with_anchor(anchor))
}

/// Writes what [`read_cite`] reads.
pub(super) fn write_cite(source: &Source) -> String {
    let quote = match source.quote() {
        "" => String::new(),
        quote => format!("「{quote}」"),
    };
    let anchor = source.anchor().map(|anchor| format!("@{anchor}")).unwrap_or_default();
    format!("{source}{quote}{anchor}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn back_and_forth(cite: &str, written: &str) {
        let source = read_cite(cite).expect("a cite");
        assert_eq!(write_cite(&source), written);
        assert_eq!(read_cite(written).expect("as written"), source);
    }

    #[test]
    fn a_cite_keeps_its_words_and_its_place_on_the_page() {
        let original = "a".repeat(64);
        back_and_forth("2-47", "证据卷二第47页");
        back_and_forth("2-47「他说“不知道”」", "证据卷二第47页「他说“不知道”」");
        back_and_forth("当事人陈述「我没有看」", "当事人陈述「我没有看」");
        back_and_forth("2-47「邮箱是 a@b.c」", "证据卷二第47页「邮箱是 a@b.c」");
        let place = format!("@{original}:52:100,200,3000,400:00ff00ff00ff00ff");
        back_and_forth(
            &format!("2-47「原话」{place}"),
            &format!("证据卷二第47页「原话」{place}"),
        );
        back_and_forth(&format!("2-47{place}"), &format!("证据卷二第47页{place}"));
    }

    #[test]
    fn a_place_that_cannot_be_read_is_a_fault() {
        assert!(read_cite("2-47「原话」@abc:52:1,2,3,4:").is_err());
    }
}
