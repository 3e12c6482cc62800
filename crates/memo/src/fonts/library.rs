//! The faces there are, and the glyph of a character in them.

use std::sync::{OnceLock, RwLock};

use ttf_parser::GlyphId;

use super::GETA;
use crate::document::Document;
use crate::{Error, ErrorKind};

/// A typeface: a number in the library of this process. The first five are always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Face(pub(super) u8);

impl Face {
    /// 宋体.
    pub const SERIF: Self = Self(0);
    /// 宋体, bold.
    pub const SERIF_BOLD: Self = Self(1);
    /// 黑体.
    pub const SANS: Self = Self(2);
    /// 黑体, bold.
    pub const SANS_BOLD: Self = Self(3);
    /// 楷体.
    pub const KAI: Self = Self(4);
    /// The faces in the binary.
    pub const BUILT_IN: [Self; 5] = [Self::SERIF, Self::SERIF_BOLD, Self::SANS, Self::SANS_BOLD, Self::KAI];

    /// The name a reader of the file's properties sees.
    pub fn name(self) -> &'static str {
        library().map_or("", |library| library.shelf(self).map_or("", |own| own.names[0]))
    }

    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A face with its file and the names it answers to.
#[derive(Clone)]
pub(super) struct Own {
    pub names: Vec<&'static str>,
    pub bytes: &'static [u8],
    /// Which face of a collection.
    pub at: u32,
    pub parsed: ttf_parser::Face<'static>,
    pub bold: bool,
}

/// Every face there is.
pub(crate) struct Library(pub(super) RwLock<Vec<&'static Own>>);

/// A glyph as found: where, which, and its measures in thousandths of the size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    pub face: Face,
    pub id: u16,
    pub advance: u16,
    /// Blank at the left of the ink.
    pub left: i16,
    /// Blank at the right of the ink.
    pub right: i16,
    /// Whether no face has the character, so that this is the geta mark.
    pub missing: bool,
}

const FILES: [(&str, &[u8]); 5] = [
    (
        "Noto Serif SC",
        include_bytes!("../../fonts/NotoSerifSC_400Regular.ttf"),
    ),
    (
        "Noto Serif SC Bold",
        include_bytes!("../../fonts/NotoSerifSC_700Bold.ttf"),
    ),
    ("Noto Sans SC", include_bytes!("../../fonts/NotoSansSC_400Regular.ttf")),
    (
        "Noto Sans SC Bold",
        include_bytes!("../../fonts/NotoSansSC_700Bold.ttf"),
    ),
    ("LXGW WenKai", include_bytes!("../../fonts/LXGWWenKai-Regular.ttf")),
];

/// The library, with the faces in the binary parsed on the first call.
pub(crate) fn library() -> Result<&'static Library, Error> {
    static LIBRARY: OnceLock<Result<Library, ttf_parser::FaceParsingError>> = OnceLock::new();
    LIBRARY
        .get_or_init(|| {
            let mut shelf: Vec<&'static Own> = Vec::new();
            for (name, bytes) in FILES {
                shelf.push(Box::leak(Box::new(Own {
                    names: vec![name],
                    bytes,
                    at: 0,
                    parsed: ttf_parser::Face::parse(bytes, 0)?,
                    bold: name.ends_with("Bold"),
                })));
            }
            Ok(Library(RwLock::new(shelf)))
        })
        .as_ref()
        .map_err(|cause| {
            Error::because(
                ErrorKind::Font,
                "内嵌字体无法读取，安装文件可能已损坏，请重新安装。",
                *cause,
            )
        })
}

