//! The TypeScript of the wire is generated from the list of commands and committed; a difference is a failure.

use std::fs;

use crate::repository::root;

#[test]
fn the_typescript_of_the_wire_is_up_to_date() {
    let place = root().join("ui/src/api/commands.ts");
    let generated = app::typescript();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&place, &generated).expect("the interface's folder is writable");
        return;
    }
    let committed = fs::read_to_string(&place).expect("ui/src/api/commands.ts is committed");
    assert!(
        committed == generated,
        "ui/src/api/commands.ts differs from crates/app; run `make bless` and review the difference"
    );
}

#[test]
fn every_command_is_listed_once() {
    let mut names: Vec<&str> = app::COMMANDS.iter().map(|command| command.name).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
    assert!(all > 25, "the list of commands has shrunk to {all}");
}
