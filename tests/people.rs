//! The people of the office, through `app`: who is found, for what reason, in which case; what stops, who decides.
//! Everybody here is invented; the numbers are made up so that their check digits are right.

mod office;

use app::Code;
use office::*;
use serde_json::{Value, json};

#[test]
fn slips_of_ear_and_hand_are_found_and_say_why() {
    let mut office = Office::new();
    let old = office.open("顾家服务器案", "顾长河");
    office.put(
        &old,
        person(
            "单小雨",
            "victim",
            json!({ "phones": ["138 0000 0001"], "aliases": ["雨点"] }),
        ),
    );
    office.put(
        &old,
        person("赵立军", "victim", json!({ "accounts": ["6222000000000000012"] })),
    );
    let case = office.open("新案", "方平安");
    let homophone = office.check(&case, person("善晓雨", "client", json!({})));
    assert_eq!(
        told(&homophone),
        ["warn 本所另案的对方或者上游人员 单小雨 读音相同，字不同"]
    );
    assert_eq!(homophone["matches"][0]["case_name"], "顾家服务器案");
    assert_eq!(homophone["matches"][0]["role_name"], "被害人");
    let slip = office.check(&case, person("单小云", "client", json!({})));
    assert_eq!(told(&slip), ["note 本所另案的对方或者上游人员 单小雨 一字不同"]);
    let shorter = office.check(&case, person("单雨", "client", json!({})));
    assert_eq!(
        told(&shorter),
        ["warn 本所另案的对方或者上游人员 单小雨 多一字或少一字"]
    );
    let alias = office.check(&case, person("雨点", "client", json!({})));
    assert_eq!(told(&alias), ["warn 本所另案的对方或者上游人员 单小雨 姓名与别名相同"]);
    let phone = office.check(
        &case,
        person("任何人", "client", json!({ "phones": ["+86 13800000001"] })),
    );
    assert_eq!(told(&phone), ["warn 本所另案的对方或者上游人员 单小雨 手机号码相同"]);
    assert_eq!(
        phone["matches"][0]["reasons"][0]["ours"], "138****0001",
        "a number is not shown"
    );
    let card = office.check(
        &case,
        person("任何人", "client", json!({ "accounts": ["6222 0000 0000 0000 012"] })),
    );
    assert_eq!(told(&card), ["warn 本所另案的对方或者上游人员 赵立军 账号相同"]);
    assert_eq!(
        told(&office.check(&case, person("任何人", "client", json!({})))),
        [""; 0]
    );
}

#[test]
fn numbers_are_checked_as_they_are_typed_and_never_in_the_way() {
    let mut office = Office::new();
    let case = office.open("新案", "方平安");
    let wrong = json!({ "ids": ["110105194912310021"], "phones": ["1380000000"], "accounts": ["6222000000000000011", "wx_fang"] });
    let wrong = person("单小雨", "victim", wrong);
    let view = office.check(&case, wrong.clone());
    let faults: Vec<(&str, &str, bool)> = view["faults"]
        .as_array()
        .expect("faults")
        .iter()
        .map(|fault| {
            (
                fault["field"].as_str().unwrap_or(""),
                fault["text"].as_str().unwrap_or(""),
                fault["hint"] == true,
            )
        })
        .collect();
    assert_eq!(
        faults,
        [
            ("ids", "身份证第18位校验不符：应为 X", false),
            ("phones", "手机号码应为11位，现为10位", false),
            (
                "accounts",
                "银行卡号校验不符，请与原件核对（少数账号不适用该校验）",
                true
            ),
        ]
    );
    let saved = office.put(&case, wrong);
    assert_eq!(
        saved["people"][1]["faults"].as_array().map(Vec::len),
        Some(3),
        "saved all the same"
    );
    let passport = person("某外籍人", "other", json!({ "ids": ["E12345678"] }));
    assert_eq!(office.check(&case, passport)["faults"], json!([]));
}

#[test]
fn numbers_are_hidden_until_they_are_asked_for() {
    let mut office = Office::new();
    let case = office.open("新案", "方平安");
    let view = office.put(
        &case,
        person(
            "单小雨",
            "victim",
            json!({ "ids": ["11010519491231002X"], "phones": ["13800000001"] }),
        ),
    );
    let text = view.to_string();
    assert!(
        !text.contains("11010519491231002X") && !text.contains("13800000001"),
        "{text}"
    );
    let asked = office.call("person", json!({ "case": case, "id": "p0001", "from": "" }));
    assert_eq!(asked["ids"], json!(["11010519491231002X"]));
    let register = office.call("register", json!({ "query": "" })).to_string();
    assert!(!register.contains("11010519491231002X"));
}

