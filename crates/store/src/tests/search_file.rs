//! The index as a file: kept up to date, killed, damaged, thrown away.

use super::search::{case, found, page, put, references};
use super::{create, folder, unlock};
use crate::search::{Coverage, Doc, DocKind, Scope};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

const FOLDER: &str = "MINGBIAN_TEST_INDEXER";

fn fact(reference: &str, text: &str) -> Doc {
    Doc {
        kind: DocKind::Fact,
        ..page(reference, text)
    }
}

#[test]
fn what_is_replaced_or_removed_is_no_longer_found() {
    let dir = folder();
    let vault = create(dir.path());
    let case = case(&vault);
    let first = [
        fact("a", "租用服务器"),
        fact("b", "出售银行卡"),
        fact("c", "服务器三台"),
    ];
    let replace = |docs: &[Doc], revision| {
        vault
            .index_replace(&case, &[DocKind::Fact], docs, revision)
            .expect("replaces")
    };
    assert_eq!(replace(&first, 1), 3);
    assert_eq!(references(&found(&vault, "服务器")), ["a", "c"]);
    assert_eq!(replace(&first, 2), 0, "nothing changed, nothing written");
    let second = [fact("b", "出售电话卡"), fact("c", "服务器三台"), fact("d", "租用机房")];
    assert_eq!(replace(&second, 3), 3);
    for (words, expected) in [
        ("租用", vec!["d"]),
        ("银", vec![]),
        ("银行", vec![]),
        ("电话卡", vec!["b"]),
        ("卡", vec!["b"]),
        ("器三台", vec!["c"]),
    ] {
        assert_eq!(references(&found(&vault, words)), expected, "{words}");
    }
    assert_eq!(vault.index_state().expect("reads")[&case], 3);

    // The same document put again and again leaves one of it.
    for n in 0..50 {
        put(&vault, &case, &[page("a/1", &format!("第{n}版"))]);
    }
    assert_eq!(references(&found(&vault, "版")), ["a/1"]);
    assert_eq!(references(&found(&vault, "第48版")), Vec::<&str>::new());
    assert_eq!(references(&found(&vault, "第49版")), ["a/1"]);
    assert_eq!(replace(&second, 4), 0, "other kinds are left alone");

    put(&vault, &case, &[page("a/7", "第一卷"), page("ab/1", "第二卷")]);
    vault.index_drop_pages(&case, "a").expect("drops");
    assert_eq!(references(&found(&vault, "卷")), ["ab/1"]);
    let docs = vault.index_docs(Scope::One(&case), &[DocKind::Fact]).expect("reads");
    let docs: Vec<&str> = docs.iter().map(|(_, doc)| doc.reference.as_str()).collect();
    assert_eq!(docs, ["b", "c", "d"]);

    vault.index_forget(&case).expect("forgets");
    assert!(found(&vault, "卷").hits.is_empty() && vault.index_state().expect("reads").is_empty());
}

#[test]
fn the_index_is_the_same_after_the_vault_was_closed() {
    let dir = folder();
    let vault = create(dir.path());
    let case = case(&vault);
    let coverage = Coverage {
        original: "ab".into(),
        mark: 17,
        pages: 12,
        indexed: 9,
        failed: 2,
    };
    vault
        .index_pages(&case, &[page("ab/1", "租用服务器")], &coverage)
        .expect("puts");
    vault
        .index_replace(&case, &[DocKind::Fact], &[fact("a", "出售银行卡")], 7)
        .expect("puts");
    drop(vault);
    let vault = unlock(dir.path());
    assert_eq!(references(&found(&vault, "服")), ["ab/1"]);
    assert_eq!(references(&found(&vault, "银行卡")), ["a"]);
    assert_eq!(vault.index_state().expect("reads")[&case], 7);
    let all = vault.index_coverage(Scope::All).expect("reads");
    assert_eq!(all, [(case.clone(), coverage)]);
    vault.index_drop_pages(&case, "ab").expect("drops");
    assert!(vault.index_coverage(Scope::One(&case)).expect("reads").is_empty());
}

