//! Numbers as people write them in a file: `30余万`, `12,000`, `三十五`, `叁拾万`, `1.2万`.

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

/// Why a text is not read as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unread {
    /// No number.
    Nonsense,
    /// `1万2` may be 10002 or 12000; nobody guesses.
    Abbreviated,
    /// Beyond one 万亿, which no case has.
    TooLarge,
}

/// The largest number anybody enters: one 万亿.
const LARGEST: i64 = 1_000_000_000_000;

/// Reads one number; `scale` is 100 for 元 kept in 分, 1 for counts. The whole of `text` must be a number.
pub(crate) fn read(text: &str, scale: i64) -> Result<Numeral, Unread> {
    let text: Vec<char> = text.chars().map(narrow).collect();
    let text = joined(&text)?;
    let (text, and_more) = without_more(&text)?;
    let (value, step) = if text.starts_with(|c: char| c.is_ascii_digit()) {
        mixed(&text, scale)?
    } else {
        let value = chinese(&text)?;
        let scaled = |value: i64| value.checked_mul(scale).ok_or(Unread::TooLarge);
        (scaled(value)?, scaled(trailing_step(value))?)
    };
    if value > LARGEST.saturating_mul(scale) {
        return Err(Unread::TooLarge);
    }
    Ok(Numeral { value, step, and_more })
}

/// True for a character that can stand in a number.
pub(crate) fn is_numeral(c: char) -> bool {
    let c = narrow(c);
    c.is_ascii_digit() || digit(c).is_some() || unit(c).is_some()
}

/// One spelling of every digit and unit, the formal ones of receipts (壹贰叁拾佰仟) included.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
        '．' => '.',
        '，' => ',',
        '〇' => '零',
        '拾' => '十',
        '佰' => '百',
        '仟' => '千',
        '萬' => '万',
        '億' => '亿',
        '　' => ' ',
        c => "壹贰叁肆伍陆柒捌玖"
            .chars()
            .position(|formal| formal == c)
            .and_then(|at| "一二三四五六七八九".chars().nth(at))
            .unwrap_or(c),
    }
}

fn digit(c: char) -> Option<i64> {
    match c {
        '两' => Some(2),
        c => "零一二三四五六七八九"
            .chars()
            .position(|digit| digit == c)
            .map(|at| at as i64),
    }
}

fn unit(c: char) -> Option<i64> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// Drops the commas between thousands and the blanks around units; any other comma or blank is a slip.
fn joined(text: &[char]) -> Result<String, Unread> {
    let mut joined = String::new();
    let is_digit = |at: Option<&char>| at.is_some_and(char::is_ascii_digit);
    let grouped = text.contains(&',');
    let mut run = 0;
    for (at, &c) in text.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| text.get(at));
        match c {
            ' ' if is_digit(before) && is_digit(text.get(at + 1)) => return Err(Unread::Nonsense),
            ' ' => {}
            ',' => {
                let next = text[at + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
                if next != 3 || run == 0 || run > 3 {
                    return Err(Unread::Nonsense);
                }
                run = 0;
            }
            c => {
                run = if c.is_ascii_digit() { run + 1 } else { 0 };
                joined.push(c);
            }
        }
    }
    if grouped && run > 3 {
        Err(Unread::Nonsense)
    } else {
        Ok(joined)
    }
}

/// Takes 余 or 多 out; it stands once, after a digit or unit, and no digit follows it.
fn without_more(text: &str) -> Result<(String, bool), Unread> {
    let Some(at) = text.find(['余', '多']) else {
        return Ok((text.into(), false));
    };
    let (before, after) = (&text[..at], &text['余'.len_utf8() + at..]);
    let follows = after.chars().all(|c| unit(c).is_some());
    if before.is_empty() || before.starts_with(['0', '零']) || !follows {
        return Err(Unread::Nonsense);
    }
    Ok((format!("{before}{after}"), true))
}