impl Library {
    fn shelf(&self, face: Face) -> Option<&'static Own> {
        // A reader that panicked has changed nothing: what it held is whole.
        let shelf = self.0.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        shelf.get(face.index()).copied()
    }

    /// The file of a face, and which face of the file it is.
    pub fn file(&self, face: Face) -> Option<(&'static [u8], u32)> {
        self.shelf(face).map(|own| (own.bytes, own.at))
    }

    /// The first face of a chain that is here; 宋体 when none is.
    pub fn first(&self, chain: &[String]) -> Face {
        chain.iter().find_map(|name| self.named(name)).unwrap_or(Face::SERIF)
    }

    fn named(&self, name: &str) -> Option<Face> {
        let shelf = self.0.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let at = shelf
            .iter()
            .position(|own| own.names.iter().any(|own| own.eq_ignore_ascii_case(name)))?;
        u8::try_from(at).ok().map(Face)
    }

    /// The bold that goes with a face: its own family's where there is one, else that of 宋体 or 黑体.
    pub fn bold(&self, face: Face) -> Face {
        match face {
            Face::SANS | Face::SANS_BOLD => return Face::SANS_BOLD,
            Face::SERIF | Face::SERIF_BOLD | Face::KAI => return Face::SERIF_BOLD,
            _ => {}
        }
        let Some(own) = self.shelf(face) else {
            return Face::SERIF_BOLD;
        };
        if own.bold || own.names.iter().any(|name| *name == "SimHei" || *name == "黑体") {
            return face;
        }
        own.names
            .iter()
            .find_map(|name| self.named(&format!("{name} Bold")))
            .unwrap_or(Face::SERIF_BOLD)
    }

    /// Itself, then what stands in for it character by character.
    fn chain(face: Face) -> [Face; 4] {
        match face {
            Face::SERIF_BOLD => [face, Face::SANS_BOLD, Face::SERIF, Face::KAI],
            Face::SANS_BOLD => [face, Face::SERIF_BOLD, Face::SANS, Face::KAI],
            Face::SANS => [face, Face::SERIF, Face::SANS, Face::KAI],
            _ => [face, Face::SERIF, Face::SANS, Face::KAI],
        }
    }

    /// The glyph for a character, from the asked face or the next that has it; 〓 if none has.
    pub fn glyph(&self, face: Face, ch: char) -> Glyph {
        for candidate in Self::chain(face) {
            if let Some(own) = self.shelf(candidate)
                && let Some(id) = own.parsed.glyph_index(ch)
                && id.0 != 0
            {
                return measure(own, candidate, id, false);
            }
        }
        let own = self.shelf(Face::SERIF);
        let id = own.and_then(|own| own.parsed.glyph_index(GETA));
        match (own, id) {
            (Some(own), Some(id)) => measure(own, Face::SERIF, id, true),
            _ => Glyph {
                face: Face::SERIF,
                id: 0,
                advance: 1000,
                left: 0,
                right: 0,
                missing: true,
            },
        }
    }
}

fn measure(own: &Own, face: Face, id: GlyphId, missing: bool) -> Glyph {
    let units = i32::from(own.parsed.units_per_em()).max(1);
    let thousandths = |n: i32| n * 1000 / units;
    let advance = thousandths(i32::from(own.parsed.glyph_hor_advance(id).unwrap_or(0)));
    let (left, right) = own.parsed.glyph_bounding_box(id).map_or((0, 0), |ink| {
        (
            thousandths(i32::from(ink.x_min)),
            advance - thousandths(i32::from(ink.x_max)),
        )
    });
    let narrow = |n: i32| i16::try_from(n).unwrap_or(0);
    Glyph {
        face,
        id: id.0,
        advance: u16::try_from(advance).unwrap_or(0),
        left: narrow(left),
        right: narrow(right),
        missing,
    }
}

/// Which face a part of a paper is set in.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FaceUse {
    /// The part, such as 正文.
    pub part: &'static str,
    /// The face its style sheet names first; Word is told this one.
    pub wanted: String,
    /// The face a PDF made here is set in.
    pub used: String,
}

impl FaceUse {
    /// Whether the PDF has the face the style sheet asks for.
    pub fn is_wanted(&self) -> bool {
        self.wanted == self.used
    }
}

/// For each part of a paper the face that is asked for, and the one that is there.
///
/// # Errors
/// When a typeface in the binary cannot be read.
pub fn uses(document: &Document) -> Result<Vec<FaceUse>, Error> {
    let library = library()?;
    let sheet = document.look();
    Ok(sheet
        .faces
        .parts()
        .into_iter()
        .map(|(part, chain)| {
            let face = library.first(chain);
            // A face answers to several names: the one the style sheet has for it is the one to show.
            let known = chain.iter().find(|name| library.named(name) == Some(face));
            FaceUse {
                part,
                wanted: chain.first().cloned().unwrap_or_default(),
                used: known.cloned().unwrap_or_else(|| face.name().to_owned()),
            }
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_no_face_has_becomes_a_geta_mark_and_never_notdef() {
        let library = library().expect("the faces are in the binary");
        for face in Face::BUILT_IN {
            let glyph = library.glyph(face, '\u{2a6a5}');
            assert!(
                glyph.missing,
                "{face:?} has gained U+2A6A5: pick another test character"
            );
            assert_ne!(glyph.id, 0);
        }
    }

    #[test]
    fn every_character_a_memo_needs_is_in_every_face() {
        let library = library().expect("the faces are in the binary");
        let needed = "镕喆玥昇祎的一、（）〔〕【】《》“”‘’——……·①⑩×÷≥≤＝□■●○→✓〓，。；：？！%‰";
        for face in Face::BUILT_IN {
            for ch in needed.chars() {
                assert!(!library.glyph(face, ch).missing, "{ch} in {face:?}");
            }
        }
    }

    #[test]
    fn a_rare_name_character_comes_from_the_face_that_has_it() {
        let library = library().expect("the faces are in the binary");
        let glyph = library.glyph(Face::SERIF, '𠮷');
        assert_eq!((glyph.face, glyph.missing), (Face::KAI, false));
    }
}
