//! The structure tree: what is a heading, a cell, a note, for those who hear the page instead of seeing it.

use lopdf::{Dictionary, Object, ObjectId};

use super::finish::text;
use super::marks::{Event, PageStructure};
use crate::layout::{Pages, Role};

/// One element under way.
#[derive(Default)]
struct Element {
    id: Option<ObjectId>,
    kids: Vec<Kid>,
}

#[derive(Clone, Copy)]
enum Kid {
    Element(usize),
    /// Page and number of a marked stretch.
    Stretch(usize, usize),
    /// Page, and the object of a link.
    Link(usize, ObjectId),
}

/// Writes the tree and gives the objects of its root.
pub(super) fn tree(
    file: &mut lopdf::Document,
    pages: &Pages,
    drawn: &[PageStructure],
    sheets: &[ObjectId],
) -> ObjectId {
    let root = file.new_object_id();
    let mut elements: Vec<Element> = pages.tags.iter().map(|_| Element::default()).collect();
    let mut parents: Vec<(i64, Object)> = Vec::new();
    elements[0].id = Some(file.new_object_id());
    let mut next_key = i64::try_from(sheets.len()).unwrap_or(i64::MAX);
    for (page, (own, sheet)) in drawn.iter().zip(sheets).enumerate() {
        let links = links(file, *sheet, own, &mut next_key);
        for event in &own.events {
            match event {
                Event::Seen(tag) => seen(file, &mut elements, pages, *tag),
                Event::Stretch(tag, number) => {
                    seen(file, &mut elements, pages, *tag);
                    elements[*tag].kids.push(Kid::Stretch(page, *number));
                }
                Event::Link(tag, number) => {
                    if let (Some((link, key)), true) = (links.get(*number), *tag > 0) {
                        seen(file, &mut elements, pages, *tag);
                        elements[*tag].kids.push(Kid::Link(page, *link));
                        let element = elements[*tag].id.map_or(Object::Null, Object::Reference);
                        parents.push((*key, element));
                    }
                }
            }
        }
        let owners: Vec<Object> = own
            .stretches
            .iter()
            .map(|tag| elements[*tag].id.map_or(Object::Null, Object::Reference))
            .collect();
        let key = i64::try_from(page).unwrap_or(i64::MAX);
        parents.push((key, Object::Reference(file.add_object(owners))));
        if let Ok(sheet) = file.get_dictionary_mut(*sheet) {
            sheet.set("StructParents", key);
            sheet.set("Tabs", "S");
        }
    }
    for (at, element) in elements.iter().enumerate() {
        let Some(id) = element.id else { continue };
        let parent = if at == 0 {
            Some(root)
        } else {
            elements[pages.tags[at].parent].id
        };
        let dictionary = dictionary(pages, at, element, &elements, parent, sheets);
        file.set_object(id, dictionary);
    }
    parents.sort_by_key(|(key, _)| *key);
    let numbers: Vec<Object> = parents
        .into_iter()
        .flat_map(|(key, value)| [Object::Integer(key), value])
        .collect();
    let mut parent_tree = Dictionary::new();
    parent_tree.set("Nums", numbers);
    let parent_tree = file.add_object(parent_tree);
    let mut roles = Dictionary::new();
    roles.set("Title", "P");
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "StructTreeRoot");
    if let Some(document) = elements[0].id {
        dictionary.set("K", document);
    }
    dictionary.set("ParentTree", parent_tree);
    dictionary.set("ParentTreeNextKey", next_key);
    dictionary.set("RoleMap", roles);
    file.set_object(root, dictionary);
    root
}

