//! What is read off the pages, in batches that survive a crash; and who has looked at which page.

use super::rows::progress;
use super::{VolumeRow, in_order};
use crate::cases::case_id;
use crate::failure::Failure;
use crate::session::{App, Now};
use crate::wire::wire;
use case::Volume;
use store::{Page, PageState};

/// Most pages in one batch.
const BATCH: usize = 256;
/// Longest text of a page, in bytes.
const TEXT: usize = 256 << 10;
/// A word below this confidence is marked as uncertain.
const SURE: u8 = 70;
/// Most uncertain words marked on a page.
const UNSURE: usize = 2_000;
/// A text layer in which more than one character in this many is no character at all is not a text layer.
const GARBLED: usize = 5;

wire! {
    /// How far something has been read.
    pub struct ReadState {
        /// Pages there are.
        pub pages: u32,
        /// Pages whose words are known.
        pub read: u32,
        /// Scanned pages whose words nobody has recognised yet.
        pub scans: u32,
        /// Pages that could not be read.
        pub failed: u32,
        /// Pages somebody has looked at.
        pub seen: u32,
        /// 1,204 / 1,206 页已索引；2 页失败.
        pub words: String,
    }

    /// Asks what is to be read next.
    pub struct IndexWork {
        /// Case id.
        pub case: String,
        /// Whether words can be recognised on this machine.
        pub ocr: bool,
        /// The original somebody looks at: it comes first. Empty when nobody does.
        pub first: String,
        /// At most this many pages.
        pub most: u32,
    }

    /// Pages of one original that are to be read.
    pub struct IndexJob {
        /// SHA-256 of the original.
        pub original: String,
        /// What it is.
        #[cfg_attr(feature = "typescript", ts(type = "\"pdf\" | \"png\" | \"jpeg\" | \"docx\""))]
        pub media: String,
        /// Its size.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub bytes: u64,
        /// text: words and fingerprint; ocr: the words are to be recognised.
        #[cfg_attr(feature = "typescript", ts(type = "\"text\" | \"ocr\""))]
        pub want: String,
        /// Which pages.
        pub pages: Vec<u32>,
    }

    /// What is to be read next.
    pub struct WorkView {
        /// One original; none when nothing is left.
        pub job: Option<IndexJob>,
        /// How far the whole file has been read.
        pub state: ReadState,
    }

    /// A page as the viewer read it.
    pub struct PageRead {
        /// Page of the document, from 1.
        pub page: u32,
        /// The words of its text layer; empty for a scan.
        pub text: String,
        /// Fingerprint of its picture, 16 hexadecimal digits; or empty.
        pub hash: String,
        /// Why it could not be read, in words; empty when it could.
        pub fault: String,
    }

    /// Keeps what was read off pages.
    pub struct PutPages {
        /// Case id.
        pub case: String,
        /// SHA-256 of the original.
        pub original: String,
        /// The pages.
        pub pages: Vec<PageRead>,
    }

    /// Lets the failed pages of a volume be tried again.
    pub struct RetryPages {
        /// Case id.
        pub case: String,
        /// SHA-256 of the original; empty for every volume.
        pub original: String,
    }

    /// Notes that pages have been looked at.
    pub struct MarkRead {
        /// Case id.
        pub case: String,
        /// SHA-256 of the original.
        pub original: String,
        /// Pages of the document.
        pub pages: Vec<u32>,
    }
}

impl ReadState {
    /// The sum over volumes.
    pub(super) fn of(volumes: &[VolumeRow]) -> ReadState {
        let sum = |part: fn(&VolumeRow) -> u32| volumes.iter().map(part).sum();
        let (pages, read, scans, failed) = (sum(|v| v.pages), sum(|v| v.read), sum(|v| v.scans), sum(|v| v.failed));
        ReadState {
            pages,
            read,
            scans,
            failed,
            seen: sum(|v| v.seen),
            words: progress(pages, read, scans, failed),
        }
    }
}

/// The next pages to read: words and fingerprints of every volume first, then recognition.
pub(crate) fn index_work(app: &mut App, request: IndexWork, _: Now) -> Result<WorkView, Failure> {
    let rows = super::rows::rows(app, &request.case)?;
    let state = ReadState::of(&rows);
    let id = case_id(&request.case)?;
    let most = (request.most as usize).clamp(1, BATCH);
    let mut order: Vec<&VolumeRow> = rows.iter().filter(|row| row.bytes > 0).collect();
    order.sort_by_key(|row| row.original != request.first);
    for want in ["text", "ocr"] {
        for row in &order {
            let done = row.read + row.scans + row.failed;
            let left = if want == "text" {
                done < row.pages
            } else {
                request.ocr && row.scans > 0
            };
            if !left {
                continue;
            }
            let marks = app.vault()?.page_marks(&id, &row.original)?;
            let wanted = |page: &u32| match (want, marks.get(page)) {
                ("text", None) => true,
                ("ocr", Some((PageState::Blank, via))) => via == "layer",
                _ => false,
            };
            let pages: Vec<u32> = (1..=row.pages).filter(wanted).take(most).collect();
            if !pages.is_empty() {
                let job = IndexJob {
                    original: row.original.clone(),
                    media: row.media.clone(),
                    bytes: row.bytes,
                    want: want.into(),
                    pages,
                };
                return Ok(WorkView { job: Some(job), state });
            }
        }
    }
    Ok(WorkView { job: None, state })
}

