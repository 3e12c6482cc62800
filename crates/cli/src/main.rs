//! Headless shell.
fn main() {}
