//! The program dies in the middle of everything the office does: killed by the system, not asked to close. What the window had
//! called saved is there when it is opened again, the step that was on its way is whole or not there, and the chain holds.

use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::desk::Desk;
use crate::volume::volume;

const PASSPHRASE: &str = "那年冬天在云南看见骆驼";

/// Something repeated until the program dies: what one step is, and how its number is found again.
struct Work {
    name: &'static str,
    /// The body of an async function of the step's number `n`, of `ask(command, request)` and of `seen()`.
    step: &'static str,
    /// The view in which the number of the last step can be read, and what stands before it there.
    view: (&'static str, Value, &'static str),
}

fn works() -> Vec<Work> {
    vec![
        Work {
            name: "saving a fact",
            step: "await ask('record_position', { actor: 'wang', path: 'is_student', side: 'ours', answer: { kind: n % 2 ? 'yes' : 'no' },
                   sources: [], note: `第${n}版`, status: '', reason: '', seen: await seen() })",
            view: ("fact_history", json!({ "actor": "wang", "path": "is_student" }), "第"),
        },
        Work {
            name: "editing a page map",
            step: "await ask('set_page_map', { volume: 'v0001', ranges: [{ from: 1, to: 40, label: n, prefix: '', per: 1 }], seen: await seen() })",
            view: ("file_view", json!({}), "\"label\":"),
        },
        Work {
            name: "reviewing",
            step: "await ask('review', { actor: 'wang', path: 'confessed_knowledge', side: 'alleged', verdict: 'returned', reason: `退回${n}次` })",
            view: (
                "fact_form",
                json!({ "actor": "wang", "group": "knowledge", "only_matters": false }),
                "退回",
            ),
        },
        Work {
            name: "completing a time limit",
            step: "const all = (await ask('deadlines', { actor: 'wang', event: null })).phases.flatMap((phase) => phase.periods ?? []);
                   const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
                   for (const one of all.filter((one) => one.can_complete)) {
                     try { await ask('complete_limit', { actor: 'wang', key: one.key, on: day, how: `办结${n}遍`, document: '', confirm: '完成', seen: await seen() }); return; }
                     catch (why) { window.why = why.message; }
                   }
                   throw new Error('nothing can be completed')",
            view: ("deadlines", json!({ "actor": "wang", "event": null }), "办结"),
        },
        Work {
            name: "undoing and doing again",
            step: "await ask('record_position', { actor: 'wang', path: 'is_student', side: 'ours', answer: { kind: 'yes' }, sources: [],
                     note: `第${n}版`, status: '', reason: '', seen: await seen() });
                   await ask('undo', {}); await ask('redo', {})",
            view: ("fact_history", json!({ "actor": "wang", "path": "is_student" }), "第"),
        },
        Work {
            name: "keeping the words of pages",
            step: "const view = await ask('file_view', {});
                   await ask('put_page_text', { original: view.volumes[0].original, pages: [{ page: 1, text: `页面${n}`, hash: '', fault: '' }] })",
            view: ("page_view", json!({ "volume": "v0001", "page": 1 }), "页面"),
        },
    ]
}

#[tokio::test]
async fn nothing_that_was_called_saved_is_lost_when_the_program_is_killed() {
    let mut desk = Desk::sit_down("kills").await;
    desk.create_vault(PASSPHRASE).await;
    desk.click("demo-case").await;
    desk.control("result-track").await;
    let place = desk.place().await;
    let case = place.split('/').nth(2).expect("#/case/<id>/<tab>").to_owned();

    desk = import(desk, &case).await;
    desk.go("#/cases").await;
    for work in works() {
        let told = until(&desk, &case, &work, 3).await;
        desk = again(desk).await;
        let (command, request, mark) = &work.view;
        let found = number_after(&ask(&desk, &case, command, request.clone()).await, mark);
        // More than was read off the screen may have been saved before the blow, never less.
        assert!(
            found >= told,
            "{}: the window had said {told}, the vault says {found}",
            work.name
        );
        whole(&desk, &case, work.name).await;
    }
    desk = folders(desk, &case).await;
    desk.leave().await;
}

/// Asks the program through the window.
async fn ask(desk: &Desk, case: &str, command: &str, mut request: Value) -> Value {
    request["case"] = json!(case);
    let call = format!("window.__TAURI_INTERNALS__.invoke('call', {{ name: '{command}', request: {request} }})");
    desk.promise(&call)
        .await
        .unwrap_or_else(|why| panic!("{command}: {why}"))
}

/// Repeats a step until so many are called saved, and then goes on without waiting; how many were.
async fn until(desk: &Desk, case: &str, work: &Work, enough: u64) -> u64 {
    let script = format!(
        "(() => {{ const ask = (name, request) => window.__TAURI_INTERNALS__.invoke('call', {{ name, request: {{ case: '{case}', ...request }} }});
          const seen = async () => (await ask('case_head', {{}})).revision;
          const step = async (n) => {{ {} }};
          [window.told, window.why] = [0, ''];
          void (async () => {{ try {{ for (let n = 1; ; n++) {{ await step(n); window.told = n; }} }} catch (why) {{ window.why = why.message ?? String(why); }} }})(); }})()",
        work.step
    );
    desk.promise(&script).await.expect("begins");
    for _ in 0..600 {
        let told = desk.promise("[window.told, window.why]").await.expect("answers");
        let count = told[0].as_u64().expect("a number");
        if count >= enough {
            return count;
        }
        assert!(count > 0 || told[1] == "", "{}: {told}", work.name);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{} does not get on", work.name);
}

