//! What the program shows to the outside, held to what was reviewed: the policy of the web view, its commands, what a release
//! leaves out, where typed text goes, what it is built from; and that `docs/security.md` names tests that exist.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::repository::{code_lines, files, root, text};

/// Reviewed 2026-11-30. `wasm-unsafe-eval`: see promise 8 of `docs/security.md`.
const POLICY: [(&str, &[&str]); 11] = [
    ("base-uri", &["'none'"]),
    ("connect-src", &["'self'", "ipc:", "http://ipc.localhost"]),
    ("default-src", &["'none'"]),
    ("font-src", &["'self'"]),
    ("form-action", &["'none'"]),
    ("frame-src", &["'none'"]),
    ("img-src", &["'self'", "blob:"]),
    ("object-src", &["'none'"]),
    ("script-src", &["'self'", "'wasm-unsafe-eval'"]),
    ("style-src", &["'self'"]),
    ("worker-src", &["'self'"]),
];

/// Crates that speak to the network, and crates that bring one along.
const NETWORK: [&str; 14] = [
    "reqwest",
    "hyper",
    "hyper-util",
    "ureq",
    "curl",
    "isahc",
    "native-tls",
    "rustls",
    "tungstenite",
    "h2",
    "quinn",
    "tonic",
    "attohttpc",
    "tauri-plugin-updater",
];

fn configuration() -> serde_json::Value {
    serde_json::from_str(&text(Path::new("src-tauri/tauri.conf.json"))).expect("JSON")
}

#[test]
fn the_content_policy_is_the_reviewed_one() {
    let configuration = configuration();
    let policy = configuration["app"]["security"]["csp"]
        .as_str()
        .expect("a policy")
        .to_owned();
    let found: BTreeMap<&str, Vec<&str>> = policy
        .split(';')
        .filter_map(|rule| rule.trim().split_once(' '))
        .map(|(name, sources)| (name, sources.split(' ').collect()))
        .collect();
    let reviewed: BTreeMap<&str, Vec<&str>> = POLICY.iter().map(|(name, sources)| (*name, sources.to_vec())).collect();
    assert_eq!(
        found, reviewed,
        "a wider policy needs a review: docs/security.md, promise 8"
    );
    assert_eq!(configuration["app"]["withGlobalTauri"], false);
    assert!(
        configuration["app"]["security"]
            .get("dangerousDisableAssetCspModification")
            .is_none()
    );
    assert!(configuration["app"]["security"].get("assetProtocol").is_none());
    assert!(configuration.get("plugins").is_none());
}

#[test]
fn the_native_commands_are_the_reviewed_ones_everywhere() {
    let granted: serde_json::Value =
        serde_json::from_str(&text(Path::new("src-tauri/capabilities/main.json"))).expect("JSON");
    let granted: BTreeSet<String> = granted["permissions"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|name| name.as_str()?.strip_prefix("allow-").map(|name| name.replace('-', "_")))
        .collect();
    let shell = text(Path::new("src-tauri/src/lib.rs"));
    let listed = shell
        .split_once("generate_handler![")
        .and_then(|(_, rest)| rest.split_once(']'))
        .map_or("", |(listed, _)| listed);
    let handled: BTreeSet<String> = listed
        .split(',')
        .filter_map(|path| path.trim().rsplit("::").next())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    let mut written: BTreeSet<String> = BTreeSet::new();
    for file in files("src-tauri/src", &["rs"]) {
        let source = text(&file);
        let name = |rest: &str| -> Option<String> {
            let (_, rest) = rest.split_once("fn ")?;
            Some(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        };
        written.extend(source.split("#[tauri::command]").skip(1).filter_map(name));
    }
    let build = text(Path::new("src-tauri/build.rs"));
    for name in &handled {
        assert!(
            build.contains(&format!("\"{name}\"")),
            "{name} is not declared in build.rs"
        );
    }
    assert_eq!(granted, handled, "granted and handled");
    assert_eq!(written, handled, "written and handled");
}

#[test]
fn a_release_has_no_developer_tools_and_no_test_settings() {
    for manifest in ["Cargo.toml", "src-tauri/Cargo.toml"] {
        let text = text(Path::new(manifest));
        assert!(
            !text.contains("devtools") && !text.contains("\"tracing\""),
            "{manifest}"
        );
    }
    // What is set from outside is read in one file, and there through one door that a release does not have.
    for file in files("src-tauri/src", &["rs"]) {
        let source = text(&file);
        let own = file.ends_with("environment.rs");
        for (number, line) in code_lines(&source) {
            let reads = line.contains("env::var");
            assert!(!reads || own, "{}:{number} reads the environment", file.display());
            assert!(!line.contains("open_devtools"), "{}:{number}", file.display());
        }
        if own {
            let reads = source.matches("env::var").count();
            assert!(
                reads <= 2 && source.contains("if cfg!(debug_assertions)"),
                "{reads} places read the environment"
            );
        }
    }
}

#[test]
fn nothing_typed_becomes_html() {
    let doors = [
        "{@html",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "srcdoc",
        "document.write",
        "DOMParser",
        "createContextualFragment",
        "eval(",
        "new Function(",
        "javascript:",
    ];
    for file in files("ui/src", &["ts", "svelte", "html"]) {
        let source = text(&file);
        for (number, line) in code_lines(&source) {
            if let Some(door) = doors.iter().find(|door| line.contains(**door)) {
                panic!("{}:{number} uses {door}: text stays text", file.display());
            }
        }
    }
}

#[test]
fn a_pdf_runs_no_script_and_fetches_nothing() {
    let opens = text(Path::new("ui/src/parts/pdf/document.ts"));
    assert!(opens.contains("enableXfa: false"), "forms in XML stay off");
    assert!(opens.contains("maxImageSize:"), "a picture is bounded");
    for file in files("ui/src", &["ts", "svelte"]) {
        let source = text(&file);
        let enables = source.contains("enableScripting: true") || source.contains("isEvalSupported: true");
        assert!(!enables, "{}: scripts inside PDFs", file.display());
        assert!(
            !source.contains("AnnotationLayer("),
            "{}: links and forms of a PDF are not live",
            file.display()
        );
    }
    let assets = text(Path::new("ui/pdf-assets.ts"));
    assert!(
        assets.contains("quickjs"),
        "the sandbox for scripts inside PDFs is left out of the build"
    );
}

/// The lock file holds what other systems and tests need, too: cargo is asked what this system's program is built from.
#[test]
fn no_command_reads_more_than_it_has_a_use_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = app::App::open(folder.path(), app::Kdf::light_for_tests());
    let now = "2026-11-30T09:00:00+08:00".parse().expect("a moment");
    let files = ["import_case", "stage_rules", "put_page_text"];
    let flood = serde_json::json!({ "case": "c", "text": "字".repeat(400_000) });
    let crowd = serde_json::json!({ "case": "c", "rows": vec![""; 200_000] });
    for command in app::COMMANDS.iter().filter(|own| !files.contains(&own.name)) {
        for request in [&flood, &crowd] {
            let refused = app.call(command.name, request.clone(), now).expect_err(command.name);
            assert!(
                refused.message.contains("一次提交的内容过多"),
                "{}: {}",
                command.name,
                refused.message
            );
        }
    }
}

