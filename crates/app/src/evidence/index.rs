//! From a page to the evidence on it: what a source chip says besides its page.

use super::in_order;
use crate::failure::Failure;
use crate::session::{App, Now};
use crate::wire::wire;
use case::{Record, Source};

wire! {
    /// An exhibit, as a chip needs it.
    pub struct ExhibitMark {
        /// Item id.
        pub id: String,
        /// Number in the register.
        pub no: u32,
        /// Name.
        pub name: String,
        /// Volume label.
        pub volume: String,
        /// First and last printed page of each run.
        pub runs: Vec<(u32, u32)>,
        /// What stands against it, in words.
        pub objections: Vec<String>,
    }

    /// Every exhibit that lies on pages of the file.
    pub struct ExhibitMarks {
        /// In the order of the register.
        pub exhibits: Vec<ExhibitMark>,
    }

    /// Asks for the marks.
    pub struct ExhibitMarksRequest {
        /// Case id.
        pub case: String,
    }
}

/// Every exhibit that lies on pages of the file, for the chips of all screens.
pub(crate) fn exhibit_marks(app: &mut App, request: ExhibitMarksRequest, _: Now) -> Result<ExhibitMarks, Failure> {
    let record = app.record(&request.case)?;
    let exhibits = in_order(record)
        .into_iter()
        .enumerate()
        .filter(|(_, (_, exhibit))| !exhibit.volume.is_empty() && !exhibit.runs().is_empty())
        .map(|(at, (id, exhibit))| ExhibitMark {
            id: id.into(),
            no: at as u32 + 1,
            name: exhibit.name.clone(),
            volume: exhibit.volume.clone(),
            runs: exhibit.runs(),
            objections: exhibit.objections(),
        })
        .collect();
    Ok(ExhibitMarks { exhibits })
}

/// The exhibits a source points into: id, name, what stands against it.
pub(crate) fn of_pages<'a>(record: &'a Record, source: &Source) -> Vec<(&'a str, &'a case::Exhibit)> {
    let Source::Page { volume, page, .. } = source else {
        return Vec::new();
    };
    let all = record.items_of::<case::Exhibit>();
    all.filter(|(_, exhibit)| exhibit.holds(volume, page)).collect()
}
