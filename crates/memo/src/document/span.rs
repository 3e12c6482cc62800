//! A stretch of text in one style.

use serde::{Deserialize, Serialize};

/// How a span looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// As the block is set.
    #[default]
    Regular,
    /// Bold.
    Bold,
    /// Something the writer still has to supply, printed 【待补：…】 on a light ground.
    Missing,
    /// The raised number of a note, such as [1]; what the note says is in [`Span::note`].
    Note,
}

/// A stretch of text in one style. A `\n` inside the text is a forced line break.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Span {
    /// The text exactly as printed.
    pub text: String,
    /// How it looks.
    #[serde(default)]
    pub style: Style,
    /// Where it leads: `#anchor` inside the document, or a web address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Which node of the analysis said this, for a preview that can be asked why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What the note says, where this span is the number of one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub note: Vec<Span>,
}

impl Span {
    /// Text as the block is set.
    pub fn regular(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Bold text.
    pub fn bold(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            style: Style::Bold,
            ..Self::default()
        }
    }

    /// 「【待补：what】」: a gap that is shown, never filled with a guess.
    pub fn missing(what: impl AsRef<str>) -> Self {
        Self {
            text: format!("【待补：{}】", what.as_ref()),
            style: Style::Missing,
            ..Self::default()
        }
    }

    /// The number of a note that says this; [`crate::Document::new`] counts it.
    pub fn noted(words: Vec<Span>) -> Self {
        Self {
            style: Style::Note,
            note: words,
            ..Self::default()
        }
    }

    /// The same span leading to `#anchor` or a web address.
    #[must_use]
    pub fn to(mut self, target: impl Into<String>) -> Self {
        self.link = Some(target.into());
        self
    }
}

impl From<&str> for Span {
    fn from(text: &str) -> Self {
        Self::regular(text)
    }
}

impl From<String> for Span {
    fn from(text: String) -> Self {
        Self::regular(text)
    }
}

/// The text of several spans, without their styles.
pub fn plain(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}
