//! The typefaces in the binary: Noto Serif SC and Noto Sans SC (OFL-1.1), regular and bold.
//!
//! No free 仿宋 covers the characters of Chinese names, so the body is set in 宋体 (Noto Serif SC). A character the asked
//! face lacks is taken from the other family; one that no face has is shown as 〓 and reported.

use std::sync::OnceLock;

use ttf_parser::GlyphId;

use crate::{Error, ErrorKind};

/// A typeface in the binary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// 宋体.
    Serif,
    /// 宋体, bold.
    SerifBold,
    /// 黑体.
    Sans,
    /// 黑体, bold.
    SansBold,
}

impl Face {
    /// Every face, in the order of its index.
    pub const ALL: [Self; 4] = [Self::Serif, Self::SerifBold, Self::Sans, Self::SansBold];

    /// The name a reader of the file's properties sees.
    pub fn name(self) -> &'static str {
        match self {
            Self::Serif => "Noto Serif SC Regular",
            Self::SerifBold => "Noto Serif SC Bold",
            Self::Sans => "Noto Sans SC Regular",
            Self::SansBold => "Noto Sans SC Bold",
        }
    }

    /// The same family in bold.
    #[must_use]
    pub fn bold(self) -> Self {
        match self {
            Self::Serif | Self::SerifBold => Self::SerifBold,
            Self::Sans | Self::SansBold => Self::SansBold,
        }
    }

    /// The font file.
    pub(crate) fn bytes(self) -> &'static [u8] {
        match self {
            Self::Serif => include_bytes!("../fonts/NotoSerifSC_400Regular.ttf"),
            Self::SerifBold => include_bytes!("../fonts/NotoSerifSC_700Bold.ttf"),
            Self::Sans => include_bytes!("../fonts/NotoSansSC_400Regular.ttf"),
            Self::SansBold => include_bytes!("../fonts/NotoSansSC_700Bold.ttf"),
        }
    }

    pub(crate) fn index(self) -> usize {
        self as usize
    }

    /// Itself, then the other family in the same weight.
    fn chain(self) -> [Self; 2] {
        match self {
            Self::Serif => [Self::Serif, Self::Sans],
            Self::SerifBold => [Self::SerifBold, Self::SansBold],
            Self::Sans => [Self::Sans, Self::Serif],
            Self::SansBold => [Self::SansBold, Self::SerifBold],
        }
    }
}

/// The sign shown where no face has the character.
pub const GETA: char = '〓';

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

/// The four faces, parsed.
pub(crate) struct Faces([ttf_parser::Face<'static>; 4]);

/// Gives the faces, parsing them on the first call.
pub(crate) fn faces() -> Result<&'static Faces, Error> {
    static FACES: OnceLock<Result<Faces, ttf_parser::FaceParsingError>> = OnceLock::new();
    FACES
        .get_or_init(|| {
            let parse = |face: Face| ttf_parser::Face::parse(face.bytes(), 0);
            Ok(Faces([
                parse(Face::Serif)?,
                parse(Face::SerifBold)?,
                parse(Face::Sans)?,
                parse(Face::SansBold)?,
            ]))
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

impl Faces {
    /// The glyph for a character, from the asked face or the next that has it; 〓 if none has.
    pub fn glyph(&self, face: Face, ch: char) -> Glyph {
        // Invisible characters that fonts often lack are set as spaces of no width by the caller.
        for candidate in face.chain() {
            if let Some(id) = self.0[candidate.index()].glyph_index(ch)
                && id.0 != 0
            {
                return self.measure(candidate, id, false);
            }
        }
        let id = self.0[face.index()].glyph_index(GETA).unwrap_or(GlyphId(0));
        self.measure(face, id, true)
    }

    fn measure(&self, face: Face, id: GlyphId, missing: bool) -> Glyph {
        let font = &self.0[face.index()];
        let units = i32::from(font.units_per_em()).max(1);
        let thousandths = |n: i32| n * 1000 / units;
        let advance = thousandths(i32::from(font.glyph_hor_advance(id).unwrap_or(0)));
        let (left, right) = font.glyph_bounding_box(id).map_or((0, 0), |ink| {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_character_no_face_has_becomes_a_geta_mark_and_never_notdef() {
        let faces = faces().expect("the faces are in the binary");
        for face in Face::ALL {
            let glyph = faces.glyph(face, '𠮷');
            assert!(glyph.missing, "{face:?} has gained 𠮷: pick another test character");
            assert_ne!(glyph.id, 0);
        }
    }

    #[test]
    fn every_character_a_memo_needs_is_in_every_weight() {
        let faces = faces().expect("the faces are in the binary");
        let needed = "镕喆玥昇祎的一、（）〔〕【】《》“”‘’——……·①⑩×÷≥≤＝□■●○→✓〓，。；：？！%‰";
        for face in Face::ALL {
            for ch in needed.chars() {
                assert!(!faces.glyph(face, ch).missing, "{ch} in {face:?}");
            }
        }
    }
}
