//! What we write: documents in Chinese, set on A4 pages, given as bytes.
//!
//! ```text
//! template (Markdown + minijinja) ─▶ blocks ─▶ Document ─▶ layout (pages of marks) ─▶ pdf (bytes)
//!          receipt, chart ─▶ blocks ──┘   │  └─▶ docx (bytes)
//!                   sheet (TOML) ─▶ look ─┘  └─▶ text(), markdown(), JSON for a preview
//! ```
//!
//! * [`template`] fills a template with values that cannot change its structure.
//! * [`document`] is the document without any page: blocks and spans, numbers resolved.
//! * [`sheet`] is the look of a paper as data, the firm's own included; [`fonts`] says which faces there are.
//! * [`chart`] holds charts as data, with their numbers in words, and draws them in grey.
//! * [`layout`] decides lines and pages: 避头尾, squeezed punctuation, justified Han, tables across pages.
//! * [`pdf()`] writes the pages through printpdf with subset fonts, an outline and metadata.
//! * [`source`] writes blocks for a person to edit and reads them again; [`screen`] gives pages to a screen.
//! * [`html`] writes a page for any browser; [`words`] reads a finished file again, for what must not be in it.
//! * [`docx()`] writes the same blocks as a Word file with real styles, numbering and fields.
//! * [`ical`] writes calendars for other programs.
//! * [`receipt`] turns the record of what an analysis rested on into a closing section.
//!
//! It reads no disk and no clock: dates come in, bytes go out, and the same document gives the same bytes.
//! It knows no law; what a document says is in `rules/documents/`. Floating point stays in `layout` and `pdf`.

pub mod chart;
pub mod document;
mod docx;
mod error;
mod fault;
pub mod fonts;
pub mod html;
pub mod ical;
pub mod layout;
mod markdown;
mod number;
mod pdf;
pub mod receipt;
pub mod screen;
pub mod sheet;
pub mod source;
pub mod template;
pub mod words;

pub use document::Document;
pub use docx::docx;
pub use error::{Error, ErrorKind};
pub use number::numeral;
pub use pdf::{Rendered, pdf, stamp};
pub use sheet::Sheet;
