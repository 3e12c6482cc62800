//! What went wrong, for a person.

use crate::wire::wire;

wire! {
    /// A code only where the window behaves differently.
    #[derive(Copy, PartialEq, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Code {
        /// No vault is unlocked.
        Locked,
        /// The passphrase does not fit.
        WrongPassphrase,
        /// The recovery sheet opens nothing here.
        WrongSheet,
        /// This machine lacks its half of the key.
        NoDevice,
        /// Too many wrong attempts: not yet.
        Wait,
        /// A file is damaged.
        Damaged,
        /// The user's role does not allow it.
        Forbidden,
        /// The case has moved on since the window read it.
        Stale,
        /// What was sent cannot be used.
        Invalid,
        /// What was asked for is not there.
        NotFound,
        /// A file comes from a newer program.
        Newer,
        /// Another process has the vault open.
        InUse,
        /// The disk refused.
        Io,
    }

    /// A Chinese sentence that names the thing, and what to do about it. Never client data, keys or paths.
    #[derive(PartialEq, Eq)]
    pub struct Failure {
        /// For the window.
        pub code: Code,
        /// For the person.
        pub message: String,
        /// What to do.
        pub hint: String,
    }
}

impl Failure {
    /// A failure; the message names the thing, the hint says what to do.
    pub fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Failure {
        Failure {
            code,
            message: message.into(),
            hint: hint.into(),
        }
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Failure {
        Failure::new(Code::Invalid, message, "")
    }

    pub(crate) fn not_found(what: impl std::fmt::Display) -> Failure {
        Failure::new(
            Code::NotFound,
            format!("找不到{what}。"),
            "它可能已被移除，请返回后重试。",
        )
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}{}", self.message, self.hint)
    }
}

impl From<case::Error> for Failure {
    fn from(error: case::Error) -> Failure {
        Failure::invalid(error.0)
    }
}
