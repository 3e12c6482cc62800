//! Exits and the sentence through `app`: nothing is computed from an unverified number until a lawyer confirms it; what is
//! confirmed stands in the receipt; and the published sentences against the range.

use crate::repository::text;
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T09:30:00+08:00").expect("a moment")
}

/// An open vault with a lawyer, and the folder it lives in.
fn desk() -> (tempfile::TempDir, app::App) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut app = app::App::open(folder.path(), app::Kdf::light_for_tests());
    let create = json!({ "name": "周律师", "passphrase": "八个字以上的口令" });
    app.call("create_vault", create, now()).expect("a vault");
    (folder, app)
}

fn sentence(app: &mut app::App, case: &str, stance: &str) -> Value {
    let request = json!({ "case": case, "actor": "", "pack": null, "stance": stance, "accepted_only": false });
    app.call("sentence", request, now()).expect("the screen answers")
}

fn confirm(case: &str, seen: &Value, low: &str, high: &str, more: &str) -> Value {
    json!({
        "case": case, "actor": "", "low": low, "high": high, "increase": more, "seen": seen,
        "source": "官方文本第三部分，院资料室", "reason": "三个对象，刚达标",
    })
}

#[test]
fn an_unverified_number_takes_part_only_after_a_lawyer_confirms_it() {
    let (_folder, mut app) = desk();
    let row = app.call("create_demo", json!({}), now()).expect("the demo");
    let case = row["id"].as_str().expect("an id").to_string();
    let before = sentence(&mut app, &case, "ours");
    assert_eq!(before["exits"].as_array().expect("exits").len(), 7);
    for plan in before["plans"].as_array().expect("plans") {
        assert_eq!(plan["shown"]["months"], false, "shares only");
        assert_eq!(plan["adjusted"], Value::Null);
    }

    // What cannot be used is refused, and says what to do.
    let seen = before["head"]["revision"].clone();
    for (low, high, more, word) in [
        ("8", "6", "0", "高于"),
        ("", "6", "0", "起点下限"),
        ("3", "6", "", "填0"),
    ] {
        let failure = app
            .call("confirm_start", confirm(&case, &seen, low, high, more), now())
            .expect_err("refused");
        assert!(failure.message.contains(word), "{}", failure.message);
    }
    let mut empty = confirm(&case, &seen, "3", "6", "0");
    empty["reason"] = json!("");
    assert!(
        app.call("confirm_start", empty, now()).is_err(),
        "a reason is mandatory"
    );

    app.call("confirm_start", confirm(&case, &seen, "6", "10", "1"), now())
        .expect("confirmed");
    let after = sentence(&mut app, &case, "ours");
    let plan = |id: &str| {
        let plans = after["plans"].as_array().expect("plans");
        plans.iter().find(|plan| plan["id"] == id).expect("the plan").clone()
    };
    // By hand: base 7 to 11. B: surrender 40 % and restitution 30 %: 7 × 30 % = 2.1. A: 60 % because of them: 7 × 40 % = 2.8.
    assert_eq!(plan("B")["shown"]["low_at"], 210);
    assert_eq!(plan("B")["shown"]["high_at"], 1100);
    assert_eq!(plan("A")["shown"]["low_at"], 280);
    // 2.1 × 80 % = 1.68; 11 × 120 % = 13.2, apart from the range.
    assert_eq!(plan("B")["adjusted"]["low_at"], 168);
    assert_eq!(plan("B")["adjusted"]["high_at"], 1320);
    assert_eq!(plan("B")["claimed"], true, "no plea is shown, so A is not open");

    // It stands in the receipt of the memo.
    let wanted =
        json!({ "case": case, "actor": "", "document": "case_analysis", "pack": null, "accepted_only": false });
    let memo = app.call("document", wanted, now()).expect("the memo").to_string();
    assert!(memo.contains("确认量刑起点6至10个月，增加1个月；依据：官方文本第三部分，院资料室"));

    // One undo takes the whole confirmation back.
    app.call("undo", json!({ "case": case }), now()).expect("undone");
    let again = sentence(&mut app, &case, "ours");
    assert_eq!(again["plans"][0]["shown"]["months"], false);
}

