//! The article behind a citation.

use crate::failure::Failure;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::wire;

wire! {
    /// A rule that embodies a provision.
    pub struct NodeUse {
        /// Offence or defence name.
        pub offence: String,
        /// Version date, empty for a defence.
        pub pack: String,
        /// Node id.
        pub node: String,
        /// Node name.
        pub name: String,
        /// File of the rule set.
        pub file: String,
    }

    /// A provision, digested.
    pub struct ProvisionView {
        /// Citation.
        pub cite: String,
        /// Instrument id.
        pub instrument: String,
        /// Full title.
        pub title: String,
        /// Who issued it.
        pub issuer: String,
        /// 第十二条第一款第（四）项.
        pub label: String,
        /// Our digest.
        pub digest: String,
        /// full_text, two_sources, one_source or unverified.
        pub verified: String,
        /// In words.
        pub verified_text: String,
        /// Day of publication, or empty.
        pub published: String,
        /// Day of coming into force, or empty.
        pub effective: String,
        /// What is open about it.
        pub note: String,
        /// Rules that embody it.
        pub nodes: Vec<NodeUse>,
    }

    /// Asks for a provision.
    pub struct ProvisionRequest {
        /// Citation.
        pub cite: String,
    }
}

/// The article behind a citation, and which rules embody it.
pub(crate) fn provision(_: &mut App, request: ProvisionRequest, _: Now) -> Result<ProvisionView, Failure> {
    let book = book();
    let (instrument, provision) = book
        .sources
        .get(&request.cite)
        .ok_or_else(|| Failure::not_found("这条规定"))?;
    let uses = book.offences.iter().chain(&book.defences).flat_map(|rules| {
        let citing = rules
            .nodes
            .iter()
            .filter(|node| node.cite.iter().chain(&node.duty).any(|cite| *cite == request.cite));
        citing.map(|node| NodeUse {
            offence: rules.short.clone(),
            pack: rules.from.map(|from| from.to_string()).unwrap_or_default(),
            node: node.id.clone(),
            name: node.name.clone(),
            file: rules.file.clone(),
        })
    });
    let notes: Vec<&str> = [provision.note.as_str(), instrument.note.as_str()]
        .into_iter()
        .filter(|note| !note.is_empty())
        .collect();
    Ok(ProvisionView {
        nodes: uses.collect(),
        cite: request.cite.clone(),
        instrument: instrument.id.clone(),
        title: instrument.title.clone(),
        issuer: instrument.issuer.clone(),
        label: provision.label.clone(),
        digest: provision.digest.clone(),
        verified: match provision.verified {
            law::Confidence::FullText => "full_text",
            law::Confidence::TwoSources => "two_sources",
            law::Confidence::OneSource => "one_source",
            law::Confidence::Unverified => "unverified",
        }
        .into(),
        verified_text: provision.verified.name().into(),
        published: instrument.published.clone(),
        effective: instrument.effective.clone(),
        note: notes.join("\n"),
    })
}
