//! Numbers that say who somebody is: what is written wrongly in them, and how they are shown without giving them away.
//!
//! Nothing here refuses a draft: a number may stand in the file exactly as wrongly as it is typed, and has to be cited so.

use chrono::NaiveDate;
use std::fmt;

/// What the eighteen digits of a resident's number (公民身份号码, GB 11643) say of themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resident {
    /// Date of birth.
    pub born: NaiveDate,
    /// Whether the order digit is that of a woman.
    pub female: bool,
}

/// What is wrong with a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Not as many digits as there have to be.
    Length {
        /// What kind of number.
        of: Kind,
        /// How many there are.
        is: usize,
    },
    /// A character that cannot stand there; its place counts from 1.
    Character {
        /// What kind of number.
        of: Kind,
        /// Where.
        at: usize,
    },
    /// The first two digits are of no province.
    Region,
    /// The digits of the birth date are no day.
    Birth,
    /// The check digit does not follow from the others; it would have to be this one.
    Check {
        /// What kind of number.
        of: Kind,
        /// The digit that would be right.
        should: char,
    },
    /// The first three digits are not those of a mobile number.
    Prefix,
    /// The digits of a card do not satisfy Luhn's formula. Cards exist that do not: a hint, not a fault.
    Luhn,
}

/// A kind of number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// 居民身份证号码.
    Resident,
    /// 统一社会信用代码.
    Credit,
    /// 手机号码.
    Mobile,
    /// 银行卡号.
    Card,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Length { of, is } => write!(out, "{}应为{}，现为{is}位", of.name(), of.length()),
            Fault::Character { of, at } => write!(out, "{}第{at}位不是{}", of.name(), of.characters(*at)),
            Fault::Region => write!(out, "身份证前2位不是省级行政区代码"),
            Fault::Birth => write!(out, "身份证第7至14位不是有效日期"),
            Fault::Check {
                of: Kind::Credit,
                should,
            } => write!(out, "统一社会信用代码第18位校验不符：应为 {should}"),
            Fault::Check { should, .. } => write!(out, "身份证第18位校验不符：应为 {should}"),
            Fault::Prefix => write!(out, "手机号码前2位应为13至19"),
            Fault::Luhn => write!(out, "银行卡号校验不符，请与原件核对（少数账号不适用该校验）"),
        }
    }
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Resident => "身份证",
            Kind::Credit => "统一社会信用代码",
            Kind::Mobile => "手机号码",
            Kind::Card => "银行卡号",
        }
    }

    fn length(self) -> &'static str {
        match self {
            Kind::Resident | Kind::Credit => "18位",
            Kind::Mobile => "11位",
            Kind::Card => "12至19位",
        }
    }

    fn characters(self, at: usize) -> &'static str {
        match self {
            Kind::Resident if at == 18 => "数字或 X",
            Kind::Credit => "可用的数字或大写字母（不含 I、O、S、V、Z）",
            _ => "数字",
        }
    }
}

/// Without what people put between digits: spaces and dashes; full-width digits and letters as ordinary ones, letters large.
pub fn plain(text: &str) -> String {
    let ordinary = |c: char| match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let between = |c: &char| !(c.is_whitespace() || matches!(c, '-' | '－' | '—' | '–' | '\u{200b}'));
    text.chars()
        .filter(between)
        .map(|c| ordinary(c).to_ascii_uppercase())
        .collect()
}

/// Weights of the first seventeen digits, GB 11643.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

fn resident_check(digits: &[u32]) -> char {
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    CHECKS[(sum % 11) as usize]
}

/// Reads a resident's number.
///
/// # Errors
/// The first thing that is wrong, in the order in which a person would look.
pub fn resident(text: &str) -> Result<Resident, Fault> {
    let of = Kind::Resident;
    let chars: Vec<char> = plain(text).chars().collect();
    if chars.len() != 18 {
        return Err(Fault::Length { of, is: chars.len() });
    }
    let mut digits = Vec::with_capacity(17);
    for (place, c) in chars[..17].iter().enumerate() {
        digits.push(ascii_digit(*c).ok_or(Fault::Character { of, at: place + 1 })?);
    }
    if !(chars[17].is_ascii_digit() || chars[17] == 'X') {
        return Err(Fault::Character { of, at: 18 });
    }
    if !province(digits[0] * 10 + digits[1]) {
        return Err(Fault::Region);
    }
    let number = |range: std::ops::Range<usize>| digits[range].iter().fold(0, |sum, digit| sum * 10 + digit);
    let year = number(6..10);
    let born = NaiveDate::from_ymd_opt(year as i32, number(10..12), number(12..14)).filter(|_| year >= 1850);
    let born = born.ok_or(Fault::Birth)?;
    let should = resident_check(&digits);
    if chars[17] != should {
        return Err(Fault::Check { of, should });
    }
    Ok(Resident {
        born,
        female: digits[16] % 2 == 0,
    })
}

