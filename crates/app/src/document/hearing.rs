//! The pack for a court that takes the laptop away: a paper pack whose lines carry short codes, the same as a folder that opens
//! on any computer, and the codes typed back in afterwards.

use super::compose::{compose_record, generate};
use super::frozen::Frozen;
use super::{DocumentRequest, kinds, offer_of, wanted_of};
use crate::cases::{case_id, file_name};
use crate::context::Paper;
use crate::entry::{Saved, saved};
use crate::failure::{Code, Failure};
use crate::folder::{FolderMade, FolderOut};
use crate::rules::under;
use crate::session::{App, Now};
use crate::wire::wire;
use case::{Comment, ItemKey, ItemKind, Record, Statement, Target, Volume};
use memo::html::{escaped, html, page};
use memo::receipt::sha256;
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// Its template.
pub(super) const PACK: &str = "hearing_pack";
/// What else goes into the folder, where the stage allows it.
const BESIDE: [&str; 3] = ["cross_examination", "statement_comparison", "evidence_list"];

/// One line of the index.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Line {
    pub code: String,
    pub what: String,
    pub said: String,
    pub place: String,
    #[serde(skip)]
    target: Option<Target>,
}

/// Lines that belong together.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Topic {
    pub letter: String,
    pub name: String,
    pub rows: Vec<Line>,
}

/// The index of a case by topic: what stands on which page, each line with its code.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Hearing {
    pub topics: Vec<Topic>,
}

/// A code of a pack that left, with what it stands for.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Coded {
    code: String,
    what: String,
    target: Target,
}

wire! {
    /// Asks what the codes of a pack stand for.
    pub struct HearingCodes {
        /// Case id.
        pub case: String,
    }

    /// One code.
    pub struct HearingCode {
        /// As printed.
        pub code: String,
        /// What it stands for.
        pub what: String,
    }

    /// The codes of the last pack.
    pub struct HearingCodesView {
        /// When it was made, or empty when there is none.
        pub at: String,
        /// Its codes.
        pub codes: Vec<HearingCode>,
    }

    /// What was written by hand beside a code.
    pub struct TakeCode {
        /// Case id.
        pub case: String,
        /// The code.
        pub code: String,
        /// What was written.
        pub text: String,
        /// The revision that was shown.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }
}

/// The letter of a topic: A to Z, then AA.
fn letter(at: usize) -> String {
    let own = char::from(b'A' + (at % 26) as u8);
    match at / 26 {
        0 => own.to_string(),
        more => format!("{}{own}", letter(more - 1)),
    }
}

/// Whose fact a path of the paper is.
fn fact(record: &Record, actor: &str, path: &str) -> Target {
    let below = format!("{path}/");
    let own = record.entries.keys().find(|key| {
        let written = key.path.to_string();
        key.actor.as_deref().is_none_or(|own| own == actor) && (written == path || written.starts_with(&below))
    });
    Target::Fact {
        actor: own.and_then(|key| key.actor.clone()).unwrap_or_default(),
        path: path.into(),
    }
}

/// The index of a case.
pub(super) fn hearing(record: &Record, actor: &str, paper: &Paper) -> Hearing {
    let mut topics: Vec<(String, Vec<Line>)> = Vec::new();
    for group in &paper.groups {
        let facts = group
            .facts
            .iter()
            .chain(&group.rows)
            .filter(|own| !own.sources.is_empty());
        let rows = facts.map(|own| {
            let same = !own.ours.is_empty() && own.ours == own.alleged;
            let (alleged, ours) = if same {
                ("双方一致", "")
            } else {
                ("指控", "我方")
            };
            let sides = [(alleged, &own.alleged), (ours, &own.ours), ("研判", &own.finding)];
            let said = sides
                .iter()
                .filter(|(side, words)| !side.is_empty() && !words.is_empty());
            Line {
                code: String::new(),
                what: own.question.clone(),
                said: said
                    .map(|(side, words)| format!("{side}：{}", words.trim_end_matches('。')))
                    .collect::<Vec<_>>()
                    .join("；"),
                place: own.sources.clone(),
                target: Some(fact(record, actor, &own.path)),
            }
        });
        topics.push((group.name.clone(), rows.collect()));
    }
    let exhibits = crate::evidence::in_order(record).into_iter();
    let exhibits = exhibits.filter(|(_, own)| !own.pages.is_empty()).map(|(id, own)| Line {
        code: String::new(),
        what: own.name.clone(),
        said: own.objections().join("、"),
        place: crate::evidence::place(&own.volume, &own.pages),
        target: Some(Target::Item {
            key: ItemKey::new(ItemKind::Exhibit, id).to_string(),
        }),
    });
    topics.push(("证据".into(), exhibits.collect()));
    let statements = record.items_of::<Statement>().filter(|(_, own)| !own.pages.is_empty());
    let statements = statements.map(|(id, own)| Line {
        code: String::new(),
        what: crate::statements::title(record, own),
        said: own.from.clone(),
        place: crate::evidence::place(&own.volume, &own.pages),
        target: Some(Target::Item {
            key: ItemKey::new(ItemKind::Statement, id).to_string(),
        }),
    });
    topics.push(("笔录".into(), statements.collect()));
    topics.retain(|(_, rows)| !rows.is_empty());
    let coded = topics.into_iter().enumerate().map(|(at, (name, mut rows))| {
        let letter = letter(at);
        for (number, row) in rows.iter_mut().enumerate() {
            row.code = format!("{letter}{}", number + 1);
        }
        Topic { letter, name, rows }
    });
    Hearing {
        topics: coded.collect(),
    }
}

/// The folder being filled.
struct Filling<'a> {
    to: &'a mut dyn FolderOut,
    sums: Vec<(String, String)>,
}

