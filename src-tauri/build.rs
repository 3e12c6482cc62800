//! Declares our commands to Tauri, so that the capability file can name them.

fn main() {
    // The interface is embedded; Tauri's macro does not notice by itself that it was built anew.
    println!("cargo:rerun-if-changed=../ui/dist");
    let commands = tauri_build::AppManifest::new().commands(&[
        "alive",
        "attend",
        "back_up",
        "bytes",
        "call",
        "copied",
        "engine",
        "export",
        "export_folder",
        "hearing_pack",
        "import",
        "find_backups",
        "import_folder",
        "leave_files",
        "pick_backup_folder",
        "pick_files",
        "recognise",
        "restore_backup",
        "restore_case",
        "stop_files",
        "watch_files",
    ]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))
        .expect("src-tauri/tauri.conf.json and capabilities/ are part of the source");
}