/// The largest number that stands right after a mark anywhere in a view; of a history, its newest row only.
fn number_after(view: &Value, mark: &str) -> u64 {
    let newest = view["rows"]
        .as_array()
        .and_then(|rows| rows.iter().find(|row| row["side"] == "ours"));
    let text = newest.unwrap_or(view).to_string();
    let numbers = text.split(mark).skip(1).filter_map(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    });
    numbers.max().unwrap_or(0)
}

/// The chain of the case holds, every original is there, and nothing is half done that does not say so.
async fn whole(desk: &Desk, case: &str, after: &str) {
    let log = ask(
        desk,
        case,
        "log",
        json!({ "who": "", "kind": "", "from": "", "to": "", "limit": 5 }),
    )
    .await;
    assert_eq!(log["broken_at"], Value::Null, "{after}: {log}");
    let file = ask(desk, case, "file_view", json!({})).await;
    for volume in file["volumes"].as_array().expect("volumes") {
        assert!(volume["bytes"].as_u64() > Some(0), "{after}: {volume}");
    }
}

/// Killed, opened and unlocked again.
async fn again(desk: Desk) -> Desk {
    let desk = desk.killed().await;
    desk.type_into("unlock-passphrase", PASSPHRASE).await;
    desk.press(Key::Enter + "").await;
    desk.wait_for_text("王某、某云科技公司服务器出租案").await;
    desk
}

/// A small volume is filed; then a large one is on its way when the program dies, at three moments.
async fn import(mut desk: Desk, case: &str) -> Desk {
    std::fs::write(desk.incoming(), volume(40, 3).bytes).expect("a file");
    desk.go(&format!("#/case/{case}/file")).await;
    desk.click("file-choose").await;
    desk.control("page-title").await;
    std::fs::write(desk.incoming(), volume(3_000, 4).bytes).expect("a file");
    for wait in [10, 60, 150] {
        desk.go("#/cases").await;
        desk.control("new-case").await;
        desk.go(&format!("#/case/{case}/file")).await;
        desk.click("file-import").await;
        desk.click("file-choose").await;
        tokio::time::sleep(Duration::from_millis(wait)).await;
        desk = again(desk).await;
        whole(&desk, case, "importing").await;
        let file = ask(&desk, case, "file_view", json!({})).await;
        assert_eq!(file["volumes"][0]["pages"], 40, "what was filed stays filed");
        for staged in file["staged"].as_array().expect("a list") {
            ask(&desk, case, "discard_staged", json!({ "original": staged["original"] })).await;
        }
        ask(&desk, case, "forget_unfinished", json!({})).await;
        let file = ask(&desk, case, "file_view", json!({})).await;
        assert_eq!((&file["staged"], &file["unfinished"]), (&json!([]), &json!([])));
    }
    desk
}

/// A folder being written and a folder being read when the program dies.
async fn folders(mut desk: Desk, case: &str) -> Desk {
    let export = format!("window.__TAURI_INTERNALS__.invoke('export_folder', {{ case: '{case}' }})");
    for wait in [5, 40] {
        desk.promise(&format!("(() => {{ void {export}.catch(() => 0); }})()"))
            .await
            .expect("begins");
        tokio::time::sleep(Duration::from_millis(wait)).await;
        desk = again(desk).await;
        whole(&desk, case, "writing a folder").await;
        for entry in std::fs::read_dir(desk.exports()).expect("exports").flatten() {
            let named = !entry.file_name().to_string_lossy().ends_with(".part");
            assert!(
                !named || entry.path().join("SHA256SUMS").exists(),
                "{entry:?} is half a folder"
            );
            std::fs::remove_dir_all(entry.path()).expect("gone");
        }
    }
    let made = desk.promise(&export).await.expect("written");
    std::fs::remove_file(desk.incoming()).expect("gone");
    std::fs::rename(
        desk.exports().join(made["folder"].as_str().expect("a name")),
        desk.incoming(),
    )
    .expect("moved");
    let cases = |list: Value| list["cases"].as_array().map_or(0, Vec::len);
    let list = "window.__TAURI_INTERNALS__.invoke('call', { name: 'case_list', request: {} })";
    for wait in [5, 60, 150] {
        let before = cases(desk.promise(list).await.expect("listed"));
        let take = "(() => { void window.__TAURI_INTERNALS__.invoke('import_folder').catch(() => 0); })()";
        desk.promise(take).await.expect("begins");
        tokio::time::sleep(Duration::from_millis(wait)).await;
        desk = again(desk).await;
        let after = desk.promise(list).await.expect("listed");
        let rows = after["cases"].as_array().expect("rows").clone();
        assert!((before..=before + 1).contains(&cases(after)), "half a case is listed");
        for row in rows {
            whole(&desk, row["id"].as_str().expect("an id"), "reading a folder").await;
        }
    }
    let taken = desk
        .promise("window.__TAURI_INTERNALS__.invoke('import_folder')")
        .await
        .expect("read");
    assert_eq!(taken["refused"], json!([]), "{taken}");
    desk
}
