//! Files on their way into the case: looked at first, then taken piece by piece. Shells call this directly; no bytes cross the wire.

use crate::cases::case_id;
use crate::failure::Failure;
use crate::session::{App, Now};
use crate::wire::wire;
use case::{Body, Media, Volume, volume_name};
use intake::{Kind, Sample, shown_name, sniff};

wire! {
    /// A file that has been taken in, or was here already.
    pub struct TakenView {
        /// SHA-256.
        pub original: String,
        /// Name of the file.
        pub file: String,
        /// What it is.
        #[cfg_attr(feature = "typescript", ts(type = "\"pdf\" | \"png\" | \"jpeg\" | \"docx\""))]
        pub media: String,
        /// Its size.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub bytes: u64,
        /// Where the same content already is, in words; empty when it is new.
        pub known: String,
        /// What its reader should know, in words; or empty.
        pub warning: String,
    }
}

/// A file on its way.
pub struct Arriving {
    inner: store::Arriving,
    case: store::CaseId,
    name: String,
    kind: Kind,
    size: u64,
    taken: u64,
}

impl App {
    /// Looks at both ends of a file and makes room for it.
    ///
    /// # Errors
    /// `invalid`, naming the file and what to do, when it is nothing the file of a case takes in; `locked`; `io`.
    pub fn take_begin(&mut self, case: &str, name: &str, sample: &Sample<'_>, now: Now) -> Result<Arriving, Failure> {
        let kind = sniff(sample, name).map_err(|refusal| Failure::invalid(refusal.to_string()))?;
        let name = shown_name(name);
        let (case, inner) = self.by_itself("take", case, now, |app| {
            let case = case_id(case)?;
            if app.taking == 0 {
                // What a crash left behind is taken anew or not at all.
                app.vault()?.clear_arriving(&case)?;
            }
            let inner = app.vault()?.arrive(&case, &name, media(kind), now)?;
            Ok((case, inner))
        })?;
        self.taking += 1;
        Ok(Arriving {
            inner,
            case,
            name,
            kind,
            size: sample.size,
            taken: 0,
        })
    }

    /// Takes the next piece of a file, a MiB or the rest.
    ///
    /// # Errors
    /// `locked` when the vault was locked meanwhile; `io` when the disk refuses.
    pub fn take_piece(&mut self, arriving: &mut Arriving, piece: &[u8]) -> Result<(), Failure> {
        arriving.taken += piece.len() as u64;
        Ok(self.vault()?.take_piece(&mut arriving.inner, piece)?)
    }

    /// The file is all here.
    ///
    /// # Errors
    /// `invalid` when it is not what its ends promised, or changed while it was read; then nothing is kept.
    pub fn take_end(&mut self, arriving: Arriving) -> Result<TakenView, Failure> {
        self.taking = self.taking.saturating_sub(1);
        let Arriving {
            inner,
            case,
            name,
            kind,
            size,
            taken,
        } = arriving;
        if taken != size {
            self.vault()?.give_up(inner)?;
            return Err(Failure::invalid(format!(
                "“{name}”在读取时发生了变化，没有导入。请等它复制或下载完成后再导入。"
            )));
        }
        let (original, known) = match self.vault()?.arrived(inner)? {
            store::Arrived::New(original) => (original, false),
            store::Arrived::Known(original) => (original, true),
        };
        let known = if known {
            self.where_known(&case, &original)?
        } else {
            String::new()
        };
        let warning = match self.look_inside(&case, &original, kind, &name, size) {
            Ok(warning) => warning,
            Err(failure) => {
                if known.is_empty() {
                    self.vault()?.discard_original(&case, &original)?;
                }
                return Err(failure);
            }
        };
        Ok(TakenView {
            original,
            file: name,
            media: media(kind).into(),
            bytes: size,
            known,
            warning,
        })
    }

    /// Gives a file up: somebody stopped it, or it could not be read on.
    ///
    /// # Errors
    /// `locked`, `io`; what is left is then cleared away by the next import.
    pub fn take_back(&mut self, arriving: Arriving) -> Result<(), Failure> {
        self.taking = self.taking.saturating_sub(1);
        Ok(self.vault()?.give_up(arriving.inner)?)
    }

    /// Which volume has this content already.
    fn where_known(&mut self, case: &store::CaseId, original: &str) -> Result<String, Failure> {
        let record = self.record(&case.to_string())?;
        let has = |volume: &Volume| volume.original == original;
        if let Some((_, volume)) = record.items_of::<Volume>().find(|(_, volume)| has(volume)) {
            return Ok(format!("内容与{}完全相同", volume_name(&volume.label)));
        }
        let former = |volume: &Volume| volume.replaced.iter().any(|former| former == original);
        if let Some((_, volume)) = record.items_of::<Volume>().find(|(_, volume)| former(volume)) {
            return Ok(format!("内容与{}被替换前的版本相同", volume_name(&volume.label)));
        }
        let removed = self.vault()?.removed_items(case)?;
        let gone = removed
            .iter()
            .filter_map(|removed| Volume::of(&removed.held.item))
            .find(|volume| has(volume));
        Ok(match gone {
            Some(volume) => format!("内容与回收站中的{}相同，可以从回收站恢复", volume_name(&volume.label)),
            None => {
                let staged = self.vault()?.originals(case)?;
                let name = staged.into_iter().find(|known| known.sha256 == original);
                let name = name.map(|known| known.name).unwrap_or_default();
                format!("内容与已读入的“{name}”完全相同")
            }
        })
    }

    /// What only the whole content shows: a damaged or oversized picture, an unreadable document.
    fn look_inside(
        &mut self,
        case: &store::CaseId,
        original: &str,
        kind: Kind,
        name: &str,
        size: u64,
    ) -> Result<String, Failure> {
        let refuse = |refusal: intake::Refusal| Failure::invalid(refusal.to_string());
        Ok(match kind {
            Kind::Pdf { complete: false, .. } => "文件末尾不完整，可能没有下载完；能打开的页面会照常收入".into(),
            Kind::Pdf { .. } => String::new(),
            Kind::Png | Kind::Jpeg => {
                let bytes = self.vault()?.read_original(case, original, 0, size)?;
                let picture = intake::read_picture(&bytes, kind, name).map_err(refuse)?;
                if picture.complete {
                    String::new()
                } else {
                    "图片末尾不完整，下半部分可能缺失".into()
                }
            }
            Kind::Docx => {
                let bytes = self.vault()?.read_original(case, original, 0, size)?;
                let document = intake::read_docx(&bytes, name).map_err(refuse)?;
                let by_length = document.by_length.then_some("页码按文字量推算，与打印稿可能不同");
                let tracked = document.tracked.then_some("含修订痕迹，已删除的文字没有收入");
                by_length.into_iter().chain(tracked).collect::<Vec<_>>().join("；")
            }
        })
    }
}

/// As [`case::Media`] says it on the wire and in the store.
fn media(kind: Kind) -> &'static str {
    super::rows::media_id(match kind {
        Kind::Pdf { .. } => Media::Pdf,
        Kind::Png => Media::Png,
        Kind::Jpeg => Media::Jpeg,
        Kind::Docx => Media::Docx,
    })
}
