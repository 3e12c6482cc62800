//! What the team says to itself: comments, notes, tags. None of it reaches a document by itself.

use serde::{Deserialize, Serialize};

/// What a remark is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case", deny_unknown_fields)]
pub enum Target {
    /// An answer: a path, with the party it is about.
    Fact {
        /// Party id, or empty for the case.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        actor: String,
        /// Which question.
        path: String,
    },
    /// A page.
    Page {
        /// Volume label.
        volume: String,
        /// Page of the document, from 1.
        page: u32,
    },
    /// Another item, by its key.
    Item {
        /// `kind:id`.
        key: String,
    },
    /// The case as a whole.
    Case,
}

/// One remark in a thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// What it is about.
    pub on: Target,
    /// The remark.
    pub text: String,
    /// Id of the comment it answers, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reply_to: String,
    /// Who settled it, or empty while it is open.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub settled_by: String,
    /// Id of the task it was turned into, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub task: String,
}

/// A note of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// What it is about.
    pub on: Target,
    /// Its heading, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Its text.
    pub text: String,
}

/// A personal mark on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Tag {
    /// Volume label.
    pub volume: String,
    /// Page of the document, from 1.
    pub page: u32,
    /// The mark.
    pub text: String,
}
