//! The readers of this crate, on good files, on wrong ones, and on hostile bytes.

mod anchor;
mod docx;
mod hostile;
mod pack;
mod sniff;
mod tsv;
