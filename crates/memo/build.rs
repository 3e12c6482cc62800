//! Says what to do when the typefaces are not there yet: they are fetched, not kept in the repository.

use std::path::Path;

const FONTS: [&str; 5] = [
    "LXGWWenKai-Regular.ttf",
    "NotoSerifSC_400Regular.ttf",
    "NotoSerifSC_700Bold.ttf",
    "NotoSansSC_400Regular.ttf",
    "NotoSansSC_700Bold.ttf",
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for font in FONTS {
        let path = format!("fonts/{font}");
        println!("cargo::rerun-if-changed={path}");
        if !Path::new(&path).is_file() {
            println!(
                "cargo::error=缺少字体 crates/memo/{path}，请先运行 make fonts（the typefaces are missing: run `make fonts`）"
            );
        }
    }
}
