//! Stands where `app` will be, so that the shell compiles before it.
#![allow(missing_docs)]
use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use serde_json::Value;
use std::path::Path;

pub struct App;
pub struct Kdf;
pub struct Exported {
    pub file_name: String,
    pub bytes: Vec<u8>,
    pub view: Value,
}
#[derive(Debug, Serialize)]
pub struct Failure {
    pub code: &'static str,
    pub message: String,
    pub hint: String,
}

impl Default for Kdf {
    fn default() -> Self {
        Kdf
    }
}
impl Kdf {
    pub fn light_for_tests() -> Self {
        Kdf
    }
}
impl App {
    pub fn open(_: &Path, _: Kdf) -> Self {
        App
    }
    pub fn call(&mut self, name: &str, _: Value, _: DateTime<FixedOffset>) -> Result<Value, Failure> {
        Err(Failure::invalid(name, ""))
    }
    pub fn export(&mut self, name: &str, _: Value, _: DateTime<FixedOffset>) -> Result<Exported, Failure> {
        Err(Failure::invalid(name, ""))
    }
}
impl Failure {
    pub fn io(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Failure {
            code: "io",
            message: message.into(),
            hint: hint.into(),
        }
    }
    pub fn invalid(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Failure {
            code: "invalid",
            message: message.into(),
            hint: hint.into(),
        }
    }
}
