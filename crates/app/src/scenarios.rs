//! Suppositions kept under a name: a worksheet of one user, outside the case's facts and its history.

use crate::failure::Failure;
use crate::session::{App, Now};
use crate::whatif::Override;
use crate::wire::{Stance, wire};

wire! {
    /// A supposition with a name.
    pub struct Scenario {
        /// Identifier; empty for a new one.
        pub id: String,
        /// Party id.
        pub actor: String,
        /// Its name.
        pub name: String,
        /// What for.
        pub note: String,
        /// Whose facts are changed.
        pub stance: Stance,
        /// What is supposed.
        pub overrides: Vec<Override>,
    }

    /// The suppositions this user kept for a case.
    pub struct ScenarioList {
        /// In order of saving.
        pub scenarios: Vec<Scenario>,
    }

    /// Asks for them.
    pub struct ScenariosRequest {
        /// Case id.
        pub case: String,
    }

    /// Keeps one; with the id of one that is there, replaces it.
    pub struct SaveScenario {
        /// Case id.
        pub case: String,
        /// The supposition.
        pub scenario: Scenario,
    }

    /// Removes one.
    pub struct RemoveScenario {
        /// Case id.
        pub case: String,
        /// Which.
        pub id: String,
    }
}

/// So many are kept for one case.
const MOST: usize = 30;

/// The suppositions kept for a case.
pub(crate) fn scenarios(app: &mut App, request: ScenariosRequest, _: Now) -> Result<ScenarioList, Failure> {
    app.record(&request.case)?;
    Ok(ScenarioList {
        scenarios: read(app, &request.case)?,
    })
}

/// Keeps a supposition, or renames and replaces one.
pub(crate) fn save_scenario(app: &mut App, request: SaveScenario, _: Now) -> Result<ScenarioList, Failure> {
    app.record(&request.case)?;
    let mut scenario = request.scenario;
    scenario.name = crate::cases::required(&scenario.name, "方案名称")?;
    scenario.note = scenario.note.trim().into();
    let mut all = read(app, &request.case)?;
    match all.iter().position(|known| known.id == scenario.id) {
        Some(at) => all[at] = scenario,
        None if all.len() >= MOST => {
            return Err(Failure::invalid("本案保存的方案已有三十个，请先移除不用的。"));
        }
        None => {
            let used = all
                .iter()
                .filter_map(|known| known.id.strip_prefix('s')?.parse::<u32>().ok());
            scenario.id = format!("s{}", used.max().unwrap_or(0) + 1);
            all.push(scenario);
        }
    }
    write(app, &request.case, all)
}

/// Removes a supposition; one that is gone already is no fault.
pub(crate) fn remove_scenario(app: &mut App, request: RemoveScenario, _: Now) -> Result<ScenarioList, Failure> {
    app.record(&request.case)?;
    let mut all = read(app, &request.case)?;
    all.retain(|scenario| scenario.id != request.id);
    write(app, &request.case, all)
}

fn key(case: &str) -> String {
    format!("scenarios:{case}")
}

fn read(app: &mut App, case: &str) -> Result<Vec<Scenario>, Failure> {
    let kept = app.vault()?.setting(&key(case))?;
    // What an older program kept in another form is not worth an error: it is a worksheet.
    Ok(kept
        .and_then(|kept| serde_json::from_str(&kept).ok())
        .unwrap_or_default())
}

fn write(app: &mut App, case: &str, scenarios: Vec<Scenario>) -> Result<ScenarioList, Failure> {
    let text = serde_json::to_string(&scenarios).map_err(|_| Failure::invalid("方案无法保存，请检查名称和说明。"))?;
    app.vault()?.set_setting(&key(case), &text)?;
    Ok(ScenarioList { scenarios })
}