/// Keeps what the viewer read off pages of a volume's original.
pub(crate) fn put_page_text(app: &mut App, request: PutPages, now: Now) -> Result<ReadState, Failure> {
    if request.pages.len() > BATCH {
        return Err(Failure::invalid(format!("一次最多保存 {BATCH} 页，请分批保存。")));
    }
    let most = pages_of(app, &request.case, &request.original)?;
    let pages = request
        .pages
        .into_iter()
        .map(|page| page_read(page, most))
        .collect::<Result<Vec<_>, _>>()?;
    let id = case_id(&request.case)?;
    app.vault()?.put_pages(&id, &request.original, &pages, now)?;
    Ok(ReadState::of(&super::rows::rows(app, &request.case)?))
}

fn page_read(page: PageRead, most: u32) -> Result<Page, Failure> {
    if !(1..=most).contains(&page.page) {
        return Err(Failure::invalid("页码超出了这一卷的范围，请刷新后重试。"));
    }
    let hash = page.hash;
    if !(hash.is_empty() || hash.len() == 16 && hash.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'))) {
        return Err(Failure::invalid("页面指纹的写法不对，请刷新后重试。"));
    }
    if !page.fault.is_empty() {
        return Ok(Page {
            state: PageState::Failed,
            fault: page.fault.chars().take(200).collect(),
            hash,
            ..empty(page.page)
        });
    }
    let text = clean(&page.text);
    let garbled = text.chars().filter(|c| unreadable(*c)).count() * GARBLED > text.chars().count();
    let text = if garbled { String::new() } else { text };
    Ok(Page {
        state: if text.trim().is_empty() {
            PageState::Blank
        } else {
            PageState::Read
        },
        via: "layer".into(),
        text,
        hash,
        ..empty(page.page)
    })
}

impl App {
    /// Keeps what an engine recognised on a page: `table` is tesseract's TSV. Shells call this directly.
    ///
    /// # Errors
    /// `not_found` when no volume of the case has this original; `locked`, `io`.
    pub fn put_recognised(
        &mut self,
        case: &str,
        original: &str,
        page: u32,
        hash: &str,
        table: &str,
        now: Now,
    ) -> Result<(), Failure> {
        let found = intake::read_tsv(table);
        let unsure: Vec<[u32; 3]> = found
            .words
            .iter()
            .filter(|word| word.confidence < SURE)
            .take(UNSURE)
            .map(|word| [word.at, word.length, u32::from(word.confidence)])
            .collect();
        self.put_ocr(
            case,
            original,
            hash,
            now,
            Page {
                state: if found.text.is_empty() {
                    PageState::Blank
                } else {
                    PageState::Read
                },
                via: "ocr".into(),
                confidence: (!found.text.is_empty()).then_some(found.confidence),
                text: found.text,
                words: serde_json::to_string(&unsure).unwrap_or_default(),
                ..empty(page)
            },
        )
    }

    /// Keeps that a page could not be recognised, and why. Shells call this directly.
    ///
    /// # Errors
    /// As [`App::put_recognised`].
    pub fn put_unrecognised(
        &mut self,
        case: &str,
        original: &str,
        page: u32,
        hash: &str,
        why: &str,
        now: Now,
    ) -> Result<(), Failure> {
        self.put_ocr(
            case,
            original,
            hash,
            now,
            Page {
                state: PageState::Failed,
                via: "ocr".into(),
                fault: why.into(),
                ..empty(page)
            },
        )
    }

    fn put_ocr(&mut self, case: &str, original: &str, hash: &str, now: Now, mut page: Page) -> Result<(), Failure> {
        let most = pages_of(self, case, original)?;
        // The number and the fingerprint are checked like any other page's.
        page.hash = page_read(
            PageRead {
                page: page.page,
                text: String::new(),
                hash: hash.into(),
                fault: String::new(),
            },
            most,
        )?
        .hash;
        page.text.truncate(page.text.floor_char_boundary(TEXT));
        let id = case_id(case)?;
        Ok(self.vault()?.put_pages(&id, original, &[page], now)?)
    }
}

/// Lets failed pages be tried again.
pub(crate) fn retry_pages(app: &mut App, request: RetryPages, _: Now) -> Result<ReadState, Failure> {
    let id = case_id(&request.case)?;
    let rows = super::rows::rows(app, &request.case)?;
    for row in rows
        .iter()
        .filter(|row| row.failed > 0 && (request.original.is_empty() || row.original == request.original))
    {
        app.vault()?.forget_failed(&id, &row.original)?;
    }
    Ok(ReadState::of(&super::rows::rows(app, &request.case)?))
}

/// Notes that pages have been looked at; only pages there are.
pub(crate) fn mark_read(app: &mut App, request: MarkRead, now: Now) -> Result<ReadState, Failure> {
    let most = pages_of(app, &request.case, &request.original)?;
    let pages: Vec<u32> = request
        .pages
        .into_iter()
        .filter(|page| (1..=most).contains(page))
        .take(BATCH)
        .collect();
    let id = case_id(&request.case)?;
    app.vault()?.mark_seen(&id, &request.original, &pages, now)?;
    Ok(ReadState::of(&super::rows::rows(app, &request.case)?))
}

/// How many pages the volume of an original has.
fn pages_of(app: &mut App, case: &str, original: &str) -> Result<u32, Failure> {
    let record = app.record(case)?;
    let found: Option<&Volume> = in_order(record)
        .into_iter()
        .map(|(_, volume)| volume)
        .find(|volume| volume.original == original);
    found
        .map(|volume| volume.pages)
        .ok_or_else(|| Failure::not_found("这份原件所在的卷"))
}

fn empty(page: u32) -> Page {
    Page {
        page,
        state: PageState::Blank,
        via: String::new(),
        text: String::new(),
        confidence: None,
        hash: String::new(),
        words: String::new(),
        fault: String::new(),
    }
}

/// Text without control characters, bounded.
fn clean(text: &str) -> String {
    let end = text.floor_char_boundary(TEXT);
    text[..end]
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

/// What a text layer without a character map gives instead of characters.
fn unreadable(c: char) -> bool {
    matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}')
}
