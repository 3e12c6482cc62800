//! The recovery key as a person writes it down: thirteen groups of five characters, each with a check of its own, so that
//! a slip of the pen is found in the group where it was made.
//!
//! The alphabet has no I, L, O and U; I and L are read as 1 and O as 0. The check of a group is a sum over GF(32) with a
//! different weight for each place and the number of the group added: every single wrong character, every two
//! neighbours exchanged and every two groups exchanged are found.

use crate::error::{Error, Kind};
use crate::secret::Secret;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Groups of a sheet.
pub const GROUPS: usize = 13;
/// Characters of a group, the last one being its check.
pub const GROUP: usize = 5;

/// The key of a recovery sheet.
pub struct Sheet(pub(crate) Secret);

impl Sheet {
    /// A new one.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn new() -> Result<Sheet, Error> {
        Secret::random().map(Sheet)
    }

    /// As it is printed.
    pub fn groups(&self) -> Vec<Zeroizing<String>> {
        let mut bits = Zeroizing::new(self.0.bytes().to_vec());
        // 256 bits and four of a check over all of them are 52 characters.
        bits.push(check_of(&self.0) << 4);
        let symbols: Zeroizing<Vec<u8>> = Zeroizing::new((0..GROUPS * (GROUP - 1)).map(|at| five(&bits, at)).collect());
        let group = |(number, data): (usize, &[u8])| {
            let mut text = Zeroizing::new(String::with_capacity(GROUP));
            data.iter().for_each(|symbol| text.push(letter(*symbol)));
            text.push(letter(check(number, data)));
            text
        };
        symbols.chunks(GROUP - 1).enumerate().map(group).collect()
    }

    /// Reads what was typed from a sheet; spaces, hyphens and small letters do not matter.
    ///
    /// # Errors
    /// Names the group that is wrong, never what it holds.
    pub fn read(text: &str) -> Result<Sheet, Error> {
        let invalid = |message: String| Error::new(Kind::Invalid, message);
        let parts: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || matches!(c, '-' | '－' | '—' | '·'))
            .filter(|part| !part.is_empty())
            .collect();
        // Written in groups, the group that is too long or too short is known by its number.
        if parts.len() == GROUPS
            && let Some(at) = parts.iter().position(|part| part.chars().count() != GROUP)
        {
            return Err(invalid(format!(
                "恢复表第{}组应有{GROUP}个字符，请对照纸面核对这一组。",
                at + 1
            )));
        }
        let mut symbols = Zeroizing::new(Vec::with_capacity(GROUPS * GROUP));
        for (at, character) in parts.iter().flat_map(|part| part.chars()).enumerate() {
            let symbol = value(character).ok_or_else(|| {
                invalid(format!(
                    "恢复表第{}组里有恢复表不使用的字符，请对照纸面核对这一组。",
                    at / GROUP + 1
                ))
            })?;
            symbols.push(symbol);
        }
        if symbols.len() != GROUPS * GROUP {
            return Err(invalid(format!(
                "恢复表应有{GROUPS}组、每组{GROUP}个字符，现在输入了{}个字符。请补齐后再试。",
                symbols.len()
            )));
        }
        let mut bits = Zeroizing::new(vec![0_u8; 33]);
        for (number, group) in symbols.chunks(GROUP).enumerate() {
            let (data, written) = group.split_at(GROUP - 1);
            if check(number, data) != written[0] {
                return Err(invalid(format!("恢复表第{}组有误，请对照纸面核对这一组。", number + 1)));
            }
            for (place, symbol) in data.iter().enumerate() {
                put_five(&mut bits, number * (GROUP - 1) + place, *symbol);
            }
        }
        let key = Secret::from_slice(&bits[..32]);
        let key = key.filter(|key| bits.get(32).is_some_and(|last| last >> 4 == check_of(key)));
        key.map(Sheet)
            .ok_or_else(|| invalid("恢复表各组单独看都没有错，合在一起却不对，请确认各组出自同一张恢复表。".into()))
    }

    /// Whether a group is as printed; for making sure that it was written down.
    pub fn has(&self, number: usize, typed: &str) -> bool {
        let wanted = self.groups().into_iter().nth(number);
        let plain = |text: &str| {
            let symbols: Option<Vec<u8>> = text.trim().chars().map(value).collect();
            symbols.map(Zeroizing::new)
        };
        wanted.is_some_and(|wanted| plain(&wanted) == plain(typed))
    }
}

/// Four bits over the whole key.
fn check_of(key: &Secret) -> u8 {
    Sha256::digest(key.bytes())[0] >> 4
}

/// The check of a group: 2·a + 4·b + 8·c + 16·d + its number, in GF(32).
fn check(number: usize, data: &[u8]) -> u8 {
    let mut sum = number as u8 + 1;
    let mut weight = 2;
    for symbol in data {
        sum ^= times(weight, *symbol);
        weight = times(weight, 2);
    }
    sum
}

