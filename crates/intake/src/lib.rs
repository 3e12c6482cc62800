//! What a file handed in is, and what can be read from it without trusting it.
//!
//! ```text
//! head and tail of a file ─sniff─▶ Kind, or a Refusal that names the file and says what to do
//! an image's bytes ────────image─▶ Picture: size, how to turn it
//! a DOCX's bytes ──────────docx──▶ Docx: pages of paragraphs, headings, tables, notes
//! tesseract's table ───────tsv───▶ Recognised: text, words with confidence and place
//! a cite + a new volume ───anchor▶ Same | Moved | Doubtful | Lost
//! ```
//!
//! Every reader is bounded: what it inflates, counts, nests and returns has a limit written at the top of its file, and no
//! input panics. A file's name never decides what a file is.
//!
//! Not in here: disk, clock, subprocesses, and a PDF parser. A PDF is opened by pdf.js inside the web view's sandbox; this crate
//! only looks at its first and last bytes.

mod anchor;
mod docx;
mod foreign;
mod image;
mod likeness;
mod refusal;
mod sniff;
mod tsv;
mod zip;

pub use anchor::{Anchor, Candidate, Found, NewPage, Reanchor, distance};
pub use docx::{Docx, DocxPage, Paragraph, ParagraphKind, read_docx};
pub use image::{Picture, read_picture};
pub use likeness::normal;
pub use refusal::{Refusal, shown_name};
pub use sniff::{Kind, Sample, sniff};
pub use tsv::{Recognised, Word, read_tsv};
