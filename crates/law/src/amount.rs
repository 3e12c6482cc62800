//! Amounts and counts typed as free text, read into intervals.

use crate::{Interval, numeral};

/// Reads an amount of money as a person types it, into 分.
///
/// `30余万` is at least 300,000.00元 and below 400,000.00元; `近30万` is below 300,000.00元; `30万以上` has no
/// upper end. `约30万` is refused: its two ends are entered by a person, nobody guesses them.
///
/// # Errors
/// A Chinese sentence that says what could not be read and how to write it.
pub fn read_money(text: &str) -> Result<Interval, String> {
    let bare: String = text.chars().filter(|c| !matches!(c, '￥' | '¥' | '元')).collect();
    let bare = bare.replace("人民币", "").replace('整', "");
    read(&bare, 100, "金额", "“1.2万元”“30余万”“28万至32万”“30万以上”")
}

/// Reads a count as a person types it.
///
/// # Errors
/// A Chinese sentence that says what could not be read and how to write it.
pub fn read_count(text: &str) -> Result<Interval, String> {
    let bare: String = text
        .chars()
        .filter(|c| !matches!(c, '个' | '张' | '人' | '名' | '台' | '次' | '笔'))
        .collect();
    read(&bare, 1, "数量", "“3”“500余”“3至5”“20以上”")
}

fn read(text: &str, scale: i64, what: &str, examples: &str) -> Result<Interval, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(format!("{what}是空的，请填写，例如{examples}。"));
    }
    if ["约", "大约", "左右", "上下"].iter().any(|word| text.contains(word)) {
        return Err(String::from(
            "“约”“左右”没有确定的上下限，请改填两端，例如“28万至32万”；在此之前按“尚不清楚”处理，原文可写进备注。",
        ));
    }
    let fail = || format!("没有读懂这个{what}，请按{examples}的写法填写。");
    if let Some((low, high)) = split_range(text) {
        let (low, high) = shared_unit(low, high);
        let low = one(&low, scale).and_then(|interval| interval.low).ok_or_else(fail)?;
        let high = one(&high, scale).and_then(|interval| interval.high).ok_or_else(fail)?;
        return if low <= high {
            Ok(Interval::between(low, high))
        } else {
            Err(format!("{what}的下限大于上限，请核对先后。"))
        };
    }
    one(text, scale).ok_or_else(fail)
}

fn split_range(text: &str) -> Option<(&str, &str)> {
    ["至", "到", "～", "~", "—", "–", "-"]
        .iter()
        .find_map(|mark| text.split_once(mark))
        .filter(|(a, b)| !a.is_empty() && !b.is_empty())
}

/// `28至32万` means 28万 to 32万.
fn shared_unit(low: &str, high: &str) -> (String, String) {
    let unit: String = high
        .chars()
        .rev()
        .take_while(|c| matches!(c, '万' | '亿' | '千' | '百'))
        .collect();
    let bare = low.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let low = if bare {
        format!("{low}{}", unit.chars().rev().collect::<String>())
    } else {
        low.into()
    };
    (low, high.into())
}

const BELOW: [&str; 7] = ["近", "不足", "不到", "未满", "不满", "低于", "少于"];
const AT_MOST: [&str; 4] = ["不超过", "至多", "最多", "不多于"];
const ABOVE: [&str; 3] = ["超过", "多于", "高于"];
const AT_LEAST: [&str; 4] = ["不少于", "至少", "不低于", "最少"];

fn one(text: &str, scale: i64) -> Option<Interval> {
    let strip = |words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word));
    if let Some(rest) = strip(&AT_MOST) {
        return Some(Interval::between(0, numeral::read(rest, scale)?.value));
    }
    if let Some(rest) = strip(&AT_LEAST) {
        return Some(Interval::from(numeral::read(rest, scale)?.value));
    }
    if let Some(rest) = strip(&ABOVE) {
        return Some(Interval::from(numeral::read(rest, scale)?.value + 1));
    }
    if let Some(rest) = strip(&BELOW) {
        return Some(Interval::between(0, numeral::read(rest, scale)?.value - 1));
    }
    if let Some(rest) = text.strip_suffix("以上").or_else(|| text.strip_suffix("及以上")) {
        return Some(Interval::from(numeral::read(rest.trim_end_matches('及'), scale)?.value));
    }
    if let Some(rest) = text.strip_suffix("以下").or_else(|| text.strip_suffix("以内")) {
        return Some(Interval::between(0, numeral::read(rest, scale)?.value));
    }
    let number = numeral::read(text, scale)?;
    if number.and_more {
        return Some(Interval::between(
            number.value,
            number.value.checked_add(number.step)? - 1,
        ));
    }
    Some(Interval::exactly(number.value))
}
