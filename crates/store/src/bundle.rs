//! Rules that were accepted instead of the program's own.

use crate::error::What;
use crate::{Error, Vault};
use chrono::{DateTime, FixedOffset};
use rusqlite::OptionalExtension;

/// Rules as they were accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleBundle {
    /// Who accepted them.
    pub by: String,
    /// When, as RFC 3339.
    pub at: String,
    /// SHA-256 of the text; empty when the program's own rules were put back.
    pub fingerprint: String,
    /// The bundle; empty when the program's own rules were put back.
    pub text: String,
}

impl Vault {
    /// The rules accepted last; none when nobody ever accepted any.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn rule_bundle(&self) -> Result<Option<RuleBundle>, Error> {
        let read = "SELECT member.name, at, fingerprint, text FROM rule_bundle JOIN member ON member.id = member
                    ORDER BY seq DESC LIMIT 1";
        let found = self.register.query_row(read, [], |row| {
            Ok(RuleBundle {
                by: row.get(0)?,
                at: row.get(1)?,
                fingerprint: row.get(2)?,
                text: row.get(3)?,
            })
        });
        found.optional().map_err(|error| What::Vault.sql(error))
    }

    /// Accepts rules in the name of the present user; an empty text puts the program's own back.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn accept_rules(&self, fingerprint: &str, text: &str, now: DateTime<FixedOffset>) -> Result<(), Error> {
        let write = "INSERT INTO rule_bundle (member, at, fingerprint, text) VALUES (?1, ?2, ?3, ?4)";
        self.register
            .execute(write, [&self.user.id, &now.to_rfc3339(), fingerprint, text])
            .map_err(|error| What::Vault.sql(error))?;
        Ok(())
    }
}
