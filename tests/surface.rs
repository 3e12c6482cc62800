//! What the program shows to the outside, held to what was reviewed: the policy of the web view, its commands, what a release
//! leaves out, where typed text goes, what it is built from; and that `docs/security.md` names tests that exist.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

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
    let handled = text(Path::new("src-tauri/src/lib.rs"));
    let handled: BTreeSet<String> = handled
        .split("commands::")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect();
    let written = text(Path::new("src-tauri/src/commands.rs"));
    let written: BTreeSet<String> = written
        .split("#[tauri::command]")
        .skip(1)
        .filter_map(|rest| {
            rest.split_once("fn ")
                .map(|(_, rest)| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        })
        .collect();
    let build = text(Path::new("src-tauri/build.rs"));
    for name in &handled {
        assert!(
            build.contains(&format!("\"{name}\"")),
            "{name} is not declared in build.rs"
        );
    }
    assert_eq!(granted, handled, "granted and handled");
    assert!(written.is_superset(&handled), "handled and written: {written:?}");
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

#[test]
fn no_crate_of_the_product_speaks_to_the_network() {
    let lock: toml::Table = text(Path::new("Cargo.lock")).parse().expect("a lock file");
    let packages = lock["package"].as_array().expect("packages");
    let name = |package: &toml::Value| package["name"].as_str().unwrap_or_default().to_owned();
    let needs = |package: &toml::Value| -> Vec<String> {
        let listed = package.get("dependencies").and_then(toml::Value::as_array);
        let listed = listed.into_iter().flatten().filter_map(toml::Value::as_str);
        listed
            .map(|wish| wish.split(' ').next().unwrap_or_default().to_owned())
            .collect()
    };
    // The lock file does not tell what only tests need: our own crates are asked for that.
    let mut reached: BTreeSet<String> = BTreeSet::new();
    let mut next = vec!["mingbian-desktop".to_owned(), "cli".to_owned()];
    while let Some(one) = next.pop() {
        if !reached.insert(one.clone()) {
            continue;
        }
        let manifest = manifest_of(&one);
        for package in packages.iter().filter(|package| name(package) == one) {
            next.extend(needs(package).into_iter().filter(|need| {
                manifest.as_ref().is_none_or(|manifest| {
                    let listed = |kind: &str| {
                        manifest
                            .get(kind)
                            .and_then(toml::Value::as_table)
                            .is_some_and(|table| table.contains_key(need.as_str()))
                    };
                    !listed("dev-dependencies") || listed("dependencies")
                })
            }));
        }
    }
    assert!(
        reached.contains("tauri") && reached.contains("rusqlite"),
        "the walk went nowhere"
    );
    let found: Vec<&&str> = NETWORK.iter().filter(|network| reached.contains(**network)).collect();
    assert!(found.is_empty(), "the product is built from {found:?}");
}

fn manifest_of(name: &str) -> Option<toml::Table> {
    let folder = match name {
        "mingbian-desktop" => "src-tauri".to_owned(),
        own => format!("crates/{own}"),
    };
    let path: PathBuf = root().join(folder).join("Cargo.toml");
    std::fs::read_to_string(path).ok()?.parse().ok()
}

#[test]
fn what_is_installed_is_what_was_locked() {
    let lock: serde_json::Value = serde_json::from_str(&text(Path::new("ui/package-lock.json"))).expect("JSON");
    for (path, package) in lock["packages"].as_object().expect("packages") {
        if path.is_empty() || package["link"] == true {
            continue;
        }
        let from = package["resolved"].as_str().unwrap_or_default();
        assert!(
            from.starts_with("https://registry.npmjs.org/"),
            "{path} comes from {from}"
        );
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
