//! What is said when the program has a fault.

use std::panic::{PanicHookInfo, set_hook};
use std::path::Path;

/// Replaces the default report, which repeats the panic's message, by one that names the source line alone: a message may
/// quote a client's words, a source line cannot.
pub fn keep_data_out() {
    set_hook(Box::new(|panic| eprintln!("mingbian: {}", place(panic))));
}

fn place(panic: &PanicHookInfo<'_>) -> String {
    let Some(at) = panic.location() else {
        return "fault at an unknown place".to_owned();
    };
    let file = Path::new(at.file()).file_name().unwrap_or_default();
    format!("fault at {}:{}", file.to_string_lossy(), at.line())
}
