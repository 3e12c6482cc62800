//! Filling in values, so that they stay values.

use std::collections::BTreeSet;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, ErrorKind as Jinja, Output, State, UndefinedBehavior};
use serde::Serialize;

use crate::{Error, ErrorKind};

/// The name under which the body is compiled.
const BODY: &str = "body";

/// Steps a template may take, many times what the longest of ours does; one that never ends is told so.
const STEPS: u64 = 5_000_000;

/// Fills the body of a template; `line` is how many lines of the file stand before it.
pub(super) fn fill(name: &str, body: &str, line: usize, context: impl Serialize) -> Result<String, Error> {
    let told = |cause: minijinja::Error| tell(name, body, line, cause);
    let environment = environment(body).map_err(told)?;
    let template = environment.get_template(BODY).map_err(told)?;
    template.render(Value::from(Serde(context))).map_err(told)
}

/// The paths of the variables a body uses and does not set itself.
pub(super) fn variables(name: &str, body: &str, line: usize) -> Result<BTreeSet<String>, Error> {
    let told = |cause: minijinja::Error| tell(name, body, line, cause);
    let environment = environment(body).map_err(told)?;
    let template = environment.get_template(BODY).map_err(told)?;
    Ok(template.undeclared_variables(true).into_iter().collect())
}

fn environment(body: &str) -> Result<Environment<'_>, minijinja::Error> {
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?;
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(syntax);
    environment.set_debug(true);
    environment.set_fuel(Some(STEPS));
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    environment.set_formatter(format);
    environment.add_filter("or_missing", or_missing);
    environment.add_template(BODY, body)?;
    Ok(environment)
}

/// Writes a value: safe strings as they are, all others escaped.
fn format(output: &mut Output, _state: &mut State, value: &Value) -> Result<(), minijinja::Error> {
    if value.is_undefined() {
        return Err(minijinja::Error::from(Jinja::UndefinedError));
    }
    if value.is_none() {
        return Err(minijinja::Error::new(
            Jinja::InvalidOperation,
            "该值为空，请改用“| or_missing(\"…\")”",
        ));
    }
    if value.is_safe() {
        output.write_str(&value.to_string())?;
    } else {
        output.write_str(&escape(&value.to_string()))?;
    }
    Ok(())
}

/// `{{ value | or_missing("what") }}`: the value, or 「【待补：what】」 when it is none or empty.
fn or_missing(value: Value, what: String) -> Result<Value, minijinja::Error> {
    if value.is_undefined() {
        return Err(minijinja::Error::from(Jinja::UndefinedError));
    }
    let empty = value.is_none() || value.kind() == ValueKind::String && value.to_string().trim().is_empty();
    Ok(if empty {
        Value::from_safe_string(format!("[[missing: {}]]", escape(&what)))
    } else {
        value
    })
}

/// Puts a backslash before every ASCII sign; line breaks become forced ones inside the same block.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for ch in text.trim().chars() {
        match ch {
            '\n' => escaped.push('\u{2028}'),
            '\r' | '\u{85}' | '\u{2029}' | '\u{b}' | '\u{c}' => {}
            ch => {
                if ch.is_ascii_punctuation() {
                    escaped.push('\\');
                }
                escaped.push(ch);
            }
        }
    }
    escaped
}

/// Says in Chinese what is wrong, with the name of the variable or the line.
fn tell(name: &str, body: &str, line: usize, cause: minijinja::Error) -> Error {
    let at = line + cause.line().unwrap_or(1);
    let expression = cause.range().map_or("", |range| expression(body, range));
    if cause.kind() == Jinja::UndefinedError {
        let message = format!("模板“{name}”第 {at} 行用到的变量“{expression}”没有提供，请检查变量名是否写错。");
        return Error::because(ErrorKind::Undefined, message, cause);
    }
    let detail = cause.detail().unwrap_or("").to_owned();
    let message = match cause.kind() {
        Jinja::OutOfFuel => format!("模板“{name}”的循环过多，没有算完，请减少循环的层数或者次数。"),
        Jinja::SyntaxError => format!("模板“{name}”第 {at} 行语法有误：{detail}"),
        Jinja::UnknownFilter => format!("模板“{name}”第 {at} 行用到不存在的过滤器：{detail}"),
        Jinja::UnknownTest | Jinja::UnknownFunction | Jinja::UnknownMethod => {
            format!("模板“{name}”第 {at} 行用到不存在的函数或判断：{detail}")
        }
        _ => format!("模板“{name}”第 {at} 行“{expression}”无法计算：{detail}"),
    };
    Error::because(ErrorKind::Template, message, cause)
}

/// The expression an error is about: what it points at, or what stands before the filter it points at.
fn expression(body: &str, range: std::ops::Range<usize>) -> &str {
    let before = body.get(..range.start).unwrap_or("").trim_end();
    if let Some(filtered) = before.strip_suffix('|') {
        return filtered.rsplit(['{', '%']).next().unwrap_or(filtered).trim();
    }
    let here = body.get(range).unwrap_or("");
    here.split('|').next().unwrap_or(here).trim()
}