#[test]
fn no_crate_of_the_product_speaks_to_the_network() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let tree = std::process::Command::new(cargo)
        .current_dir(root())
        .args([
            "tree",
            "-p",
            "mingbian-desktop",
            "-p",
            "cli",
            "-e",
            "normal,build",
            "--target",
        ])
        .args(["x86_64-unknown-linux-gnu", "--offline", "--locked", "--prefix", "none"])
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&tree.stdout).into_owned();
    let reached: BTreeSet<&str> = said.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(
        reached.contains("tauri") && reached.contains("rusqlite"),
        "the walk went nowhere: {}",
        String::from_utf8_lossy(&tree.stderr)
    );
    let found: Vec<&&str> = NETWORK.iter().filter(|network| reached.contains(**network)).collect();
    assert!(found.is_empty(), "the product is built from {found:?}");
}

#[test]
fn what_is_installed_is_what_was_locked() {
    let lock: serde_json::Value = serde_json::from_str(&text(Path::new("ui/package-lock.json"))).expect("JSON");
    for (path, package) in lock["packages"].as_object().expect("packages") {
        if path.is_empty() || package["link"] == true {
            continue;
        }
        // Without an address the registry is npm's own; a package from elsewhere would have to say so.
        if let Some(from) = package["resolved"].as_str() {
            assert!(
                from.starts_with("https://registry.npmjs.org/"),
                "{path} comes from {from}"
            );
        }
        assert!(
            package["integrity"]
                .as_str()
                .is_some_and(|sum| sum.starts_with("sha512-")),
            "{path} has no checksum"
        );
    }
    let settings = std::fs::read_to_string(root().join("ui/.npmrc")).expect("ui/.npmrc");
    assert!(
        settings.contains("ignore-scripts=true"),
        "no package runs a script when it is installed"
    );
    let crates: toml::Table = text(Path::new("Cargo.lock")).parse().expect("a lock file");
    for package in crates["package"].as_array().expect("packages") {
        let own = package.get("source").is_none();
        assert!(
            own || package.get("checksum").is_some(),
            "{} has no checksum",
            package["name"]
        );
    }
    let make = text(Path::new("Makefile"));
    assert!(make.contains("npm ci") && make.contains("--locked"));
}

#[test]
fn every_test_that_the_promises_name_exists() {
    let page = text(Path::new("docs/security.md"));
    let mut named = 0;
    for quoted in page.split('`').skip(1).step_by(2) {
        let Some((file, test)) = quoted.split_once("::") else {
            continue;
        };
        if !file.contains('/') {
            continue;
        }
        named += 1;
        let path = root().join(file);
        let source = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{file} does not exist"));
        let written = source.contains(&format!("fn {test}("));
        assert!(written, "{file} has no test {test}");
    }
    assert!(named > 30, "only {named} tests are named");
}