/// `1.2万`, `30万5千`, `12000`: digit groups, each with an optional unit, from large to small.
fn mixed(text: &str, scale: i64) -> Result<(i64, i64), Unread> {
    let (mut total, mut step, mut rest, mut last) = (0i64, scale, text, None::<i64>);
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| !(c.is_ascii_digit() || c == '.'))
            .unwrap_or(rest.len());
        let (digits, tail) = rest.split_at(end);
        let units: Vec<i64> = tail.chars().map_while(unit).collect();
        if units.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Err(Unread::Nonsense);
        }
        let factor = units
            .iter()
            .try_fold(1i64, |factor, unit| factor.checked_mul(*unit))
            .ok_or(Unread::TooLarge)?;
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        rest = &tail[tail.chars().take(units.len()).map(char::len_utf8).sum()..];
        if whole.is_empty() {
            return Err(Unread::Nonsense);
        }
        if let Some(last) = last {
            if factor >= last {
                return Err(Unread::Nonsense);
            }
            if units.is_empty() && last != 10i64.pow(u32::try_from(whole.len().min(18)).unwrap_or(18)) {
                return Err(Unread::Abbreviated);
            }
        }
        if decimals.contains('.') || (digits.contains('.') && (decimals.is_empty() || !rest.is_empty())) {
            return Err(Unread::Nonsense);
        }
        let per = factor.checked_mul(scale).ok_or(Unread::TooLarge)?;
        let whole: i64 = whole.parse().map_err(|_| Unread::TooLarge)?;
        let times = |a: i64, b: i64| a.checked_mul(b).ok_or(Unread::TooLarge);
        total = total.checked_add(times(whole, per)?).ok_or(Unread::TooLarge)?;
        step = times(per, trailing_step(whole))?;
        let mut place = per;
        for digit in decimals.chars() {
            if place % 10 != 0 {
                return Err(Unread::Nonsense);
            }
            place /= 10;
            total += i64::from(digit.to_digit(10).ok_or(Unread::Nonsense)?) * place;
            step = place;
        }
        last = Some(factor);
    }
    Ok((total, step))
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

/// `三十五`, `两千`, `一百零五万`, `一亿二千万`.
fn chinese(text: &str) -> Result<i64, Unread> {
    for large in ['亿', '万'] {
        if let Some((before, after)) = text.rsplit_once(large) {
            let factor = unit(large).unwrap_or(1);
            let whole = chinese(before)?.checked_mul(factor).ok_or(Unread::TooLarge)?;
            let rest = match after.chars().collect::<Vec<_>>().as_slice() {
                [] => 0,
                [only] if digit(*only).is_some_and(|digit| digit > 0) => return Err(Unread::Abbreviated),
                ['零', ..] => chinese(after.trim_start_matches('零'))?,
                _ => chinese(after)?,
            };
            if whole == 0 || rest >= factor {
                return Err(Unread::Nonsense);
            }
            return Ok(whole + rest);
        }
    }
    section(text)
}

/// A number below 万: units from large to small.
fn section(text: &str) -> Result<i64, Unread> {
    let (mut total, mut last, mut held, mut zero) = (0i64, 10_000i64, None, false);
    for c in text.chars() {
        match (digit(c), unit(c)) {
            (Some(0), _) if held.is_none() => zero = true,
            (Some(value), _) if held.is_none() && value > 0 => held = Some(value),
            (None, Some(unit)) if unit < last => {
                // 十五 leaves out the one, 一百一十五 does not.
                let times = held.take().or((unit == 10 && total == 0 && !zero).then_some(1));
                total += times.ok_or(Unread::Nonsense)? * unit;
                (last, zero) = (unit, false);
            }
            _ => return Err(Unread::Nonsense),
        }
    }
    match held {
        Some(_) if (100..10_000).contains(&last) && !zero => Err(Unread::Abbreviated),
        Some(_) if total == 0 && zero => Err(Unread::Nonsense),
        Some(value) => Ok(total + value),
        None if text == "零" => Ok(0),
        None if total == 0 || zero => Err(Unread::Nonsense),
        None => Ok(total),
    }
}
