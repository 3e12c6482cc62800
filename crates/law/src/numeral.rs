//! Numbers as people write them in a file: `30余万`, `12,000`, `三十五`, `1.2万`.

/// A number read from text, in units of 1/`scale`, with the step of its last significant digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numeral {
    /// The value in units of 1/`scale`.
    pub value: i64,
    /// How much one more in the last significant digit is, in the same units: 30万 has 10万, 35万 has 1万.
    pub step: i64,
    /// 余 or 多 stood in or after the number.
    pub and_more: bool,
}

/// Reads one number; `scale` is 100 for 元 kept in 分, 1 for counts. The whole of `text` must be a number.
pub(crate) fn read(text: &str, scale: i64) -> Option<Numeral> {
    let text: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | '，' | ' ' | '_'))
        .map(narrow)
        .collect();
    let and_more = text.contains(['余', '多']);
    let text: String = text.chars().filter(|c| !matches!(c, '余' | '多')).collect();
    let digits_end = text
        .find(|c: char| !(c.is_ascii_digit() || c == '.'))
        .unwrap_or(text.len());
    let (value, step) = if digits_end > 0 {
        mixed(&text, scale)?
    } else {
        let value = chinese(&text)?;
        (value.checked_mul(scale)?, trailing_step(value).checked_mul(scale)?)
    };
    Some(Numeral { value, step, and_more })
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
        '．' => '.',
        c => c,
    }
}

fn unit(c: char) -> Option<i64> {
    Some(match c {
        '十' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' | '萬' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// `1.2万`, `30万5千`, `12000`: digit groups, each with an optional unit, from large to small.
fn mixed(text: &str, scale: i64) -> Option<(i64, i64)> {
    let (mut total, mut step, mut rest, mut last) = (0i64, scale, text, i64::MAX);
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| !(c.is_ascii_digit() || c == '.'))
            .unwrap_or(rest.len());
        let (digits, tail) = rest.split_at(end);
        let units: String = tail.chars().take_while(|c| unit(*c).is_some()).collect();
        let factor = units.chars().try_fold(1i64, |factor, c| factor.checked_mul(unit(c)?))?;
        if factor >= last {
            return None;
        }
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() || decimals.contains('.') {
            return None;
        }
        let per = factor.checked_mul(scale)?;
        let whole: i64 = whole.parse().ok()?;
        total = total.checked_add(whole.checked_mul(per)?)?;
        step = per.checked_mul(trailing_step(whole))?;
        let mut place = per;
        for digit in decimals.chars() {
            if place % 10 != 0 {
                return None;
            }
            place /= 10;
            total = total.checked_add(i64::from(digit.to_digit(10)?) * place)?;
            step = place;
        }
        last = factor;
        rest = &tail[units.len()..];
    }
    Some((total, step))
}

/// 30 → 10, 35 → 1, 500 → 100, 0 → 1.
fn trailing_step(value: i64) -> i64 {
    let (mut value, mut step) = (value, 1);
    while value != 0 && value % 10 == 0 {
        value /= 10;
        step *= 10;
    }
    step
}

/// `三十五`, `两千`, `一百零五万`.
fn chinese(text: &str) -> Option<i64> {
    if text.is_empty() {
        return None;
    }
    let (mut total, mut section, mut digit, mut seen) = (0i64, 0i64, None, false);
    for c in text.chars() {
        let value = "零一二三四五六七八九".chars().position(|d| d == c).map(|d| d as i64);
        match (c, value) {
            ('〇', _) | (_, Some(0)) => digit = None,
            ('两', _) => digit = Some(2),
            (_, Some(value)) => digit = Some(value),
            ('十', _) => section += digit.take().unwrap_or(1) * 10,
            ('百' | '千', _) => section += digit.take()? * unit(c)?,
            ('万' | '亿', _) => {
                let below = total + section + digit.take().unwrap_or(0);
                if below == 0 {
                    return None;
                }
                total = below.checked_mul(unit(c)?)?;
                section = 0;
            }
            _ => return None,
        }
        seen = true;
    }
    seen.then(|| total + section + digit.unwrap_or(0))
}
