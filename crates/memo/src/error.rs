//! What can go wrong, said in Chinese to the person who asked for the document.

use std::fmt;

/// Names the step that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// A template could not be read: its front matter, syntax or directives are wrong.
    Template,
    /// A template names a variable that the context does not give.
    Undefined,
    /// A style sheet is wrong.
    Sheet,
    /// A typeface cannot be read or may not be used.
    Font,
    /// The finished pages could not be written as PDF.
    Pdf,
    /// The Word file could not be put together.
    Docx,
}

/// An error whose message is a Chinese sentence for the user, with the technical cause behind it.
#[derive(Debug)]
pub struct Error {
    /// Which step failed.
    pub kind: ErrorKind,
    /// A Chinese sentence that names the thing and says what to do.
    pub message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error without a technical cause.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            source: None,
        }
    }

    /// An error caused by another one, which `source()` gives.
    pub fn because(
        kind: ErrorKind,
        message: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self {
            kind,
            message: message.into(),
            source: Some(source.into()),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.source {
            Some(source) => Some(source.as_ref()),
            None => None,
        }
    }
}
