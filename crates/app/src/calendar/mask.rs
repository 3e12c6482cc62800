//! Names that are nobody's.

use case::{Party, PartyKind};

/// Surnames of two characters that occur; every other surname is taken to be the first character.
const COMPOUND: [&str; 16] = [
    "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "独孤", "南宫", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐",
    "长孙", "宇文",
];

/// 王某案, 欧阳某案, 某单位案: what a case is called where no name may stand.
pub(crate) fn masked(party: &Party) -> String {
    let name = party.name.trim();
    if party.kind == PartyKind::Unit || name.is_empty() {
        return "某单位案".into();
    }
    let double = COMPOUND.iter().find(|surname| name.starts_with(**surname));
    let surname = double.map_or_else(
        || name.chars().take(1).collect::<String>(),
        |surname| (*surname).to_string(),
    );
    format!("{surname}某案")
}

/// The number at the end of a docket number: `（2026）某0110刑初123号` is 123; empty when there is none.
pub(crate) fn docket_tail(docket: &str) -> String {
    let last = docket
        .split(|c: char| !c.is_ascii_digit())
        .rfind(|part| !part.is_empty());
    let tail = last.unwrap_or_default();
    tail.chars().skip(tail.chars().count().saturating_sub(6)).collect()
}

/// A short code of a case, made from its random id: as many digits as keep it apart from the others.
pub(super) fn code(id: &str, all: &[String]) -> String {
    let apart = |digits: usize| {
        all.iter()
            .filter(|other| other.get(..digits) == id.get(..digits))
            .count()
            <= 1
    };
    let digits = (4..=id.len()).find(|digits| apart(*digits)).unwrap_or(id.len());
    id.get(..digits).unwrap_or(id).to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(name: &str, kind: PartyKind) -> Party {
        Party {
            name: name.into(),
            kind,
            ..Party::default()
        }
    }

    #[test]
    fn nothing_but_the_surname_is_left() {
        let person = |name| masked(&party(name, PartyKind::Person));
        assert_eq!(person("王建国"), "王某案");
        assert_eq!(person("欧阳明"), "欧阳某案");
        assert_eq!(person(""), "某单位案");
        assert_eq!(masked(&party("某市某网络公司", PartyKind::Unit)), "某单位案");
    }

    #[test]
    fn only_the_last_number_of_a_docket_is_kept() {
        assert_eq!(docket_tail("（2026）某0110刑初123号"), "123");
        assert_eq!(docket_tail("某检刑诉〔2026〕98号"), "98");
        assert_eq!(docket_tail(""), "");
        assert_eq!(docket_tail("A3301040000002026110077"), "110077");
    }

    #[test]
    fn codes_grow_until_they_are_apart() {
        let all: Vec<String> = ["3f2a00", "3f2a10", "aaaa00"].map(String::from).into();
        assert_eq!(code("3f2a00", &all), "3F2A0");
        assert_eq!(code("aaaa00", &all), "AAAA");
    }
}