/// Multiplies in GF(32), modulo x⁵ + x² + 1.
fn times(a: u8, b: u8) -> u8 {
    let (mut a, mut product) = (a, 0);
    for bit in 0..5 {
        if b >> bit & 1 == 1 {
            product ^= a;
        }
        a <<= 1;
        if a & 32 != 0 {
            a ^= 0b10_0101;
        }
    }
    product
}

fn letter(symbol: u8) -> char {
    char::from(ALPHABET[usize::from(symbol & 31)])
}

fn value(character: char) -> Option<u8> {
    let plain = match character.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        // Full-width letters and digits, as an input method writes them.
        wide @ '\u{ff01}'..='\u{ff5e}' => char::from_u32(wide as u32 - 0xfee0)?.to_ascii_uppercase(),
        other => other,
    };
    let place = ALPHABET.iter().position(|known| char::from(*known) == plain)?;
    u8::try_from(place).ok()
}

/// The five bits at a place, counted in fives.
fn five(bits: &[u8], at: usize) -> u8 {
    (0..5).fold(0, |value, bit| {
        let place = at * 5 + bit;
        let set = bits.get(place / 8).is_some_and(|byte| byte >> (7 - place % 8) & 1 == 1);
        value << 1 | u8::from(set)
    })
}

fn put_five(bits: &mut [u8], at: usize, symbol: u8) {
    for bit in 0..5 {
        let place = at * 5 + bit;
        if let Some(byte) = bits.get_mut(place / 8) {
            *byte |= (symbol >> (4 - bit) & 1) << (7 - place % 8);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        Sheet::new().expect("random numbers")
    }

    fn text(sheet: &Sheet) -> String {
        let groups: Vec<String> = sheet.groups().iter().map(|group| group.to_string()).collect();
        groups.join("-")
    }

    #[test]
    fn what_is_printed_is_read_back_however_it_is_typed() {
        for _ in 0..50 {
            let sheet = sheet();
            let printed = text(&sheet);
            for typed in [
                printed.clone(),
                printed.to_lowercase(),
                printed.replace('-', ""),
                printed.replace('-', "\n "),
                printed.replace('1', "l").replace('0', "o"),
            ] {
                let read = Sheet::read(&typed).unwrap_or_else(|error| panic!("{error}"));
                assert_eq!(read.0.bytes(), sheet.0.bytes());
            }
        }
    }

    #[test]
    fn every_wrong_character_is_found_in_its_group() {
        let printed: Vec<char> = text(&sheet()).chars().collect();
        let mut tried = 0;
        for at in (0..printed.len()).filter(|at| printed[*at] != '-') {
            for other in ALPHABET
                .iter()
                .map(|byte| char::from(*byte))
                .filter(|other| *other != printed[at])
            {
                let mut typed = printed.clone();
                typed[at] = other;
                let error = Sheet::read(&typed.into_iter().collect::<String>())
                    .err()
                    .expect("is found");
                let group = format!("第{}组", at / (GROUP + 1) + 1);
                assert!(error.message.contains(&group), "{at} {other}: {}", error.message);
                tried += 1;
            }
        }
        assert_eq!(tried, GROUPS * GROUP * 31);
    }

    #[test]
    fn neighbours_and_groups_exchanged_are_found_and_so_is_a_missing_or_foreign_character() {
        let sheet = sheet();
        let printed: Vec<char> = text(&sheet).chars().collect();
        for at in 0..printed.len() - 1 {
            let mut typed = printed.clone();
            typed.swap(at, at + 1);
            let same = typed == printed;
            let moved = typed[at] == '-' || typed[at + 1] == '-';
            let read = Sheet::read(&typed.into_iter().collect::<String>());
            assert_eq!(read.is_ok(), same && !moved, "{at}");
        }
        let groups: Vec<String> = sheet.groups().iter().map(|group| group.to_string()).collect();
        for (a, b) in (0..GROUPS).flat_map(|a| (a + 1..GROUPS).map(move |b| (a, b))) {
            let mut typed = groups.clone();
            typed.swap(a, b);
            assert!(
                groups[a] == groups[b] || Sheet::read(&typed.join(" ")).is_err(),
                "{a} {b}"
            );
        }
        let mut short = groups.clone();
        short[6].pop();
        assert!(
            Sheet::read(&short.join(" "))
                .err()
                .expect("short")
                .message
                .contains("第7组")
        );
        let foreign = groups.join(" ").replacen(&groups[2], "AB*DE", 1);
        let error = Sheet::read(&foreign).err().expect("foreign");
        assert!(
            error.message.contains("第3组") && !error.message.contains("AB"),
            "{}",
            error.message
        );
        assert!(Sheet::read("").is_err());
        assert!(sheet.has(4, &groups[4].to_lowercase()) && !sheet.has(4, &groups[5]) && !sheet.has(4, ""));
    }
}
