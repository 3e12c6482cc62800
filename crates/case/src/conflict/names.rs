//! Two names: the same, or the same but for a slip of the ear or the hand.

use crate::pinyin::readings;

/// A name as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// As written, for showing.
    pub(super) written: String,
    letters: Vec<char>,
    masked: bool,
}

/// How two names are alike, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Alike {
    /// Character by character.
    Same,
    /// The same sounds in other characters: 李伟, 李玮.
    Sound,
    /// Two neighbouring characters have changed places: 李小明, 李明小.
    Swapped,
    /// One has a character more: 李小明, 李明.
    Longer,
    /// Sounds that many people do not tell apart: 陈, 程.
    Near,
    /// One character of three or more is another: 李小明, 李小朋.
    OneOther,
    /// The same, but both hide what would tell people apart: 王某.
    Masked,
}

impl Name {
    /// A name without spaces, dots and brackets; `None` for one in which nothing is left.
    pub(super) fn of(written: &str) -> Option<Name> {
        let ordinary = |c: char| match c {
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            _ => c,
        };
        let counts = |c: &char| !c.is_whitespace() && !matches!(c, '·' | '•' | '・' | '.' | '(' | ')' | '\u{200b}');
        let letters = written.chars().map(ordinary).filter(counts);
        let letters: Vec<char> = letters.flat_map(char::to_lowercase).collect();
        let masked = letters.iter().any(|c| matches!(c, '某' | '×' | '*' | '□'));
        (!letters.is_empty()).then(|| Name {
            written: written.trim().to_string(),
            letters,
            masked,
        })
    }

    /// Its characters as they are compared.
    pub(super) fn letters(&self) -> &[char] {
        &self.letters
    }

    /// Whether it hides what would tell people apart.
    pub(super) fn is_masked(&self) -> bool {
        self.masked
    }

    /// How the two are alike, if they are.
    pub(super) fn alike(&self, other: &Name) -> Option<Alike> {
        if self.letters == other.letters {
            return Some(if self.masked { Alike::Masked } else { Alike::Same });
        }
        // 王某 is not a slip of 王明: what is hidden says nothing.
        if self.masked || other.masked {
            return None;
        }
        match self.letters.len().abs_diff(other.letters.len()) {
            0 => self.of_one_length(other),
            1 => {
                let (long, short) = if self.letters.len() > other.letters.len() {
                    (self, other)
                } else {
                    (other, self)
                };
                long.has_one_more(short).then_some(Alike::Longer)
            }
            _ => None,
        }
    }

    fn of_one_length(&self, other: &Name) -> Option<Alike> {
        let length = self.letters.len();
        let (mut differ, mut first, mut last) = (0, length, 0);
        let (mut sound, mut near) = (true, true);
        for at in 0..length {
            if self.letters[at] != other.letters[at] {
                if near {
                    let (ours, theirs) = (readings(self.letters[at]), readings(other.letters[at]));
                    sound = sound && ours.same(&theirs);
                    near = ours.near(&theirs);
                }
                (differ, first, last) = (differ + 1, first.min(at), at);
                if differ > 2 && !near {
                    return None;
                }
            }
        }
        let swapped = differ == 2
            && last == first + 1
            && self.letters[first] == other.letters[last]
            && self.letters[last] == other.letters[first];
        // Of two characters one is half the name: 王伟 and 王芳 are two people.
        let one_other = differ == 1 && length > 2;
        let found = [
            (sound, Alike::Sound),
            (swapped, Alike::Swapped),
            (near, Alike::Near),
            (one_other, Alike::OneOther),
        ];
        found
            .into_iter()
            .find(|(is, _)| *is && length > 1)
            .map(|(_, alike)| alike)
    }

    fn has_one_more(&self, short: &Name) -> bool {
        let same = self
            .letters
            .iter()
            .zip(&short.letters)
            .take_while(|(a, b)| a == b)
            .count();
        short.letters.len() > 1 && self.letters[same + 1..] == short.letters[same..]
    }
}
