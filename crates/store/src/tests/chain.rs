//! The audit chain names what was tampered with by somebody who has the key.

use super::{accept, folder, now, says, with_case};
use crate::{CaseId, Chain, Vault};

/// Twelve lines: the creation, nine entries, a review, an export.
fn busy(dir: &std::path::Path) -> (Vault, CaseId) {
    let (vault, id) = with_case(dir, 3);
    for n in 0..9 {
        vault
            .write(&id, now(), &says(&format!("fact_{n}"), "x"), "录入事实", None)
            .expect("writes");
    }
    vault
        .write(&id, now(), &accept("fact_0"), "审核", None)
        .expect("writes");
    vault
        .record_export(&id, now(), "导出文书", "memo", "00", "{}")
        .expect("writes");
    (vault, id)
}

/// Does what the triggers forbid, then walks the chain.
fn tampered(sql: &str) -> Chain {
    let dir = folder();
    let (vault, id) = busy(dir.path());
    let before = vault.verify_chain(&id).expect("reads");
    assert_eq!((before.rows, before.broken_at), (12, None));
    assert_eq!(before.head, vault.activity(&id, 1).expect("reads")[0].hash);
    vault
        .with(&id, |file| {
            let triggers: Vec<String> = {
                let mut select = file
                    .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                    .expect("sql");
                select
                    .query_map([], |row| row.get(0))
                    .expect("sql")
                    .collect::<Result<_, _>>()
                    .expect("sql")
            };
            for trigger in triggers {
                file.execute_batch(&format!("DROP TRIGGER {trigger}")).expect("drops");
            }
            file.execute_batch("PRAGMA foreign_keys = OFF").expect("sql");
            file.execute_batch(sql).expect("tampers");
            Ok(())
        })
        .expect("opens");
    vault.verify_chain(&id).expect("reads")
}

#[test]
fn a_tampered_line_or_row_is_named() {
    let move_line = "UPDATE audit SET seq = 99 WHERE seq = 6; UPDATE audit SET seq = 6 WHERE seq = 7;
                     UPDATE audit SET seq = 7 WHERE seq = 99";
    let copy = "INSERT INTO audit SELECT 13, revision, at, who, name, kind, what, payload, hash, hash FROM audit WHERE seq = 12";
    let rows = [
        ("UPDATE audit SET name = '李律师' WHERE seq = 4", 4),
        ("UPDATE audit SET at = '2020-01-01T00:00:00+08:00' WHERE seq = 12", 12),
        ("UPDATE audit SET what = '' WHERE seq = 1", 1),
        ("UPDATE audit SET revision = 2 WHERE seq = 3", 3),
        ("UPDATE audit SET payload = replace(payload, '1', '2') WHERE seq = 5", 5),
        ("DELETE FROM audit WHERE seq = 6", 6),
        ("DELETE FROM audit WHERE seq = 12", 12),
        (move_line, 6),
        (copy, 13),
        (
            "UPDATE position SET body = replace(body, 'true', 'false') WHERE seq = 8",
            8,
        ),
        ("UPDATE position SET side = 'ours' WHERE seq = 9", 9),
        ("DELETE FROM position WHERE seq = 7", 7),
        (
            "INSERT INTO position SELECT 90, 7, actor, path, side, body FROM position WHERE seq = 7",
            13,
        ),
        (
            "INSERT INTO position SELECT 91, 12, actor, path, side, body FROM position WHERE seq = 7",
            12,
        ),
        ("UPDATE position SET row = 92 WHERE seq = 4", 4),
        ("UPDATE matter SET body = replace(body, '王', '李')", 1),
        ("DELETE FROM party", 1),
        ("DELETE FROM review", 11),
        ("UPDATE export SET sha256 = '01'", 12),
    ];
    for (sql, line) in rows {
        assert_eq!(tampered(sql).broken_at, Some(line), "{sql}");
    }
}

#[test]
fn a_chain_cut_clean_off_shows_only_against_an_older_head() {
    let whole = tampered("SELECT 1");
    let cut = tampered("DELETE FROM export; DELETE FROM audit WHERE seq = 12");
    assert_eq!((cut.rows, cut.broken_at), (11, None));
    assert_ne!(cut.head, whole.head);
}

#[test]
fn nothing_is_updated_deleted_or_replaced() {
    let dir = folder();
    let (vault, id) = busy(dir.path());
    let before = (vault.load(&id).expect("reads"), vault.verify_chain(&id).expect("reads"));
    for table in ["audit", "matter", "party", "position", "review", "export"] {
        let first = if table == "audit" { "seq" } else { "row" };
        for sql in [
            format!("UPDATE {table} SET {first} = {first}"),
            format!("DELETE FROM {table}"),
            format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1"),
            format!("REPLACE INTO {table} SELECT * FROM {table} ORDER BY {first} DESC LIMIT 1"),
        ] {
            let refused = vault.with(&id, |file| Ok(file.execute_batch(&sql).expect_err(&sql).to_string()));
            assert_eq!(refused.expect("opens"), "append only", "{sql}");
        }
    }
    assert_eq!(
        (vault.load(&id).expect("reads"), vault.verify_chain(&id).expect("reads")),
        before
    );
}