#[test]
fn a_second_accused_of_one_case_is_never_ours() {
    let mut office = Office::new();
    let case = office.open("顾家服务器案", "顾长河、单小雨");
    let head = office.call("case_head", json!({ "case": case }));
    assert_eq!(head["parties"][0]["client"], true);
    assert_eq!(
        (&head["parties"][1]["name"], &head["parties"][1]["client"]),
        (&json!("单小雨"), &json!(false))
    );
    let ours = json!({ "case": case, "party": "a2", "name": "单小雨", "kind": "person", "client": true, "role": "" });
    let failure = office.refused("set_party", ours);
    assert_eq!(failure.code, Code::Forbidden);
    assert!(
        failure.message.contains("不得为其中二人以上辩护") && failure.hint.contains("依据未核实"),
        "{failure}"
    );
    let seen = office.call("people", json!({ "case": case }))["revision"].clone();
    let put = json!({ "case": case, "id": "a2", "person": person("单小雨", "client", json!({})), "seen": seen });
    assert_eq!(office.refused("put_person", put).code, Code::Forbidden);
    let put = json!({ "case": case, "id": "", "person": person("另一人", "client", json!({})), "seen": seen });
    assert_eq!(office.refused("put_person", put).code, Code::Forbidden);
    // Marked wrongly: taken off the one, put on the other.
    let off = json!({ "case": case, "party": "a1", "name": "顾长河", "kind": "person", "client": false, "role": "" });
    office.call("set_party", off);
    let on = json!({ "case": case, "party": "a2", "name": "单小雨", "kind": "person", "client": true, "role": "" });
    office.call("set_party", on);
}

#[test]
fn a_co_accused_of_a_client_cannot_become_a_client_by_opening_another_case() {
    let mut office = Office::new();
    let old = office.open("顾家服务器案", "顾长河");
    office.put(
        &old,
        person("单小雨", "co_accused", json!({ "ids": ["11010519491231002X"] })),
    );

    let live = office.call("check_parties", json!({ "accused": "单小雨", "id_number": "" }));
    assert_eq!(told(&live), ["stop 本所委托人的同案人 单小雨 姓名相同"]);
    assert_eq!(live["matches"][0]["rule"], true);

    office.sit_down(PARALEGAL);
    let failure = office.refused("create_case", new_case("单家案", "单小雨"));
    assert_eq!(failure.code, Code::Forbidden);
    assert!(failure.message.contains("不得为其中二人以上辩护"), "{failure}");
    assert!(
        !failure.to_string().contains("单小雨") && !failure.to_string().contains("顾"),
        "{failure}"
    );
    let not_same = |verdict: &str| {
        let mut request = new_case("单家案", "单小雨");
        request["decided"] =
            json!([{ "own": "a1", "case": old, "person": "p0001", "verdict": verdict, "reason": "身份证号码不同" }]);
        request
    };
    assert_eq!(
        office.refused("create_case", not_same("not_same")).code,
        Code::Forbidden,
        "a lawyer's to say"
    );

    office.sit_down(LAWYER);
    assert_eq!(
        office.refused("create_case", new_case("单家案", "单小雨")).code,
        Code::Forbidden
    );
    assert_eq!(
        office.refused("create_case", not_same("consented")).code,
        Code::Forbidden,
        "consent opens nothing"
    );
    // The same number: nobody can say that it is somebody else.
    let mut same = not_same("not_same");
    same["id_number"] = json!("11010519491231002X");
    assert_eq!(office.refused("create_case", same).code, Code::Forbidden);
    // Another number, right in itself: a namesake, and no decision is needed.
    let other = office.call(
        "check_parties",
        json!({ "accused": "单小雨", "id_number": "440524198001010013" }),
    );
    assert_eq!(told(&other), ["note 同名，证件号码不同 单小雨 姓名相同"]);

    let made = office.call("create_case", not_same("not_same"));
    let case = made["id"].as_str().expect("an id").to_owned();
    let view = office.call("people", json!({ "case": case }));
    assert_eq!((&view["stops"], &view["warns"]), (&json!(0), &json!(0)));
    let decided = &view["people"][0]["matches"][0]["decision"];
    assert_eq!(
        (&decided["verdict"], &decided["by"]),
        (&json!("not_same"), &json!(LAWYER.0))
    );
    // The other case sees the same decision.
    let there = office.call("people", json!({ "case": old }));
    assert_eq!((&there["stops"], &there["warns"]), (&json!(0), &json!(0)));
}

