//! Cites found again after a volume was replaced or numbered anew: what moves by itself, what a person must say, what is lost.
//!
//! Nothing moves before somebody accepts it. A move the comparison is sure of leaves the review as it was: the words relied on are
//! the same. A page a person chose is an entry of that person, to be reviewed like any other.

use super::cites::{At, Cite, Moved, Standing, standings};
use super::{in_order, volume};
use crate::cases::case_id;
use crate::entry::{Saved, own_review, saved, titled};
use crate::failure::Failure;
use crate::head::{CaseHead, head};
use crate::session::{App, Now};
use crate::wire::wire;
use case::{Anchor as Mark, Exhibit, Held, Item, ItemKey, ItemKind, Op, Record, Side, Volume, volume_name};
use intake::{Anchor, Found, NewPage, Reanchor};
use std::collections::BTreeMap;

/// Most cites accepted at once.
const MOST: usize = 2_000;

wire! {
    /// Asks for the cites that must be looked at again.
    pub struct CiteCheck {
        /// Case id.
        pub case: String,
        /// Number of the volume's item; empty for every volume.
        pub volume: String,
    }

    /// A page a cite may now stand on.
    pub struct CitePlace {
        /// Page of the document.
        pub page: u32,
        /// 证据卷二第51页（PDF 53）.
        pub text: String,
        /// How well it fits, of 1000; 0 when that was not compared.
        pub score: u32,
        /// Why, in words.
        pub why: String,
    }

    /// A cite that must be looked at again.
    pub struct CiteRow {
        /// Its identity.
        pub id: String,
        /// What relies on it.
        pub question: String,
        /// 指控, 我方, 研判, 证据, 批注 and so on.
        pub side: String,
        /// As written: 证据卷二第47页.
        pub text: String,
        /// The words relied on.
        pub quote: String,
        /// moved: it moves by itself. ask: a person must say. lost: nowhere. unread: pages are still being read. no_volume: no such volume.
        #[cfg_attr(feature = "typescript", ts(type = "\"moved\" | \"ask\" | \"lost\" | \"unread\" | \"no_volume\""))]
        pub state: String,
        /// What is the matter, in words.
        pub why: String,
        /// The volume it names: 证据卷二.
        pub cited: String,
        /// Number of the volume's item, or empty.
        pub volume: String,
        /// The original it was marked on, or empty.
        pub former: String,
        /// The page of that original; 0 when unknown.
        pub former_page: u32,
        /// Where it may stand now, best first.
        pub places: Vec<CitePlace>,
    }

    /// The cites that must be looked at again.
    pub struct CiteCheckView {
        /// Case bar.
        pub head: CaseHead,
        /// In the order: moved, ask, lost, unread, no_volume.
        pub rows: Vec<CiteRow>,
        /// 41 处可以自动更新；3 处需要确认；1 处找不到.
        pub summary: String,
    }

    /// One cite and the page it stands on now.
    pub struct CiteMove {
        /// Its identity.
        pub id: String,
        /// Page of the document.
        pub page: u32,
    }

    /// Rewrites cites.
    pub struct AcceptCites {
        /// Case id.
        pub case: String,
        /// Which, and where to.
        pub moves: Vec<CiteMove>,
        /// Revision the page showed.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }
}

/// The cites that must be looked at again, each with where it may stand.
pub(crate) fn cite_check(app: &mut App, request: CiteCheck, now: Now) -> Result<CiteCheckView, Failure> {
    let head = head(app, &request.case, "", now)?;
    let record = app.record(&request.case)?.clone();
    let wanted = match request.volume.as_str() {
        "" => None,
        id => Some(volume(&record, id)?.label.clone()),
    };
    let found = found(app, &request.case, &record, wanted.as_deref())?;
    let mut rows: Vec<CiteRow> = found.iter().map(|found| row(&record, found)).collect();
    let order = ["moved", "ask", "lost", "unread", "no_volume"];
    rows.sort_by_key(|row| order.iter().position(|state| *state == row.state));
    let count = |state: &str| rows.iter().filter(|row| row.state == state).count();
    let said = [
        (count("moved"), "处可以自动更新"),
        (count("ask"), "处需要确认"),
        (count("lost"), "处找不到"),
        (count("unread"), "处等待读完新卷"),
        (count("no_volume"), "处所引的卷不在案卷中"),
    ];
    let said: Vec<String> = said
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    Ok(CiteCheckView {
        head,
        summary: if said.is_empty() {
            "全部引注都能对应到页面".into()
        } else {
            said.join("；")
        },
        rows,
    })
}

/// A cite and what became of it.
struct Checked {
    cite: Cite,
    volume: String,
    standing: Standing,
    /// The page of the former original.
    former: (String, u32),
    found: Found,
}

/// Every cite that does not stand where it says, looked up again.
fn found(app: &mut App, case: &str, record: &Record, wanted: Option<&str>) -> Result<Vec<Checked>, Failure> {
    let mut checked = Vec::new();
    let standings = standings(app, case)?;
    let doubtful: Vec<(Cite, Standing)> = standings
        .into_iter()
        .filter(|(cite, standing)| *standing != Standing::Fine && wanted.is_none_or(|label| cite.volume == label))
        .collect();
    for (id, volume) in in_order(record) {
        let own: Vec<&(Cite, Standing)> = doubtful
            .iter()
            .filter(|(cite, _)| cite.volume == volume.label)
            .collect();
        if own.is_empty() {
            continue;
        }
        let stale = own.iter().any(|(_, standing)| *standing == Standing::Stale);
        let former = if stale {
            former_maps(app, case, id)?
        } else {
            BTreeMap::new()
        };
        let number = case_id(case)?;
        let pages = if stale {
            app.vault()?.pages(&number, &volume.original, 1, volume.pages)?
        } else {
            Vec::new()
        };
        let new_pages = (1..=volume.pages).map(|page| {
            let read = pages
                .binary_search_by_key(&page, |read| read.page)
                .ok()
                .map(|at| &pages[at]);
            NewPage {
                page,
                text: read.map_or("", |read| &read.text),
                fingerprint: read.and_then(|read| hash(&read.hash)),
            }
        });
        let index = Reanchor::new(if stale { new_pages.collect() } else { Vec::new() });
        for (cite, standing) in own {
            let (former, found) = match standing {
                Standing::Stale => {
                    let (original, page) = former_place(cite, volume, &former);
                    let text = former_text(app, &number, &original, page)?;
                    let anchor = Anchor {
                        page,
                        quote: &cite.quote,
                        text: text.as_ref().map_or("", |page| &page.text),
                        fingerprint: hash(&cite.hash).or_else(|| text.as_ref().and_then(|page| hash(&page.hash))),
                    };
                    ((original, page), index.find(&anchor))
                }
                Standing::Relabelled => ((String::new(), 0), Found::Moved(cite.page.unwrap_or(0))),
                Standing::Twice => {
                    let here = |page: u32| intake::Candidate {
                        page,
                        score: 0,
                        quote: None,
                        text: None,
                        bits: None,
                    };
                    (
                        (String::new(), 0),
                        Found::Doubtful(volume.map().find(&cite.label).into_iter().map(here).collect()),
                    )
                }
                _ => ((String::new(), 0), Found::Lost),
            };
            checked.push(Checked {
                cite: cite.clone(),
                volume: id.into(),
                standing: *standing,
                former,
                found,
            });
        }
    }
    if record.items_of::<Volume>().next().is_some() {
        let homeless = doubtful
            .into_iter()
            .filter(|(_, standing)| *standing == Standing::NoVolume);
        checked.extend(homeless.map(|(cite, standing)| Checked {
            cite,
            volume: String::new(),
            standing,
            former: Default::default(),
            found: Found::Lost,
        }));
    }
    Ok(checked)
}

/// The page maps a volume had with its former originals, by SHA-256.
fn former_maps(app: &mut App, case: &str, id: &str) -> Result<BTreeMap<String, Volume>, Failure> {
    let past = app
        .vault()?
        .item_history(&case_id(case)?, &ItemKey::new(ItemKind::Volume, id))?;
    let mut maps = BTreeMap::new();
    // Newest first: the last map an original had is the one its cites were written by.
    for held in past.into_iter().filter_map(|past| past.held) {
        if let Held {
            item: Item::Volume(volume),
            ..
        } = held
        {
            maps.entry(volume.original.clone()).or_insert(volume);
        }
    }
    Ok(maps)
}

/// On which page of which former original a cite stood.
fn former_place(cite: &Cite, volume: &Volume, former: &BTreeMap<String, Volume>) -> (String, u32) {
    let original = match cite.original.as_str() {
        "" => volume.replaced.last().cloned().unwrap_or_default(),
        original => original.to_owned(),
    };
    let by_label = || former.get(&original)?.map().find(&cite.label).first().copied();
    let page = cite.page.or_else(by_label).unwrap_or(0);
    (original, page)
}

fn former_text(app: &mut App, case: &store::CaseId, original: &str, page: u32) -> Result<Option<store::Page>, Failure> {
    if page == 0 || !app.vault()?.has_original(case, original)? {
        return Ok(None);
    }
    Ok(app.vault()?.pages(case, original, page, page)?.into_iter().next())
}

fn hash(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 16).ok().filter(|_| text.len() == 16)
}

