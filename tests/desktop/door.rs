//! The door of the vault in the real window: a recovery sheet, locking by hand, by the screen and by itself, backups.

use std::process::Command;
use std::time::{Duration, Instant};

use thirtyfour::Key;

use crate::desk::Desk;

const PASSPHRASE: &str = "那年冬天在云南看见骆驼";
const NEW: &str = "石榴 铁轨 晨雾 三号";
const NOTE: &str = "当事人说他在八月换过手机";

/// A vault with its sheet in force; gives the groups of the sheet.
async fn furnish(desk: &Desk) -> Vec<String> {
    desk.type_into("create-vault-name", "周律师").await;
    desk.type_into("create-vault-passphrase", PASSPHRASE).await;
    desk.type_into("create-vault-repeat", PASSPHRASE).await;
    desk.screenshot("create").await;
    desk.press(Key::Enter + "").await;
    desk.control("sheet-groups").await;
    desk.screenshot("sheet").await;
    let script = "[...document.querySelectorAll('[data-testid=sheet-groups] .group')].map((one) => one.textContent)";
    let groups = desk.promise(script).await.expect("the page answers");
    let groups: Vec<String> = groups
        .as_array()
        .expect("groups")
        .iter()
        .filter_map(|group| group.as_str().map(str::to_owned))
        .collect();
    assert_eq!(groups.len(), 13);
    desk.click("sheet-print").await;
    desk.wait_for_text("已存为").await;
    desk.click("sheet-written").await;
    assert!(!desk.screen().await.contains(&groups[3]), "the groups are shown once");
    let asked = desk
        .promise("[...document.querySelectorAll('.pair label')].map((one) => one.textContent)")
        .await;
    for (n, label) in asked
        .expect("the page answers")
        .as_array()
        .expect("labels")
        .iter()
        .enumerate()
    {
        let number: usize = label
            .as_str()
            .expect("words")
            .replace(['第', '组', ' '], "")
            .parse()
            .expect("a number");
        desk.type_into(&format!("sheet-group-{n}"), &groups[number - 1].to_lowercase())
            .await;
    }
    desk.screenshot("sheet-confirm").await;
    desk.click("sheet-confirm").await;
    desk.control("new-case").await;
    groups
}

/// The demonstration case, scrolled, with something typed and not saved; gives where that is.
async fn work(desk: &Desk) -> String {
    desk.click("demo-case").await;
    desk.control("result-track").await;
    desk.click("tab-facts").await;
    desk.settle().await;
    desk.place().await
}

#[tokio::test]
async fn a_sheet_is_confirmed_and_gets_its_owner_in_again() {
    let desk = Desk::sit_down("door").await;
    let groups = furnish(&desk).await;
    desk.click("rail-settings").await;
    desk.control("settings-keys").await;
    desk.settle().await;
    desk.screenshot("settings").await;
    desk.click("rail-lock").await;
    desk.control("unlock-passphrase").await;
    // Wrong attempts wait, and that is said on the button.
    desk.type_into("unlock-passphrase", "不对不对不对").await;
    desk.press(Key::Enter + "").await;
    desk.wait_for_text("口令不对").await;
    desk.screenshot("wrong").await;
    desk.click("go-recover").await;
    let mut slipped = groups.clone();
    slipped.swap(6, 7);
    desk.type_into("recover-sheet", &slipped.join(" ")).await;
    desk.type_into("recover-passphrase", NEW).await;
    desk.type_into("recover-repeat", NEW).await;
    desk.click("recover-submit").await;
    desk.wait_for_text("恢复表第7组有误").await;
    desk.screenshot("recover").await;
    desk.type_into("recover-sheet", &groups.join("-").to_lowercase()).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    desk.click("recover-submit").await;
    // Back where the vault was locked.
    desk.control("settings-keys").await;
    let desk = desk.come_back().await;
    desk.type_into("unlock-passphrase", NEW).await;
    desk.press(Key::Enter + "").await;
    desk.control("new-case").await;
    desk.leave().await;
}

