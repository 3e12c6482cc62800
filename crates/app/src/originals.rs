//! Originals of the file: their bytes, which never cross the wire of commands. Shells call these directly.

use crate::cases::case_id;
use crate::failure::Failure;
use crate::session::{App, Now};

/// The most bytes of an original that are read at once, 16 MiB.
const MOST: u64 = 16 << 20;

impl App {
    /// Bytes `from..to` of an original of a case; what lies behind its end is left out.
    ///
    /// # Errors
    /// `locked`; `not_found` when the case has no such original; `invalid` when more than 16 MiB are asked for.
    pub fn original_bytes(
        &mut self,
        case: &str,
        original: &str,
        from: u64,
        to: u64,
        now: Now,
    ) -> Result<Vec<u8>, Failure> {
        if to < from || to - from > MOST {
            return Err(Failure::invalid("一次读取的范围过大，请刷新后重试。"));
        }
        self.by_itself("original_bytes", case, now, |app| {
            let case = case_id(case)?;
            Ok(app.vault()?.read_original(&case, original, from, to)?)
        })
    }
}
