//! The arrows of `docs/architecture.md`, section 2, read from the manifests; and what the pure crates may not mention.

use std::collections::BTreeSet;
use std::path::Path;

use toml::{Table, Value};

use crate::repository::{code_lines, files, text};

/// What a crate's own code may depend on. What its tests and benches use (`dev-dependencies`) is not part of the product.
struct Layer {
    folder: &'static str,
    ours: &'static [&'static str],
    others: &'static [&'static str],
}

const LAYERS: [Layer; 8] = [
    Layer {
        folder: "crates/law",
        ours: &[],
        others: &["chrono", "serde", "toml"],
    },
    Layer {
        folder: "crates/case",
        ours: &["law"],
        others: &["chrono", "pinyin", "serde", "toml"],
    },
    Layer {
        folder: "crates/intake",
        ours: &[],
        others: &["crc32fast", "miniz_oxide", "quick-xml"],
    },
    Layer {
        folder: "crates/memo",
        ours: &[],
        others: &[
            "chrono",
            "icu_segmenter",
            "lopdf",
            "minijinja",
            "printpdf",
            "quick-xml",
            "serde",
            "sha2",
            "toml",
            "ttf-parser",
            "zip",
        ],
    },
    Layer {
        folder: "crates/store",
        ours: &["case", "law"],
        others: &[
            "argon2",
            "chacha20poly1305",
            "chrono",
            "fs4",
            "getrandom",
            "hkdf",
            "rusqlite",
            "serde",
            "serde_json",
            "sha2",
            "x25519-dalek",
            "zeroize",
        ],
    },
    Layer {
        folder: "crates/app",
        ours: &["case", "intake", "law", "memo", "store"],
        others: &["chrono", "serde", "serde_json", "sha2", "toml", "ts-rs"],
    },
    Layer {
        folder: "crates/cli",
        ours: &["app", "case", "law"],
        others: &["chrono", "serde_json"],
    },
    Layer {
        folder: "src-tauri",
        ours: &["app"],
        others: &[
            "apple-native-keyring-store",
            "chrono",
            "dbus-secret-service-keyring-store",
            "gtk",
            "keyring-core",
            "rustix",
            "serde",
            "serde_json",
            "tauri",
            "tauri-build",
            "tauri-plugin-dialog",
            "tempfile",
            "webkit2gtk",
            "windows-native-keyring-store",
            "zeroizing-alloc",
        ],
    },
];

/// The only crates that read the clock.
const SHELLS: [&str; 2] = ["crates/cli", "src-tauri"];

/// Libraries that only these crates may know, so that they can be replaced there. XML has two doors: one reads Word files, the
/// other writes them.
const WALLED: [(&str, &[&str]); 7] = [
    ("rusqlite", &["crates/store"]),
    ("printpdf", &["crates/memo"]),
    ("zip", &["crates/memo"]),
    ("quick-xml", &["crates/intake", "crates/memo"]),
    ("miniz_oxide", &["crates/intake"]),
    ("tauri", &["src-tauri"]),
    ("tauri-plugin-dialog", &["src-tauri"]),
];

#[test]
fn every_crate_has_a_layer() {
    let members = manifest("")["workspace"]["members"]
        .as_array()
        .expect("members")
        .clone();
    let members: BTreeSet<&str> = members
        .iter()
        .filter_map(Value::as_str)
        .filter(|member| !member.starts_with("tests"))
        .collect();
    let layers: BTreeSet<&str> = LAYERS.iter().map(|layer| layer.folder).collect();
    assert_eq!(
        members, layers,
        "a new crate needs its line in tests/layers.rs and in docs/architecture.md"
    );
}