fn row(record: &Record, checked: &Checked) -> CiteRow {
    let Checked {
        cite,
        volume: id,
        standing,
        former,
        found,
    } = checked;
    let volume = record.item::<Volume>(id);
    let place = |page: u32, score: u32, why: String| CitePlace {
        page,
        text: volume.map(|volume| said(volume, page)).unwrap_or_default(),
        score,
        why,
    };
    let (state, places) = match found {
        Found::Same => ("moved", vec![place(former.1, 0, "同一页".into())]),
        Found::Moved(page) => ("moved", vec![place(*page, 0, String::new())]),
        Found::Doubtful(candidates) => (
            "ask",
            candidates
                .iter()
                .map(|found| place(found.page, found.score, why(found)))
                .collect(),
        ),
        Found::Unread => ("unread", Vec::new()),
        Found::Lost if *standing == Standing::NoVolume => ("no_volume", Vec::new()),
        Found::Lost => ("lost", Vec::new()),
    };
    let (question, side) = about(record, &cite.at);
    CiteRow {
        id: cite.at.id(),
        question,
        side,
        text: match (cite.label.as_str(), cite.page) {
            ("", page) => format!("{} PDF 第{}页", volume_name(&cite.volume), page.unwrap_or(0)),
            (label, _) => format!("{}第{label}页", volume_name(&cite.volume)),
        },
        quote: cite.quote.clone(),
        state: state.into(),
        why: reason(*standing, found).into(),
        cited: volume_name(&cite.volume),
        volume: id.clone(),
        former: former.0.clone(),
        former_page: former.1,
        places,
    }
}

