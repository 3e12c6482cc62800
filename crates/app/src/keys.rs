//! The second way in: the recovery sheet, printed, confirmed and used.

use crate::document::{Exported, ExportedView};
use crate::failure::Failure;
use crate::session::{App, Now};
pub(crate) use crate::vault::VaultState;
use crate::vault::{VaultStateRequest, strong, vault_state};
use crate::wire::wire;
use memo::Document;
use memo::document::{Align, Block, Column, Entry, Meta, Preset, Span, Table};
use memo::receipt::sha256;
use store::{GROUPS, Sheet};

wire! {
    /// Begins a new recovery sheet; whoever asks shows the passphrase.
    pub struct BeginSheet {
        /// One's own passphrase.
        pub passphrase: String,
    }

    /// A recovery sheet that is not in force yet. It is shown once.
    pub struct SheetView {
        /// The groups, in order.
        pub groups: Vec<String>,
        /// Which two groups are to be typed again, counted from 1.
        pub ask: Vec<u32>,
        /// The vault, as printed.
        pub vault: String,
        /// Whose way in it is.
        pub user: String,
        /// The day of the sheet that goes out of force, or empty.
        pub replaces: String,
    }

    /// Puts the sheet in force; the two groups show that it was written down.
    pub struct ConfirmSheet {
        /// The groups that were asked for, in that order.
        pub typed: Vec<String>,
    }

    /// Forgets a sheet that is not in force.
    pub struct DropSheet {}

    /// Gets in with a recovery sheet and sets a new passphrase.
    pub struct RecoverVault {
        /// What was typed from the sheet.
        pub sheet: String,
        /// The passphrase from now on.
        pub passphrase: String,
    }

    /// Asks for the sheet as a file.
    pub struct ExportSheet {}
}

/// A sheet that is shown and not in force yet.
pub(crate) struct Pending {
    sheet: Sheet,
    ask: [usize; 2],
}

/// Makes a new sheet, which is not in force before two of its groups were typed.
pub(crate) fn begin_sheet(app: &mut App, request: BeginSheet, now: Now) -> Result<SheetView, Failure> {
    attempt(app, now, |app| {
        Ok(app.vault()?.check_passphrase(&request.passphrase)?)
    })?;
    let sheet = Sheet::new()?;
    // Which two are asked depends on nothing but the moment: it is a check of the pen, not a secret.
    let first = usize::try_from(now.timestamp_subsec_nanos()).unwrap_or(0) % GROUPS;
    let ask = [
        first,
        (first + 1 + now.timestamp().unsigned_abs() as usize % (GROUPS - 1)) % GROUPS,
    ];
    app.sheet = Some(Pending { sheet, ask });
    shown(app)
}

fn shown(app: &mut App) -> Result<SheetView, Failure> {
    let replaces = app.vault()?.recovery_made()?.unwrap_or_default();
    let (vault, user) = (app.vault()?.id().to_string(), app.user()?.name.clone());
    let pending = app.sheet.as_ref().ok_or_else(none)?;
    Ok(SheetView {
        groups: pending.sheet.groups().iter().map(|group| group.to_string()).collect(),
        ask: pending.ask.iter().map(|at| *at as u32 + 1).collect(),
        vault: short(&vault),
        user,
        replaces,
    })
}

