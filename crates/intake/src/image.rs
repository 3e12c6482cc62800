//! A picture's size and how to turn it, without decoding it.

use crate::refusal::Refusal;
use crate::sniff::Kind;

/// Longest side taken in, in pixels: an A3 page at 1,200 dpi has 19,842.
const SIDE: u32 = 24_000;
/// Most pixels taken in. The web view decodes four bytes a pixel: 480 MB at the most.
const AREA: u64 = 120_000_000;
/// Segments of a JPEG looked at before its size is found.
const SEGMENTS: usize = 512;
/// Entries of an EXIF directory looked at.
const ENTRIES: u16 = 256;

/// What a picture's own bytes say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// Pixels across, as stored (before turning).
    pub width: u32,
    /// Pixels down, as stored (before turning).
    pub height: u32,
    /// EXIF orientation, 1 to 8; 1 (upright) when it says nothing or nonsense.
    pub orientation: u8,
    /// Its end mark is there; without it the lower part is probably missing.
    pub complete: bool,
}

impl Picture {
    /// Width and height as seen, after turning.
    pub fn upright(&self) -> (u32, u32) {
        match self.orientation {
            5..=8 => (self.height, self.width),
            _ => (self.width, self.height),
        }
    }
}

/// Reads a PNG's or JPEG's size and orientation.
///
/// # Errors
/// A [`Refusal`] when the header is damaged, a side is zero, or the picture is larger than can be shown safely.
pub fn read_picture(bytes: &[u8], kind: Kind, name: &str) -> Result<Picture, Refusal> {
    let found = match kind {
        Kind::Png => png(bytes),
        Kind::Jpeg => jpeg(bytes),
        Kind::Pdf { .. } | Kind::Docx => None,
    };
    let Some(picture) = found.filter(|picture| picture.width > 0 && picture.height > 0) else {
        return Err(Refusal::new(
            name,
            "已经损坏，读不出图片的大小",
            "请用看图软件打开检查，另存一份或换一份完好的副本再导入。",
        ));
    };
    let area = u64::from(picture.width) * u64::from(picture.height);
    if picture.width > SIDE || picture.height > SIDE || area > AREA {
        return Err(Refusal::new(
            name,
            format!("有 {}×{} 像素，超过了能安全显示的大小", picture.width, picture.height),
            "请缩小（扫描件 300 dpi 已足够）后再导入。",
        ));
    }
    Ok(picture)
}

/// The first chunk must be IHDR, with its checksum right.
fn png(bytes: &[u8]) -> Option<Picture> {
    let chunk = bytes.get(8..33)?;
    let body = chunk.get(4..21)?;
    let sum = u32::from_be_bytes(chunk.get(21..25)?.try_into().ok()?);
    if chunk.get(..8)? != b"\0\0\0\x0DIHDR" || crc32fast::hash(body) != sum {
        return None;
    }
    Some(Picture {
        width: u32::from_be_bytes(body.get(4..8)?.try_into().ok()?),
        height: u32::from_be_bytes(body.get(8..12)?.try_into().ok()?),
        orientation: 1,
        complete: bytes.len() >= 12
            && bytes[bytes.len().saturating_sub(64)..]
                .windows(4)
                .any(|four| four == b"IEND"),
    })
}

/// Walks the segments up to the frame header.
fn jpeg(bytes: &[u8]) -> Option<Picture> {
    let mut at = 2;
    let mut orientation = 1;
    for _ in 0..SEGMENTS {
        while *bytes.get(at)? != 0xFF {
            at += 1;
        }
        while *bytes.get(at)? == 0xFF {
            at += 1;
        }
        let marker = *bytes.get(at)?;
        at += 1;
        if matches!(marker, 0x01 | 0xD0..=0xD8) {
            continue;
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
        let body = bytes.get(at + 2..at + length.max(2))?;
        match marker {
            0xE1 => orientation = exif(body).unwrap_or(orientation),
            // Frame headers; C4, C8 and CC are tables.
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                return Some(Picture {
                    height: u32::from(u16::from_be_bytes(body.get(1..3)?.try_into().ok()?)),
                    width: u32::from(u16::from_be_bytes(body.get(3..5)?.try_into().ok()?)),
                    orientation,
                    complete: ended(bytes),
                });
            }
            0xD9 | 0xDA => return None,
            _ => {}
        }
        at += length.max(2);
    }
    None
}

/// The end mark, near the end: cameras and chat programs append a little.
fn ended(bytes: &[u8]) -> bool {
    let end = &bytes[bytes.len().saturating_sub(64 << 10)..];
    end.windows(2).any(|two| two == [0xFF, 0xD9])
}

/// The orientation tag (0x0112) of an EXIF block's first directory.
fn exif(body: &[u8]) -> Option<u8> {
    let tiff = body.strip_prefix(b"Exif\0\0")?;
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let two = |at: usize| -> Option<u16> {
        let bytes = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let four = |at: usize| -> Option<u32> {
        let bytes = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        })
    };
    let directory = usize::try_from(four(4)?).ok()?;
    let count = two(directory)?.min(ENTRIES);
    for entry in 0..usize::from(count) {
        let at = directory.checked_add(2 + entry * 12)?;
        if two(at)? == 0x0112 {
            return u8::try_from(two(at.checked_add(8)?)?)
                .ok()
                .filter(|value| (1..=8).contains(value));
        }
    }
    None
}
