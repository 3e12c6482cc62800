//! What changed between two states of a document, in words: by paragraph, and inside a paragraph by character.

use crate::wire::wire;

wire! {
    /// A stretch of a paragraph.
    #[derive(PartialEq, Eq)]
    pub struct DiffPiece {
        /// same, added or removed.
        #[cfg_attr(feature = "typescript", ts(type = "\"same\" | \"added\" | \"removed\""))]
        pub kind: String,
        /// The words.
        pub text: String,
    }

    /// A paragraph that is not as it was, or how many before it are.
    #[derive(PartialEq, Eq)]
    pub struct DiffLine {
        /// skipped, added, removed or changed.
        #[cfg_attr(feature = "typescript", ts(type = "\"skipped\" | \"added\" | \"removed\" | \"changed\""))]
        pub kind: String,
        /// How many paragraphs are the same; for skipped.
        pub count: u32,
        /// Its words.
        pub pieces: Vec<DiffPiece>,
    }
}

/// Steps of an edit script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Same,
    Removed,
    Added,
}

/// Longest way between two texts that is looked for; beyond it, everything counts as changed.
const FAR: usize = 1200;

/// Myers' shortest edit script, linear in what is the same.
fn script<T: PartialEq>(before: &[T], after: &[T]) -> Option<Vec<Step>> {
    let (n, m) = (before.len() as isize, after.len() as isize);
    let most = (before.len() + after.len()).min(FAR) as isize;
    let mut best = vec![0isize; 2 * most as usize + 3];
    let at = |k: isize| (k + most + 1) as usize;
    let mut trace: Vec<Vec<isize>> = Vec::new();
    for d in 0..=most {
        trace.push(best.clone());
        for k in (-d..=d).step_by(2) {
            let down = k == -d || (k != d && best[at(k - 1)] < best[at(k + 1)]);
            let mut x = if down { best[at(k + 1)] } else { best[at(k - 1)] + 1 };
            while x < n && x - k < m && before[x as usize] == after[(x - k) as usize] {
                x += 1;
            }
            best[at(k)] = x;
            if x >= n && x - k >= m {
                return Some(back(&trace, d, n, m, at));
            }
        }
    }
    None
}

/// Walks the way back from the end.
fn back(trace: &[Vec<isize>], last: isize, n: isize, m: isize, at: impl Fn(isize) -> usize) -> Vec<Step> {
    let (mut x, mut y) = (n, m);
    let mut steps = Vec::new();
    for d in (0..=last).rev() {
        let best = &trace[d as usize];
        let k = x - y;
        let down = k == -d || (k != d && best[at(k - 1)] < best[at(k + 1)]);
        let before = if down { k + 1 } else { k - 1 };
        let (from, start) = (best[at(before)], best[at(before)] - before);
        while x > from && y > start {
            steps.push(Step::Same);
            (x, y) = (x - 1, y - 1);
        }
        if d > 0 {
            steps.push(if down { Step::Added } else { Step::Removed });
        }
        (x, y) = (from, start);
    }
    steps.reverse();
    steps
}

/// The paragraphs that changed, with how many between them did not.
pub(crate) fn diff(before: &str, after: &str) -> Vec<DiffLine> {
    let old: Vec<&str> = lines(before);
    let new: Vec<&str> = lines(after);
    let steps = script(&old, &new).unwrap_or_else(|| {
        let gone = old.iter().map(|_| Step::Removed);
        gone.chain(new.iter().map(|_| Step::Added)).collect()
    });
    let mut found: Vec<DiffLine> = Vec::new();
    let (mut x, mut y, mut same) = (0, 0, 0u32);
    let mut at = 0;
    while at < steps.len() {
        if steps[at] == Step::Same {
            (x, y, same, at) = (x + 1, y + 1, same + 1, at + 1);
            continue;
        }
        let run = steps[at..].iter().take_while(|step| **step != Step::Same);
        let (mut removed, mut added) = (Vec::new(), Vec::new());
        for step in run {
            at += 1;
            if *step == Step::Removed {
                removed.push(old[x]);
                x += 1;
            } else {
                added.push(new[y]);
                y += 1;
            }
        }
        skip(&mut found, &mut same);
        pair(&removed, &added, &mut found);
    }
    skip(&mut found, &mut same);
    found
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim().is_empty()).collect()
}

