//! What a file is, by its content.

use crate::foreign::foreign;
use crate::refusal::Refusal;

/// A PDF's header may stand this far from its first byte (ISO 32000-1, annex H).
const HEADER_WITHIN: usize = 1024;
/// A PDF's end mark may stand this far before its last byte; scanners append a little of their own.
const END_WITHIN: usize = 2048;
/// The largest picture taken in.
const PICTURE: u64 = 64 << 20;
/// The largest Word document taken in.
const DOCX: u64 = 128 << 20;
/// The largest PDF taken in: 4 GiB.
const PDF: u64 = 4 << 30;

/// What is shown of a file to say what it is: as much of both ends as is at hand. For a small file both are the whole of it.
#[derive(Debug, Clone, Copy)]
pub struct Sample<'a> {
    /// Its first bytes; 64 KiB are enough.
    pub head: &'a [u8],
    /// Its last bytes; 64 KiB are enough.
    pub tail: &'a [u8],
    /// Its length in bytes.
    pub size: u64,
}

impl<'a> Sample<'a> {
    /// A sample of a file that is wholly in memory.
    pub fn whole(bytes: &'a [u8]) -> Sample<'a> {
        Sample {
            head: bytes,
            tail: bytes,
            size: bytes.len() as u64,
        }
    }
}

/// What the case file takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A PDF. Whether it can be read is for pdf.js to find out; these are signs from its two ends.
    Pdf {
        /// Its end mark is there. Without it, it is probably a download that was cut short.
        complete: bool,
        /// It mentions encryption. It may still open without a password (printing or copying forbidden), so this refuses nothing.
        encrypted: bool,
    },
    /// A PNG picture.
    Png,
    /// A JPEG picture.
    Jpeg,
    /// A Word document, `.docx`.
    Docx,
}

/// Says what a file is by its content; its name is only used to name it.
///
/// # Errors
/// A [`Refusal`] for an empty file, one too large, one cut short beyond use, and every format the case file does not take in,
/// each with what to do.
pub fn sniff(sample: &Sample<'_>, name: &str) -> Result<Kind, Refusal> {
    let refuse = |why: &str, cure: &str| Err(Refusal::new(name, why, cure));
    if sample.size == 0 || sample.head.is_empty() {
        return refuse("是空文件", "请检查它是否还在复制或下载，完成后再导入。");
    }
    let (kind, most) = if find(&sample.head[..sample.head.len().min(HEADER_WITHIN)], b"%PDF-").is_some() {
        (pdf(sample), PDF)
    } else if sample.head.starts_with(b"\x89PNG\r\n\x1a\n") {
        (Kind::Png, PICTURE)
    } else if sample.head.starts_with(b"\xFF\xD8\xFF") {
        (Kind::Jpeg, PICTURE)
    } else if sample.head.starts_with(b"PK\x03\x04") && holds(sample, b"word/document") {
        (Kind::Docx, DOCX)
    } else {
        let (why, cure) = foreign(sample);
        return refuse(why, cure);
    };
    if sample.size > most {
        return Err(Refusal::new(
            name,
            format!("有 {}，超过了 {} 的上限", megabytes(sample.size), megabytes(most)),
            "请拆分成几个文件后再导入。",
        ));
    }
    Ok(kind)
}

fn pdf(sample: &Sample<'_>) -> Kind {
    let end = &sample.tail[sample.tail.len().saturating_sub(END_WITHIN)..];
    Kind::Pdf {
        complete: find(end, b"%%EOF").is_some(),
        encrypted: find(sample.tail, b"/Encrypt").is_some() || find(sample.head, b"/Encrypt").is_some(),
    }
}

/// Whether either end mentions some bytes.
pub(crate) fn holds(sample: &Sample<'_>, what: &[u8]) -> bool {
    find(sample.head, what).is_some() || find(sample.tail, what).is_some()
}

/// Where some bytes first stand.
pub(crate) fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    let first = *what.first()?;
    let mut from = 0;
    while let Some(step) = bytes.get(from..)?.iter().position(|byte| *byte == first) {
        let at = from + step;
        if bytes[at..].starts_with(what) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

fn megabytes(size: u64) -> String {
    match size >> 20 {
        megabytes @ 0..1024 => format!("{megabytes} MB"),
        megabytes => format!("{} GB", megabytes >> 10),
    }
}