impl Filling<'_> {
    fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let mut rest = bytes;
        self.to.put(name, &mut rest).map_err(|_| {
            Failure::new(
                Code::Io,
                "出庭包没有写完，所选位置写不进去。",
                "请确认磁盘有空间、U 盘没有拔出，再试一次。",
            )
        })?;
        self.sums.push((sha256(bytes), name.into()));
        Ok(())
    }
}

impl App {
    /// Name of the folder a pack is written into.
    ///
    /// # Errors
    /// When there is no such case.
    pub fn hearing_name(&mut self, case: &str, now: Now) -> Result<String, Failure> {
        self.user()?;
        self.by_itself("hearing_name", case, now, |app| {
            Ok(folder_of(&app.record(case)?.matter.name, now))
        })
    }

    /// Writes the pack into an empty folder: pages for any browser, the same as PDF, the volumes if they are wanted, and the
    /// checksums of all of it.
    ///
    /// # Errors
    /// When there is no such case, or the folder refuses a file. Then the folder is not a whole pack.
    pub fn hearing_pack(
        &mut self,
        case: &str,
        actor: &str,
        volumes: bool,
        to: &mut dyn FolderOut,
        now: Now,
    ) -> Result<FolderMade, Failure> {
        self.user()?;
        let rules = self.rules;
        self.by_itself("hearing_pack", case, now, |app| {
            under(rules, || write(app, case, actor, volumes, to, now))
        })
    }
}

fn folder_of(case: &str, now: Now) -> String {
    format!("{}_出庭包_{}", file_name(case), now.format("%Y%m%d-%H%M%S"))
}

fn request(case: &str, actor: &str, document: &str) -> DocumentRequest {
    DocumentRequest {
        case: case.into(),
        actor: actor.into(),
        document: document.into(),
        pack: None,
        accepted_only: false,
    }
}

