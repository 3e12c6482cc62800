//! Names by how they are spelled.

use case::pinyin::readings;

/// Whether letters spell a name or a part of it: whole readings, their beginnings or their first letters, in any mixture.
pub(super) fn spelled(name: &str, typed: &str) -> bool {
    let name: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
    let typed: Vec<char> = typed
        .chars()
        .filter(|c| *c != ' ')
        .flat_map(char::to_lowercase)
        .collect();
    !typed.is_empty() && (0..name.len()).any(|from| spells(&name[from..], &typed))
}

fn spells(name: &[char], typed: &[char]) -> bool {
    let (Some(next), Some((first, rest))) = (typed.first(), name.split_first()) else {
        return typed.is_empty();
    };
    (first == next && spells(rest, &typed[1..]))
        || readings(*first).iter().any(|reading| {
            // ü is typed as v.
            let same = |(read, typed): &(char, &char)| read == *typed || (*read == 'ü' && **typed == 'v');
            let common = reading.chars().zip(typed).take_while(same).count();
            (1..=common).rev().any(|taken| spells(rest, &typed[taken..]))
        })
}