/// The same number as it is compared: an old one of fifteen digits in its eighteen, any other as it is, plain.
pub fn comparable(text: &str) -> String {
    let text = plain(text);
    if text.len() != 15 {
        return text;
    }
    let Some(mut digits) = text.chars().map(ascii_digit).collect::<Option<Vec<u32>>>() else {
        return text;
    };
    digits.splice(6..6, [1, 9]);
    let check = resident_check(&digits);
    let written = digits.iter().filter_map(|digit| char::from_digit(*digit, 10));
    written.chain([check]).collect()
}

/// Provinces as in GB/T 2260; 81 to 83 are on the residence permits of people from Hong Kong, Macao and Taiwan.
fn province(code: u32) -> bool {
    matches!(code, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
}

/// The characters of a unified social credit code, GB 32100, in order of value.
const CREDIT: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Checks a unified social credit code (统一社会信用代码, GB 32100).
///
/// # Errors
/// The first thing that is wrong.
pub fn credit(text: &str) -> Result<(), Fault> {
    let of = Kind::Credit;
    let chars: Vec<char> = plain(text).chars().collect();
    if chars.len() != 18 {
        return Err(Fault::Length { of, is: chars.len() });
    }
    let (mut sum, mut weight) = (0, 1);
    for (place, c) in chars.iter().enumerate() {
        let value = CREDIT.find(*c).ok_or(Fault::Character { of, at: place + 1 })?;
        if place < 17 {
            sum += value * weight;
            weight = weight * 3 % 31;
        }
    }
    let should = CREDIT.chars().nth((31 - sum % 31) % 31).unwrap_or('0');
    if chars[17] == should {
        Ok(())
    } else {
        Err(Fault::Check { of, should })
    }
}

/// A mobile number as it is compared and shown: eleven digits, the country code 86 taken off.
pub fn mobile_digits(text: &str) -> String {
    let text = plain(text);
    let bare = ["+86", "0086", "86"]
        .iter()
        .find_map(|code| text.strip_prefix(code).filter(|rest| rest.len() == 11));
    bare.unwrap_or(&text).to_string()
}

/// Checks a mainland mobile number.
///
/// # Errors
/// The first thing that is wrong.
pub fn mobile(text: &str) -> Result<(), Fault> {
    let of = Kind::Mobile;
    let text = mobile_digits(text);
    if let Some(at) = text.chars().position(|c| !c.is_ascii_digit()) {
        return Err(Fault::Character { of, at: at + 1 });
    }
    if text.len() != 11 {
        return Err(Fault::Length { of, is: text.len() });
    }
    let bytes = text.as_bytes();
    if bytes[0] == b'1' && bytes[1] >= b'3' {
        Ok(())
    } else {
        Err(Fault::Prefix)
    }
}

/// Checks the number of a bank card.
///
/// # Errors
/// The first thing that is wrong; [`Fault::Luhn`] is a hint.
pub fn card(text: &str) -> Result<(), Fault> {
    let of = Kind::Card;
    let text = plain(text);
    let mut digits = Vec::with_capacity(19);
    for (place, c) in text.chars().enumerate() {
        digits.push(ascii_digit(c).ok_or(Fault::Character { of, at: place + 1 })?);
    }
    if !(12..=19).contains(&digits.len()) {
        return Err(Fault::Length { of, is: digits.len() });
    }
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let from_right = digits.iter().rev().enumerate();
    let sum: u32 = from_right
        .map(|(place, digit)| if place % 2 == 1 { doubled(*digit) } else { *digit })
        .sum();
    if sum.is_multiple_of(10) {
        Ok(())
    } else {
        Err(Fault::Luhn)
    }
}

fn ascii_digit(c: char) -> Option<u32> {
    c.to_digit(10).filter(|_| c.is_ascii())
}

/// A number with its middle hidden: the first `head` and the last `tail` characters stay. Short ones are hidden whole.
fn hidden(text: &str, head: usize, tail: usize) -> String {
    let chars: Vec<char> = plain(text).chars().collect();
    let shown = if chars.len() > head + tail + 2 {
        (head, tail)
    } else {
        (0, chars.len().min(2) / 2)
    };
    let middle = chars.len() - shown.0 - shown.1;
    let (first, last) = (&chars[..shown.0], &chars[chars.len() - shown.1..]);
    first
        .iter()
        .copied()
        .chain(std::iter::repeat_n('*', middle))
        .chain(last.iter().copied())
        .collect()
}

/// A number of identity without birth date and order: 110***********1234.
pub fn hide_id(text: &str) -> String {
    hidden(text, 3, 4)
}

/// A phone number by its head and tail: 138****1234.
pub fn hide_phone(text: &str) -> String {
    hidden(&mobile_digits(text), 3, 4)
}

/// An account by its tail: ***************1234.
pub fn hide_account(text: &str) -> String {
    hidden(text, 0, 4)
}