#[tokio::test]
async fn locking_hides_at_once_keeps_what_is_typed_and_returns_to_the_place() {
    let desk = Desk::sit_down("lock").await;
    furnish(&desk).await;
    let place = work(&desk).await;
    let scroll = "(() => { const panes = [...document.querySelectorAll('main, main *')].filter((one) => one.scrollHeight > one.clientHeight + 200); \
                  panes[0].scrollTop = 180; return panes[0].scrollTop })()";
    let wanted = desk.promise(scroll).await.expect("scrolls");
    let read = "(() => { const panes = [...document.querySelectorAll('main, main *')].filter((one) => one.scrollHeight > one.clientHeight + 200); \
                return panes[0]?.scrollTop ?? 0 })()";
    desk.go(&place).await;
    let begun = Instant::now();
    desk.press(Key::Control + "l").await;
    desk.control("unlock-passphrase").await;
    let took = begun.elapsed();
    eprintln!("from the key to the lock screen: {} ms", took.as_millis());
    assert!(took < Duration::from_millis(1_500), "{took:?}");
    let shown = desk
        .promise("document.documentElement.outerHTML")
        .await
        .expect("the page");
    for word in ["王某", "云科技", "服务器出租"] {
        assert!(
            !shown.as_str().unwrap_or_default().contains(word),
            "{word} is still in the page"
        );
    }
    desk.screenshot("locked").await;
    let state = desk
        .promise("window.__TAURI_INTERNALS__.invoke('call', { name: 'vault_state', request: {} })")
        .await;
    assert_eq!(state.expect("answers")["unlocked"], false);
    desk.type_into("unlock-passphrase", PASSPHRASE).await;
    desk.press(Key::Enter + "").await;
    desk.control("tab-facts").await;
    desk.settle().await;
    assert_eq!(desk.place().await, place);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(desk.promise(read).await.expect("reads"), wanted, "scrolled as it was");
    desk.leave().await;
}

#[tokio::test]
async fn a_locked_screen_and_an_empty_desk_lock_the_vault_and_the_clipboard_is_emptied() {
    let desk = Desk::sit_down_with(
        "guard",
        &[("MINGBIAN_TEST_IDLE", "6"), ("MINGBIAN_TEST_CLIPBOARD", "2")],
    )
    .await;
    furnish(&desk).await;
    work(&desk).await;
    let begun = Instant::now();
    let said = Command::new("dbus-send")
        .args([
            "--session",
            "--type=signal",
            "/org/freedesktop/ScreenSaver",
            "org.freedesktop.ScreenSaver.ActiveChanged",
            "boolean:true",
        ])
        .status();
    assert!(said.expect("dbus-send runs").success());
    desk.control("unlock-passphrase").await;
    eprintln!(
        "from the locked screen to the lock screen: {} ms",
        begun.elapsed().as_millis()
    );
    assert!(begun.elapsed() < Duration::from_secs(2));
    desk.type_into("unlock-passphrase", PASSPHRASE).await;
    desk.press(Key::Enter + "").await;
    desk.control("tab-facts").await;

    // What was copied here is gone two seconds later (half a minute, outside tests).
    let copy = "(() => { const box = document.createElement('textarea'); box.id = 'copied'; box.value = arguments[0] ?? '金丝雀一号'; document.body.append(box); \
                box.select(); return document.execCommand('copy') })()";
    desk.promise(copy).await.expect("copies");
    tokio::time::sleep(Duration::from_secs(4)).await;
    let paste = "(() => { const box = document.getElementById('copied'); box.value = ''; box.focus(); document.execCommand('paste'); return box.value })()";
    assert_eq!(desk.promise(paste).await.expect("pastes"), "");

    // Nobody is there.
    let begun = Instant::now();
    desk.control("unlock-passphrase").await;
    eprintln!("an empty desk was locked after {} ms", begun.elapsed().as_millis());
    desk.leave().await;
}