#[test]
fn local_rules_are_off_until_a_lawyer_switches_them_on() {
    let (_folder, mut app) = desk();
    let row = app.call("create_demo", json!({}), now()).expect("the demo");
    let case = row["id"].as_str().expect("an id").to_string();
    let before = sentence(&mut app, &case, "alleged");
    assert_eq!(before["confirmation"]["local"], "");
    assert!(!before["factors"].to_string().contains("jiangxi"));
    let seen = before["head"]["revision"].clone();
    let on = json!({ "case": case, "actor": "", "local": "jiangxi", "reason": "核对过官方文本", "seen": seen });
    app.call("set_local_rules", on, now()).expect("switched on");
    let after = sentence(&mut app, &case, "alleged");
    assert_eq!(after["confirmation"]["local"], "jiangxi");
    assert_eq!(
        after["plans"][1]["shown"]["months"], true,
        "the offence is made out as alleged, so it gives a start"
    );
    assert!(after["plans"][1]["lines"].to_string().contains("未核实"));
    // On facts that make out no offence it gives none.
    assert_eq!(sentence(&mut app, &case, "ours")["plans"][1]["shown"]["months"], false);
    let off = json!({ "case": case, "actor": "", "local": "", "reason": "", "seen": after["head"]["revision"] });
    app.call("set_local_rules", off, now()).expect("switched off");
    assert_eq!(
        sentence(&mut app, &case, "alleged")["plans"][1]["shown"]["months"],
        false
    );
}

/// Published terms of 帮信罪 by file and party, in tenths of a month, as the decisions have them.
const TERMS: [(&str, &str, i64); 14] = [
    ("001-server-redirect", "p1", 180),
    ("003-token-developer", "p1", 60),
    ("003-token-developer", "p2", 30),
    ("006-broadband-accounts", "p1", 80),
    ("006-broadband-accounts", "p2", 70),
    ("012-fishing-game", "p1", 80),
    ("021-account-unblocking", "p1", 180),
    ("021-account-unblocking", "p2", 140),
    ("024-five-hundred-sims", "p1", 35),
    ("024-five-hundred-sims", "p2", 30),
    ("025-insider-24-sims", "p1", 80),
    ("040-own-accounts-sold", "p1", 140),
    ("054-face-scan", "p1", 60),
    ("061-three-students", "p1", 80),
];

/// With a start of one month to one year and nothing added (a figure of memory, for this test alone), a published term of a
/// year or less lies inside the range of what is shown; a longer one shows that the added months must be confirmed too.
#[test]
fn published_terms_of_a_year_or_less_lie_inside_the_range() {
    let (_folder, mut app) = desk();
    let mut outside = Vec::new();
    let mut inside = 0;
    for (file, party, term) in TERMS {
        let row = app
            .call(
                "import_case",
                json!({ "text": text(std::path::Path::new(&format!("tests/cases/{file}.toml"))) }),
                now(),
            )
            .expect("imported");
        let case = row["id"].as_str().expect("an id").to_string();
        let ask = json!({ "case": case, "actor": party, "pack": null, "stance": "alleged", "accepted_only": false });
        let seen = app.call("sentence", ask.clone(), now()).expect("asked")["head"]["revision"].clone();
        let mut request = confirm(&case, &seen, "1", "12", "0");
        request["actor"] = json!(party);
        app.call("confirm_start", request, now()).expect("confirmed");
        let view = app.call("sentence", ask, now()).expect("asked");
        let plans = view["plans"].as_array().expect("plans");
        let claimed = plans.iter().find(|plan| plan["claimed"] == true).expect("a plan");
        let end = |of: &str, end: &str| claimed[of][end].as_i64().expect("a figure");
        let at = term * 10;
        if end("shown", "low_at") <= at && at <= end("shown", "high_at") {
            inside += 1;
        } else {
            outside.push((file, party, term));
        }
        assert!(
            end("possible", "low_at") <= end("shown", "low_at")
                && end("shown", "high_at") <= end("possible", "high_at")
        );
    }
    assert_eq!(inside, 10, "outside: {outside:?}");
    assert!(outside.iter().all(|(.., term)| *term > 120), "{outside:?}");
}
