//! The outline: headings, each under the one above it.

use lopdf::{Dictionary, Object, ObjectId};

use super::finish::text;
use crate::layout::Pages;

/// One heading on its way into the outline.
struct Node {
    level: u8,
    id: ObjectId,
    entry: Dictionary,
    children: Vec<usize>,
}

/// Writes the headings as a nested outline; none for a document without headings.
pub(super) fn outline(tree: &mut lopdf::Document, pages: &Pages, sheets: &[ObjectId]) -> Option<ObjectId> {
    let root = tree.new_object_id();
    let mut nodes: Vec<Node> = Vec::new();
    let mut tops: Vec<usize> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (page, sheet) in pages.pages.iter().zip(sheets) {
        for (heading, y) in &page.headings {
            while open.last().is_some_and(|above| nodes[*above].level >= heading.level) {
                open.pop();
            }
            let mut entry = Dictionary::new();
            entry.set("Title", text(&heading.text));
            let top = (pages.sheet.1 - y) as f32;
            entry.set(
                "Dest",
                vec![
                    Object::Reference(*sheet),
                    "XYZ".into(),
                    Object::Null,
                    Object::Real(top.ceil()),
                    Object::Null,
                ],
            );
            let at = nodes.len();
            match open.last() {
                Some(parent) => nodes[*parent].children.push(at),
                None => tops.push(at),
            }
            nodes.push(Node {
                level: heading.level,
                id: tree.new_object_id(),
                entry,
                children: Vec::new(),
            });
            open.push(at);
        }
    }
    let (first, last) = (*tops.first()?, *tops.last()?);
    chain(&mut nodes, &tops, root);
    for at in 0..nodes.len() {
        let children = nodes[at].children.clone();
        if let (Some(first), Some(last)) = (children.first(), children.last()) {
            let (first, last) = (nodes[*first].id, nodes[*last].id);
            let count = i64::try_from(children.len()).unwrap_or(0);
            let entry = &mut nodes[at].entry;
            entry.set("First", first);
            entry.set("Last", last);
            // Negative: closed, so that the outline opens on the parts of the document.
            entry.set("Count", -count);
            let parent = nodes[at].id;
            chain(&mut nodes, &children, parent);
        }
    }
    let mut outlines = Dictionary::new();
    outlines.set("Type", "Outlines");
    outlines.set("First", nodes[first].id);
    outlines.set("Last", nodes[last].id);
    outlines.set("Count", i64::try_from(tops.len()).unwrap_or(0));
    tree.set_object(root, outlines);
    for node in nodes {
        tree.set_object(node.id, node.entry);
    }
    Some(root)
}

/// Links siblings to each other and to their parent.
fn chain(nodes: &mut [Node], siblings: &[usize], parent: ObjectId) {
    for (at, sibling) in siblings.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| nodes[siblings[before]].id);
        let after = siblings.get(at + 1).map(|after| nodes[*after].id);
        let entry = &mut nodes[*sibling].entry;
        entry.set("Parent", parent);
        if let Some(before) = before {
            entry.set("Prev", before);
        }
        if let Some(after) = after {
            entry.set("Next", after);
        }
    }
}
