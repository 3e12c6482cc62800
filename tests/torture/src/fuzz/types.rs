//! The wire as its own declaration says it (`ui/src/api/commands.ts`): types read, and values of them made by chance.

use super::mutate::NASTY;
use crate::seed::Seed;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A type.
#[derive(Debug, Clone)]
pub enum Type {
    Text,
    Number,
    Truth,
    Null,
    Exactly(String),
    List(Box<Type>),
    Named(String),
    Fields(Vec<(String, Type)>),
    OneOf(Vec<Type>),
    Anything,
}

/// Every type, and every command and file with its request.
#[derive(Default)]
pub struct Wire {
    pub types: BTreeMap<String, Type>,
    pub commands: Vec<(String, Type)>,
    pub exports: Vec<(String, Type)>,
}

impl Wire {
    /// Reads the declaration.
    pub fn read(text: &str) -> Wire {
        let mut wire = Wire::default();
        let tokens = tokens(text);
        let mut at = 0;
        while at < tokens.len() {
            if tokens[at] == "type" && tokens.get(at + 2).is_some_and(|next| next == "=") {
                let name = tokens[at + 1].clone();
                at += 3;
                let kind = union(&tokens, &mut at);
                wire.types.insert(name, kind);
            } else if tokens[at] == "interface"
                && let Some(name @ ("Commands" | "Exports")) = tokens.get(at + 1).map(String::as_str)
            {
                at += 2;
                if let Type::Fields(fields) = union(&tokens, &mut at) {
                    let requests = fields.into_iter().filter_map(|(name, kind)| {
                        let Type::Fields(parts) = kind else { return None };
                        let (_, request) = parts.into_iter().find(|(part, _)| part == "request")?;
                        Some((name, request))
                    });
                    match name {
                        "Commands" => wire.commands.extend(requests),
                        _ => wire.exports.extend(requests),
                    }
                }
            } else {
                at += 1;
            }
        }
        wire
    }
}