fn reason(standing: Standing, found: &Found) -> &'static str {
    match (standing, found) {
        (Standing::Stale, Found::Same) => "卷已替换，内容仍在同一页",
        (Standing::Stale, Found::Moved(_)) => "卷已替换，所引文字在新卷中换了页",
        (Standing::Stale, Found::Doubtful(_)) => "卷已替换，不能确定是新卷的哪一页，请对照后选择",
        (Standing::Stale, Found::Unread) => "卷已替换，新卷还没有读完",
        (Standing::Stale, Found::Lost) => "卷已替换，新卷中找不到这一页",
        (Standing::Relabelled, _) => "页码对照已修改，这一页的卷内页码变了",
        (Standing::Twice, _) => "这个卷内页码有不止一页，请选择是哪一页",
        (Standing::NoPage, _) => "这一卷没有这个卷内页码，请核对引注或页码对照",
        (Standing::NoVolume, _) => "案卷中没有这一卷，请导入或改正卷号",
        (Standing::Fine, _) => "",
    }
}

fn why(found: &intake::Candidate) -> String {
    let quote = found.quote.map(|quote| format!("引文符合 {} %", quote / 10));
    let text = found.text.map(|text| format!("文字相似 {} %", text / 10));
    let bits = found.bits.map(|bits| format!("图像差异 {bits}/64"));
    quote.into_iter().chain(text).chain(bits).collect::<Vec<_>>().join("，")
}

fn said(volume: &Volume, page: u32) -> String {
    match volume.map().label(page) {
        Some(label) => format!("{}第{label}页（PDF {page}）", volume_name(&volume.label)),
        None => format!("{} PDF 第{page}页（没有卷内页码）", volume_name(&volume.label)),
    }
}

/// What relies on a cite: in words, and whose it is.
fn about(record: &Record, at: &At) -> (String, String) {
    match at {
        At::Position { key, side, .. } => (
            titled(record, key.actor.as_deref().unwrap_or_default(), &key.path),
            side.name().into(),
        ),
        At::Item(key) => {
            let name = match record.items.get(key).map(|held| &held.item) {
                Some(Item::Exhibit(Exhibit { name, .. })) => name.clone(),
                Some(Item::Comment(comment)) => comment.text.clone(),
                Some(Item::Note(note)) => note.text.clone(),
                Some(Item::Tag(tag)) => tag.text.clone(),
                _ => key.kind.name().into(),
            };
            (name.chars().take(60).collect(), key.kind.name().into())
        }
    }
}