fn write(
    app: &mut App,
    case: &str,
    actor: &str,
    volumes: bool,
    to: &mut dyn FolderOut,
    now: Now,
) -> Result<FolderMade, Failure> {
    let folder = folder_of(&app.record(case)?.matter.name, now);
    let offer = offer_of(app, case, actor, now)?;
    let kinds = kinds::kinds(app, &offer)?;
    let allowed = |id: &str| kinds.iter().any(|kind| kind.id == id && kind.allowed);
    if !allowed(PACK) {
        return Err(Failure::invalid("出庭包从审查起诉阶段起可用，请先核对诉讼阶段。"));
    }
    let mut filling = Filling { to, sums: Vec::new() };
    let wanted = wanted_of(app, &request(case, actor, PACK), now)?;
    let record = app.record(case)?.clone();
    let own = generate(&record, &wanted, now)?;
    let index = hearing(&record, &wanted.actor, &own.paper);
    let held = originals(app, case, &record, volumes)?;
    let mut listed = Vec::new();
    let mut first = None;
    for id in std::iter::once(PACK).chain(BESIDE).filter(|id| allowed(id)) {
        let wanted = wanted_of(app, &request(case, actor, id), now)?;
        let made = compose_record(&record, &wanted, now)?;
        let name = file_name(&made.front.name);
        let rendered = memo::pdf(&made.document)?;
        filling.put(
            &format!("{name}.html"),
            html(&made.document, Some("index.html")).as_bytes(),
        )?;
        filling.put(&format!("{name}.pdf"), &rendered.bytes)?;
        listed.push((name, rendered.pages));
        if first.is_none() {
            first = Some((made, rendered));
        }
    }
    for (name, bytes) in &held {
        filling.put(&format!("卷宗/{name}"), bytes)?;
    }
    let page = front_page(&record, &index, &listed, !held.is_empty(), now);
    filling.put("index.html", page.as_bytes())?;
    let sums: String = filling
        .sums
        .iter()
        .map(|(sum, name)| format!("{sum}  {name}\n"))
        .collect();
    filling.put("SHA256SUMS", sums.as_bytes())?;
    let files = filling.sums.len() as u32;
    let sha256_of_all = sha256(sums.as_bytes());
    if let Some((made, rendered)) = first {
        let codes: Vec<Coded> = index
            .topics
            .iter()
            .flat_map(|topic| &topic.rows)
            .filter_map(coded)
            .collect();
        let frozen = Frozen {
            name: String::new(),
            format: "pdf".into(),
            pages: rendered.pages as u32,
            redacted: false,
            text: made.document.text(),
            document: made.document,
        };
        let mut receipt: serde_json::Value = serde_json::from_str(&frozen.beside(&made.receipt)).unwrap_or_default();
        receipt["codes"] = serde_json::to_value(&codes).unwrap_or_default();
        receipt["manifest"] = serde_json::json!(sha256_of_all);
        let sha256 = sha256(&rendered.bytes);
        app.vault()?
            .record_export(&case_id(case)?, now, "导出出庭包", PACK, &sha256, &receipt.to_string())?;
        crate::cases::refresh(app, case, now)?;
    }
    Ok(FolderMade {
        folder,
        files,
        originals: held.len() as u32,
        missing: Vec::new(),
        sha256: sha256_of_all,
        saved: true,
    })
}

fn coded(line: &Line) -> Option<Coded> {
    Some(Coded {
        code: line.code.clone(),
        what: line.what.clone(),
        target: line.target.clone()?,
    })
}

/// Name of a volume in the folder.
fn volume_file(volume: &Volume) -> String {
    let ending = match volume.media {
        case::Media::Pdf => "pdf",
        case::Media::Png => "png",
        case::Media::Jpeg => "jpg",
        case::Media::Docx => "docx",
    };
    format!("{}.{ending}", file_name(&volume.label))
}

/// The volumes, whole, where they are wanted.
fn originals(app: &mut App, case: &str, record: &Record, wanted: bool) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let id = case_id(case)?;
    let mut found = Vec::new();
    for (_, volume) in record.items_of::<Volume>().filter(|_| wanted) {
        let mut bytes = Vec::new();
        loop {
            let at = bytes.len() as u64;
            let piece = app
                .vault()?
                .read_original(&id, &volume.original, at, at + store::PIECE as u64)?;
            if piece.is_empty() {
                break;
            }
            bytes.extend(piece);
        }
        found.push((volume_file(volume), bytes));
    }
    Ok(found)
}

