//! The people of the whole office in memory, ready to be compared. Read once a session, kept up with every change.

use crate::failure::Failure;
use crate::session::App;
use case::conflict::{Capacity, Prepared, Standing};
use case::{Cast, Company, ItemKind, Op, Record};
use std::collections::{BTreeMap, BTreeSet};

/// The office's people.
#[derive(Default)]
pub(crate) struct Register {
    /// By case id.
    cases: BTreeMap<String, Known>,
    /// Cases whose people could not be read.
    pub unread: u32,
    /// What was found for a case, until anybody changes whom its people are like.
    pub found: BTreeMap<String, super::check::Open>,
    /// Who has a key: case id, place within the case.
    keyed: BTreeMap<String, BTreeSet<(String, usize)>>,
}

/// The people of one case.
pub(crate) struct Known {
    /// Name of the case.
    pub name: String,
    /// The fictional case: it is compared with nobody's real one.
    pub demo: bool,
    /// Whom to ask, where the present user may not see the case: only that there is somebody may then be said.
    pub hidden: Option<String>,
    /// Its people.
    pub company: Company,
    defended: bool,
    prepared: Vec<Prepared>,
}

impl Known {
    pub(crate) fn of(case: &str, name: String, demo: bool, company: Company) -> Known {
        Known {
            name,
            demo,
            hidden: None,
            defended: company.defended(),
            prepared: company
                .people
                .iter()
                .map(|cast| Prepared::of(&cast.identity(case)))
                .collect(),
            company,
        }
    }

    pub(crate) fn of_record(case: &str, record: &Record) -> Known {
        Known::of(
            case,
            record.matter.name.clone(),
            record.matter.demo,
            Company::of(record),
        )
    }

    /// What somebody of that capacity is in this case.
    pub(crate) fn standing<'a>(&'a self, case: &'a str, capacity: Capacity) -> Standing<'a> {
        Standing {
            case,
            docket: &self.company.docket,
            capacity,
            defended: self.defended || capacity == Capacity::Client,
            closed: self.company.closed,
        }
    }

    /// Its people with what is compared of them.
    pub(crate) fn people(&self) -> impl Iterator<Item = (&Cast, &Prepared)> {
        self.company.people.iter().zip(&self.prepared)
    }
}

impl Register {
    /// Everybody: case id, case, person, what is compared.
    pub(crate) fn everybody(&self) -> impl Iterator<Item = (&str, &Known, &Cast, &Prepared)> {
        self.cases.iter().flat_map(|(case, known)| {
            let people = known.people();
            people.map(move |(cast, prepared)| (case.as_str(), known, cast, prepared))
        })
    }

    /// One case the present user may see.
    pub(crate) fn case(&self, id: &str) -> Option<&Known> {
        self.cases.get(id).filter(|known| known.hidden.is_none())
    }

    /// Everybody who shares a key with somebody, and so everybody who may be like them.
    pub(crate) fn near(&self, who: &Prepared) -> impl Iterator<Item = (&str, &Known, &Cast, &Prepared)> {
        let keys = who.keys();
        let places: BTreeSet<&(String, usize)> = keys.iter().filter_map(|key| self.keyed.get(key)).flatten().collect();
        places.into_iter().filter_map(|(case, at)| {
            let (case, known) = self.cases.get_key_value(case)?;
            let (cast, prepared) = (known.company.people.get(*at)?, known.prepared.get(*at)?);
            Some((case.as_str(), known, cast, prepared))
        })
    }

    fn put(&mut self, id: &str, known: Known) {
        for (at, prepared) in known.prepared.iter().enumerate() {
            for key in prepared.keys() {
                self.keyed.entry(key).or_default().insert((id.into(), at));
            }
        }
        self.cases.insert(id.into(), known);
    }

    /// A case as it now is. What was found is kept for the cases whose people are like none of its own, before and after.
    fn take(&mut self, id: &str, known: Known) {
        let before = self.cases.remove(id);
        let prepared = before.iter().chain([&known]).flat_map(|known| &known.prepared);
        let touched: BTreeSet<String> = prepared
            .flat_map(|who| self.near(who).map(|(case, ..)| case.to_string()).collect::<Vec<_>>())
            .collect();
        self.found.retain(|case, _| case != id && !touched.contains(case));
        for (at, prepared) in before.iter().flat_map(|known| known.prepared.iter().enumerate()) {
            for key in prepared.keys() {
                if let Some(places) = self.keyed.get_mut(&key) {
                    places.remove(&(id.to_string(), at));
                }
            }
        }
        self.put(id, known);
    }
}

/// The register, read if it has not been. What a case from before, or one interrupted, has not told is read from the case.
pub(crate) fn register(app: &mut App) -> Result<&mut Register, Failure> {
    if app.people.is_none() {
        let companies: BTreeMap<_, _> = app.vault()?.companies()?.into_iter().collect();
        let mut read = Register::default();
        // Whoever was a client is remembered while the case lies in the recycle bin.
        let binned = app.vault()?.binned()?.into_iter().map(|binned| store::Projection {
            name: format!("{}（回收站）", binned.row.name),
            ..binned.row
        });
        let cases = app.vault()?.cases()?.into_iter().chain(binned);
        for row in cases {
            let id = row.id.to_string();
            let company = match companies.get(&row.id).cloned().flatten() {
                Some(company) => company,
                None => match app.vault()?.load(&row.id) {
                    Ok(record) => {
                        let company = Company::of(&record);
                        app.vault()?.keep_company(&row.id, &company)?;
                        company
                    }
                    Err(_) => {
                        read.unread += 1;
                        continue;
                    }
                },
            };
            let known = Known::of(&id, row.name, row.demo, company);
            read.put(&id, known);
        }
        // Whoever is in a case behind a wall is compared all the same; of the case itself nothing is known here.
        for hidden in app.vault()?.hidden()? {
            match companies.get(&hidden.id).cloned().flatten() {
                Some(company) => {
                    let id = hidden.id.to_string();
                    let known = Known {
                        hidden: Some(hidden.contact),
                        ..Known::of(&id, String::new(), false, company)
                    };
                    read.put(&id, known);
                }
                None => read.unread += 1,
            }
        }
        app.people = Some(read);
    }
    Ok(app.people.get_or_insert_with(Register::default))
}

/// Whether a change can be one of people, or of what the case is to them.
pub(crate) fn concerns(op: &Op) -> bool {
    match op {
        Op::All(ops) => ops.iter().any(concerns),
        Op::SetMatter(_) | Op::SetParty(_) | Op::DropParty(_) => true,
        Op::Put(changes) => changes
            .iter()
            .any(|change| matches!(change.key.kind, ItemKind::Person | ItemKind::Conflict)),
        _ => false,
    }
}

/// Before such a change is written.
pub(crate) fn loosen(app: &mut App, id: &str) -> Result<(), Failure> {
    let case = crate::cases::case_id(id)?;
    Ok(app.vault()?.drop_company(&case)?)
}

/// After it was written, or a case was made.
pub(crate) fn fasten(app: &mut App, id: &str) -> Result<(), Failure> {
    let case = crate::cases::case_id(id)?;
    let known = Known::of_record(id, app.record(id)?);
    app.vault()?.keep_company(&case, &known.company)?;
    if let Some(register) = &mut app.people {
        register.take(id, known);
    }
    Ok(())
}
