//! Amounts and counts typed as free text, read into intervals.

use crate::Interval;
use crate::numeral::{self, Numeral, Unread};

/// Reads an amount of money as a person types it, into 分.
///
/// `30余万` is at least 300,000.00元 and below 400,000.00元; `近30万` is below 300,000.00元; `30万以上` has no
/// upper end. `约30万` is refused: its two ends are entered by a person, nobody guesses them.
///
/// # Errors
/// A Chinese sentence that says what could not be read and how to write it.
pub fn read_money(text: &str) -> Result<Interval, String> {
    let text = text.trim().trim_start_matches("人民币").trim_start_matches(['￥', '¥']);
    let text = text.trim_end_matches(['整', '正']);
    read(
        &without_units(text, "元圆"),
        100,
        "金额",
        "“1.2万元”“30余万”“28万至32万”“30万以上”",
    )
}

/// Reads a count as a person types it.
///
/// # Errors
/// A Chinese sentence that says what could not be read and how to write it.
pub fn read_count(text: &str) -> Result<Interval, String> {
    let bare = without_units(text.trim(), "个张人名台次笔件条组户家部天套份");
    read(&bare, 1, "数量", "“3”“500余”“3至5”“20以上”")
}

/// Drops units that end a number; one with a number behind it (`1元200`) is left, and then refused.
fn without_units(text: &str, units: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let ends = |at: usize| {
        chars[at + 1..]
            .iter()
            .find(|c| !units.contains(**c) && !c.is_whitespace())
    };
    let dropped = |at: usize| at > 0 && units.contains(chars[at]) && !ends(at).is_some_and(|c| numeral::is_numeral(*c));
    let kept = (0..chars.len()).filter(|&at| !dropped(at));
    kept.map(|at| chars[at]).collect()
}

/// What one question of this kind is called, and how to answer it.
struct Asked {
    scale: i64,
    what: &'static str,
    examples: &'static str,
}

fn read(text: &str, scale: i64, what: &'static str, examples: &'static str) -> Result<Interval, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(format!("{what}是空的，请填写，例如{examples}。"));
    }
    if [
        "约",
        "左右",
        "上下",
        "大概",
        "差不多",
        "估计",
        "几",
        "数十",
        "数百",
        "数千",
        "数万",
    ]
    .iter()
    .any(|word| text.contains(word))
    {
        return Err(String::from(
            "“约”“左右”“数十”没有确定的上下限，请改填两端，例如“28万至32万”；在此之前按“尚不清楚”处理，原文可写进备注。",
        ));
    }
    if text.starts_with(['-', '－', '负']) {
        return Err(format!("{what}不能是负数，请填写绝对数，退还、扣除另行登记。"));
    }
    let asked = Asked { scale, what, examples };
    match split_range(text) {
        Some((low, high)) => asked.range(low, high),
        None => asked.one(text),
    }
}

fn split_range(text: &str) -> Option<(&str, &str)> {
    // 不到, 至多 and 至少 are no ranges.
    if [BELOW.as_slice(), &AT_MOST, &ABOVE, &AT_LEAST]
        .iter()
        .any(|words| strip_any(text, words))
    {
        return None;
    }
    ["至", "到", "～", "~", "—", "–", "－", "-"]
        .iter()
        .find_map(|mark| text.split_once(mark))
}

/// `28至32万` means 28万 to 32万: the unit that a bare lower end borrows from the upper one.
fn borrowed(low: &str, high: &str) -> Option<String> {
    let large = |c: char| matches!(c, '百' | '千' | '万' | '亿' | '佰' | '仟');
    let number = high.trim_end_matches(large);
    let bare = !low.contains(large) && !number.contains(large) && number.len() < high.len();
    bare.then(|| format!("{low}{}", &high[number.len()..]))
}