#[test]
fn crates_depend_only_downwards() {
    let ours: BTreeSet<&str> = LAYERS.iter().map(|layer| name(layer.folder)).collect();
    let mut faults = Vec::new();
    for layer in &LAYERS {
        let needed = dependencies(&manifest(layer.folder));
        for allowed in layer.ours.iter().chain(layer.others) {
            if needed.iter().all(|(dependency, _)| dependency != allowed) {
                faults.push(format!(
                    "{} no longer needs {allowed}: take it out of tests/layers.rs",
                    layer.folder
                ));
            }
        }
        for (dependency, _) in needed {
            let allowed = if ours.contains(dependency.as_str()) {
                layer.ours
            } else {
                layer.others
            };
            if !allowed.contains(&dependency.as_str()) {
                faults.push(format!("{} may not depend on {dependency}", layer.folder));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_library_behind_a_wall_is_met_only_at_its_doors() {
    for (library, doors) in WALLED {
        for layer in LAYERS.iter().filter(|layer| !doors.contains(&layer.folder)) {
            let known = all_dependencies(&manifest(layer.folder))
                .into_iter()
                .any(|(name, _)| name == library);
            assert!(
                !known,
                "{} knows {library}; only {} may, in tests too",
                layer.folder,
                doors.join(" and ")
            );
        }
        for door in doors {
            let known = dependencies(&manifest(door))
                .into_iter()
                .any(|(name, _)| name == library);
            assert!(known, "{door} no longer uses {library}: take it out of tests/layers.rs");
        }
    }
}

#[test]
fn only_shells_read_the_clock() {
    let shared = &manifest("")["workspace"]["dependencies"]["chrono"];
    assert_eq!(
        shared["default-features"].as_bool(),
        Some(false),
        "chrono's default features bring the clock"
    );
    assert!(
        !features(shared).contains(&"clock".to_owned()),
        "the clock is asked for by each shell, not by the workspace"
    );
    for layer in &LAYERS {
        for (dependency, wish) in all_dependencies(&manifest(layer.folder)) {
            let clock = features(&wish)
                .iter()
                .any(|feature| feature == "clock" || feature == "now");
            let shell = SHELLS.contains(&layer.folder);
            assert!(
                dependency != "chrono" || !clock || shell,
                "{} takes chrono with its clock",
                layer.folder
            );
        }
    }
}

#[test]
fn pure_crates_are_pure() {
    let mut faults = Vec::new();
    for folder in ["crates/law/src", "crates/case/src", "crates/intake/src"] {
        for file in files(folder, &["rs"]) {
            let text = text(&file);
            for (number, line) in code_lines(&text) {
                faults.extend(impurity(line).map(|what| format!("{}:{number}: {what}", file.display())));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "law, case and intake hold no floats, hash order, disk, time or output:\n{}",
        faults.join("\n")
    );
}

/// What a line of a pure crate mentions though it may not.
fn impurity(line: &str) -> Option<&'static str> {
    let word = |wanted: &str| {
        line.split(|c: char| !c.is_alphanumeric() && c != '_')
            .any(|found| found == wanted)
    };
    const WORDS: [&str; 12] = [
        "f32",
        "f64",
        "HashMap",
        "HashSet",
        "Instant",
        "SystemTime",
        "Utc",
        "Local",
        "println",
        "eprintln",
        "dbg",
        "unsafe",
    ];
    const PATHS: [&str; 5] = ["std::fs", "std::env", "std::net", "std::process", "std::thread"];
    WORDS
        .into_iter()
        .find(|wanted| word(wanted))
        .or_else(|| PATHS.into_iter().find(|path| line.contains(path)))
}

#[test]
fn an_impurity_is_noticed() {
    assert_eq!(impurity("    let share: f64 = 0.5;"), Some("f64"));
    assert_eq!(impurity("use std::collections::HashMap;"), Some("HashMap"));
    assert_eq!(impurity("let text = std::fs::read(path);"), Some("std::fs"));
    assert_eq!(impurity("let offset_f64x = Fen(64);"), None);
}

#[test]
fn only_one_file_of_the_interface_knows_tauri() {
    let knows = |file: &Path| text(file).contains("@tauri-apps/");
    let found: Vec<_> = files("ui/src", &["ts", "svelte"])
        .into_iter()
        .filter(|file| knows(file))
        .collect();
    assert_eq!(found, [Path::new("ui/src/api/call.ts")]);
}

#[test]
fn the_web_view_is_granted_our_commands_only() {
    let capabilities = files("src-tauri/capabilities", &["json"]);
    assert_eq!(capabilities, [Path::new("src-tauri/capabilities/main.json")]);
    let granted: serde_json::Value = serde_json::from_str(&text(&capabilities[0])).expect("JSON");
    assert_eq!(
        granted["permissions"],
        serde_json::json!([
            "allow-alive",
            "allow-attend",
            "allow-back-up",
            "allow-bytes",
            "allow-call",
            "allow-copied",
            "allow-engine",
            "allow-export",
            "allow-export-folder",
            "allow-find-backups",
            "allow-hearing-pack",
            "allow-import",
            "allow-import-folder",
            "allow-leave-files",
            "allow-pick-backup-folder",
            "allow-pick-files",
            "allow-recognise",
            "allow-restore-backup",
            "allow-restore-case",
            "allow-stop-files",
            "allow-watch-files"
        ])
    );
}

fn name(folder: &str) -> &str {
    folder.rsplit('/').next().unwrap_or(folder)
}

fn manifest(folder: &str) -> Table {
    text(&Path::new(folder).join("Cargo.toml"))
        .parse()
        .unwrap_or_else(|why| panic!("{folder}/Cargo.toml: {why}"))
}

/// What the product itself is built from: `dependencies` and `build-dependencies`, for every target.
fn dependencies(manifest: &Table) -> Vec<(String, Value)> {
    wishes(manifest, &["dependencies", "build-dependencies"])
}

fn all_dependencies(manifest: &Table) -> Vec<(String, Value)> {
    wishes(manifest, &["dependencies", "build-dependencies", "dev-dependencies"])
}

fn wishes(manifest: &Table, kinds: &[&str]) -> Vec<(String, Value)> {
    let targets = manifest
        .get("target")
        .and_then(Value::as_table)
        .into_iter()
        .flat_map(Table::values);
    let tables = std::iter::once(manifest).chain(targets.filter_map(Value::as_table));
    let of_kinds = tables.flat_map(|table| {
        kinds
            .iter()
            .filter_map(|kind| table.get(*kind).and_then(Value::as_table))
    });
    of_kinds
        .flat_map(|table| table.iter().map(|(name, wish)| (name.clone(), wish.clone())))
        .collect()
}

fn features(wish: &Value) -> Vec<String> {
    let listed = wish.get("features").and_then(Value::as_array).into_iter().flatten();
    listed.filter_map(Value::as_str).map(str::to_owned).collect()
}
