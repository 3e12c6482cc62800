//! The checklist before a case is archived, as data: what has to be there, and where it is done.

use serde::Deserialize;

/// One line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArchiveItem {
    /// Identifier; a lawyer's word that it does not apply hangs on it.
    pub id: String,
    /// What is to be there, in Chinese.
    pub name: String,
    /// What counts.
    #[serde(default)]
    pub note: String,
    /// View of the case where it is done.
    pub tab: String,
    /// What the record has to show.
    pub need: Need,
}

/// What the record has to show for a line to be met.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Need {
    /// Fields of the file cover are filled in.
    Cover {
        /// Which.
        fields: Vec<String>,
    },
    /// There is a statement of this kind.
    Statements {
        /// The kind, as items name it.
        of: String,
    },
    /// Something was taken down from every volume.
    Reading {},
    /// One of these documents was exported.
    Exported {
        /// Ids of documents.
        documents: Vec<String>,
    },
    /// One of these events of the procedure happened to a client.
    Event {
        /// Ids of kinds of events.
        kinds: Vec<String>,
    },
    /// The case is at this stage.
    Stage {
        /// Id of the stage.
        stage: String,
    },
    /// No time limit is open.
    Limits {},
    /// No task is open.
    Tasks {},
    /// Nothing waits for review.
    Review {},
    /// No comment is open.
    Comments {},
}

/// The file `archive.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArchiveFile {
    #[serde(rename = "item", default)]
    pub items: Vec<ArchiveItem>,
}