/// Makes the links of a page objects of their own, each with its key in the tree of parents.
fn links(file: &mut lopdf::Document, sheet: ObjectId, own: &PageStructure, next_key: &mut i64) -> Vec<(ObjectId, i64)> {
    let Ok(Object::Array(inline)) = file.get_dictionary(sheet).and_then(|page| page.get(b"Annots")).cloned() else {
        return Vec::new();
    };
    let mut made = Vec::new();
    for (annotation, tag) in inline.into_iter().zip(&own.links) {
        let Object::Dictionary(mut annotation) = annotation else {
            continue;
        };
        let key = *next_key;
        if *tag > 0 {
            annotation.set("StructParent", key);
            *next_key += 1;
        }
        // Printed with the page, where a printer cares.
        annotation.set("F", 4);
        annotation.set("Contents", text("链接"));
        made.push((file.add_object(annotation), key));
    }
    if let Ok(page) = file.get_dictionary_mut(sheet) {
        if made.is_empty() {
            page.remove(b"Annots");
        } else {
            let links: Vec<Object> = made.iter().map(|(id, _)| Object::Reference(*id)).collect();
            page.set("Annots", links);
        }
    }
    made
}

/// Gives a tag and those above it their places, in the order in which they are met.
fn seen(file: &mut lopdf::Document, elements: &mut [Element], pages: &Pages, tag: usize) {
    let mut at = tag;
    while elements[at].id.is_none() {
        elements[at].id = Some(file.new_object_id());
        let parent = pages.tags[at].parent;
        elements[parent].kids.push(Kid::Element(at));
        at = parent;
    }
}

fn dictionary(
    pages: &Pages,
    at: usize,
    element: &Element,
    elements: &[Element],
    parent: Option<ObjectId>,
    sheets: &[ObjectId],
) -> Dictionary {
    let mut dictionary = Dictionary::new();
    let role = &pages.tags[at].role;
    dictionary.set("S", name(role));
    if let Some(parent) = parent {
        dictionary.set("P", parent);
    }
    let home = element.kids.iter().find_map(|kid| match kid {
        Kid::Stretch(page, _) | Kid::Link(page, _) => Some(*page),
        Kid::Element(_) => None,
    });
    if let Some(page) = home {
        dictionary.set("Pg", sheets[page]);
    }
    let kids: Vec<Object> = element
        .kids
        .iter()
        .filter_map(|kid| match kid {
            Kid::Element(child) => elements[*child].id.map(Object::Reference),
            Kid::Stretch(page, number) => {
                let number = i64::try_from(*number).ok()?;
                if Some(*page) == home {
                    return Some(Object::Integer(number));
                }
                let mut reference = Dictionary::new();
                reference.set("Type", "MCR");
                reference.set("Pg", sheets[*page]);
                reference.set("MCID", number);
                Some(Object::Dictionary(reference))
            }
            Kid::Link(page, link) => {
                let mut reference = Dictionary::new();
                reference.set("Type", "OBJR");
                if Some(*page) != home {
                    reference.set("Pg", sheets[*page]);
                }
                reference.set("Obj", *link);
                Some(Object::Dictionary(reference))
            }
        })
        .collect();
    match <[Object; 1]>::try_from(kids) {
        Ok([only]) => dictionary.set("K", only),
        Err(kids) if kids.is_empty() => {}
        Err(kids) => dictionary.set("K", kids),
    }
    match role {
        Role::Figure(alt) => dictionary.set("Alt", text(alt)),
        Role::Note => dictionary.set("ID", Object::string_literal(format!("note{at}"))),
        Role::HeadCell(column) => {
            let mut attributes = Dictionary::new();
            attributes.set("O", "Table");
            attributes.set("Scope", if *column { "Column" } else { "Row" });
            dictionary.set("A", attributes);
        }
        _ => {}
    }
    dictionary
}

/// The name PDF has for a role.
fn name(role: &Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Title => "Title",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(_) => "H4",
        Role::Paragraph => "P",
        Role::List => "L",
        Role::Item => "LI",
        Role::Label => "Lbl",
        Role::Body => "LBody",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::HeadCell(_) => "TH",
        Role::Cell => "TD",
        Role::Note => "Note",
        Role::Reference => "Reference",
        Role::Link => "Link",
        Role::Figure(_) => "Figure",
        Role::Contents => "TOC",
        Role::ContentsItem => "TOCI",
        Role::Group => "Div",
    }
}
