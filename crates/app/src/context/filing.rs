//! Who files, for whom, with whom: what stands at the head and the foot of every paper that is handed in.

use case::{Matter, Record, Stage};
use law::deadline::Event;
use serde::Serialize;

/// A defender.
#[derive(Debug, Clone, Serialize)]
pub struct PaperLawyer {
    /// Name, without 律师.
    pub name: String,
    /// 执业证号, or empty.
    pub licence: String,
}

/// Head and foot of a paper.
#[derive(Debug, Clone, Serialize)]
pub struct PaperFiling {
    /// Stage id.
    pub stage: String,
    /// 犯罪嫌疑人, 被告人, 上诉人（原审被告人）…
    pub accused: String,
    /// 公安机关, 人民检察院 or 人民法院: the kind of body that decides now.
    pub body: String,
    /// The body that decides now, or empty when the file does not name one of that kind.
    pub to: String,
    /// 贵局 or 贵院.
    pub you: String,
    /// The body that holds the accused and decides on measures now, or empty.
    pub holder: String,
    /// Its kind.
    pub holder_body: String,
    /// 贵局 or 贵院.
    pub holder_you: String,
    /// The police, or empty.
    pub police: String,
    /// The procuratorate, or empty.
    pub procuratorate: String,
    /// The court, or empty.
    pub court: String,
    /// Defenders.
    pub lawyers: Vec<PaperLawyer>,
    /// 李某、张某律师, or empty.
    pub names: String,
    /// Address and telephone of the firm, or empty.
    pub contact: String,
    /// What the charge rests on at this stage: 提请批准逮捕书, 起诉意见书, 起诉书, 一审判决 …
    pub charged_in: String,
}

/// The kinds of body that decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Body {
    Police,
    Procuratorate,
    Court,
}

impl Body {
    /// The kind of a body by its name; `None` when the name does not say.
    fn of(name: &str) -> Option<Body> {
        let named = |words: &[&str]| words.iter().any(|word| name.contains(word));
        match () {
            () if named(&["检察院"]) => Some(Body::Procuratorate),
            () if named(&["法院"]) => Some(Body::Court),
            () if named(&["公安", "分局", "派出所", "支队"]) => Some(Body::Police),
            () => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Body::Police => "公安机关",
            Body::Procuratorate => "人民检察院",
            Body::Court => "人民法院",
        }
    }

    fn you(self) -> &'static str {
        match self {
            Body::Police => "贵局",
            Body::Procuratorate | Body::Court => "贵院",
        }
    }

    /// As the cover has it: the body that decides now where it is of this kind, else the one kept for later.
    fn on(self, matter: &Matter) -> String {
        if Body::of(&matter.authority) == Some(self) {
            return matter.authority.clone();
        }
        match self {
            Body::Police => &matter.police,
            Body::Procuratorate => &matter.procuratorate,
            Body::Court => &matter.court,
        }
        .clone()
    }
}

/// Who decides the case, and who decides on measures. A closed case has neither; its papers are looked back upon.
fn bodies(stage: Stage) -> (Body, Body) {
    match stage {
        Stage::Investigation => (Body::Police, Body::Police),
        Stage::ArrestReview => (Body::Procuratorate, Body::Police),
        Stage::ProsecutionReview => (Body::Procuratorate, Body::Procuratorate),
        Stage::FirstInstance | Stage::SecondInstance | Stage::Closed => (Body::Court, Body::Court),
    }
}

/// Head and foot of the papers of one accused.
pub(super) fn filing(record: &Record, actor: &str, events: &[Event]) -> PaperFiling {
    let matter = &record.matter;
    let (body, holder) = bodies(matter.stage);
    let appealed = events.iter().any(|event| event.kind == "appealed");
    let unit = record
        .party(actor)
        .is_some_and(|party| party.kind == case::PartyKind::Unit);
    let lawyers: Vec<PaperLawyer> = matter
        .lawyers
        .iter()
        .enumerate()
        .map(|(at, name)| PaperLawyer {
            name: name.trim().trim_end_matches("律师").into(),
            licence: matter.licences.get(at).cloned().unwrap_or_default(),
        })
        .collect();
    let names: Vec<&str> = lawyers.iter().map(|lawyer| lawyer.name.as_str()).collect();
    PaperFiling {
        stage: matter.stage.id().into(),
        accused: match matter.stage {
            Stage::Investigation | Stage::ArrestReview | Stage::ProsecutionReview if unit => "犯罪嫌疑单位",
            Stage::FirstInstance if unit => "被告单位",
            Stage::SecondInstance if unit => "原审被告单位",
            Stage::Investigation | Stage::ArrestReview | Stage::ProsecutionReview => "犯罪嫌疑人",
            Stage::FirstInstance => "被告人",
            Stage::SecondInstance if appealed => "上诉人（原审被告人）",
            Stage::SecondInstance => "原审被告人",
            Stage::Closed => "当事人",
        }
        .into(),
        body: body.name().into(),
        to: body.on(matter),
        you: body.you().into(),
        holder: holder.on(matter),
        holder_body: holder.name().into(),
        holder_you: holder.you().into(),
        police: Body::Police.on(matter),
        procuratorate: Body::Procuratorate.on(matter),
        court: Body::Court.on(matter),
        names: match names.is_empty() {
            true => String::new(),
            false => format!("{}律师", names.join("、")),
        },
        lawyers,
        contact: matter.contact.clone(),
        charged_in: charged_in(matter.stage).into(),
    }
}

/// What the charge rests on at a stage.
pub(super) fn charged_in(stage: Stage) -> &'static str {
    match stage {
        Stage::Investigation => "办案机关",
        Stage::ArrestReview => "提请批准逮捕书",
        Stage::ProsecutionReview => "起诉意见书",
        Stage::FirstInstance | Stage::Closed => "起诉书",
        Stage::SecondInstance => "一审判决",
    }
}
