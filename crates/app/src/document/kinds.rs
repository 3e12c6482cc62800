//! Which documents there are, and which of them this case can use now.

use super::offered::Offer;
use crate::failure::Failure;
use crate::rules::book;
use crate::session::App;
use crate::wire::wire;
use memo::template;

wire! {
    /// A kind of document.
    pub struct DocumentKind {
        /// Template id.
        pub id: String,
        /// Name.
        pub name: String,
        /// Leaves the firm.
        pub outgoing: bool,
        /// What it is for.
        pub about: String,
        /// Offered at this stage.
        pub allowed: bool,
        /// Why not.
        pub why_not: String,
        /// stage: usable now, leaves the firm; internal; other: for another stage.
        #[cfg_attr(feature = "typescript", ts(type = "\"stage\" | \"internal\" | \"other\""))]
        pub group: String,
        /// The firm's own template.
        pub own: bool,
    }
}

/// Every document with its template: those of the rules in force, the firm's own before them.
pub(crate) fn sources(app: &mut App) -> Result<Vec<(String, bool)>, Failure> {
    let own = crate::templates::texts(app)?;
    let built_in = book().documents.iter().filter(|(id, _)| !own.contains_key(*id));
    let mut all: Vec<(String, bool)> = built_in.map(|(_, text)| (text.clone(), false)).collect();
    all.extend(own.values().map(|text| (text.clone(), true)));
    Ok(all)
}

/// The template of a document: the firm's own, else that of the rules in force.
pub(crate) fn source(app: &mut App, document: &str) -> Result<String, Failure> {
    match crate::templates::texts(app)?.remove(document) {
        Some(text) => Ok(text),
        None => book()
            .documents
            .get(document)
            .cloned()
            .ok_or_else(|| Failure::not_found("这种文书")),
    }
}

/// Every kind, those usable now first.
pub(crate) fn kinds(app: &mut App, offer: &Offer) -> Result<Vec<DocumentKind>, Failure> {
    let mut kinds = Vec::new();
    for (source, own) in sources(app)? {
        let front = template::front_matter(&source)?;
        let why_not = offer.why_not(&front);
        let allowed = why_not.is_empty();
        let group = match (allowed, front.outgoing) {
            (true, true) => "stage",
            (true, false) => "internal",
            (false, _) => "other",
        };
        let place = front.order;
        let kind = DocumentKind {
            id: front.id,
            name: front.name,
            outgoing: front.outgoing,
            about: front.about,
            allowed,
            why_not,
            group: group.into(),
            own,
        };
        kinds.push((place, kind));
    }
    let group = |kind: &DocumentKind| ["stage", "internal", "other"].iter().position(|own| *own == kind.group);
    kinds.sort_by(|(a, one), (b, other)| {
        (group(one), !one.outgoing, a, &one.name).cmp(&(group(other), !other.outgoing, b, &other.name))
    });
    Ok(kinds.into_iter().map(|(_, kind)| kind).collect())
}
