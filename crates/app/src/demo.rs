//! The fictional demonstration case.

/// A case file: people, firms and accounts in it are invented.
pub const DEMO: &str = include_str!("../demo.toml");