/// The page one opens first: what there is, and the index with its codes.
fn front_page(record: &Record, index: &Hearing, listed: &[(String, usize)], volumes: bool, now: Now) -> String {
    let mut body = format!("<h1>{}　出庭包</h1>\n", escaped(&record.matter.name));
    let _ = writeln!(
        body,
        "<p class=\"quiet\">{}制作。双击即可打开，不需要安装或者联网；内容只读，改动以 SHA256SUMS 核对。</p>\n<ul>",
        now.format("%Y年%-m月%-d日 %H:%M")
    );
    for (name, pages) in listed {
        let shown = escaped(name);
        let _ = writeln!(
            body,
            "<li><a href=\"{shown}.html\">{shown}</a>　<a href=\"{shown}.pdf\">PDF，{pages}页</a></li>"
        );
    }
    body.push_str("</ul>\n<h2>页码索引</h2>\n");
    for topic in &index.topics {
        let _ = writeln!(
            body,
            "<h3>{} {}</h3>\n<table><thead><tr><th>短码</th><th>内容</th><th>怎么说</th><th>卷页</th></tr></thead><tbody>",
            topic.letter,
            escaped(&topic.name)
        );
        for row in &topic.rows {
            let _ = writeln!(
                body,
                "<tr><td><code>{}</code></td><td>{}</td><td>{}</td><td>{}</td></tr>",
                row.code,
                escaped(&row.what),
                escaped(&row.said),
                escaped(&row.place)
            );
        }
        body.push_str("</tbody></table>\n");
    }
    if volumes {
        body.push_str("<h2>卷宗</h2>\n<ul>\n");
        for (_, volume) in record.items_of::<Volume>() {
            let name = escaped(&volume_file(volume));
            let title = escaped(&format!("{} {}", volume.label, volume.title));
            let _ = writeln!(
                body,
                "<li><a href=\"卷宗/{name}\">{title}</a>（{}页）</li>",
                volume.pages
            );
        }
        body.push_str("</ul>\n");
    }
    page(&format!("{} 出庭包", record.matter.name), &body)
}

/// The codes of the last pack that left.
fn last(app: &mut App, case: &str) -> Result<Option<(String, Vec<Coded>)>, Failure> {
    #[derive(Deserialize)]
    struct Beside {
        codes: Vec<Coded>,
    }
    let exports = app.vault()?.exports(&case_id(case)?)?;
    let packs = exports.into_iter().filter(|export| export.document == PACK);
    let mut read = packs.filter_map(|export| {
        let beside: Beside = serde_json::from_str(&export.receipt).ok()?;
        Some((export.at.format("%Y-%m-%d %H:%M").to_string(), beside.codes))
    });
    Ok(read.next())
}

/// What the codes of the last pack stand for.
pub(crate) fn hearing_codes(app: &mut App, request: HearingCodes, _: Now) -> Result<HearingCodesView, Failure> {
    app.record(&request.case)?;
    let (at, codes) = last(app, &request.case)?.unwrap_or_default();
    let view = |own: Coded| HearingCode {
        code: own.code,
        what: own.what,
    };
    Ok(HearingCodesView {
        at,
        codes: codes.into_iter().map(view).collect(),
    })
}

/// Takes what was written beside a code as a remark on what the code stands for.
pub(crate) fn take_code(app: &mut App, request: TakeCode, now: Now) -> Result<Saved, Failure> {
    app.record(&request.case)?;
    let text = request.text.trim();
    if text.is_empty() || text.chars().count() > 2000 {
        return Err(Failure::invalid("请填写短码旁边写的内容，不超过2000字。"));
    }
    let code: String = request.code.trim().chars().filter(|ch| !ch.is_whitespace()).collect();
    let code = code.to_ascii_uppercase();
    let (_, codes) = last(app, &request.case)?.ok_or_else(|| {
        Failure::new(
            Code::NotFound,
            "这个案件还没有导出过出庭包。",
            "短码以最近一次导出的出庭包为准。",
        )
    })?;
    let known = codes.into_iter().find(|own| own.code == code).ok_or_else(|| {
        Failure::new(
            Code::NotFound,
            "最近一次出庭包里没有这个短码。",
            "请核对纸面上的字母和数字。",
        )
    })?;
    let record = app.record(&request.case)?;
    let key = record.next_item(ItemKind::Comment);
    let comment = Comment {
        on: known.target,
        text: format!("庭审记录（{code}）：{text}"),
        reply_to: String::new(),
        settled_by: String::new(),
        task: String::new(),
    };
    let put = crate::items::put(app, key, comment, now)?;
    let what = "录入庭审记录";
    crate::items::write(app, &request.case, vec![put], what, request.seen, now)?;
    saved(app, &request.case, "", None, what.into(), now)
}
