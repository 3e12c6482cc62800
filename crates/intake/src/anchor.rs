//! Finding a cite again in a volume that was scanned anew, added to or put in another order.
//!
//! A cite knows the words it quotes, the words of its page and the page picture's fingerprint (a 64-bit difference hash). Each
//! page of the new volume is compared on all three:
//!
//! | evidence | compared | strong | against |
//! |---|---|---|---|
//! | quote, at least [`QUOTE`] characters | contained, with slips | ≥ [`QUOTED`] ‰ | < [`UNQUOTED`] ‰ |
//! | page text, at least [`PAGE`] characters | shared pairs of characters over all | ≥ [`ALIKE`] ‰ | < [`UNLIKE`] ‰ |
//! | fingerprint | differing bits of 64 | ≤ [`BITS`] | |
//!
//! A page is *found* when two kinds of evidence are strong, or one is and none of the others, if known, is against it. The cite
//! moves by itself only when exactly one page is found and the next best is worse by [`MARGIN`] (a fingerprint alone: by
//! [`APART`] bits). Anything else is a question for a person: near-duplicate pages, a form printed ten times, a page known by
//! its picture only. Nothing is guessed.

use crate::likeness::{contained, normal, pairs};

/// Shortest quote that says anything, in characters without punctuation.
const QUOTE: usize = 6;
/// Longest part of a quote that is compared.
const QUOTE_MOST: usize = 300;
/// Shortest page text that says anything.
const PAGE: usize = 30;
/// Longest part of a page that is compared.
const PAGE_MOST: usize = 6_000;
/// A quote is there.
const QUOTED: u32 = 850;
/// A quote is not there.
const UNQUOTED: u32 = 600;
/// Two pages say the same.
const ALIKE: u32 = 600;
/// Two pages say different things.
const UNLIKE: u32 = 250;
/// Two pictures are of the same page.
const BITS: u32 = 6;
/// The next picture must differ by this many bits more.
const APART: u32 = 8;
/// The next best page must be worse by this much, of 1000.
const MARGIN: u32 = 150;
/// A page worth asking about, if the words relied on may be there.
const ASK: u32 = 350;
/// Pages of one case share many words: below this, two pages are not the same one badly read.
const AKIN: u32 = 400;
/// At most this many pages are asked about.
const ASKED: usize = 5;
/// Pages whose words are compared closely.
const CLOSELY: usize = 12;

/// What a cite remembers of its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor<'a> {
    /// The PDF page it stood on in the former volume, from 1.
    pub page: u32,
    /// The words quoted; may be empty.
    pub quote: &'a str,
    /// The words of that page; empty when it was never read.
    pub text: &'a str,
    /// The fingerprint of that page's picture.
    pub fingerprint: Option<u64>,
}

/// A page of the new volume.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewPage<'a> {
    /// Its place in the PDF, from 1.
    pub page: u32,
    /// Its words; empty when not read yet.
    pub text: &'a str,
    /// The fingerprint of its picture.
    pub fingerprint: Option<u64>,
}

/// A page that may be the one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Its place in the new PDF, from 1.
    pub page: u32,
    /// How well it fits, of 1000.
    pub score: u32,
    /// How much of the quote stands on it, in thousandths; `None` when there is nothing to compare.
    pub quote: Option<u32>,
    /// How alike the texts are, in thousandths.
    pub text: Option<u32>,
    /// How many bits of the pictures differ.
    pub bits: Option<u32>,
}

impl Candidate {
    fn strong(&self) -> usize {
        usize::from(self.quote.is_some_and(|quote| quote >= QUOTED))
            + usize::from(self.text.is_some_and(|text| text >= ALIKE))
            + usize::from(self.bits.is_some_and(|bits| bits <= BITS))
    }

    fn against(&self) -> bool {
        self.quote.is_some_and(|quote| quote < UNQUOTED) || self.text.is_some_and(|text| text < UNLIKE)
    }

    fn is_found(&self) -> bool {
        // The quoted words are what is relied on: a page without them is never found by itself.
        let lost_words = self.quote.is_some_and(|quote| quote < UNQUOTED);
        !lost_words && (self.strong() >= 2 || self.strong() == 1 && !self.against())
    }

    /// A page without the words relied on is asked about only when it is otherwise the same page.
    fn is_worth_asking(&self) -> bool {
        match self.quote {
            _ if self.strong() > 0 => true,
            Some(quote) => quote >= UNQUOTED && self.score >= ASK,
            None => self.score >= ASK && self.text.is_none_or(|text| text >= AKIN),
        }
    }

    fn by_picture_alone(&self) -> bool {
        self.quote.is_none() && self.text.is_none()
    }
}

/// Where a cite stands in the new volume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// On the same PDF page as before.
    Same,
    /// On another one, without doubt.
    Moved(u32),
    /// A person must say: the pages in question, best first, at least one.
    Doubtful(Vec<Candidate>),
    /// Not on any page read so far, but some pages have neither text nor fingerprint yet: ask again when they do.
    Unread,
    /// Nowhere.
    Lost,
}

/// How many bits two fingerprints differ in, 0 to 64.
pub fn distance(one: u64, other: u64) -> u32 {
    (one ^ other).count_ones()
}

