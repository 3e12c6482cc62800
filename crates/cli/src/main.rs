//! `mingbian`: the product without a window. Reads files the user names, the clock, and nothing else.

mod arguments;
mod print;

use arguments::{Arguments, Command};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let result = Arguments::read(std::env::args().skip(1)).and_then(run);
    match result {
        Ok(text) => {
            print::out(&text);
            ExitCode::SUCCESS
        }
        Err(message) => {
            print::err(&message);
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<String, String> {
    let now = chrono::Local::now().fixed_offset();
    match arguments.command {
        Command::Assess {
            case,
            actor,
            stance,
            on,
            json,
        } => {
            let assessment =
                app::assess_file(&read(&case)?, &actor, stance, on, now).map_err(|failure| failure.to_string())?;
            if json {
                serde_json::to_string_pretty(&assessment).map_err(|_| "结果无法写成 JSON。".into())
            } else {
                Ok(print::assessment(&assessment))
            }
        }
        Command::Memo {
            case,
            actor,
            document,
            stage,
            on,
            output,
        } if document == "all" => papers(&read(&case)?, &actor, stage, on, &output, now),
        Command::Memo { stage: Some(_), .. } => Err("--stage 只与 --document all 一起使用。".into()),
        Command::Memo {
            case,
            actor,
            document,
            on,
            output,
            ..
        } => memo(&read(&case)?, &actor, &document, on, &output, now),
        Command::Bundle { rules, output } => bundle(&rules, &output),
        Command::Verify { paper, case } => verify(&paper, &case),
        Command::VerifyLog { log, head } => verify_log(&read(&log)?, &head),
        Command::Demo { output } => demo(&output, now),
        Command::Check { rules } => check(rules.as_deref()),
        Command::Reading { rules, write } => reading(&rules, write),
        Command::Help => Ok(arguments::USAGE.into()),
        Command::Schema => serde_json::to_string_pretty(&app::schema()).map_err(|_| "格式说明无法写成 JSON。".into()),
        Command::Call { vault, name, request } => call(&vault, &name, &request, now),
    }
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|_| "读不到指定的文件，请核对文件名和权限。".into())
}

/// Writes a rules folder as one file and says its fingerprint, to be published beside it.
fn bundle(rules: &Path, output: &Path) -> Result<String, String> {
    let text = app::write_bundle(&rule_files(rules)?).map_err(|failure| failure.to_string())?;
    std::fs::write(output, &text).map_err(|_| "写不进指定的文件，请换一个位置。".to_string())?;
    Ok(format!("已写出规则包。指纹（SHA-256）：{}", app::fingerprint(&text)))
}

/// Runs a paper again; any difference is a failure.
fn verify(paper: &Path, case: &Path) -> Result<String, String> {
    let bytes = std::fs::read(paper).map_err(|_| "读不到指定的文书，请核对文件名和权限。".to_string())?;
    let verification = app::verify_file(&bytes, &read(case)?).map_err(|failure| failure.to_string())?;
    let said = print::verification(&verification);
    if verification.same() { Ok(said) } else { Err(said) }
}

/// Recomputes the chain of an exported log; the first line that does not fit, or another head, is a failure.
fn verify_log(text: &str, head: &str) -> Result<String, String> {
    let found = app::verify_log(text).map_err(|failure| failure.to_string())?;
    if let Some((line, why)) = found.broken {
        return Err(format!("第{line}行不符：{why}。"));
    }
    if !head.is_empty() && !found.head.starts_with(&head.replace([' ', '-'], "").to_lowercase()) {
        return Err(format!(
            "日志共{}行，链条本身完整，但链首是 {}，与给出的不同：日志的末尾被删去，或者整条被重写。",
            found.lines, found.head
        ));
    }
    Ok(format!("日志共{}行，链条完整。链首：{}", found.lines, found.head))
}

fn memo(
    text: &str,
    actor: &str,
    document: &str,
    on: Option<chrono::NaiveDate>,
    output: &Path,
    now: chrono::DateTime<chrono::FixedOffset>,
) -> Result<String, String> {
    let unwritten = |_| "写不进指定的文件，请换一个位置。".to_string();
    let shown = std::path::absolute(output).unwrap_or_else(|_| output.to_path_buf());
    if output
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("docx"))
    {
        let bytes = app::word_file(text, actor, document, on, now).map_err(|failure| failure.to_string())?;
        std::fs::write(output, bytes).map_err(unwritten)?;
        return Ok(format!("已写出 {}", shown.display()));
    }
    let rendered = app::memo_file(text, actor, document, on, now).map_err(|failure| failure.to_string())?;
    std::fs::write(output, &rendered.bytes).map_err(unwritten)?;
    Ok(format!("已写出 {}（{}页）", shown.display(), rendered.pages))
}