#[test]
fn a_conflict_is_shown_on_both_cases_until_a_lawyer_decides() {
    let mut office = Office::new();
    let old = office.open("顾家服务器案", "顾长河");
    let case = office.open("方家案", "方平安");
    office.put(&case, person("顾常河", "witness", json!({})));
    let mirrored = office.call("people", json!({ "case": old }));
    assert_eq!(mirrored["warns"], 1, "whose client he is sees it, too");
    let head = office.call("case_head", json!({ "case": case }));
    assert_eq!(
        (&head["conflict_stops"], &head["conflict_warns"]),
        (&json!(0), &json!(1))
    );

    let view = office.call("people", json!({ "case": case }));
    assert_eq!(view["decides"], true);
    let row = view["people"]
        .as_array()
        .expect("rows")
        .iter()
        .find(|row| row["id"] == "p0001")
        .expect("him");
    assert_eq!(told(row), ["warn 本所现委托人处于相对地位 顾长河 读音相同，字不同"]);
    let decide = |verdict: &str, reason: &str| json!({ "case": case, "id": "p0001", "other": old, "person": "a1", "verdict": verdict, "reason": reason, "seen": view["revision"] });
    office.sit_down(PARALEGAL);
    assert_eq!(
        office.refused("decide_conflict", decide("not_same", "不是")).code,
        Code::Forbidden
    );
    office.sit_down(LAWYER);
    assert!(
        office
            .refused("decide_conflict", decide("not_same", " "))
            .message
            .contains("请填写理由")
    );
    office.call("decide_conflict", decide("not_same", "住址、年龄均不同"));
    for one in [&case, &old] {
        let head = office.call("case_head", json!({ "case": one }));
        assert_eq!(
            (&head["conflict_stops"], &head["conflict_warns"]),
            (&json!(0), &json!(0))
        );
    }
    let log = office.call("activity", json!({ "case": case }));
    assert!(log.to_string().contains("利益冲突处理决定"), "{log}");
    // He turns out to be something else: what was decided was about a witness.
    let mut changed = person("顾常河", "co_accused", json!({}));
    changed["note"] = json!("改列同案人");
    let seen = office.call("people", json!({ "case": case }))["revision"].clone();
    office.call(
        "put_person",
        json!({ "case": case, "id": "p0001", "person": changed, "seen": seen }),
    );
    let head = office.call("case_head", json!({ "case": case }));
    assert_eq!(head["conflict_warns"], 1, "a changed role asks again");
    // Undone, the decision stands again.
    office.call("undo", json!({ "case": case }));
    let head = office.call("case_head", json!({ "case": case }));
    assert_eq!(head["conflict_warns"], 0);
}

#[test]
fn the_list_of_cases_flags_a_conflict_and_forgets_it_when_it_is_over() {
    let mut office = Office::new();
    let old = office.open("顾家服务器案", "顾长河");
    let case = office.open("方家案", "方平安");
    let other = office.open("邱家案", "邱望月");
    let flags = |office: &mut Office| {
        let list = office.call("case_list", json!({}));
        let rows = list["cases"].as_array().expect("rows").clone();
        [&old, &case, &other].map(|id| {
            let row = rows.iter().find(|row| row["id"] == **id).expect("listed");
            (
                row["conflict_stops"].as_u64().expect("a number"),
                row["conflict_warns"].as_u64().expect("a number"),
            )
        })
    };
    assert_eq!(flags(&mut office), [(0, 0), (0, 0), (0, 0)]);
    office.put(&case, person("顾常河", "witness", json!({})));
    assert_eq!(
        flags(&mut office),
        [(0, 1), (0, 1), (0, 0)],
        "both cases say so, the third does not"
    );
    // As an accused of one case, whom we act for in another.
    office.put(&other, person("方平安", "co_accused", json!({})));
    let seen = flags(&mut office);
    assert_eq!(seen[0], (0, 1), "what others do changes nothing here");
    assert!(seen[1].0 + seen[1].1 > 1 && seen[2].0 + seen[2].1 == 1, "{seen:?}");
    office.call("undo", json!({ "case": other }));
    office.call("undo", json!({ "case": case }));
    assert_eq!(flags(&mut office), [(0, 0), (0, 0), (0, 0)]);
    // What is kept in memory is what a fresh start finds.
    office.call("redo", json!({ "case": case }));
    let kept = flags(&mut office);
    office.sit_down(LAWYER);
    assert_eq!(flags(&mut office), kept);
}

