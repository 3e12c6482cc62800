//! Why a file does not go into the case file, said so that its owner knows what to do.

use std::fmt;

/// At most this many characters of a file's name are shown.
const NAME: usize = 60;

/// A file that was not taken in: which one, why, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The file's own name, made safe to show.
    pub name: String,
    /// What is wrong with it: a Chinese clause without a full stop.
    pub why: String,
    /// What its owner can do: a Chinese sentence.
    pub cure: String,
}

impl Refusal {
    pub(crate) fn new(name: &str, why: impl Into<String>, cure: impl Into<String>) -> Refusal {
        Refusal {
            name: shown_name(name),
            why: why.into(),
            cure: cure.into(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "“{}”{}。{}", self.name, self.why, self.cure)
    }
}

impl std::error::Error for Refusal {}

/// The last part of a name, without the characters that hide or turn text around, and not too long: safe on screen and in a log
/// of what was imported. An empty name reads 未命名文件.
pub fn shown_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let seen: Vec<char> = last.chars().filter(|c| !hides(*c)).collect();
    let seen: Vec<char> = if seen.len() > NAME {
        let (start, end) = (NAME - 16, seen.len() - 15);
        seen[..start]
            .iter()
            .copied()
            .chain(['…'])
            .chain(seen[end..].iter().copied())
            .collect()
    } else {
        seen
    };
    let text: String = seen.into_iter().collect();
    match text.trim() {
        "" => "未命名文件".into(),
        text => text.into(),
    }
}

/// Control, zero-width and direction-changing characters: `报告\u{202E}fdp.exe` must not read as a PDF.
fn hides(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
        || matches!(c, '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_its_last_part_without_tricks() {
        assert_eq!(shown_name("/home/某/证据卷一.pdf"), "证据卷一.pdf");
        assert_eq!(shown_name(r"..\..\卷二.pdf"), "卷二.pdf");
        assert_eq!(shown_name("报告\u{202E}fdp.exe"), "报告fdp.exe");
        assert_eq!(shown_name(" \u{200B}\n"), "未命名文件");
        let long = shown_name(&format!("{}.pdf", "卷".repeat(300)));
        assert_eq!(long.chars().count(), NAME);
        assert!(long.ends_with(".pdf"));
    }
}
