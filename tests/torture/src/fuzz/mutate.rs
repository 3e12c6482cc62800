//! From seeds to inputs: bytes flipped, cut, doubled and spliced, numbers blown up, and the words that break things put in.

use crate::seed::Seed;

/// Words that have broken programs before.
pub const NASTY: [&str; 40] = [
    "",
    "\0",
    "\u{feff}",
    "\u{202e}gpj.exe",
    "\u{200b}\u{200d}\u{2066}",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "=cmd|'/c calc'!A0",
    "@SUM(1+1)",
    "+1-1",
    "..\\..\\..\\windows\\win.ini",
    "../../../../etc/passwd",
    "C:\\con",
    "NUL",
    "'; DROP TABLE audit; --",
    "{{ 7 * 7 }}",
    "{% for x in range(99999999) %}{% endfor %}",
    "%s%n%x",
    "-1",
    "0",
    "99999999999999999999999999",
    "-9223372036854775808",
    "9223372036854775807",
    "18446744073709551615",
    "1e308",
    "NaN",
    "0x7fffffff",
    "零点零零一亿亿亿万",
    "二〇二六年十三月三十二日",
    "2026-02-30",
    "0000-00-00",
    "９９９９９９万元",
    "约30余万元至不详",
    "𠮷𠮷𪚥",
    "ﷺ",
    "e\u{301}\u{301}\u{301}",
    "\r\n\r\n",
    "\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "null",
    "[[[[[[[[[[[[[[[[",
];

/// One input.
pub fn mutate(seeds: &[Vec<u8>], chance: &mut Seed) -> Vec<u8> {
    let mut bytes = match seeds.is_empty() {
        true => chance.bytes(64),
        false => chance.of(seeds).clone(),
    };
    for _ in 0..1 + chance.below(6) {
        step(&mut bytes, seeds, chance);
        bytes.truncate(4 << 20);
    }
    bytes
}

fn step(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], chance: &mut Seed) {
    let length = bytes.len();
    let at = chance.below(length + 1);
    match chance.below(13) {
        0 if length > 0 => bytes[at.min(length - 1)] ^= 1 << chance.below(8),
        1 if length > 0 => {
            bytes[at.min(length - 1)] = *chance.of(&[0, 1, 0x7f, 0x80, 0xff, b'"', b'\\', b'\n', b'<', b'[', b'{'])
        }
        2 => bytes.truncate(at),
        3 => {
            let end = (at + 1 + chance.below(64)).min(length);
            bytes.drain(at.min(end)..end);
        }
        4 => {
            let end = (at + 1 + chance.below(200)).min(length);
            let part = bytes[at.min(end)..end].to_vec();
            let scale = 1 << chance.below(8);
            let times = 1 + chance.below(scale);
            let many: Vec<u8> = part.iter().copied().cycle().take(part.len() * times).collect();
            bytes.splice(at..at, many);
        }
        5 | 6 => {
            let word = chance.of(&NASTY).as_bytes().to_vec();
            bytes.splice(at..at, word);
        }
        7 if !seeds.is_empty() => {
            let other = chance.of(seeds);
            let from = chance.below(other.len() + 1);
            let end = (from + chance.below(400)).min(other.len());
            bytes.splice(at..at, other[from..end].to_vec());
        }
        8 => {
            let noise = 1 + chance.below(8);
            let noise = chance.bytes(noise);
            bytes.splice(at..at, noise);
        }
        // A number becomes another one.
        9 => {
            if let Some(start) = (at..length).find(|at| bytes[*at].is_ascii_digit()) {
                let end = (start..length)
                    .find(|at| !bytes[*at].is_ascii_digit())
                    .unwrap_or(length);
                let other = *chance.of(&[
                    "0",
                    "-1",
                    "4294967295",
                    "4294967296",
                    "9223372036854775807",
                    "99999999999999999999",
                    "1e999",
                    "3",
                ]);
                bytes.splice(start..end, other.bytes());
            }
        }
        // Deep.
        10 => {
            let open = *chance.of(&["[", "{\"a\":", "(", "<a>", "{{", "《", "<w:p>", "[[a.b."]);
            let deep: Vec<u8> = open.bytes().cycle().take(open.len() << chance.below(15)).collect();
            bytes.splice(at..at, deep);
        }
        // Four bytes that a binary format takes for a size.
        11 if length >= 4 => {
            let at = at.min(length - 4);
            let size = *chance.of(&[0_u32, 1, 0xffff, 0x7fff_ffff, 0xffff_fffe, 0xffff_ffff]);
            let four = if chance.one_in(2) {
                size.to_le_bytes()
            } else {
                size.to_be_bytes()
            };
            bytes[at..at + 4].copy_from_slice(&four);
        }
        _ => {
            // Lines, which most of our formats are made of, change places.
            let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            if lines.len() > 2 {
                let (a, b) = (chance.below(lines.len()), chance.below(lines.len()));
                lines.swap(a, b);
                *bytes = lines.concat();
            }
        }
    }
}
