//! What is typed of a person: what is wrong with it, and how its numbers are shown.

use super::view::{FieldFault, PersonInput};
use crate::cases::required;
use crate::failure::Failure;
use case::identity::{Fault, card, credit, hide_account, hide_id, hide_phone, mobile, plain, resident};
use case::{Person, PersonRole};

/// So many names or numbers of one kind are kept for one person.
const MOST: usize = 30;

/// Everything wrong with the numbers of a person. A fault keeps nothing from being saved.
pub(super) fn faults(input: &PersonInput) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    let mut note = |field: &str, at: usize, fault: Result<(), Fault>| {
        if let Err(fault) = fault {
            faults.push(FieldFault {
                field: field.into(),
                at: at as u32,
                hint: fault == Fault::Luhn,
                text: fault.to_string(),
            });
        }
    };
    for (at, id) in input.ids.iter().enumerate().filter(|(_, id)| !id.trim().is_empty()) {
        note("ids", at, identity(id, input.unit));
    }
    for (at, phone) in input
        .phones
        .iter()
        .enumerate()
        .filter(|(_, phone)| !phone.trim().is_empty())
    {
        // A line, an extension, a number abroad: only what can be meant as a mobile number is checked as one.
        if plain(phone).trim_start_matches('+').starts_with(['1', '8']) {
            note("phones", at, mobile(phone));
        }
    }
    for (at, account) in input.accounts.iter().enumerate() {
        let account = plain(account);
        if account.len() >= 12 && account.bytes().all(|byte| byte.is_ascii_digit()) {
            note("accounts", at, card(&account));
        }
    }
    faults
}

/// A passport or a permit is written with letters in front: it has no check digit we know.
fn identity(id: &str, unit: bool) -> Result<(), Fault> {
    let id = plain(id);
    if unit {
        return credit(&id);
    }
    let old = id.len() == 15 && id.bytes().all(|byte| byte.is_ascii_digit());
    if old || !id.starts_with(|c: char| c.is_ascii_digit()) {
        return Ok(());
    }
    resident(&id).map(|_| ())
}

/// Reads what was typed.
///
/// # Errors
/// When there is no name, a field is overlong, or the role is none.
pub(super) fn read(input: &PersonInput) -> Result<Person, Failure> {
    let role = PersonRole::from_id(&input.role).ok_or_else(|| Failure::invalid("没有这种身份，请重新选择。"))?;
    let all = |texts: &[String], what: &str| -> Result<Vec<String>, Failure> {
        let mut kept: Vec<String> = Vec::new();
        for text in texts.iter().filter(|text| !text.trim().is_empty()) {
            let text = required(text, what)?;
            if !kept.contains(&text) {
                kept.push(text);
            }
        }
        if kept.len() > MOST {
            return Err(Failure::invalid(format!("{what}最多登记{MOST}项，请移除不用的。")));
        }
        Ok(kept)
    };
    let note = input.note.trim();
    if !note.is_empty() {
        crate::entry::limit(note)?;
    }
    let employer = input.employer.trim();
    Ok(Person {
        name: required(&input.name, "姓名或者名称")?,
        aliases: all(&input.aliases, "别名")?,
        role,
        party: String::new(),
        unit: input.unit,
        register: if link(&input.register) {
            input.register.clone()
        } else {
            String::new()
        },
        ids: all(&input.ids, "证件号码")?,
        phones: all(&input.phones, "手机号码")?,
        accounts: all(&input.accounts, "账号")?,
        employer: if employer.is_empty() {
            String::new()
        } else {
            required(employer, "单位")?
        },
        note: note.into(),
    })
}

/// Whether it can be a number of the register, `case/person`.
fn link(text: &str) -> bool {
    let fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.');
    text.len() <= 120 && text.contains('/') && text.chars().all(fine)
}

/// The person as typed, numbers and all.
pub(super) fn written(person: &Person) -> PersonInput {
    PersonInput {
        name: person.name.clone(),
        aliases: person.aliases.clone(),
        role: person.role.id().into(),
        unit: person.unit,
        register: person.register.clone(),
        ids: person.ids.clone(),
        phones: person.phones.clone(),
        accounts: person.accounts.clone(),
        employer: person.employer.clone(),
        note: person.note.clone(),
    }
}

/// Numbers as they are shown before anybody asks for them.
pub(super) fn hidden(person: &Person) -> (Vec<String>, Vec<String>, Vec<String>) {
    let all = |texts: &[String], hide: fn(&str) -> String| texts.iter().map(|text| hide(text)).collect();
    (
        all(&person.ids, hide_id),
        all(&person.phones, hide_phone),
        all(&person.accounts, hide_account),
    )
}
