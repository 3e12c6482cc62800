//! Where in the file a position stands: 卷-页.

use crate::{Error, read_label};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Evidence for a position. Written `2-47`, `证据卷二第47页`, `当事人陈述`, `暂无证据`, or any other words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A page of the file, by the labels printed on the paper.
    Page {
        /// Volume label, as in `2` or `补1`.
        volume: String,
        /// Page label, as in `47` or `47-49`.
        page: String,
        /// The words relied on.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        quote: String,
        /// Where exactly, when it was marked on the page itself. Boxed, most cites have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        anchor: Option<Box<Anchor>>,
    },
    /// What the client says; not yet in the file.
    Client {
        /// On what occasion, and the words.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        quote: String,
    },
    /// Nothing yet, said openly.
    None,
    /// Anything else, in words.
    Other {
        /// What it is.
        text: String,
    },
}

/// A place on a page as it was when it was cited: found again in a volume that was scanned or numbered anew.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// SHA-256 of the original, in hexadecimal.
    pub original: String,
    /// Page of the document, from 1.
    pub page: u32,
    /// Left, top, width and height of the passage in ten-thousandths of the page; all zero when unknown.
    #[serde(default)]
    pub crop: [u16; 4],
    /// Difference hash of the page's picture, 16 hexadecimal digits; empty when unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hash: String,
}

impl fmt::Display for Anchor {
    /// `original:page:left,top,width,height:hash`, as a case file writes it.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [left, top, width, height] = self.crop;
        write!(
            out,
            "{}:{}:{left},{top},{width},{height}:{}",
            self.original, self.page, self.hash
        )
    }
}

impl FromStr for Anchor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Anchor, Error> {
        let fail = || Error::new("来源在页面上的位置写法不对，请删去“@”以后的部分。");
        let hex = |text: &str| text.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'));
        let parts: Vec<&str> = text.split(':').collect();
        let &[original, page, crop, hash] = parts.as_slice() else {
            return Err(fail());
        };
        let crop: Vec<u16> = crop
            .split(',')
            .map(|side| side.parse().map_err(|_| fail()))
            .collect::<Result<_, _>>()?;
        if original.len() != 64 || !hex(original) || !hex(hash) || !matches!(hash.len(), 0 | 16) {
            return Err(fail());
        }
        Ok(Anchor {
            original: original.into(),
            page: page.parse().map_err(|_| fail())?,
            crop: crop.try_into().map_err(|_| fail())?,
            hash: hash.into(),
        })
    }
}

impl Source {
    /// The same source, marked on the page itself.
    pub fn with_anchor(self, place: Option<Anchor>) -> Source {
        match self {
            Source::Page {
                volume, page, quote, ..
            } => Source::Page {
                volume,
                page,
                quote,
                anchor: place.map(Box::new),
            },
            other => other,
        }
    }

    /// Where it was marked, if it was.
    pub fn anchor(&self) -> Option<&Anchor> {
        match self {
            Source::Page { anchor, .. } => anchor.as_deref(),
            _ => None,
        }
    }

    /// The same source with the words relied on.
    pub fn with_quote(self, words: &str) -> Source {
        let words = words.trim().to_string();
        match self {
            Source::Page {
                volume, page, anchor, ..
            } => Source::Page {
                volume,
                page,
                quote: words,
                anchor,
            },
            Source::Client { .. } => Source::Client { quote: words },
            other => other,
        }
    }

    /// The words relied on, if any.
    pub fn quote(&self) -> &str {
        match self {
            Source::Page { quote, .. } | Source::Client { quote } => quote,
            _ => "",
        }
    }

    /// Whether it points at a page of the file.
    pub fn is_page(&self) -> bool {
        matches!(self, Source::Page { .. })
    }
}

impl fmt::Display for Source {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Page { volume, page, .. } => {
                write!(out, "{}第{page}页", volume_name(volume))
            }
            Source::Client { .. } => out.write_str("当事人陈述"),
            Source::None => out.write_str("暂无证据"),
            Source::Other { text } => out.write_str(text),
        }
    }
}

