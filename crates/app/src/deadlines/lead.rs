//! How long before a date the office wants to be warned, by stage; and after how long a case counts as forgotten.

use crate::failure::Failure;
use crate::session::{App, Now};
use crate::wire::wire;
use chrono::NaiveDate;
use law::deadline::{Calendar, End, Phase};

wire! {
    /// The warnings of one stage.
    pub struct LeadStage {
        /// Stage id.
        pub id: String,
        /// In words.
        pub name: String,
        /// Days before the last workday, the longest first.
        pub days: Vec<u32>,
    }

    /// How the office is warned of dates.
    pub struct OfficeDates {
        /// By stage.
        pub stages: Vec<LeadStage>,
        /// In custody and no lawyer's action for that many days: possibly forgotten.
        pub neglect_days: u32,
    }

    /// Asks how the office is warned.
    pub struct OfficeDatesRequest {}

    /// The warnings of one stage as typed: `7、3、1`.
    pub struct LeadInput {
        /// Stage id.
        pub id: String,
        /// Days, as typed.
        pub days: String,
    }

    /// Changes how the office is warned.
    pub struct SetOfficeDates {
        /// By stage; a stage left out keeps its days.
        pub stages: Vec<LeadInput>,
        /// As typed.
        pub neglect_days: String,
    }

    /// How urgent a date is.
    #[derive(Copy, Default, PartialEq, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Warn {
        /// 还早.
        #[default]
        None,
        /// The first warning.
        Soon,
        /// A later warning, or past.
        Urgent,
    }
}

/// Keys of office settings.
const LEAD: &str = "dates/lead/";
const NEGLECT: &str = "dates/neglect";
/// What holds until the office says otherwise; no law says so.
const STEPS: [u32; 3] = [7, 3, 1];
const NEGLECT_DAYS: u32 = 14;
/// Nobody is warned a year ahead.
const LONGEST: u32 = 365;

/// The office's warnings.
#[derive(Debug, Clone)]
pub(crate) struct Leads {
    steps: Vec<(Phase, Vec<u32>)>,
    /// Days without a lawyer's action.
    pub neglect: u32,
}

impl App {
    /// The office's warnings, or what holds until it has said.
    pub(crate) fn leads(&mut self) -> Result<Leads, Failure> {
        let vault = self.vault()?;
        let (kept, neglect) = (vault.office_settings(LEAD)?, vault.office_settings(NEGLECT)?);
        let of = |phase: &Phase| {
            let own = kept.iter().find(|(key, _)| key.strip_prefix(LEAD) == Some(phase.id()));
            let read = own.and_then(|(_, text)| read_steps(text).ok());
            (*phase, read.unwrap_or_else(|| STEPS.to_vec()))
        };
        let neglect = neglect.first().and_then(|(_, text)| text.parse().ok());
        Ok(Leads {
            steps: running().iter().map(of).collect(),
            neglect: neglect.unwrap_or(NEGLECT_DAYS),
        })
    }
}

/// Stages in which something can still run out.
fn running() -> Vec<Phase> {
    let open = |phase: &Phase| *phase != Phase::Closed;
    Phase::ALL.into_iter().filter(open).collect()
}

/// `7、3、1`: days of a year at most, the longest first, each once.
fn read_steps(text: &str) -> Result<Vec<u32>, ()> {
    let parts = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty());
    let mut days: Vec<u32> = parts
        .map(|part| part.parse().map_err(|_| ()))
        .collect::<Result<_, _>>()?;
    days.sort_unstable_by(|a, b| b.cmp(a));
    days.dedup();
    let fine = (1..=5).contains(&days.len()) && days.iter().all(|day| (1..=LONGEST).contains(day));
    if fine { Ok(days) } else { Err(()) }
}

impl Leads {
    /// What holds where no office has said otherwise: papers do not warn.
    pub(crate) fn standard() -> Leads {
        Leads {
            steps: running().into_iter().map(|phase| (phase, STEPS.to_vec())).collect(),
            neglect: NEGLECT_DAYS,
        }
    }

