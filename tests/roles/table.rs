//! Every command with its gate, and a request that makes sense in the furnished office.

use super::{LAWYER, LIMIT, Office, PACK, PARALEGAL, PRIVATE, own_rules, record, remark_on};
use app::Gate;
use serde_json::{Value, json};

/// A piece of electronic data.
pub(super) fn exhibit(case: &str) -> Value {
    json!({ "case": case, "id": "", "name": "后台数据光盘", "kind": "electronic", "by": "prosecution", "source": "某网安支队", "date": "",
            "form": "copy", "volume": "2", "pages": "12-18", "proves": "", "nodes": [], "seen": 99 })
}

/// A statement of somebody new, in the file.
pub(super) fn statement(case: &str) -> Value {
    json!({ "case": case, "id": "", "person": "", "name": "王某", "role": "witness", "number": 1, "kind": "interview",
            "from": "2026-03-05 09:00", "to": "10:30", "place": "", "taken_by": "", "recorded": "unknown", "volume": "3",
            "pages": "5-9", "note": "", "seen": 99 })
}

/// A proposition on a yes-or-no fact.
pub(super) fn proposition(case: &str) -> Value {
    json!({ "case": case, "id": "", "text": "当事人是学生", "fact": "is_student", "negates": false, "before": "", "seen": 99 })
}

/// What the statement says of it.
pub(super) fn assertion(case: &str) -> Value {
    json!({ "case": case, "proposition": "p0001", "statement": "s0001", "says": "affirms", "quote": "他在读书", "page": "6",
            "anchor": "", "note": "", "seen": 99 })
}

/// One command: who may call it, and a request that an allowed caller gets an answer to.
pub(super) struct Row {
    pub name: &'static str,
    pub gate: Gate,
    pub request: Value,
}