#[test]
fn a_closed_case_is_remembered_and_the_fictional_one_is_not_compared() {
    let mut office = Office::new();
    let demo = office.call("create_demo", json!({}))["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let client = office.call("case_head", json!({ "case": demo }))["parties"][0]["name"].clone();
    let live = office.call("check_parties", json!({ "accused": client, "id_number": "" }));
    assert_eq!(told(&live), [""; 0]);
    let mut request = new_case("旧案", "顾长河");
    request["stage"] = json!("closed");
    office.call("create_case", request);
    let case = office.open("方家案", "方平安");
    let found = office.check(&case, person("顾长河", "victim", json!({})));
    assert_eq!(told(&found), ["warn 本所原委托人处于相对地位 顾长河 姓名相同"]);
    assert_eq!(found["matches"][0]["closed"], true);
}

#[test]
fn a_case_in_the_recycle_bin_is_still_compared() {
    let mut office = Office::new();
    let old = office.open("顾家服务器案", "顾长河");
    office.call("bin_case", json!({ "case": old }));
    let case = office.open("方家案", "方平安");
    let found = office.check(&case, person("顾长河", "victim", json!({})));
    assert_eq!(told(&found), ["warn 本所现委托人处于相对地位 顾长河 姓名相同"]);
    assert_eq!(found["matches"][0]["case_name"], "顾家服务器案（回收站）");
}

#[test]
fn whom_somebody_took_over_from_another_case_is_one_person() {
    let mut office = Office::new();
    let old = office.open("顾家服务器案", "顾长河");
    let known = json!({ "ids": ["11010519491231002X"], "phones": ["13800000001"], "note": "住某处" });
    office.put(&old, person("单小雨", "family", known));
    let case = office.open("方家案", "方平安");
    let mut taken = office.call("person", json!({ "case": case, "id": "p0001", "from": old }));
    assert_eq!(
        (&taken["phones"], &taken["role"], &taken["note"]),
        (&json!(["13800000001"]), &json!("other"), &json!(""))
    );
    taken["role"] = json!("witness");
    // Written differently in this case, still the same person.
    taken["name"] = json!("雨姐");
    office.put(&case, taken);
    let register = office.call("register", json!({ "query": "shanxy" }));
    assert_eq!(register["total"], 1);
    assert_eq!(register["people"][0]["places"].as_array().map(Vec::len), Some(2));
    assert_eq!(register["people"][0]["aliases"], json!(["雨姐"]));
    for (query, total) in [
        ("danxiaoyu", 1),
        ("sxy", 1),
        ("小雨", 1),
        ("雨姐", 1),
        ("0001", 1),
        ("001", 0),
        ("gch", 1),
        ("", 3),
    ] {
        assert_eq!(
            office.call("register", json!({ "query": query }))["total"],
            total,
            "{query}"
        );
    }
}

#[test]
fn an_accused_is_a_person_and_keeps_one_name() {
    let mut office = Office::new();
    let case = office.open("顾家服务器案", "顾长河");
    let view = office.call("people", json!({ "case": case }));
    assert_eq!(
        (&view["people"][0]["id"], &view["people"][0]["role"]),
        (&json!("a1"), &json!("client"))
    );
    let put = |name: &str, role: &str, seen: &Value| json!({ "case": case, "id": "a1", "person": person(name, role, json!({ "phones": ["13800000001"] })), "seen": seen });
    let view = office.call("put_person", put("顾长和", "client", &view["revision"]));
    assert_eq!(view["people"].as_array().map(Vec::len), Some(1), "not entered twice");
    assert_eq!(
        office.call("case_head", json!({ "case": case }))["parties"][0]["name"],
        "顾长和"
    );
    let failure = office.refused("put_person", put("顾长和", "witness", &view["revision"]));
    assert!(failure.message.contains("不能改为其他身份"), "{failure}");
    let failure = office.refused(
        "remove_person",
        json!({ "case": case, "id": "a1", "seen": view["revision"] }),
    );
    assert!(failure.message.contains("不能移除"), "{failure}");
    // In a case file and back.
    let now = "2026-11-23T19:00:00+08:00".parse().expect("a moment");
    let file = office
        .app
        .export("export_case", json!({ "case": case }), now)
        .expect("a file");
    let again = office.call(
        "import_case",
        json!({ "text": String::from_utf8(file.bytes).expect("text") }),
    );
    let there = office.call("people", json!({ "case": again["id"] }));
    assert_eq!(there["people"][0]["phones"], json!(["138****0001"]));
}

#[test]
fn the_register_is_made_again_from_the_cases_when_it_is_not_there() {
    let mut office = Office::new();
    let case = office.open("顾家服务器案", "顾长河");
    office.put(&case, person("单小雨", "victim", json!({})));
    // A vault from before has no rows of people.
    let slot = office.call("vault_state", json!({}))["users"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    office.call("lock", json!({}));
    let dir = office.folder.path().join("vault");
    let now = "2026-11-23T09:00:00+08:00".parse().expect("a moment");
    let vault = store::Vault::unlock(&dir, &slot, LAWYER.1, now).expect("opens");
    vault.drop_company(&case.parse().expect("an id")).expect("writes");
    drop(vault);
    office.sit_down(LAWYER);
    let other = office.open("方家案", "方平安");
    let found = office.check(&other, person("单小雨", "client", json!({})));
    assert_eq!(told(&found), ["warn 本所另案的对方或者上游人员 单小雨 姓名相同"]);
    assert_eq!(found["unread"], 0);
}
