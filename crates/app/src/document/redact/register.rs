//! Who is called what in copies without names: one pseudonym for one person, in every paper of every case, kept in the vault.

use super::Known;
use super::mask::{Masks, significant};
use crate::failure::Failure;
use crate::session::App;
use memo::receipt::sha256;
use std::collections::{BTreeMap, BTreeSet};

/// The setting of the office that holds them.
const KEPT: &str = "pseudonyms";

/// Surnames of two characters that occur; every other surname is taken to be the first character.
const COMPOUND: [&str; 12] = [
    "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐",
];

/// The masks of everybody known, with pseudonyms given before wherever there are any.
pub(super) fn masks(app: &mut App, known: &[Known]) -> Result<Masks, Failure> {
    let kept = app.vault()?.office_settings(KEPT)?.into_iter().next();
    let mut given: BTreeMap<String, String> = kept
        .and_then(|(_, text)| serde_json::from_str(&text).ok())
        .unwrap_or_default();
    let before = given.len();
    let masks = all(known, &mut given);
    if given.len() != before {
        let text = serde_json::to_string(&given).map_err(|_| Failure::invalid("化名无法保存，请重试。"))?;
        app.vault()?.set_office_setting(KEPT, &text)?;
    }
    Ok(masks)
}

/// How somebody is known: by a digest, so that the register holds no name.
fn key(kind: &str, value: &str) -> String {
    let value: String = significant(value).collect();
    sha256(format!("{kind}:{value}").as_bytes()).chars().take(24).collect()
}

fn all(known: &[Known], given: &mut BTreeMap<String, String>) -> Masks {
    let mut masks = Masks::default();
    for own in known {
        if let Some(name) = own.names.first() {
            let mut keys: Vec<String> = Vec::new();
            if !own.register.is_empty() {
                keys.push(key("register", &own.register));
            }
            keys.extend(own.ids.iter().map(|id| key("id", id)));
            // A name alone tells people apart only where nothing better does.
            if keys.is_empty() {
                keys.push(key("name", name));
            } else if keys.iter().all(|key| !given.contains_key(key)) {
                let alone = key("name", name);
                let free = |pseudonym: &String| !given.iter().any(|(key, own)| own == pseudonym && *key != alone);
                if given.get(&alone).is_some_and(free) {
                    keys.push(alone);
                }
            }
            let pseudonym = keys.iter().find_map(|key| given.get(key).cloned());
            let pseudonym = pseudonym.unwrap_or_else(|| fresh(&stem(name, own.unit), given));
            for key in keys {
                given.insert(key, pseudonym.clone());
            }
            for name in &own.names {
                masks.add(name, &pseudonym);
            }
        }
        for (numbers, kind, stem) in [
            (&own.ids, "number", "证件"),
            (&own.phones, "number", "电话"),
            (&own.accounts, "number", "账户"),
        ] {
            for number in numbers.iter().filter(|number| significant(number).count() > 3) {
                let key = key(kind, number);
                let pseudonym = given.get(&key).cloned().unwrap_or_else(|| fresh(stem, given));
                given.insert(key, pseudonym.clone());
                masks.add(number, &pseudonym);
            }
        }
    }
    masks
}

/// What a pseudonym begins with: 王某, 欧阳某, 某公司, 某律师事务所.
fn stem(name: &str, unit: bool) -> String {
    const UNITS: [&str; 8] = ["律师事务所", "公司", "银行", "学校", "工作室", "经营部", "中心", "店"];
    if let Some(kind) = UNITS.iter().find(|kind| name.ends_with(*kind)) {
        return format!("某{kind}");
    }
    if unit {
        return "某单位".into();
    }
    if name.starts_with(|ch: char| ch.is_ascii()) {
        return "某人".into();
    }
    let double = COMPOUND.iter().find(|surname| name.starts_with(**surname));
    let surname = double.map_or_else(|| name.chars().take(1).collect(), |surname| (*surname).to_string());
    format!("{surname}某")
}

/// The first number nobody has yet.
fn fresh(stem: &str, given: &BTreeMap<String, String>) -> String {
    let taken: BTreeSet<&str> = given.values().map(String::as_str).collect();
    (1..)
        .map(|number| format!("{stem}{number}"))
        .find(|pseudonym| !taken.contains(pseudonym.as_str()))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(names: &[&str], ids: &[&str]) -> Known {
        Known {
            names: names.iter().map(|name| (*name).to_string()).collect(),
            ids: ids.iter().map(|id| (*id).to_string()).collect(),
            ..Known::default()
        }
    }

    fn told(masks: &Masks) -> BTreeMap<String, String> {
        masks
            .words()
            .map(|(word, mask)| (word.to_string(), mask.to_string()))
            .collect()
    }

    #[test]
    fn a_person_is_called_the_same_in_every_case_and_nobody_else_is() {
        let mut given = BTreeMap::new();
        let first = told(&all(
            &[
                person(&["王小明", "老王"], &["110101199003071234"]),
                person(&["王五"], &[]),
            ],
            &mut given,
        ));
        assert_eq!(
            (first["王小明"].as_str(), first["老王"].as_str(), first["王五"].as_str()),
            ("王某1", "王某1", "王某2")
        );
        let second = told(&all(
            &[
                person(&["王五"], &[]),
                person(&["王小明"], &["440301198001012222"]),
                person(&["王晓明"], &["110101199003071234"]),
                person(&["欧阳锋"], &[]),
            ],
            &mut given,
        ));
        assert_eq!(second["王五"], "王某2");
        assert_eq!(second["王晓明"], "王某1", "the same number is the same person");
        assert_eq!(
            second["王小明"], "王某3",
            "the same name with another number is somebody else"
        );
        assert_eq!(second["欧阳锋"], "欧阳某1");
        assert!(given.keys().all(|key| key.len() == 24 && key.is_ascii()));
    }

    #[test]
    fn units_are_called_by_what_they_are() {
        let units = [
            ("某某网络科技有限公司", "某公司"),
            ("正大律师事务所", "某律师事务所"),
            ("第三大队", "某单位"),
        ];
        for (name, wanted) in units {
            assert_eq!(stem(name, true), wanted);
        }
    }
}
