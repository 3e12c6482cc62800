//! Words hidden in a document, whatever stands between their characters.

use super::numbers;
use serde_json::Value;
use std::collections::BTreeMap;

/// Words to hide with what stands in their place, the longest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Masks(Vec<Mask>);

#[derive(Debug, Clone)]
struct Mask {
    word: String,
    chars: Vec<char>,
    mask: String,
}

/// A character as it is compared: half width, small; nothing for what does not show.
pub(crate) fn folded(ch: char) -> Option<char> {
    let ch = match ch {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(ch) - 0xfee0).unwrap_or(ch),
        _ => ch,
    };
    let unseen = ch.is_whitespace()
        || ch.is_control()
        || matches!(ch, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{202a}'..='\u{202e}');
    if unseen { None } else { ch.to_lowercase().next() }
}

/// The characters of a word that count.
pub(crate) fn significant(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter_map(folded)
}

/// One character and which part of the line it stands in.
#[derive(Clone, Copy)]
struct Place {
    ch: char,
    part: usize,
}

impl Masks {
    /// Hides a word; one that is hidden already keeps its mask.
    pub(crate) fn add(&mut self, word: &str, mask: &str) {
        let chars: Vec<char> = significant(word).collect();
        if chars.is_empty() || self.0.iter().any(|own| own.chars == chars) {
            return;
        }
        self.0.push(Mask {
            word: word.into(),
            chars,
            mask: mask.into(),
        });
        self.0
            .sort_by(|a, b| (b.chars.len(), &a.chars).cmp(&(a.chars.len(), &b.chars)));
    }

    /// Every word with its mask.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|own| (own.word.as_str(), own.mask.as_str()))
    }

    /// Hides them in every text of a value; spans side by side are one text.
    pub(crate) fn apply(&self, value: &mut Value, counts: &mut BTreeMap<String, u32>) {
        match value {
            Value::Array(items) if !items.is_empty() && items.iter().all(|item| item["text"].is_string()) => {
                let parts: Vec<String> = items
                    .iter()
                    .map(|item| item["text"].as_str().unwrap_or_default().to_string())
                    .collect();
                for (item, text) in items.iter_mut().zip(self.hidden(&parts, counts)) {
                    item["text"] = Value::String(text);
                    // What its note says, and anything else it carries.
                    if let Some(fields) = item.as_object_mut() {
                        let others = fields.iter_mut().filter(|(name, _)| *name != "text");
                        others.for_each(|(_, own)| self.apply(own, counts));
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.apply(item, counts)),
            Value::Object(fields) => fields.values_mut().for_each(|item| self.apply(item, counts)),
            Value::String(text) => *text = self.hidden(std::slice::from_ref(text), counts).concat(),
            _ => {}
        }
    }

    /// The parts of a line without the words.
    fn hidden(&self, parts: &[String], counts: &mut BTreeMap<String, u32>) -> Vec<String> {
        let all: Vec<Place> = parts
            .iter()
            .enumerate()
            .flat_map(|(part, text)| text.chars().map(move |ch| Place { ch, part }))
            .collect();
        let shown: Vec<usize> = (0..all.len()).filter(|at| folded(all[*at].ch).is_some()).collect();
        let chars: Vec<char> = shown.iter().filter_map(|at| folded(all[*at].ch)).collect();
        let mut found = vec![String::new(); parts.len()];
        let mut next = 0;
        let put = |from: usize, to: usize, found: &mut Vec<String>| {
            for place in &all[from..to] {
                found[place.part].push(place.ch);
            }
        };
        let mut at = 0;
        while at < chars.len() {
            let hit = self
                .at(&chars, at)
                .map(|own| (own.chars.len(), own.mask.clone(), own.word.clone()));
            let hit = hit.or_else(|| numbers::at(&chars, at).map(|(length, mask)| (length, mask, String::new())));
            let Some((length, mask, word)) = hit else {
                at += 1;
                continue;
            };
            let (from, to) = (shown[at], shown[at + length - 1] + 1);
            put(next, from, &mut found);
            found[all[from].part].push_str(&mask);
            *counts.entry(word).or_insert(0) += 1;
            (next, at) = (to, at + length);
        }
        put(next, all.len(), &mut found);
        found
    }

    fn at(&self, chars: &[char], at: usize) -> Option<&Mask> {
        self.0.iter().find(|own| chars[at..].starts_with(&own.chars))
    }

    /// How often a word, or a number that should be hidden, stands in the texts of a finished file.
    pub(crate) fn leaks(&self, texts: &[String]) -> usize {
        let mut leaks = 0;
        for text in texts {
            let chars: Vec<char> = significant(text).collect();
            leaks += (0..chars.len()).filter(|at| self.at(&chars, *at).is_some()).count();
            leaks += (0..chars.len()).filter(|at| numbers::personal(&chars, *at)).count();
        }
        leaks
    }
}

/// Words before which a name is expected.
const BEFORE: [&str; 14] = [
    "证人",
    "被害人",
    "嫌疑人",
    "被告人",
    "同案人",
    "委托人",
    "民警",
    "侦查员",
    "鉴定人",
    "会计",
    "经理",
    "老板",
    "姓名：",
    "律师：",
];

/// Surnames that occur most.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

/// Words that look like names and are nobody's the case knows.
pub(crate) fn suspects(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for before in BEFORE {
        for (at, _) in text.match_indices(before) {
            let rest: Vec<char> = text[at + before.len()..].chars().take(3).collect();
            let Some((surname, given)) = rest.split_first() else {
                continue;
            };
            let given: String = given
                .iter()
                .take_while(|ch| ('\u{4e00}'..='\u{9fff}').contains(*ch) && !STOP.contains(**ch))
                .collect();
            if !SURNAMES.contains(*surname) || given.is_empty() || given.starts_with('某') {
                continue;
            }
            let name = format!("{surname}{given}");
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found.truncate(30);
    found
}

/// Characters that go on with the sentence rather than with a name.
const STOP: &str = "的了在与和及等是于向对将称述说供被把从为到至其之不未已以有没共因所";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_nobody_knows_are_pointed_at() {
        let text = "证人赵敏称，被害人王某1向民警李雷说明；律师：某甲；证人陈述一致。";
        assert_eq!(suspects(text), ["赵敏", "李雷"]);
    }

    #[test]
    fn full_width_and_unseen_characters_hide_nothing() {
        let mut masks = Masks::default();
        masks.add("a1王五", "甲");
        let mut counts = BTreeMap::new();
        assert_eq!(masks.hidden(&["前Ａ１\u{200b}王 五后".into()], &mut counts), ["前甲后"]);
        assert_eq!(masks.leaks(&["Ａ１王\n五".into()]), 1);
    }
}
