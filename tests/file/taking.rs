//! Files on their way in: refused by name, known by content, half done when the program dies.

use super::{Desk, PIECE, pdf};
use app::{Code, Sample};
use serde_json::json;

#[test]
fn a_file_of_many_pieces_is_the_same_file_again() {
    let mut desk = Desk::new();
    let mut bytes = pdf("大");
    bytes.splice(9..9, (0..3 * PIECE + 77).map(|n| (n % 251) as u8));
    let taken = desk.take("证据卷一.pdf", &bytes).expect("taken");
    assert_eq!(
        (taken.media.as_str(), taken.bytes, taken.known.as_str()),
        ("pdf", bytes.len() as u64, "")
    );
    let staged = desk.view()["staged"].clone();
    assert_eq!(staged[0]["file"], "证据卷一.pdf");
    let case = desk.case.clone();
    let middle = desk
        .app
        .original_bytes(&case, &taken.original, 1_000_000, 2_200_000, super::now())
        .expect("read");
    assert_eq!(middle, bytes[1_000_000..2_200_000]);
}

#[test]
fn what_is_not_for_the_file_is_refused_by_name() {
    let mut desk = Desk::new();
    for (name, bytes, why) in [
        ("照片.heic", b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), "HEIC"),
        ("流水.xlsx", b"PK\x03\x04....xl/workbook.xml".to_vec(), "Excel"),
        ("证据卷二.pdf", b"MZ\x90".to_vec(), "程序"),
        ("空.pdf", vec![], "空文件"),
        ("坏.docx", b"PK\x03\x04....word/document.xml".to_vec(), "已经损坏"),
        ("坏.png", b"\x89PNG\r\n\x1a\n....".to_vec(), "已经损坏"),
    ] {
        let failure = desk.take(name, &bytes).expect_err(name);
        assert_eq!(failure.code, Code::Invalid);
        assert!(
            failure.message.contains(name) && failure.message.contains(why),
            "{}",
            failure.message
        );
    }
    let view = desk.view();
    assert_eq!(
        (&view["staged"], &view["unfinished"]),
        (&json!([]), &json!([])),
        "nothing of them is left"
    );
}

#[test]
fn the_same_content_is_known_wherever_it_is() {
    let mut desk = Desk::new();
    desk.volume("笔录.pdf", 3);
    let known = |desk: &mut Desk| desk.take("换了名字.pdf", &pdf("笔录.pdf")).expect("taken").known;
    assert_eq!(known(&mut desk), "内容与证据卷一完全相同");
    desk.write("remove_volume", json!({ "volume": "v0001" }));
    assert_eq!(known(&mut desk), "内容与回收站中的证据卷一相同，可以从回收站恢复");
    assert_eq!(
        desk.view()["staged"],
        json!([]),
        "what the recycle bin holds does not wait"
    );
    desk.call("undo", json!({}));
    assert_eq!(known(&mut desk), "内容与证据卷一完全相同");
    desk.take("新.pdf", &pdf("新")).expect("taken");
    assert_eq!(
        desk.take("新.pdf", &pdf("新")).expect("taken").known,
        "内容与已读入的“新.pdf”完全相同"
    );
    assert_eq!(desk.view()["staged"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_program_that_dies_in_the_middle_says_which_file_is_missing() {
    let mut desk = Desk::new();
    let whole = desk.take("到齐.pdf", &pdf("到齐")).expect("taken");
    let bytes = pdf("半途");
    let case = desk.case.clone();
    let begin = |desk: &mut Desk, name: &str| {
        let mut arriving = desk
            .app
            .take_begin(&case, name, &Sample::whole(&bytes), super::now())
            .expect("begun");
        desk.app.take_piece(&mut arriving, &bytes[..10]).expect("a piece");
        arriving
    };
    let arriving = begin(&mut desk, "半途.pdf");
    assert_eq!(desk.view()["unfinished"], json!([]), "it is on its way, not lost");
    drop(arriving);
    desk.die();
    let view = desk.view();
    assert_eq!(view["unfinished"], json!(["半途.pdf"]));
    assert_eq!(
        view["staged"][0]["original"],
        json!(whole.original),
        "what was all there waits"
    );
    // Continue with one, and be done with the other.
    desk.call(
        "add_volume",
        json!({ "original": whole.original, "pages": 2, "part": "evidence", "label": "", "title": "" }),
    );
    let view = desk.call("forget_unfinished", json!({}));
    assert_eq!(
        (&view["unfinished"], view["volumes"].as_array().map(Vec::len)),
        (&json!([]), Some(1))
    );
    // Dying once more in the middle, the next import clears up by itself.
    drop(begin(&mut desk, "又半途.pdf"));
    desk.die();
    desk.take("再来.pdf", &bytes).expect("taken");
    assert_eq!(desk.view()["unfinished"], json!([]));
}

#[test]
fn a_stopped_or_changed_file_leaves_nothing() {
    let mut desk = Desk::new();
    let (case, bytes) = (desk.case.clone(), pdf("停"));
    let mut arriving = desk
        .app
        .take_begin(&case, "停.pdf", &Sample::whole(&bytes), super::now())
        .expect("begun");
    desk.app.take_piece(&mut arriving, &bytes[..5]).expect("a piece");
    desk.app.take_back(arriving).expect("given up");
    let mut grown = desk
        .app
        .take_begin(&case, "变.pdf", &Sample::whole(&bytes), super::now())
        .expect("begun");
    desk.app
        .take_piece(&mut grown, &[&bytes[..], b"more"].concat())
        .expect("a piece");
    let failure = desk.app.take_end(grown).expect_err("changed");
    assert!(failure.message.starts_with("“变.pdf”在读取时发生了变化"), "{failure}");
    let view = desk.view();
    assert_eq!((&view["staged"], &view["unfinished"]), (&json!([]), &json!([])));
}

#[test]
fn locking_in_the_middle_stops_the_file() {
    let mut desk = Desk::new();
    let (case, bytes) = (desk.case.clone(), pdf("锁"));
    let mut arriving = desk
        .app
        .take_begin(&case, "锁.pdf", &Sample::whole(&bytes), super::now())
        .expect("begun");
    desk.app.call("lock", json!({}), super::now()).expect("locked");
    assert_eq!(
        desk.app.take_piece(&mut arriving, &bytes).expect_err("locked").code,
        Code::Locked
    );
    assert_eq!(desk.app.take_back(arriving).expect_err("locked").code, Code::Locked);
    let request = json!({ "user": desk.user, "passphrase": "纸船 灯塔 白鹭 七点" });
    desk.app.call("unlock", request, super::now()).expect("unlocked");
    assert_eq!(desk.view()["unfinished"], json!(["锁.pdf"]));
}

#[test]
fn a_staged_file_can_be_discarded_and_a_filed_one_cannot() {
    let mut desk = Desk::new();
    let taken = desk.take("多余.pdf", &pdf("多余")).expect("taken");
    let view = desk.call("discard_staged", json!({ "original": taken.original }));
    assert_eq!(view["staged"], json!([]));
    let filed = desk.volume("卷.pdf", 3);
    assert!(
        desk.refused("discard_staged", json!({ "original": filed }))
            .contains("已经入卷")
    );
    assert!(
        desk.refused("discard_staged", json!({ "original": "00" }))
            .contains("找不到")
    );
}