/// Writes every paper offered to one accused into a folder, and says what each still lacks.
fn papers(
    text: &str,
    actor: &str,
    stage: Option<case::Stage>,
    on: Option<chrono::NaiveDate>,
    folder: &Path,
    now: chrono::DateTime<chrono::FixedOffset>,
) -> Result<String, String> {
    std::fs::create_dir_all(folder).map_err(|_| "无法创建输出文件夹，请换一个位置。".to_string())?;
    let mut said = Vec::new();
    for paper in app::papers_file(text, actor, stage, on, now).map_err(|failure| failure.to_string())? {
        let rendered = paper.pdf().map_err(|failure| failure.to_string())?;
        std::fs::write(folder.join(format!("{}.pdf", paper.name)), &rendered.bytes)
            .map_err(|_| "写不进指定的文件夹，请换一个位置。".to_string())?;
        let lacking = match paper.document.missing().len() {
            0 => String::new(),
            many => format!("，待补{many}处"),
        };
        said.push(format!(
            "{}（{}，{}页{lacking}）",
            paper.name, paper.stage, rendered.pages
        ));
    }
    Ok(format!("已写出{}份文书：\n{}", said.len(), said.join("\n")))
}

/// Assesses the fictional case and writes both of its papers.
fn demo(folder: &Path, now: chrono::DateTime<chrono::FixedOffset>) -> Result<String, String> {
    std::fs::create_dir_all(folder).map_err(|_| "无法创建输出文件夹，请换一个位置。".to_string())?;
    let assessment =
        app::assess_file(app::DEMO, "", case::Stance::Proved, None, now).map_err(|failure| failure.to_string())?;
    let mut said = print::assessment(&assessment);
    for (document, name) in [
        ("case_analysis", "案件分析备忘录"),
        ("non_prosecution_opinion", "不起诉法律意见书"),
    ] {
        said.push('\n');
        said.push_str(&memo(
            app::DEMO,
            "",
            document,
            None,
            &folder.join(format!("{name}（示例）.pdf")),
            now,
        )?);
    }
    Ok(said)
}

/// Reads, lints and runs a rules folder; the built-in one when none is named.
fn check(rules: Option<&Path>) -> Result<String, String> {
    let files = match rules {
        Some(folder) => rule_files(folder)?,
        None => app::rule_files(),
    };
    let book = law::Book::read(&files).map_err(lines)?;
    let mut problems: Vec<String> = law::lint(&book).iter().map(ToString::to_string).collect();
    problems.extend(law::run_examples(&book).into_iter().map(|failure| failure.message));
    if problems.is_empty() {
        return Ok(format!(
            "规则无误：{}个规则包、{}个抗辩、{}部规范。",
            book.offences.len(),
            book.defences.len(),
            book.sources.instruments.len()
        ));
    }
    Err(format!("{}\n共{}处需要改正。", problems.join("\n"), problems.len()))
}

/// The reading copies; with `--write` beside the packs, where a lawyer signs them off.
fn reading(rules: &Path, write: bool) -> Result<String, String> {
    let book = law::Book::read(&rule_files(rules)?).map_err(lines)?;
    let mut ids: Vec<&str> = book.offences.iter().map(|pack| pack.id.as_str()).collect();
    ids.dedup();
    let mut out = String::new();
    for id in ids {
        let text = app::reading_copy(&book, id);
        if write {
            std::fs::write(rules.join("offences").join(id).join("reading.md"), &text)
                .map_err(|_| "写不进规则文件夹。".to_string())?;
        }
        out.push_str(&text);
    }
    Ok(if write { "阅读本已更新。".into() } else { out })
}

fn lines(faults: Vec<law::Fault>) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn rule_files(folder: &Path) -> Result<Vec<law::File>, String> {
    let mut files = Vec::new();
    collect(folder, folder, &mut files).map_err(|_| "读不到规则文件夹，请核对位置。".to_string())?;
    Ok(files)
}

fn collect(dir: &Path, root: &Path, files: &mut Vec<law::File>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, root, files)?;
        } else if path.extension().is_some_and(|kind| kind == "toml" || kind == "md") {
            let name = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .to_string_lossy()
                .replace('\\', "/");
            files.push(law::File {
                path: name,
                text: std::fs::read_to_string(&path)?,
            });
        }
    }
    Ok(())
}

/// One command of the product; the passphrase comes on standard input, never on the command line.
fn call(vault: &Path, name: &str, request: &str, now: chrono::DateTime<chrono::FixedOffset>) -> Result<String, String> {
    let request: serde_json::Value = serde_json::from_str(request).map_err(|_| "请求不是有效的 JSON。".to_string())?;
    let mut app = app::App::open(vault, app::Kdf::STRONG);
    if let Some(unlock) = arguments::unlock_from_stdin(name)? {
        app.call("unlock", unlock, now).map_err(|failure| failure.to_string())?;
    }
    let view = app.call(name, request, now).map_err(|failure| failure.to_string())?;
    serde_json::to_string_pretty(&view).map_err(|_| "结果无法写成 JSON。".into())
}
