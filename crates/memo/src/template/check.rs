//! Whether a template can be used, before anybody needs it.

use super::{directive, fill, split};
use crate::{Error, ErrorKind};

/// Reads a template as far as that goes without values, and says everything that is wrong with it: its head, its syntax, its
/// directives, and variables that no context of ours has. `known` are the paths of the variables there are, such as
/// `matter.client`; what hangs below a path of the list is not looked at.
///
/// # Errors
/// Every fault, in the order of the template, each a Chinese sentence with its line.
pub fn check(source: &str, known: &[&str]) -> Result<(), Vec<Error>> {
    let (front, body, line) = split(source).map_err(|fault| vec![fault])?;
    let mut faults: Vec<(usize, Error)> = Vec::new();
    match fill::variables(&front.name, body, line) {
        Err(fault) => faults.push((0, fault)),
        Ok(variables) => {
            for name in variables {
                let near = |path: &&&str| **path == name || below(path, &name) || below(&name, path);
                if known.iter().any(|path| near(&path)) {
                    continue;
                }
                let at = first_line(body, &name) + line;
                let message = match nearest(&name, known) {
                    Some(other) => format!(
                        "模板“{}”第 {at} 行用到的变量“{name}”不存在，是否想写“{other}”？",
                        front.name
                    ),
                    None => format!("模板“{}”第 {at} 行用到的变量“{name}”不存在，请检查变量名。", front.name),
                };
                faults.push((at, Error::new(ErrorKind::Undefined, message)));
            }
        }
    }
    let mut open: Option<(usize, &str)> = None;
    for (at, text) in body.lines().enumerate() {
        let at = at + 1 + line;
        let Some(head) = text.trim().strip_prefix(":::") else {
            continue;
        };
        let name = directive::name(head);
        let fault = match (name.is_empty(), open) {
            (true, Some(_)) => {
                open = None;
                continue;
            }
            (true, None) => format!("第 {at} 行的“:::”之前没有开始的标记，请删去，或在前面补上标记。"),
            (false, Some((from, other))) => {
                open = Some((at, name));
                format!("第 {from} 行的“:::{other}”没有结束，请在第 {at} 行之前另起一行写“:::”。")
            }
            (false, None) if directive::ALONE.contains(&name) => continue,
            (false, None) => {
                open = Some((at, name));
                if directive::CLOSED.contains(&name) {
                    continue;
                }
                format!("第 {at} 行的“:::{name}”{}", directive::unknown())
            }
        };
        faults.push((
            at,
            Error::new(ErrorKind::Template, format!("模板“{}”{fault}", front.name)),
        ));
    }
    if let Some((from, name)) = open {
        let message = format!(
            "模板“{}”第 {from} 行的“:::{name}”没有结束，请在其后另起一行写“:::”。",
            front.name
        );
        faults.push((from, Error::new(ErrorKind::Template, message)));
    }
    faults.sort_by_key(|(at, _)| *at);
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.into_iter().map(|(_, fault)| fault).collect())
    }
}

/// Whether a path hangs below another.
fn below(path: &str, other: &str) -> bool {
    path.strip_prefix(other).is_some_and(|rest| rest.starts_with('.'))
}

/// The line of the body that first uses a variable.
fn first_line(body: &str, name: &str) -> usize {
    let at = body.find(name).unwrap_or(0);
    body[..at].matches('\n').count() + 1
}

/// A known path that differs in two letters at most.
fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    known
        .iter()
        .map(|path| (distance(name, path), *path))
        .filter(|(distance, _)| *distance <= 2)
        .min()
        .map(|(_, path)| path)
}

/// How many letters must be changed, added or taken away to make one word of another.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, ch) in one.chars().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (to, own) in other.iter().enumerate() {
            let changed = before + usize::from(ch != *own);
            before = row[to + 1];
            row[to + 1] = changed.min(row[to] + 1).min(before + 1);
        }
    }
    row[other.len()]
}