    /// Days before the last workday on which a stage warns, the longest first.
    pub(crate) fn steps(&self, phase: &str) -> &[u32] {
        let own = self.steps.iter().find(|(own, _)| own.id() == phase);
        own.map_or(&STEPS, |(_, steps)| steps.as_slice())
    }

    /// How urgent something is that many days before its last workday.
    pub(crate) fn warn(&self, phase: &str, days: i64) -> Warn {
        match self
            .steps(phase)
            .iter()
            .filter(|step| days <= i64::from(**step))
            .count()
        {
            0 => Warn::None,
            1 if days > 0 && self.steps(phase).len() > 1 => Warn::Soon,
            _ => Warn::Urgent,
        }
    }
}

/// 最后可提交的工作日: the last workday before a period ends; `None` where a year has no calendar.
pub(crate) fn file_by(calendar: &Calendar, end: &End) -> Option<NaiveDate> {
    calendar.last_workday(end.remind.low)
}

fn view(leads: &Leads) -> OfficeDates {
    let stage = |(phase, days): &(Phase, Vec<u32>)| LeadStage {
        id: phase.id().into(),
        name: phase.name().into(),
        days: days.clone(),
    };
    OfficeDates {
        stages: leads.steps.iter().map(stage).collect(),
        neglect_days: leads.neglect,
    }
}

/// How the office is warned of dates.
pub(crate) fn office_dates(app: &mut App, _: OfficeDatesRequest, _: Now) -> Result<OfficeDates, Failure> {
    Ok(view(&app.leads()?))
}

/// Changes how the office is warned; everything is read before anything is kept.
pub(crate) fn set_office_dates(app: &mut App, request: SetOfficeDates, _: Now) -> Result<OfficeDates, Failure> {
    let mut kept = Vec::new();
    for own in &request.stages {
        let phase = running().into_iter().find(|phase| phase.id() == own.id);
        let phase = phase.ok_or_else(|| Failure::invalid("没有这个诉讼阶段，请刷新后重试。"))?;
        let days = read_steps(&own.days).map_err(|()| {
            Failure::invalid(format!(
                "“{}”的提前天数没有读懂，请写一到五个1至365之间的数，用顿号分开，例如 7、3、1。",
                phase.name()
            ))
        })?;
        let days: Vec<String> = days.iter().map(ToString::to_string).collect();
        kept.push((format!("{LEAD}{}", phase.id()), days.join(",")));
    }
    let days = request.neglect_days.trim().parse::<u32>().ok();
    let days = days
        .filter(|days| (1..=LONGEST).contains(days))
        .ok_or_else(|| Failure::invalid("“可能被遗忘”的天数没有读懂，请写1至365之间的一个数，例如 14。"))?;
    kept.push((NEGLECT.into(), days.to_string()));
    for (key, value) in &kept {
        app.vault()?.set_office_setting(key, value)?;
    }
    Ok(view(&app.leads()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_read_however_they_are_parted() {
        assert_eq!(read_steps("1、7，3"), Ok(vec![7, 3, 1]));
        assert_eq!(read_steps("10"), Ok(vec![10]));
        for bad in ["", "零", "0", "366", "1 2 3 4 5 6", "99999999999"] {
            assert_eq!(read_steps(bad), Err(()), "{bad}");
        }
    }

    #[test]
    fn a_stage_warns_in_steps() {
        let leads = Leads {
            steps: vec![(Phase::Trial, vec![7, 3, 1])],
            neglect: 14,
        };
        let warns = [8, 7, 4, 3, 1, 0, -2].map(|days| leads.warn("trial", days));
        use Warn::{None, Soon, Urgent};
        assert_eq!(warns, [None, Soon, Soon, Urgent, Urgent, Urgent, Urgent]);
        let one = Leads {
            steps: vec![(Phase::Trial, vec![5])],
            neglect: 14,
        };
        assert_eq!([6, 5].map(|days| one.warn("trial", days)), [None, Urgent]);
    }
}