const BELOW: [&str; 9] = ["将近", "接近", "近", "不足", "不到", "未满", "不满", "低于", "少于"];
const AT_MOST: [&str; 4] = ["不超过", "至多", "最多", "不多于"];
const ABOVE: [&str; 3] = ["超过", "多于", "高于"];
const AT_LEAST: [&str; 4] = ["不少于", "至少", "不低于", "最少"];

impl Asked {
    fn range(&self, low: &str, high: &str) -> Result<Interval, String> {
        let (low, high) = (low.trim(), high.trim());
        let top = self.number(high)?;
        let bottom = match borrowed(low, high).map(|low| self.number(&low)) {
            // 5000至1万 starts at 5000, not at 5000万.
            Some(Ok(bottom)) if bottom.low <= top.high => bottom,
            _ => self.number(low)?,
        };
        if bottom.low <= top.high {
            Ok(Interval {
                low: bottom.low,
                high: top.high,
            })
        } else {
            Err(format!("{}的下限大于上限，请核对先后。", self.what))
        }
    }

    fn one(&self, text: &str) -> Result<Interval, String> {
        let strip = |words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word));
        if let Some(rest) = strip(&AT_MOST) {
            return Ok(Interval::between(0, self.plain(rest)?));
        }
        if let Some(rest) = strip(&AT_LEAST) {
            return Ok(Interval::from(self.plain(rest)?));
        }
        if let Some(rest) = strip(&ABOVE) {
            return Ok(Interval::from(self.plain(rest)? + 1));
        }
        if let Some(rest) = strip(&BELOW) {
            return match self.plain(rest)? {
                0 => Err(format!("{}不会低于零，请核对。", self.what)),
                number => Ok(Interval::between(0, number - 1)),
            };
        }
        if let Some((low, rest)) = text.split_once("以上") {
            let low = self.plain(low.trim_end_matches('及'))?;
            if rest.is_empty() {
                return Ok(Interval::from(low));
            }
            // 3万元以上不满5万元.
            let top = match strip_any(rest, &BELOW) || strip_any(rest, &AT_MOST) || rest.ends_with("以下") {
                true => self.one(rest)?,
                false => return Err(self.unread(Unread::Nonsense)),
            };
            return match top.high.filter(|high| low <= *high) {
                Some(high) => Ok(Interval::between(low, high)),
                None => Err(format!("{}的下限大于上限，请核对先后。", self.what)),
            };
        }
        if let Some(rest) = text.strip_suffix("以下").or_else(|| text.strip_suffix("以内")) {
            return Ok(Interval::between(0, self.plain(rest.trim_end_matches('及'))?));
        }
        self.number(text)
    }

    /// One number, alone or with 余.
    fn number(&self, text: &str) -> Result<Interval, String> {
        let number = self.numeral(text)?;
        Ok(match number.and_more {
            true => Interval::between(number.value, number.value + number.step - 1),
            false => Interval::exactly(number.value),
        })
    }

    /// One number next to a word that already says where it ends.
    fn plain(&self, text: &str) -> Result<i64, String> {
        let number = self.numeral(text)?;
        if number.and_more {
            return Err("“余”“多”不能和“近”“超过”“以上”“以下”等词同时用，请改填两端，例如“28万至32万”。".into());
        }
        Ok(number.value)
    }

    fn numeral(&self, text: &str) -> Result<Numeral, String> {
        numeral::read(text.trim(), self.scale).map_err(|why| self.unread(why))
    }

    fn unread(&self, why: Unread) -> String {
        let Asked { what, examples, .. } = self;
        match why {
            Unread::Nonsense => format!("没有读懂这个{what}，请按{examples}的写法填写。"),
            Unread::Abbreviated => {
                String::from("“1万2”“三千五”一类的省略写法可以有两种理解，请写全，例如“1.2万”“3500”。")
            }
            Unread::TooLarge => format!("{what}超过一万亿，请核对是否多写了位数或者单位。"),
        }
    }
}

fn strip_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}
