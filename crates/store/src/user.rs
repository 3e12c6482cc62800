//! Who works with the vault.

use serde::{Deserialize, Serialize};

/// What somebody may do is decided in `app`; here it is only kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 助理.
    Paralegal,
    /// 律师.
    Lawyer,
}

impl Role {
    /// Identifier, as stored.
    pub fn id(self) -> &'static str {
        match self {
            Role::Paralegal => "paralegal",
            Role::Lawyer => "lawyer",
        }
    }

    /// The role of that identifier.
    pub fn from_id(id: &str) -> Option<Role> {
        [Role::Paralegal, Role::Lawyer].into_iter().find(|role| role.id() == id)
    }

    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Role::Paralegal => "助理",
            Role::Lawyer => "律师",
        }
    }
}

/// Somebody who can unlock the vault, and whose name stands on what they write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Opaque identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// 助理 or 律师.
    pub role: Role,
}
