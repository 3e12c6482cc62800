//! Everything in a case that is not an answer: volumes, evidence, statements, people, dates, tasks, remarks.
//!
//! One kind of row for all of them. An item is never edited: a later one of the same key supersedes it, an empty one
//! takes it out, and what was taken out can be put back. Who put it and when stands on it.

mod contact;
mod date;
mod exhibit;
mod paper;
mod remark;
mod statement;
mod volume;

pub use contact::{Conflict, ConflictMatch, Person, PersonRole, Verdict};
pub use date::{Completion, Task, TaskKind};
pub use exhibit::{
    Check, Checked, Exclusion, ExclusionState, Exhibit, ExhibitKind, Form, Quality, Submitter, View, page_runs,
};
pub use paper::{Outline, Release, Wording};
pub use remark::{Comment, Note, Tag, Target};
pub use statement::{Assertion, Proposition, Says, Statement, StatementKind};
pub use volume::{Media, PageRange, Part, Volume};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

use crate::Error;

/// What kind of thing an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// 卷.
    Volume,
    /// 证据.
    Exhibit,
    /// 笔录.
    Statement,
    /// 待比对的说法.
    Proposition,
    /// 某份笔录对某一说法的陈述.
    Assertion,
    /// 人员.
    Person,
    /// 利益冲突的处理决定.
    Conflict,
    /// 期限的办结.
    Completion,
    /// 待办.
    Task,
    /// 批注.
    Comment,
    /// 笔记.
    Note,
    /// 页签.
    Tag,
    /// 文书改写.
    Wording,
    /// 文书取舍.
    Outline,
    /// 陈述放行.
    Release,
}

impl ItemKind {
    /// Every kind, in the order of the case file.
    pub const ALL: [ItemKind; 15] = [
        ItemKind::Volume,
        ItemKind::Exhibit,
        ItemKind::Statement,
        ItemKind::Proposition,
        ItemKind::Assertion,
        ItemKind::Person,
        ItemKind::Conflict,
        ItemKind::Completion,
        ItemKind::Task,
        ItemKind::Comment,
        ItemKind::Note,
        ItemKind::Tag,
        ItemKind::Wording,
        ItemKind::Outline,
        ItemKind::Release,
    ];

    /// Identifier, as in case files, in the vault and on the wire.
    pub fn id(self) -> &'static str {
        match self {
            ItemKind::Volume => "volume",
            ItemKind::Exhibit => "exhibit",
            ItemKind::Statement => "statement",
            ItemKind::Proposition => "proposition",
            ItemKind::Assertion => "assertion",
            ItemKind::Person => "person",
            ItemKind::Conflict => "conflict",
            ItemKind::Completion => "completion",
            ItemKind::Task => "task",
            ItemKind::Comment => "comment",
            ItemKind::Note => "note",
            ItemKind::Tag => "tag",
            ItemKind::Wording => "wording",
            ItemKind::Outline => "outline",
            ItemKind::Release => "release",
        }
    }

    /// The kind of that identifier.
    pub fn from_id(id: &str) -> Option<ItemKind> {
        ItemKind::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            ItemKind::Volume => "卷宗",
            ItemKind::Exhibit => "证据",
            ItemKind::Statement => "笔录",
            ItemKind::Proposition => "比对事项",
            ItemKind::Assertion => "陈述比对",
            ItemKind::Person => "人员",
            ItemKind::Conflict => "利益冲突处理",
            ItemKind::Completion => "期限办结",
            ItemKind::Task => "待办",
            ItemKind::Comment => "批注",
            ItemKind::Note => "笔记",
            ItemKind::Tag => "页签",
            ItemKind::Wording => "文书改写",
            ItemKind::Outline => "文书章节取舍",
            ItemKind::Release => "陈述写入对外文书",
        }
    }
}

/// Which item: its kind and its number within the kind (`v0001`), never used again after it was taken out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ItemKey {
    /// Its kind.
    pub kind: ItemKind,
    /// Its number.
    pub id: String,
}

impl ItemKey {
    /// The key of that kind and number.
    pub fn new(kind: ItemKind, id: impl Into<String>) -> ItemKey {
        ItemKey { kind, id: id.into() }
    }
}

impl fmt::Display for ItemKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.kind.id(), self.id)
    }
}

impl FromStr for ItemKey {
    type Err = Error;

    /// Reads `kind:id`.
    fn from_str(text: &str) -> Result<ItemKey, Error> {
        let fine = |id: &str| {
            !id.is_empty()
                && id.len() <= 80
                && id
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/'))
        };
        text.split_once(':')
            .filter(|(_, id)| fine(id))
            .and_then(|(kind, id)| ItemKind::from_id(kind).map(|kind| ItemKey::new(kind, id)))
            .ok_or_else(|| Error::new("条目的标识写法不对，应为“类别:编号”。"))
    }
}

impl TryFrom<String> for ItemKey {
    type Error = Error;

    fn try_from(text: String) -> Result<ItemKey, Error> {
        text.parse()
    }
}

impl From<ItemKey> for String {
    fn from(key: ItemKey) -> String {
        key.to_string()
    }
}

/// What an item says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum Item {
    /// 卷.
    Volume(Volume),
    /// 证据.
    Exhibit(Exhibit),
    /// 笔录.
    Statement(Statement),
    /// 待比对的说法.
    Proposition(Proposition),
    /// 某份笔录对某一说法的陈述.
    Assertion(Assertion),
    /// 人员.
    Person(Person),
    /// 利益冲突的处理决定.
    Conflict(Conflict),
    /// 期限的办结.
    Completion(Completion),
    /// 待办.
    Task(Task),
    /// 批注.
    Comment(Comment),
    /// 笔记.
    Note(Note),
    /// 页签.
    Tag(Tag),
    /// 文书改写.
    Wording(Wording),
    /// 文书章节取舍.
    Outline(Outline),
    /// 陈述写入对外文书.
    Release(Release),
}

/// A type that items are made of.
pub trait Body: Sized + 'static {
    /// The kind of item it is.
    const KIND: ItemKind;

    /// The body of an item, if it is of this type.
    fn of(item: &Item) -> Option<&Self>;
}

macro_rules! bodies {
    ($($name:ident)*) => {
        $(
            impl Body for $name {
                const KIND: ItemKind = ItemKind::$name;

                fn of(item: &Item) -> Option<&$name> {
                    match item {
                        Item::$name(body) => Some(body),
                        _ => None,
                    }
                }
            }

            impl From<$name> for Item {
                fn from(body: $name) -> Item {
                    Item::$name(body)
                }
            }
        )*

        impl Item {
            /// What kind of thing it is.
            pub fn kind(&self) -> ItemKind {
                match self {
                    $(Item::$name(_) => ItemKind::$name,)*
                }
            }
        }
    };
}

bodies! { Volume Exhibit Statement Proposition Assertion Person Conflict Completion Task Comment Note Tag Wording Outline Release }

/// An item as it stands, with who put it there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// What it says.
    #[serde(flatten)]
    pub item: Item,
    /// Who put it there.
    pub by: String,
    /// When.
    pub at: DateTime<FixedOffset>,
}

/// One item put, superseding the one before, or taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemChange {
    /// Which item.
    pub key: ItemKey,
    /// The item from now on; `None` takes it out. Boxed, an item is large.
    pub held: Option<Box<Held>>,
}