#[tokio::test]
async fn a_backup_is_made_proved_and_put_back_from_the_lock_screen_in_three_clicks() {
    let desk = Desk::sit_down("backup").await;
    furnish(&desk).await;
    work(&desk).await;
    desk.click("rail-settings").await;
    desk.click("backup-folder").await;
    desk.click("backup-now").await;
    desk.wait_for_text("此后没有改动").await;
    desk.settle().await;
    desk.screenshot("settings").await;
    desk.click("rail-cases").await;
    desk.click("new-case").await;
    desk.type_into("case-name", NOTE).await;
    desk.type_into("case-accused", "赵某").await;
    desk.press(Key::Enter + "").await;
    desk.wait_for_text("上次验证过的备份").await;
    desk.screenshot("status").await;
    desk.click("rail-lock").await;
    desk.control("unlock-passphrase").await;
    desk.click("go-restore").await;
    desk.click("restore-look").await;
    desk.control("restore-0").await;
    desk.screenshot("found").await;
    desk.click("restore-0").await;
    desk.wait_for_text("已从备份恢复").await;
    desk.screenshot("restored").await;
    desk.click("restore-end").await;
    desk.type_into("unlock-passphrase", PASSPHRASE).await;
    desk.press(Key::Enter + "").await;
    desk.click("rail-cases").await;
    desk.wait_for_text("王某、某云科技公司服务器出租案").await;
    assert!(
        !desk.screen().await.contains(NOTE),
        "what came after the backup is not in it"
    );
    let beside: Vec<String> = std::fs::read_dir(desk.folder())
        .expect("reads")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("vault.before-"))
        .collect();
    assert_eq!(beside.len(), 1, "what was there is kept");
    desk.leave().await;
}

#[tokio::test]
async fn somebody_leaves_and_every_case_gets_a_new_key_while_nobody_waits() {
    let desk = Desk::sit_down("leaver").await;
    desk.create_vault(PASSPHRASE).await;
    desk.click("demo-case").await;
    desk.control("result-track").await;
    let call = |name: &str, request: &str| {
        let call = format!("window.__TAURI_INTERNALS__.invoke('call', {{ name: '{name}', request: {request} }})");
        let desk = &desk;
        async move { desk.promise(&call).await.expect("is answered") }
    };
    desk.click("rail-settings").await;
    desk.click("add-user").await;
    desk.type_into("user-name", "吴助理").await;
    desk.type_into("user-passphrase", NEW).await;
    desk.click("user-submit").await;
    desk.wait_for_text("已添加吴助理").await;
    let state = call("vault_state", "{}").await;
    let users = state["users"].as_array().expect("users").iter();
    let user = users
        .filter(|user| user["name"] == "吴助理")
        .find_map(|user| user["id"].as_str());
    let user = user.expect("they are there").to_owned();
    let cases = desk.folder().join("vault/cases");
    let files = || -> Vec<Vec<u8>> {
        let names = std::fs::read_dir(&cases).expect("the folder of cases").flatten();
        let names = names
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|own| own == "db"));
        names.map(|path| std::fs::read(path).expect("reads")).collect()
    };
    let before = files();
    desk.click(&format!("remove-{user}")).await;
    desk.screenshot("ask").await;
    desk.click("remove-yes").await;
    let begun = Instant::now();
    loop {
        let log = call("office_log", "{ limit: 20 }").await.to_string();
        if log.contains("都已换用新的密钥") {
            assert!(log.contains("移除用户：吴助理；保险库换了新的密钥"), "{log}");
            break;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(30),
            "no case got a new key: {log}"
        );
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    eprintln!("every case had a new key after {} ms", begun.elapsed().as_millis());
    let after = files();
    assert!(!before.is_empty() && before.len() == after.len());
    assert!(
        before.iter().all(|file| !after.contains(file)),
        "a case is still under its old key"
    );

    let desk = desk.come_back().await;
    desk.type_into("unlock-passphrase", PASSPHRASE).await;
    desk.press(Key::Enter + "").await;
    desk.wait_for_text("王某、某云科技公司服务器出租案").await;
    desk.leave().await;
}
