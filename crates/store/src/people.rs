//! The people of every case, kept in the register so that no case file is opened to look for one of them.
//!
//! Before a change of a case's people its row is taken away, after it the row is put back: whenever the program dies, a row
//! that is there is right.

use crate::error::{Error, What};
use crate::register::CaseId;
use crate::vault::Vault;
use case::Company;
use rusqlite::params;

impl Vault {
    /// The people of each case of the list; `None` where they have to be read from the case itself. Opens no case file.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn companies(&self) -> Result<Vec<(CaseId, Option<Company>)>, Error> {
        let find = "SELECT projection.case_id, company.body FROM projection LEFT JOIN company USING (case_id)
                    ORDER BY projection.case_id";
        let read = || -> rusqlite::Result<Vec<(String, Option<String>)>> {
            let mut rows = self.register.prepare_cached(find)?;
            rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        };
        let rows = read().map_err(|error| What::Vault.sql(error))?;
        let company = |(id, body): (String, Option<String>)| {
            // A body this program cannot read is one it makes again.
            let company = body.and_then(|body| serde_json::from_str(&body).ok());
            Ok((id.parse()?, company))
        };
        rows.into_iter().map(company).collect()
    }

    /// Keeps the people of a case.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep_company(&self, id: &CaseId, company: &Company) -> Result<(), Error> {
        let body = serde_json::to_string(company).unwrap_or_default();
        let put = "INSERT OR REPLACE INTO company (case_id, body) VALUES (?1, ?2)";
        let put = self.register.execute(put, params![id.as_str(), body]);
        put.map(|_| ()).map_err(|error| What::Vault.sql(error))
    }

    /// Takes the people of a case out of the register, before the case itself is changed.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn drop_company(&self, id: &CaseId) -> Result<(), Error> {
        let gone = self
            .register
            .execute("DELETE FROM company WHERE case_id = ?1", [id.as_str()]);
        gone.map(|_| ()).map_err(|error| What::Vault.sql(error))
    }
}