/// A new volume, made ready for looking up many cites.
pub struct Reanchor<'a> {
    pages: Vec<NewPage<'a>>,
    texts: Vec<Vec<char>>,
    /// How many pairs each page has.
    sizes: Vec<u32>,
    /// (pair, index of the page), in order.
    index: Vec<(u64, u32)>,
}

impl<'a> Reanchor<'a> {
    /// Indexes the pages of the new volume.
    pub fn new(pages: Vec<NewPage<'a>>) -> Reanchor<'a> {
        let texts: Vec<Vec<char>> = pages.iter().map(|page| bounded(page.text, PAGE_MOST)).collect();
        let mut index = Vec::new();
        let mut sizes = Vec::new();
        for (number, text) in texts.iter().enumerate() {
            let pairs = pairs(text);
            sizes.push(pairs.len() as u32);
            index.extend(pairs.into_iter().map(|pair| (pair, number as u32)));
        }
        index.sort_unstable();
        Reanchor {
            pages,
            texts,
            sizes,
            index,
        }
    }

    /// Looks one cite up.
    pub fn find(&self, anchor: &Anchor<'_>) -> Found {
        let mut candidates = self.candidates(anchor);
        candidates.sort_by_key(|candidate| {
            let step = candidate.page.abs_diff(anchor.page);
            (std::cmp::Reverse(candidate.score), step, candidate.page)
        });
        let mut found = candidates.iter().filter(|candidate| candidate.is_found());
        if let (Some(best), None) = (found.next(), found.next())
            && candidates
                .iter()
                .all(|other| other.page == best.page || clearly_worse(other, best))
        {
            return if best.page == anchor.page {
                Found::Same
            } else {
                Found::Moved(best.page)
            };
        }
        candidates.retain(Candidate::is_worth_asking);
        candidates.truncate(ASKED);
        let unread = |page: &NewPage<'_>| page.text.is_empty() && page.fingerprint.is_none();
        match candidates.is_empty() {
            false => Found::Doubtful(candidates),
            true if self.pages.iter().any(unread) => Found::Unread,
            true => Found::Lost,
        }
    }

    fn candidates(&self, anchor: &Anchor<'_>) -> Vec<Candidate> {
        let quote = bounded(anchor.quote, QUOTE_MOST);
        let text = bounded(anchor.text, PAGE_MOST);
        let (has_quote, has_text) = (quote.len() >= QUOTE, text.len() >= PAGE);
        let wanted = pairs(&text);
        let in_text = self.shared(&wanted);
        let quoted = pairs(&quote);
        let in_quote = self.shared(&quoted);
        let closely = closest(&in_quote);
        let scored = self.pages.iter().enumerate().map(|(number, page)| {
            let readable = self.texts[number].len() >= PAGE;
            let quote = (has_quote && !self.texts[number].is_empty()).then(|| {
                // Pairs say where a closer look is worth it; elsewhere they are the answer.
                if closely.contains(&number) {
                    contained(&quote, &self.texts[number])
                } else {
                    1000 * in_quote[number] / (quoted.len() as u32).max(1) / 2
                }
            });
            let text = (has_text && readable).then(|| {
                let all = wanted.len() as u32 + self.sizes[number] - in_text[number];
                1000 * in_text[number] / all.max(1)
            });
            let bits = anchor
                .fingerprint
                .zip(page.fingerprint)
                .map(|(one, other)| distance(one, other));
            Candidate {
                page: page.page,
                score: score(quote, text, bits),
                quote,
                text,
                bits,
            }
        });
        scored.collect()
    }

    /// How many of these pairs each page has.
    fn shared(&self, wanted: &[u64]) -> Vec<u32> {
        let mut counts = vec![0; self.pages.len()];
        for pair in wanted {
            let from = self.index.partition_point(|(other, _)| other < pair);
            for (_, page) in self.index[from..].iter().take_while(|(other, _)| other == pair) {
                counts[*page as usize] += 1;
            }
        }
        counts
    }
}

/// The pages with the most shared pairs; all that tie with the last of them too.
fn closest(shared: &[u32]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..shared.len()).filter(|number| shared[*number] > 0).collect();
    order.sort_by_key(|number| (std::cmp::Reverse(shared[*number]), *number));
    let last = order.get(CLOSELY - 1).map_or(0, |number| shared[*number]);
    order.retain(|number| shared[*number] >= last);
    order.truncate(4 * CLOSELY);
    order
}

/// Words weigh more than pictures: pages of print look alike.
fn score(quote: Option<u32>, text: Option<u32>, bits: Option<u32>) -> u32 {
    let picture = bits.map(|bits| 1000_u32.saturating_sub(bits * 40));
    let parts = [(quote, 5), (text, 4), (picture, 2)];
    let (sum, weight) = parts
        .iter()
        .filter_map(|(part, weight)| part.map(|part| (part * weight, *weight)))
        .fold((0, 0), |(sum, all), (part, weight)| (sum + part, all + weight));
    u32::checked_div(sum, weight).unwrap_or(0)
}

fn clearly_worse(other: &Candidate, best: &Candidate) -> bool {
    if best.by_picture_alone() {
        return match (other.bits, best.bits) {
            (Some(other), Some(best)) => other >= best + APART,
            // A page that has no picture yet could be the one.
            _ => false,
        };
    }
    other.score + MARGIN <= best.score
}

fn bounded(text: &str, most: usize) -> Vec<char> {
    let mut text = normal(text);
    text.truncate(most);
    text
}
