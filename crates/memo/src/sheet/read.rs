//! Reading a style sheet, over the one it is based on.

use toml::{Table, Value};

use super::{BRIEF, FIRM, OFFICIAL, Sheet, WIDE};
use crate::{Error, ErrorKind};

impl Sheet {
    /// Reads a style sheet. One with `base = "official"`, `"firm"`, `"wide"` or `"brief"` says only what differs from that.
    ///
    /// # Errors
    /// When it is not TOML, has a key no sheet has, lacks one, or a measure is out of its range; the message is Chinese, names the
    /// key, and the range where there is one.
    pub fn read(source: &str) -> Result<Self, Error> {
        let wrong = |message: String| Error::new(ErrorKind::Sheet, message);
        let mut own: Table = toml::from_str(source).map_err(|cause| {
            wrong(format!(
                "样式表{}",
                crate::fault::told(source, cause.span(), cause.message())
            ))
        })?;
        let table = match own.remove("base") {
            None => own,
            Some(base) => {
                let source = match base.as_str() {
                    Some("official") => OFFICIAL,
                    Some("firm") => FIRM,
                    Some("wide") => WIDE,
                    Some("brief") => BRIEF,
                    _ => {
                        return Err(wrong(format!(
                            "样式表的 base 写了 {base}，只能写 \"official\"（公文式）、\"firm\"（律所式）、\"wide\"（横排）或 \"brief\"（简报式）。"
                        )));
                    }
                };
                let mut table: Table = toml::from_str(source).expect("the sheets in the program are tested");
                if let Some(paper) = table.get_mut("paper").and_then(Value::as_table_mut) {
                    // Whoever changes the paper, its margins or the size of the text does not want the grid of the old ones.
                    let says = |part: &str, keys: &[&str]| {
                        let part = own.get(part).and_then(Value::as_table);
                        part.is_some_and(|part| keys.iter().any(|key| part.contains_key(*key)))
                    };
                    if says("paper", &["size", "landscape", "left", "right"]) || says("body", &["size"]) {
                        paper.remove("columns");
                    }
                    if says("paper", &["size", "landscape", "top", "bottom"]) || says("body", &["leading"]) {
                        paper.remove("lines");
                    }
                }
                over(&mut table, own);
                table
            }
        };
        let sheet: Self = table.try_into().map_err(|cause: toml::de::Error| {
            wrong(format!("样式表{}", crate::fault::told(source, None, cause.message())))
        })?;
        sheet.check()?;
        Ok(sheet)
    }
}

/// Puts the entries of one table over those of another, tables inside them likewise.
fn over(base: &mut Table, own: Table) {
    for (key, value) in own {
        match (base.get_mut(&key), value) {
            (Some(Value::Table(base)), Value::Table(own)) => over(base, own),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}
