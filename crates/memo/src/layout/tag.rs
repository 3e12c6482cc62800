//! What the marks on a page are, for a reader who hears them.

/// The part something plays in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// The whole.
    Document,
    /// Its name.
    Title,
    /// A heading of that level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list.
    List,
    /// One item of a list.
    Item,
    /// The mark or number of an item.
    Label,
    /// What an item says.
    Body,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell that names a column or row; true for a column.
    HeadCell(bool),
    /// Any other cell.
    Cell,
    /// What a note at the foot of the page says.
    Note,
    /// The number of a note in the text.
    Reference,
    /// Words that lead somewhere.
    Link,
    /// A chart, with its numbers in words.
    Figure(String),
    /// The contents.
    Contents,
    /// One line of the contents.
    ContentsItem,
    /// A shaded note, a cover: blocks that belong together.
    Group,
}

/// A node of the tree; its children come in the order in which their marks appear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// What it is.
    pub role: Role,
    /// Its parent's place in the tree; the first tag is the whole.
    pub parent: usize,
}