impl FromStr for Source {
    type Err = Error;

    fn from_str(text: &str) -> Result<Source, Error> {
        let text = text.trim();
        let fail = || Error::new("没有读懂来源，请写“卷-页”（如 2-47）、“证据卷二第47页”、“当事人陈述”或“暂无证据”。");
        match text {
            "" => return Err(fail()),
            "当事人陈述" => return Ok(Source::Client { quote: String::new() }),
            "暂无证据" | "无证据" => return Ok(Source::None),
            _ => {}
        }
        let dashed: String = text
            .chars()
            .map(|c| {
                if matches!(c, '—' | '–' | '－' | '-') {
                    '-'
                } else {
                    c
                }
            })
            .collect();
        // One page label or a run of them: `47`, `47-49`, `补3`.
        let bare = |part: &str| {
            let mut labels = part.split('-');
            labels.clone().count() <= 2 && labels.all(|label| read_label(label).is_some())
        };
        if let Some((volume, page)) = dashed.split_once('-')
            && volume.chars().count() <= 4
            && is_volume_label(volume)
            && bare(page)
        {
            return Ok(Source::Page {
                volume: volume.into(),
                page: page.into(),
                quote: String::new(),
                anchor: None,
            });
        }
        let named = NAMED
            .iter()
            .find_map(|(prefix, name)| Some((*prefix, dashed.strip_prefix(name)?)))
            .or_else(|| Some(("", dashed.strip_prefix('卷')?)));
        if let Some((prefix, rest)) = named
            && let Some((number, page)) = rest.split_once('第')
            && let Some(page) = page.strip_suffix('页')
            && bare(page)
        {
            let number = (1..100)
                .find(|&n| chinese_numeral(n).as_deref() == Some(number))
                .map_or_else(|| number.to_string(), |n| n.to_string());
            let volume = format!("{prefix}{number}");
            return Ok(Source::Page {
                volume,
                page: page.into(),
                quote: String::new(),
                anchor: None,
            });
        }
        if dashed.chars().all(|c| c.is_ascii_digit() || c == '-') {
            return Err(fail());
        }
        Ok(Source::Other { text: text.into() })
    }
}

/// What comes before the number of a volume, in a label and in its name. Evidence needs no prefix.
const NAMED: [(&str, &str); 4] = [
    ("文书", "诉讼文书卷"),
    ("辩方", "辩方材料卷"),
    ("其他", "其他材料卷"),
    ("", "证据卷"),
];

/// A volume's name by its label: `2` 证据卷二, `补1` 证据卷补1, `文书1` 诉讼文书卷一.
pub fn volume_name(label: &str) -> String {
    let (prefix, name) = NAMED
        .into_iter()
        .find(|(prefix, _)| label.starts_with(prefix))
        .unwrap_or_default();
    let number = label.strip_prefix(prefix).unwrap_or(label);
    match number.parse().ok().and_then(chinese_numeral) {
        Some(numeral) => format!("{name}{numeral}"),
        None => format!("{name}{number}"),
    }
}

/// Whether a volume may be labelled so: a number up to 999, after `补` or one of the prefixes of [`volume_name`].
pub fn is_volume_label(label: &str) -> bool {
    let number = NAMED
        .iter()
        .find_map(|(prefix, _)| label.strip_prefix(prefix).filter(|_| !prefix.is_empty()))
        .unwrap_or_else(|| label.strip_prefix('补').unwrap_or(label));
    (1..=3).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit())
}

/// 一 to 九十九.
pub fn chinese_numeral(number: u32) -> Option<String> {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number as usize / 10, number as usize % 10);
    Some(match (tens, ones) {
        (0, 0) | (10.., _) => return None,
        (0, ones) => digits[ones].into(),
        (1, ones) => format!("十{}", digits[ones]),
        (tens, ones) => format!("{}十{}", digits[tens], digits[ones]),
    })
}