/// The first digits of the vault's number, in fours, as people compare them.
pub(crate) fn short(vault: &str) -> String {
    vault.as_bytes()[..16.min(vault.len())]
        .chunks(4)
        .map(|four| String::from_utf8_lossy(four).into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

fn none() -> Failure {
    Failure::invalid("没有正在办理的恢复表，请重新生成一张。")
}

/// Puts the sheet in force.
pub(crate) fn confirm_sheet(app: &mut App, request: ConfirmSheet, now: Now) -> Result<VaultState, Failure> {
    let pending = app.sheet.as_ref().ok_or_else(none)?;
    for (at, number) in pending.ask.iter().enumerate() {
        let typed = request.typed.get(at).map(String::as_str).unwrap_or_default();
        if !pending.sheet.has(*number, typed) {
            return Err(Failure::invalid(format!(
                "第{}组与恢复表不一致，请对照纸面重新输入这一组。",
                number + 1
            )));
        }
    }
    let pending = app.sheet.take().ok_or_else(none)?;
    if let Err(error) = app.vault()?.keep_recovery(&pending.sheet, now) {
        app.sheet = Some(pending);
        return Err(error.into());
    }
    vault_state(app, VaultStateRequest {}, now)
}

/// Forgets a sheet that was not put in force: it opens nothing.
pub(crate) fn drop_sheet(app: &mut App, _: DropSheet, now: Now) -> Result<VaultState, Failure> {
    app.sheet = None;
    vault_state(app, VaultStateRequest {}, now)
}

/// Gets in with a recovery sheet.
pub(crate) fn recover_vault(app: &mut App, request: RecoverVault, now: Now) -> Result<VaultState, Failure> {
    strong(&request.passphrase)?;
    let sheet = Sheet::read(&request.sheet)?;
    crate::vault::lock(app, crate::vault::Lock {}, now)?;
    let machine = app.machine.clone();
    let dir = app.dir.clone();
    crate::vault::enter(app, "恢复表", now, |now| {
        store::Vault::recover(&machine, &dir, &sheet, &request.passphrase, now)
    })?;
    vault_state(app, VaultStateRequest {}, now)
}

/// A passphrase asked for while the vault is open counts like one at the door.
fn attempt(app: &mut App, now: Now, check: impl FnOnce(&mut App) -> Result<(), Failure>) -> Result<(), Failure> {
    let user = app.user()?.id.clone();
    store::attempts::begin(&app.dir, &user, now)?;
    let checked = check(app);
    match &checked {
        Err(failure) if failure.code == crate::failure::Code::WrongPassphrase => {}
        _ => store::attempts::forgive(&app.dir, now)?,
    }
    checked
}

/// The sheet that is being shown, to be printed.
pub(crate) fn export_sheet(app: &mut App, _: ExportSheet, now: Now) -> Result<Exported, Failure> {
    let view = shown(app)?;
    let vault = app.vault()?;
    let head = vault.office_head()?;
    let document = paper(&view, vault.id(), &head, now);
    let rendered = memo::pdf(&document)?;
    vault.note(now, "keys", "导出恢复表的打印文件")?;
    let file_name = format!("明辩恢复表-{}-{}.pdf", view.user, now.format("%Y%m%d"));
    Ok(Exported {
        view: serde_json::json!(ExportedView {
            file_name: file_name.clone(),
            sha256: sha256(&rendered.bytes),
            pages: u32::try_from(rendered.pages).unwrap_or(u32::MAX),
            saved: false,
        }),
        file_name,
        bytes: rendered.bytes,
        trace: None,
    })
}

fn paper(view: &SheetView, vault: &str, head: &str, now: Now) -> Document {
    let say = |text: String| Block::paragraph(vec![Span::regular(text)]);
    let entry = |key: &str, value: String| Entry {
        key: vec![Span::regular(key)],
        value: vec![Span::regular(value)],
    };
    let cell = |at: usize| match view.groups.get(at) {
        Some(group) => [
            vec![Span::regular(format!("{}", at + 1))],
            vec![Span::bold(group.clone())],
        ],
        None => [Vec::new(), Vec::new()],
    };
    let rows = (0..view.groups.len().div_ceil(3)).map(|row| (0..3).flat_map(|column| cell(row * 3 + column)).collect());
    let column = |align, share| Column {
        align,
        share: Some(share),
    };
    let pair = [column(Align::Right, 1), column(Align::Left, 3)];
    let mut blocks = vec![
        Block::Title {
            spans: vec![Span::regular("保险库恢复表")],
        },
        say("忘记口令，或者换了电脑，用这张表可以打开保险库。任何人拿到这张表和保险库文件，都能打开您能打开的全部案件：请像保管公章一样保管它，不要拍照，打印以后不要留在电脑或者手机里。".into()),
        Block::KeyValue {
            rows: vec![
                entry("用户", view.user.clone()),
                entry("保险库编号", short(vault)),
                entry("打印日期", law::say_date(now.date_naive())),
                entry("日志校验值", head.chars().take(16).collect()),
            ],
        },
        Block::heading(1, "恢复密钥"),
        Block::Table(Table {
            columns: [pair, pair, pair].concat(),
            head: Vec::new(),
            rows: rows.collect(),
        }),
        say("共13组，每组5个字符，最后一个字符是本组的校验：输错一个字符，程序会指出是第几组。不分大小写；没有字母 I、L、O、U，看到的是数字 1 和 0。".into()),
        Block::heading(1, "怎样使用"),
        say("一、在解锁画面选“用恢复表恢复”，按顺序输入13组，再设一个新口令。".into()),
        say("二、换电脑时，先把整个保险库文件夹（或者一份备份）放到新电脑上，再照上一步办理；新电脑会有自己的设备密钥。".into()),
        say("三、恢复之后这张表仍然有效。表遗失或者可能被人看过，请立即在“设置 › 钥匙”里更换：新表确认后，这张表打不开现在的保险库。但以前复制出去的保险库文件和旧备份不会随之改变，仍能用旧表打开，请一并销毁。".into()),
        Block::heading(1, "怎样保管"),
        say("请打印两份，分放两处，与电脑分开；打印后删除本文件并清空回收站。".into()),
    ];
    if !view.replaces.is_empty() {
        blocks.insert(2, say(format!("本表确认后，{}的恢复表作废，请销毁。", view.replaces)));
    }
    Document::new(Meta::new("保险库恢复表", now.date_naive()), Preset::Firm, blocks)
}
