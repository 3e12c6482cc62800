//! Faces of the lawyer's own machine: 仿宋, 楷体, 小标宋, which cannot be handed on with the program.

use ttf_parser::name_id;

use super::library::{Own, library};
use crate::{Error, ErrorKind};

/// A face that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplied {
    /// The names it answers to, Chinese and Latin.
    pub names: Vec<String>,
}

/// How many faces a process takes in besides its own.
const MOST: usize = 40;

/// Takes in the faces of a font file, to be preferred wherever a style sheet names them. Meant to be called when a program
/// starts: a paper made afterwards may look different from one made before. The file stays in memory.
///
/// # Errors
/// When the file is no TrueType font or its maker forbids embedding; the message is Chinese.
pub fn supply(file: Vec<u8>) -> Result<Vec<Supplied>, Error> {
    let library = library()?;
    let count = ttf_parser::fonts_in_collection(&file).unwrap_or(1);
    let faces: Vec<(u32, Vec<String>)> = (0..count)
        .map(|at| names(&file, at).map(|names| (at, names)))
        .collect::<Result<_, _>>()?;
    let bytes: &'static [u8] = Vec::leak(file);
    let mut shelf = library.0.write().unwrap_or_else(std::sync::PoisonError::into_inner);
    for (at, names) in &faces {
        let known = shelf
            .iter()
            .any(|own| names.iter().all(|name| own.names.contains(&name.as_str())));
        if known || shelf.len() >= MOST {
            continue;
        }
        let parsed = ttf_parser::Face::parse(bytes, *at).map_err(unreadable)?;
        shelf.push(Box::leak(Box::new(Own {
            names: names.iter().map(|name| &*name.clone().leak()).collect(),
            bytes,
            at: *at,
            bold: parsed.is_bold(),
            parsed,
        })));
    }
    Ok(faces.into_iter().map(|(_, names)| Supplied { names }).collect())
}

fn refused(message: &str) -> Error {
    Error::new(ErrorKind::Font, message)
}

fn unreadable(cause: ttf_parser::FaceParsingError) -> Error {
    Error::because(ErrorKind::Font, "这个文件不是可以读取的字体，请核对后重选。", cause)
}

/// The names a face answers to, if it can and may be used.
fn names(file: &[u8], at: u32) -> Result<Vec<String>, Error> {
    let parsed = ttf_parser::Face::parse(file, at).map_err(unreadable)?;
    if parsed.tables().glyf.is_none() {
        return Err(refused(
            "这种字体（OpenType/CFF）不能嵌入文书，请换用 TrueType（.ttf、.ttc）字体。",
        ));
    }
    if parsed.permissions() == Some(ttf_parser::Permissions::Restricted) || !parsed.is_subsetting_allowed() {
        return Err(refused("字体的制作方不允许把它嵌入文书，请换一种字体。"));
    }
    let mut names: Vec<String> = Vec::new();
    for name in parsed.names() {
        if !matches!(name.name_id, name_id::FAMILY | name_id::FULL_NAME) {
            continue;
        }
        if let Some(name) = name.to_string().filter(|name| !name.trim().is_empty())
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    if names.is_empty() {
        return Err(refused("字体文件里没有写名称，无法使用，请换一种字体。"));
    }
    Ok(names)
}