fn skip(found: &mut Vec<DiffLine>, same: &mut u32) {
    if *same > 0 {
        found.push(DiffLine {
            kind: "skipped".into(),
            count: *same,
            pieces: Vec::new(),
        });
    }
    *same = 0;
}

/// Paragraphs in the place of others: alike ones are one changed paragraph.
fn pair(removed: &[&str], added: &[&str], found: &mut Vec<DiffLine>) {
    let whole = |kind: &str, text: &str| DiffLine {
        kind: kind.into(),
        count: 0,
        pieces: vec![DiffPiece {
            kind: kind.into(),
            text: text.into(),
        }],
    };
    let mut rest = added.iter();
    for old in removed {
        let mut ahead = rest.clone();
        let alike = ahead.position(|new| is_alike(old, new));
        let Some(alike) = alike else {
            found.push(whole("removed", old));
            continue;
        };
        for _ in 0..alike {
            if let Some(new) = rest.next() {
                found.push(whole("added", new));
            }
        }
        if let Some(new) = rest.next() {
            found.push(DiffLine {
                kind: "changed".into(),
                count: 0,
                pieces: pieces(old, new),
            });
        }
    }
    found.extend(rest.map(|new| whole("added", new)));
}

/// At least two fifths of the characters are in both.
fn is_alike(old: &str, new: &str) -> bool {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let same = script(&old, &new).map_or(0, |steps| steps.iter().filter(|step| **step == Step::Same).count());
    5 * same >= 2 * old.len().max(new.len())
}

fn pieces(old: &str, new: &str) -> Vec<DiffPiece> {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let steps = script(&old, &new).unwrap_or_default();
    let (mut x, mut y) = (0, 0);
    let mut found: Vec<DiffPiece> = Vec::new();
    for step in steps {
        let (kind, ch) = match step {
            Step::Same => ("same", new[y]),
            Step::Removed => ("removed", old[x]),
            Step::Added => ("added", new[y]),
        };
        x += usize::from(step != Step::Added);
        y += usize::from(step != Step::Removed);
        match found.last_mut().filter(|last| last.kind == kind) {
            Some(last) => last.text.push(ch),
            None => found.push(DiffPiece {
                kind: kind.into(),
                text: ch.into(),
            }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str) -> String {
        let mut told = String::new();
        for line in diff(before, after) {
            if line.kind == "skipped" {
                told.push_str(&format!("({})", line.count));
            }
            for piece in line.pieces {
                told.push_str(match piece.kind.as_str() {
                    "added" => "+",
                    "removed" => "-",
                    _ => "=",
                });
                told.push_str(&piece.text);
            }
            told.push('\n');
        }
        told
    }

    #[test]
    fn only_what_changed_is_told() {
        let before = "一\n二\n违法所得8,200元，应予认定。\n四";
        let after = "一\n二\n违法所得9,300元，应予认定。\n四\n五";
        assert_eq!(
            told(before, after),
            "(2)\n=违法所得-8+9=,-2+3=00元，应予认定。\n(1)\n+五\n"
        );
        assert_eq!(told(before, before), "(4)\n");
    }

    #[test]
    fn every_character_of_both_sides_is_told() {
        let texts = [
            "",
            "甲",
            "甲乙丙丁",
            "丁丙乙甲",
            "乙丙戊",
            "甲甲甲乙",
            "完全不同的一句话，很长很长。",
        ];
        for old in texts {
            for new in texts {
                let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
                let steps = script(&a, &b).expect("short");
                let of = |but: Step| steps.iter().filter(|step| **step != but).count();
                assert_eq!((of(Step::Added), of(Step::Removed)), (a.len(), b.len()), "{old} {new}");
                let kept: String = pieces(old, new)
                    .into_iter()
                    .filter(|own| own.kind != "removed")
                    .map(|own| own.text)
                    .collect();
                assert_eq!(kept, new);
            }
        }
    }

    #[test]
    fn an_unlike_paragraph_is_a_new_one() {
        assert_eq!(
            told("完全是旧的一段", "此处另起炉灶"),
            "-完全是旧的一段\n+此处另起炉灶\n"
        );
    }
}