/// Words, marks and texts, without comments.
fn tokens(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("/*") {
            rest = after.split_once("*/").map_or("", |(_, after)| after);
        } else if let Some(after) = rest.strip_prefix("//") {
            rest = after.split_once('\n').map_or("", |(_, after)| after);
        } else if first == '"' {
            let end = rest[1..].find('"').map_or(rest.len(), |end| end + 2);
            found.push(rest[..end].to_owned());
            rest = &rest[end..];
        } else if first.is_alphanumeric() || first == '_' {
            let end = rest
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len());
            found.push(rest[..end].to_owned());
            rest = &rest[end..];
        } else {
            if !first.is_whitespace() {
                found.push(first.to_string());
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    found
}

fn union(tokens: &[String], at: &mut usize) -> Type {
    let mut these = Vec::new();
    loop {
        if tokens.get(*at).is_some_and(|token| token == "|") {
            *at += 1;
            continue;
        }
        these.push(intersection(tokens, at));
        if tokens.get(*at).is_none_or(|token| token != "|") {
            break;
        }
    }
    match these.len() {
        1 => these.remove(0),
        _ => Type::OneOf(these),
    }
}

fn intersection(tokens: &[String], at: &mut usize) -> Type {
    let mut first = single(tokens, at);
    while tokens.get(*at).is_some_and(|token| token == "&") {
        *at += 1;
        let other = single(tokens, at);
        if let (Type::Fields(own), Type::Fields(more)) = (&mut first, other) {
            own.extend(more);
        }
    }
    first
}

fn single(tokens: &[String], at: &mut usize) -> Type {
    let Some(token) = tokens.get(*at).cloned() else {
        return Type::Anything;
    };
    *at += 1;
    let mut kind = match token.as_str() {
        "string" => Type::Text,
        "number" | "bigint" => Type::Number,
        "boolean" => Type::Truth,
        "null" | "undefined" => Type::Null,
        "(" => {
            let inner = union(tokens, at);
            *at += 1;
            inner
        }
        "{" => Type::Fields(fields(tokens, at)),
        "[" => {
            let inner = union(tokens, at);
            while tokens.get(*at).is_some_and(|token| token != "]") {
                *at += 1;
            }
            *at += 1;
            Type::List(Box::new(inner))
        }
        text if text.starts_with('"') => Type::Exactly(text.trim_matches('"').to_owned()),
        name => Type::Named(name.to_owned()),
    };
    if tokens.get(*at).is_some_and(|token| token == "<") {
        *at += 1;
        let mut inner = union(tokens, at);
        while tokens.get(*at).is_some_and(|token| token == ",") {
            *at += 1;
            inner = union(tokens, at);
        }
        *at += 1;
        kind = match &kind {
            Type::Named(name) if name == "Array" => Type::List(Box::new(inner)),
            Type::Named(name) if name == "Record" => Type::Fields(Vec::new()),
            _ => Type::Anything,
        };
    }
    while tokens.get(*at).is_some_and(|token| token == "[") && tokens.get(*at + 1).is_some_and(|token| token == "]") {
        *at += 2;
        kind = Type::List(Box::new(kind));
    }
    kind
}

fn fields(tokens: &[String], at: &mut usize) -> Vec<(String, Type)> {
    let mut found = Vec::new();
    while let Some(token) = tokens.get(*at).cloned() {
        *at += 1;
        match token.as_str() {
            "}" => break,
            "," | ";" => {}
            name => {
                if tokens.get(*at).is_some_and(|token| token == "?") {
                    *at += 1;
                }
                *at += 1;
                let kind = union(tokens, at);
                found.push((name.trim_matches('"').to_owned(), kind));
            }
        }
    }
    found
}

/// Words seen on the wire, by the field they stood in.
#[derive(Default)]
pub struct Pool(BTreeMap<String, Vec<String>>);

impl Pool {
    /// Learns from an answer.
    pub fn learn(&mut self, view: &Value) {
        match view {
            Value::Object(fields) => {
                for (name, value) in fields {
                    if let Value::String(word) = value {
                        self.one(name, word);
                    }
                    self.learn(value);
                }
            }
            Value::Array(values) => values.iter().take(12).for_each(|value| self.learn(value)),
            _ => {}
        }
    }

    /// Learns one word.
    pub fn one(&mut self, name: &str, word: &str) {
        let words = self.0.entry(name.to_owned()).or_default();
        if words.len() < 60 && word.len() < 200 && !words.iter().any(|own| own == word) {
            words.push(word.to_owned());
        }
    }

    fn word(&self, name: &str, chance: &mut Seed) -> String {
        let own = self.0.get(name).filter(|words| !words.is_empty());
        match (own, chance.below(8)) {
            (Some(words), 0..5) => chance.of(words).clone(),
            (_, 5) => {
                let names: Vec<&String> = self.0.keys().collect();
                let any = names.get(chance.below(names.len())).and_then(|name| self.0.get(*name));
                any.filter(|words| !words.is_empty())
                    .map(|words| chance.of(words).clone())
                    .unwrap_or_default()
            }
            (_, 6) => (*chance.of(&NASTY)).to_owned(),
            (_, 7) => {
                let times = 1 << chance.below(17);
                chance.of(&["字", "a", "\u{202e}", "<b>", "1"]).repeat(times)
            }
            _ => String::new(),
        }
    }
}

impl Wire {
    /// A value of a type.
    pub fn value(&self, name: &str, kind: &Type, pool: &Pool, depth: usize, chance: &mut Seed) -> Value {
        match kind {
            Type::Text => json!(pool.word(name, chance)),
            Type::Number => match (name, chance.below(6)) {
                ("seen" | "revision", 0..5) => json!(1_000_000),
                (_, 0) => json!(chance.next()),
                (_, 1) => json!(-1),
                (_, 2) => json!(0.5),
                _ => json!(chance.below(40)),
            },
            Type::Truth => json!(chance.one_in(2)),
            Type::Null | Type::Anything => Value::Null,
            Type::Exactly(word) => json!(word),
            Type::List(inner) => {
                let most = if depth > 3 { 1 } else { 3 };
                let count = if chance.one_in(40) { 300 } else { chance.below(most + 1) };
                (0..count)
                    .map(|_| self.value(name, inner, pool, depth + 1, chance))
                    .collect()
            }
            Type::Named(other) => match self.types.get(other) {
                Some(kind) if depth < 9 => self.value(name, kind, pool, depth + 1, chance),
                _ => Value::Null,
            },
            Type::Fields(fields) => {
                let value = |(name, kind): &(String, Type), chance: &mut Seed| {
                    (name.clone(), self.value(name, kind, pool, depth + 1, chance))
                };
                Value::Object(fields.iter().map(|field| value(field, chance)).collect::<Map<_, _>>())
            }
            Type::OneOf(these) => {
                let kind = chance.of(these).clone();
                self.value(name, &kind, pool, depth, chance)
            }
        }
    }
}

/// Spoils a value: a field gone, another kind in its place, something nested.
pub fn spoil(value: &mut Value, chance: &mut Seed) {
    match value {
        Value::Object(fields) if !fields.is_empty() && !chance.one_in(3) => {
            let names: Vec<String> = fields.keys().cloned().collect();
            let name = chance.of(&names).clone();
            match chance.below(3) {
                0 => drop(fields.remove(&name)),
                1 => drop(fields.insert("__proto__".into(), json!({ "a": 1 }))),
                _ => {
                    if let Some(inner) = fields.get_mut(&name) {
                        spoil(inner, chance);
                    }
                }
            }
        }
        Value::Array(values) if !values.is_empty() && chance.one_in(2) => {
            let at = chance.below(values.len());
            spoil(&mut values[at], chance);
        }
        other => {
            *other = match chance.below(7) {
                0 => Value::Null,
                1 => json!([]),
                2 => json!({}),
                3 => json!(true),
                4 => json!(f64::MAX),
                5 => (0..90).fold(json!("底"), |inner, _| json!([inner])),
                _ => json!(*chance.of(&NASTY)),
            }
        }
    }
}
