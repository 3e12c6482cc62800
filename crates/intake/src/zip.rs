//! The least of ZIP that a Word document needs: the central directory, stored and deflated entries, checksums.
//!
//! Written here rather than taken, because what matters is what it refuses: nothing is inflated before its declared size has been
//! checked against every limit, and nothing past the limit afterwards. No names become paths; nothing is written anywhere.

use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// Entries an archive may list.
const ENTRIES: usize = 4_096;
/// Bytes one entry may inflate to.
const ENTRY: usize = 64 << 20;
/// How many times its packed size an entry may inflate to, beyond the first megabyte. Deflate's own limit is 1,032; XML of
/// real documents reaches about 40.
const RATIO: usize = 200;

const END: [u8; 4] = *b"PK\x05\x06";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const LOCAL: [u8; 4] = *b"PK\x03\x04";

/// What is wrong with an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ZipFault {
    /// It does not hold together.
    Damaged,
    /// It would inflate beyond reason: a zip bomb, or a document no lawyer wrote.
    Bomb,
    /// An entry is under a password.
    Locked,
}

/// One entry as the directory lists it.
struct Entry<'a> {
    name: &'a [u8],
    flags: u16,
    method: u16,
    sum: u32,
    packed: usize,
    size: usize,
    local: usize,
}

/// An archive whose directory has been read and found within bounds.
pub(crate) struct Archive<'a> {
    bytes: &'a [u8],
    entries: Vec<Entry<'a>>,
}

impl<'a> Archive<'a> {
    /// Reads the directory.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Archive<'a>, ZipFault> {
        let end = end_record(bytes).ok_or(ZipFault::Damaged)?;
        let count = usize::from(two(bytes, end + 10).ok_or(ZipFault::Damaged)?);
        let mut at = four(bytes, end + 16).ok_or(ZipFault::Damaged)? as usize;
        if count > ENTRIES {
            return Err(ZipFault::Bomb);
        }
        let mut entries = Vec::new();
        for _ in 0..count {
            let (entry, next) = central(bytes, at).ok_or(ZipFault::Damaged)?;
            entries.push(entry);
            at = next;
        }
        Ok(Archive { bytes, entries })
    }

    /// The content of an entry; `None` when there is none of that name.
    pub(crate) fn read(&self, name: &str) -> Result<Option<Vec<u8>>, ZipFault> {
        let mut named = self.entries.iter().filter(|entry| entry.name == name.as_bytes());
        let Some(entry) = named.next() else { return Ok(None) };
        if named.next().is_some() {
            return Err(ZipFault::Damaged);
        }
        if entry.flags & 1 != 0 {
            return Err(ZipFault::Locked);
        }
        let allowed = entry.packed.saturating_mul(RATIO).saturating_add(1 << 20).min(ENTRY);
        if entry.size > allowed {
            return Err(ZipFault::Bomb);
        }
        let packed = self.packed(entry).ok_or(ZipFault::Damaged)?;
        let content = match entry.method {
            0 if entry.packed == entry.size => packed.to_vec(),
            // A declared size may lie: inflating stops at the declared size.
            8 => decompress_to_vec_with_limit(packed, entry.size.max(1)).map_err(|fault| match fault.status {
                miniz_oxide::inflate::TINFLStatus::HasMoreOutput => ZipFault::Bomb,
                _ => ZipFault::Damaged,
            })?,
            _ => return Err(ZipFault::Damaged),
        };
        if content.len() != entry.size || crc32fast::hash(&content) != entry.sum {
            return Err(ZipFault::Damaged);
        }
        Ok(Some(content))
    }

    fn packed(&self, entry: &Entry<'_>) -> Option<&'a [u8]> {
        if self.bytes.get(entry.local..entry.local.checked_add(4)?)? != LOCAL {
            return None;
        }
        let name = usize::from(two(self.bytes, entry.local + 26)?);
        let extra = usize::from(two(self.bytes, entry.local + 28)?);
        let from = entry.local.checked_add(30)?.checked_add(name)?.checked_add(extra)?;
        self.bytes.get(from..from.checked_add(entry.packed)?)
    }
}

/// The end record: the last signature within 64 KiB of the end, with its comment.
fn end_record(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(22)?;
    (last.saturating_sub(0xFFFF)..=last)
        .rev()
        .find(|at| bytes[*at..].starts_with(&END))
}

fn central(bytes: &[u8], at: usize) -> Option<(Entry<'_>, usize)> {
    if bytes.get(at..at.checked_add(4)?)? != CENTRAL {
        return None;
    }
    let name_length = usize::from(two(bytes, at + 28)?);
    let rest = usize::from(two(bytes, at + 30)?) + usize::from(two(bytes, at + 32)?);
    let name = bytes.get(at + 46..(at + 46).checked_add(name_length)?)?;
    let entry = Entry {
        name,
        flags: two(bytes, at + 8)?,
        method: two(bytes, at + 10)?,
        sum: four(bytes, at + 16)?,
        packed: four(bytes, at + 20)? as usize,
        size: four(bytes, at + 24)? as usize,
        local: four(bytes, at + 42)? as usize,
    };
    Some((entry, at + 46 + name_length + rest))
}

fn two(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn four(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