/// Rewrites cites: those the comparison is sure of, and those a person chose a page for.
pub(crate) fn accept_cites(app: &mut App, request: AcceptCites, now: Now) -> Result<Saved, Failure> {
    if request.moves.is_empty() || request.moves.len() > MOST {
        return Err(Failure::invalid(format!("请选择要更新的引注，一次最多 {MOST} 处。")));
    }
    let record = app.record(&request.case)?.clone();
    let checked = found(app, &request.case, &record, None)?;
    let id = case_id(&request.case)?;
    let mut moved = Moved::default();
    for CiteMove { id: cite, page } in &request.moves {
        let found = checked.iter().find(|checked| checked.cite.at.id() == *cite);
        let Some(found) = found else {
            return Err(Failure::not_found("这处引注，它可能已经更新过"));
        };
        let volume = volume(&record, &found.volume)?;
        let sure = match found.found {
            Found::Same => found.former.1 == *page,
            Found::Moved(to) => to == *page,
            _ => false,
        };
        let finding = matches!(
            &found.cite.at,
            At::Position {
                side: Side::Finding,
                ..
            }
        );
        if finding && !sure {
            app.lawyer_only("研判所引的页")?;
        }
        let label = new_label(volume, &found.cite.label, *page)?;
        let read = app
            .vault()?
            .pages(&id, &volume.original, *page, *page)?
            .into_iter()
            .next();
        let original = volume.original.clone();
        let crop_kept = found.standing == Standing::Stale;
        let position = moved.set(&record, &found.cite.at, |place| {
            let crop = place
                .anchor
                .as_ref()
                .filter(|_| crop_kept || place.page == *page)
                .map_or([0; 4], |anchor| anchor.crop);
            place.label = label;
            place.page = *page;
            place.anchor = Some(Mark {
                original,
                page: *page,
                crop,
                hash: read.map(|read| read.hash).unwrap_or_default(),
            });
        });
        if let (Some(position), false) = (position, sure) {
            (position.by, position.at) = (app.user()?.name.clone(), now);
            position.review = own_review(app, now)?;
        }
    }
    let count = request.moves.len();
    let what = format!("更新 {count} 处引注的页码");
    let mut ops = Vec::new();
    if !moved.positions.is_empty() {
        ops.push(Op::Record(moved.positions));
    }
    if !moved.items.is_empty() {
        // A remark that moved counts from now on as written on the new volume.
        let items = moved.items.into_iter().map(|mut item| {
            if let Some(held) = &mut item.held {
                held.at = now;
            }
            item
        });
        ops.push(Op::Put(items.collect()));
    }
    app.change_since(&request.case, now, Op::All(ops), &what, request.seen)?;
    saved(app, &request.case, "", None, what, now)
}

/// The printed pages of a cite that begins on another page of the document: a run keeps its length.
fn new_label(volume: &Volume, label: &str, page: u32) -> Result<String, Failure> {
    if !(1..=volume.pages).contains(&page) {
        return Err(Failure::invalid(format!(
            "{}没有 PDF 第 {page} 页。",
            volume_name(&volume.label)
        )));
    }
    if label.is_empty() {
        return Ok(String::new());
    }
    let map = volume.map();
    let unprinted = |page: u32| {
        Failure::invalid(format!(
            "{} PDF 第 {page} 页没有卷内页码，请先在页码对照中补上。",
            volume_name(&volume.label)
        ))
    };
    let number = |label: &str| case::read_label(label).map(|(_, number)| number);
    let (first, last) = label.split_once('-').unwrap_or((label, label));
    let more = match number(last).zip(number(first)) {
        Some((last, first)) => last.saturating_sub(first),
        None => 0,
    };
    let (prefix, from, to) = map.printed(page).ok_or_else(|| unprinted(page))?;
    // One of two numbers of a sheet stays that one; a run keeps its length, as far as the volume goes.
    let from = number(first).filter(|own| (from..=to).contains(own)).unwrap_or(from);
    let wanted = format!("{prefix}{}", from + more);
    if map.find(&wanted).iter().any(|found| *found >= page) {
        return Ok(if more == 0 {
            wanted
        } else {
            format!("{prefix}{from}-{wanted}")
        });
    }
    let end = (page + more).min(volume.pages);
    let (ending, _, last) = map.printed(end).ok_or_else(|| unprinted(end))?;
    Ok(format!("{prefix}{from}-{ending}{last}"))
}