/// The table this file is about. A command that is not in it fails the test.
pub(super) fn table(office: &Office) -> Vec<Row> {
    use Gate::{Anyone, Lawyer, User};
    let case = office.case.as_str();
    let row = |gate, name, request| Row { name, gate, request };
    let in_case = || json!({ "case": case });
    vec![
        row(Anyone, "vault_state", json!({})),
        row(
            Anyone,
            "create_vault",
            json!({ "name": "周律师", "passphrase": "青苔 石阶 渡口 九月" }),
        ),
        row(
            Anyone,
            "unlock",
            json!({ "user": office.id(LAWYER.0), "passphrase": LAWYER.1 }),
        ),
        row(Anyone, "lock", json!({})),
        row(
            Lawyer,
            "add_user",
            json!({ "name": "周律师", "role": "lawyer", "passphrase": "青苔 石阶 渡口 九月" }),
        ),
        row(
            User,
            "change_passphrase",
            json!({ "old": "", "new": "青苔 石阶 渡口 九月" }),
        ),
        row(
            Lawyer,
            "set_role",
            json!({ "user": office.id(PARALEGAL.0), "role": "lawyer" }),
        ),
        row(Lawyer, "remove_user", json!({ "user": office.id(PARALEGAL.0) })),
        row(User, "begin_sheet", json!({ "passphrase": "" })),
        row(User, "confirm_sheet", json!({ "typed": ["", ""] })),
        row(User, "drop_sheet", json!({})),
        row(
            Anyone,
            "recover_vault",
            json!({ "sheet": "", "passphrase": "青苔 石阶 渡口 九月" }),
        ),
        row(User, "wall", in_case()),
        row(
            Lawyer,
            "set_wall",
            json!({ "case": case, "members": [office.id(LAWYER.0)] }),
        ),
        row(Lawyer, "drop_wall", in_case()),
        row(User, "audit_slice", json!({ "again": true })),
        row(Lawyer, "office_log", json!({ "limit": 100 })),
        row(User, "backup_state", json!({})),
        row(User, "case_list", json!({})),
        row(
            User,
            "create_case",
            json!({ "name": "乙案", "accused": "某乙", "charge": "assisting_cybercrime", "stage": "investigation" }),
        ),
        row(User, "create_demo", json!({})),
        row(
            User,
            "import_case",
            json!({ "text": "format = 1\n[matter]\nname = \"丙案\"\ncharge = \"assisting_cybercrime\"\n[[party]]\nid = \"c\"\nname = \"某丙\"\n" }),
        ),
        row(User, "case_head", in_case()),
        row(
            User,
            "versions",
            json!({ "case": case, "actor": "", "accepted_only": false }),
        ),
        row(User, "deadlines", json!({ "case": case, "actor": "", "event": null })),
        row(
            User,
            "add_event",
            json!({ "case": case, "actor": "", "event": { "kind": "detained", "document": "拘留证", "on": "2026-03-05", "served_on": "", "months": "", "days": "" }, "sources": [], "seen": 1 }),
        ),
        row(
            Lawyer,
            "add_calendar",
            json!({ "text": "year = 2027\nbasis = \"某通知\"\nconfidence = \"high\"\n[[festival]]\nname = \"元旦\"\nfrom = \"2027-01-01\"\nto = \"2027-01-03\"\n" }),
        ),
        row(User, "evidence", json!({ "case": case, "actor": "" })),
        row(User, "exhibit_marks", in_case()),
        row(User, "put_exhibit", exhibit(case)),
        row(
            User,
            "judge_exhibit",
            json!({ "case": case, "id": "e0001", "authenticity": { "view": "objected", "reason": "没有原件" }, "legality": { "view": "open", "reason": "" }, "relevance": { "view": "accepted", "reason": "" }, "opinion": "", "seen": 99 }),
        ),
        row(
            User,
            "check_exhibit",
            json!({ "case": case, "id": "e0001", "point": "sealed", "state": "failed", "note": "没有封条", "seen": 99 }),
        ),
        row(
            User,
            "exclude_exhibit",
            json!({ "case": case, "id": "e0001", "ground": "data_flawed", "clues": "没有封条", "state": "planned", "seen": 99 }),
        ),
        row(
            Lawyer,
            "settle_exhibit",
            json!({ "case": case, "id": "e0001", "seen": 99 }),
        ),
        row(
            User,
            "remove_exhibit",
            json!({ "case": case, "id": "e0001", "seen": 99 }),
        ),
        row(User, "list_statements", json!({ "case": case, "seen": 99 })),
        row(User, "statements", json!({ "case": case, "actor": "" })),
        row(User, "put_statement", statement(case)),
        row(
            User,
            "remove_statement",
            json!({ "case": case, "id": "s0001", "seen": 99 }),
        ),
        row(User, "put_proposition", proposition(case)),
        row(
            User,
            "remove_proposition",
            json!({ "case": case, "id": "p0001", "seen": 99 }),
        ),
        row(User, "put_assertion", assertion(case)),
        row(
            User,
            "record_assertion",
            json!({ "case": case, "actor": "a1", "proposition": "p0001", "statement": "s0001", "side": "alleged", "seen": 99 }),
        ),
        row(User, "matter_form", in_case()),
        row(
            User,
            "update_matter",
            json!({ "case": case, "name": "改名", "stage": "investigation", "authority": "", "docket": "", "firm": "", "lawyers": [], "entrusted_by": "", "note": "" }),
        ),
        row(
            User,
            "set_party",
            json!({ "case": case, "party": "", "name": "某丁", "kind": "person", "client": false, "role": "" }),
        ),
        row(User, "overview", json!({ "case": case, "actor": "", "pack": null })),
        row(
            User,
            "fact_form",
            json!({ "case": case, "actor": "", "group": null, "only_matters": true }),
        ),
        row(User, "read_value", json!({ "type": "money", "text": "30余万" })),
        row(User, "record_position", record(case, "is_student", "alleged")),
        row(
            User,
            "add_row",
            json!({ "case": case, "actor": "a1", "table": "objects", "side": "ours", "name": "某论坛" }),
        ),
        row(
            User,
            "remove_row",
            json!({ "case": case, "actor": "a1", "table": "objects", "row": "r0001", "reason": "重复" }),
        ),
        row(User, "undo", in_case()),
        row(User, "redo", in_case()),
        row(
            Lawyer,
            "review",
            json!({ "case": case, "actor": "a1", "path": "objects/r0001", "side": "alleged", "verdict": "accepted", "reason": "" }),
        ),
        row(User, "review_queue", json!({ "case": case, "actor": "" })),
        row(
            User,
            "fact_history",
            json!({ "case": case, "actor": "a1", "path": "is_student" }),
        ),
        row(User, "activity", in_case()),
        row(
            User,
            "matrix",
            json!({ "case": case, "actor": "", "pack": null, "accepted_only": false, "stance": "proved" }),
        ),
        row(
            User,
            "charges",
            json!({ "case": case, "actor": "", "pack": null, "accepted_only": false }),
        ),
        row(
            User,
            "charts",
            json!({ "case": case, "actor": "", "stance": "alleged", "accepted_only": false }),
        ),
        row(
            User,
            "strategy",
            json!({ "case": case, "actor": "", "pack": null, "accepted_only": false }),
        ),
        row(
            User,
            "sentence",
            json!({ "case": case, "actor": "", "pack": null, "stance": "proved", "accepted_only": false }),
        ),
        row(
            Lawyer,
            "confirm_start",
            json!({ "case": case, "actor": "", "low": "3", "high": "6", "increase": "0", "source": "官方文本，阅览室", "reason": "刚达标", "seen": 1 }),
        ),
        row(
            Lawyer,
            "set_local_rules",
            json!({ "case": case, "actor": "", "local": "jiangxi", "reason": "核对过官方文本", "seen": 1 }),
        ),
        row(
            User,
            "what_if",
            json!({ "case": case, "actor": "", "pack": null, "accepted_only": false, "stance": "proved", "scenarios": [[]], "active": 0 }),
        ),
        row(
            User,
            "flips",
            json!({ "case": case, "actor": "", "pack": null, "accepted_only": false, "stance": "proved", "node": "", "want": null }),
        ),
        row(
            User,
            "focus",
            json!({ "case": case, "actor": "", "pack": null, "accepted_only": false }),
        ),
        row(User, "agenda", json!({ "case": case, "actor": "", "pack": null })),
        row(User, "scenarios", in_case()),
        row(
            User,
            "save_scenario",
            json!({ "case": case, "scenario": { "id": "", "actor": "a1", "name": "甲方案", "note": "", "stance": "ours", "overrides": [] } }),
        ),
        row(User, "remove_scenario", json!({ "case": case, "id": "s1" })),
        row(User, "people", in_case()),
        row(User, "person", json!({ "case": case, "id": "p0001", "from": "" })),
        row(
            User,
            "put_person",
            json!({ "case": case, "id": "", "person": person(), "seen": 2 }),
        ),
        row(User, "remove_person", json!({ "case": case, "id": "p0001", "seen": 2 })),
        row(
            User,
            "conflict_check",
            json!({ "case": case, "id": "", "person": person() }),
        ),
        row(User, "check_parties", json!({ "accused": "某丁", "id_number": "" })),
        row(
            Lawyer,
            "decide_conflict",
            json!({ "case": case, "id": "a1", "other": case, "person": "p0001", "verdict": "not_same", "reason": "证人另有其人", "seen": 2 }),
        ),
        row(User, "register", json!({ "query": "" })),
        row(User, "provision", json!({ "cite": "刑法/287-2-1" })),
        row(
            User,
            "document",
            json!({ "case": case, "actor": "", "document": "", "pack": null, "accepted_only": false }),
        ),
        row(User, "rules_state", json!({})),
        row(Lawyer, "stage_rules", json!({ "text": own_rules() })),
        row(Lawyer, "rule_effects", json!({ "fingerprint": "", "after": 0 })),
        row(Lawyer, "install_rules", json!({ "fingerprint": "" })),
        row(Lawyer, "uninstall_rules", json!({})),
        row(User, "rule_list", json!({})),
        row(User, "rule_pack", json!({ "file": PACK })),
        row(User, "run_rule_tests", json!({ "file": "defences/surrender.toml" })),
        row(
            User,
            "rule_diff",
            json!({ "from": "offences/assisting_cybercrime/2019-11-01.toml", "to": PACK }),
        ),
        row(User, "rule_cases", json!({ "file": PACK, "node": "", "after": 0 })),
        row(
            User,
            "search",
            json!({ "query": "欧阳", "case": case, "kinds": [], "limit": 20 }),
        ),
        row(User, "search_state", in_case()),
        row(User, "index_slice", json!({})),
        // What the requests are about is put there by `prepare`.
        row(User, "file_view", in_case()),
        row(
            User,
            "add_volume",
            json!({ "case": case, "original": "", "pages": 3, "part": "evidence", "label": "", "title": "" }),
        ),
        row(User, "discard_staged", json!({ "case": case, "original": "" })),
        row(User, "forget_unfinished", in_case()),
        row(
            User,
            "set_volume",
            json!({ "case": case, "volume": "v0001", "part": "evidence", "label": "2", "title": "笔录", "received": "", "seen": 99 }),
        ),
        row(
            User,
            "order_volumes",
            json!({ "case": case, "volumes": ["v0001"], "seen": 99 }),
        ),
        row(
            User,
            "set_page_map",
            json!({ "case": case, "volume": "v0001", "ranges": [], "seen": 99 }),
        ),
        row(User, "check_page_map", json!({ "pages": 3, "ranges": [] })),
        row(
            User,
            "replace_volume",
            json!({ "case": case, "volume": "v0001", "original": "", "pages": 3, "seen": 99 }),
        ),
        row(
            User,
            "remove_volume",
            json!({ "case": case, "volume": "v0001", "seen": 99 }),
        ),
        row(
            User,
            "index_work",
            json!({ "case": case, "ocr": true, "first": "", "most": 16 }),
        ),
        row(
            User,
            "put_page_text",
            json!({ "case": case, "original": "", "pages": [] }),
        ),
        row(User, "retry_pages", json!({ "case": case, "original": "" })),
        row(User, "mark_read", json!({ "case": case, "original": "", "pages": [1] })),
        row(User, "page_view", json!({ "case": case, "volume": "v0001", "page": 1 })),
        row(
            User,
            "comment_page",
            json!({ "case": case, "volume": "v0001", "page": 1, "text": "核对签名" }),
        ),
        row(
            User,
            "tag_page",
            json!({ "case": case, "volume": "v0001", "page": 1, "text": "有利" }),
        ),
        row(User, "untag_page", json!({ "case": case, "id": "t0001" })),
        row(User, "notes", in_case()),
        row(
            User,
            "set_note",
            json!({ "case": case, "id": "", "title": "", "text": "周四会见" }),
        ),
        row(User, "remove_note", json!({ "case": case, "id": "n0001" })),
        row(User, "cite_check", json!({ "case": case, "volume": "" })),
        row(User, "accept_cites", json!({ "case": case, "moves": [], "seen": 99 })),
        row(
            User,
            "keep_draft",
            json!({ "case": case, "key": "fact/is_student", "body": "{}" }),
        ),
        row(User, "drop_draft", json!({ "case": case, "key": "fact/is_student" })),
        row(User, "drafts", in_case()),
        row(User, "bin", in_case()),
        row(
            User,
            "put_back",
            json!({ "case": case, "former": [{ "kind": "matter", "row": 1 }], "seen": 1 }),
        ),
        row(User, "case_bin", json!({})),
        row(Lawyer, "bin_case", in_case()),
        row(User, "restore_case", in_case()),
        row(Lawyer, "destroy_case", json!({ "case": case, "name": PRIVATE[1] })),
        row(User, "changes", in_case()),
        row(User, "undo_to", json!({ "case": case, "steps": 1 })),
        row(User, "take_back", json!({ "case": case, "seq": 2, "seen": 1 })),
        row(User, "states", json!({ "case": case, "kind": "matter", "key": "" })),
        row(
            User,
            "log",
            json!({ "case": case, "who": "", "kind": "", "from": "2026-11-01", "to": "", "limit": 100 }),
        ),
        row(User, "remarks", in_case()),
        row(
            User,
            "put_remark",
            json!({ "case": case, "id": "", "reply_to": "", "on": remark_on(), "text": "请核对原件", "seen": 1 }),
        ),
        row(
            User,
            "settle_remark",
            json!({ "case": case, "id": "c0001", "settled": true, "seen": 9 }),
        ),
        row(User, "remove_remark", json!({ "case": case, "id": "c0001", "seen": 9 })),
        row(
            User,
            "ask_in_meeting",
            json!({ "case": case, "id": "c0001", "seen": 9 }),
        ),
        row(User, "archive", in_case()),
        row(
            Lawyer,
            "waive_archive",
            json!({ "case": case, "id": "meetings", "reason": "未获准会见", "seen": 1 }),
        ),
        row(User, "settings", json!({})),
        row(User, "set_settings", json!({ "theme": "light", "language": "zh" })),
        row(
            User,
            "calendar",
            json!({ "mine": false, "held": false, "kind": "", "all": false }),
        ),
        row(
            User,
            "complete_limit",
            json!({ "case": case, "actor": "", "key": LIMIT, "on": "20261123", "how": "提交意见", "document": "", "confirm": "完成", "seen": 1 }),
        ),
        row(
            Lawyer,
            "sign_limit",
            json!({ "case": case, "actor": "", "key": LIMIT, "seen": 1 }),
        ),
        row(
            User,
            "reopen_limit",
            json!({ "case": case, "actor": "", "key": LIMIT, "seen": 1 }),
        ),
        row(User, "derived", json!({ "case": case, "actor": "" })),
        row(
            Lawyer,
            "take_derived",
            json!({ "case": case, "actor": "", "path": "in_custody_now", "answer": false, "seen": 1 }),
        ),
        row(User, "office_dates", json!({})),
        row(
            Lawyer,
            "set_office_dates",
            json!({ "stages": [{ "id": "trial", "days": "10、5" }], "neglect_days": "20" }),
        ),
        row(User, "tasks", json!({ "case": case, "actor": "" })),
        row(
            User,
            "add_task",
            json!({ "case": case, "actor": "", "kind": "other", "text": "整理卷宗", "due": "", "who": "", "fact": "", "limit": "", "seen": 1 }),
        ),
        row(
            User,
            "change_task",
            json!({ "case": case, "task": "t0001", "text": "会见", "due": "", "who": "", "seen": 1 }),
        ),
        row(
            User,
            "finish_task",
            json!({ "case": case, "task": "t0001", "on": "20261123", "result": "已办", "seen": 1 }),
        ),
        row(User, "reopen_task", json!({ "case": case, "task": "t0001", "seen": 1 })),
        row(User, "drop_task", json!({ "case": case, "task": "t0001", "seen": 1 })),
    ]
}

fn person() -> Value {
    json!({ "name": "某丁", "aliases": [], "role": "victim", "unit": false, "register": "", "ids": [], "phones": [], "accounts": [],
            "employer": "", "note": "" })
}
