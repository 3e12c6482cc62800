//! What is wrong with a rule file, and where.

use std::fmt;

/// One fault found while reading or linting rules. Reading collects every fault; it never stops at the first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, as it was named to the reader.
    pub file: String,
    /// The line, from 1; 0 when the fault is about the file as a whole.
    pub line: usize,
    /// A Chinese sentence that names the thing and says what to do.
    pub message: String,
}

impl Fault {
    /// A fault at the line of `text` where `needle` first stands.
    pub(crate) fn at(file: &str, text: &str, needle: &str, message: impl Into<String>) -> Fault {
        let line = text
            .lines()
            .position(|line| line.contains(needle))
            .map_or(0, |at| at + 1);
        Fault {
            file: file.into(),
            line,
            message: message.into(),
        }
    }

    /// A fault of a whole file.
    pub(crate) fn of(file: &str, message: impl Into<String>) -> Fault {
        Fault {
            file: file.into(),
            line: 0,
            message: message.into(),
        }
    }

    /// A TOML error with its place and a caret under the spot.
    pub(crate) fn toml(file: &str, text: &str, error: &toml::de::Error) -> Fault {
        let start = error.span().map_or(0, |span| span.start.min(text.len()));
        let before = &text[..text.floor_char_boundary(start)];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count();
        let shown = text.lines().nth(line - 1).unwrap_or("");
        let caret = " ".repeat(column) + "^";
        let message = format!("无法按规则格式读取：{}。\n  {shown}\n  {caret}", error.message());
        Fault {
            file: file.into(),
            line,
            message,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(out, "{}：{}", self.file, self.message),
            line => write!(out, "{}:{line}：{}", self.file, self.message),
        }
    }
}