#[test]
fn nothing_of_the_index_is_readable_without_the_key() {
    let dir = folder();
    let vault = create(dir.path());
    let case = case(&vault);
    put(&vault, &case, &[page("1", "租用服务器三台")]);
    for name in ["db", "db-wal"] {
        let path = vault.index_path(&vault.user().id).with_extension(name);
        let bytes = std::fs::read(&path).expect("is there");
        for secret in ["服务器", "务器"] {
            let shown = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!shown, "{name} shows {secret}");
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&path).expect("is there").permissions().mode();
            assert_eq!(mode & 0o077, 0, "{name} is its owner's alone");
        }
    }
}

#[test]
fn a_damaged_index_is_made_again_and_never_lies() {
    let dir = folder();
    let vault = create(dir.path());
    let case = case(&vault);
    let docs: Vec<Doc> = (0..400)
        .map(|n| page(&n.to_string(), &format!("第{n}页，租用服务器，明知")))
        .collect();
    put(&vault, &case, &docs);
    let path = vault.index_path(&vault.user().id);
    drop(vault);
    let whole = std::fs::read(&path).expect("reads");
    let (mut thrown, mut kept) = (0, 0);
    for round in 0..60 {
        let mut bytes = whole.clone();
        match round {
            0 => bytes.clear(),
            1 => bytes.truncate(whole.len() / 2),
            2 => bytes = b"not a database".repeat(1_000),
            3 => bytes.truncate(100),
            _ => {
                let at = (round * 7_919 * 31) % whole.len();
                bytes[at] ^= 1 << (round % 8);
            }
        }
        std::fs::write(&path, &bytes).expect("writes");
        let vault = unlock(dir.path());
        let answer = references(&found(&vault, "页，租用")).len();
        let behind = vault.index_state().expect("reads").is_empty();
        assert!(
            answer == 400 || (answer == 0 && behind),
            "round {round}: {answer} found"
        );
        if behind {
            thrown += 1
        } else {
            kept += 1
        }
        // Whatever happened, it can be written again at once, and then everything is there.
        put(&vault, &case, &docs);
        assert_eq!(found(&vault, "明知").hits.len(), 400, "round {round}");
    }
    assert!(thrown > 20, "{thrown} thrown away, {kept} kept");
    std::fs::remove_file(&path).expect("removes");
    assert!(unlock(dir.path()).index_state().expect("reads").is_empty());
}

/// Not a test of its own: the other process. It indexes until it is killed and says what it was promised.
#[test]
fn indexer() {
    let Some(dir) = std::env::var_os(FOLDER) else { return };
    let vault = unlock(Path::new(&dir));
    let case = vault.cases().expect("reads")[0].id.clone();
    let mut out = std::io::stderr();
    for revision in 1.. {
        let text = format!("第{revision}版的内容");
        let docs: Vec<Doc> = (0..40).map(|n| fact(&n.to_string(), &text)).collect();
        vault
            .index_replace(&case, &[DocKind::Fact], &docs, revision)
            .expect("replaces");
        writeln!(out, "indexed {revision}").expect("says");
    }
}

#[test]
fn a_killed_indexer_leaves_one_revision_whole() {
    let dir = folder();
    let vault = create(dir.path());
    let case = case(&vault);
    drop(vault);
    for round in 0..12 {
        let mut child = Command::new(std::env::current_exe().expect("a program"))
            .args([
                "--exact",
                "tests::search_file::indexer",
                "--nocapture",
                "--test-threads=1",
            ])
            .env(FOLDER, dir.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("starts");
        let lines = BufReader::new(child.stderr.take().expect("a pipe"))
            .lines()
            .map_while(Result::ok);
        let said = lines
            .filter(|line| line.starts_with("indexed"))
            .take(1 + round % 5)
            .count();
        assert!(said > 0, "wrote nothing");
        child.kill().expect("kills");
        child.wait().expect("is gone");
        let vault = unlock(dir.path());
        let revision = vault.index_state().expect("reads")[&case];
        assert_eq!(
            found(&vault, &format!("第{revision}版")).hits.len(),
            40,
            "round {round}"
        );
        assert_eq!(found(&vault, "版").hits.len(), 40, "round {round}");
    }
}
