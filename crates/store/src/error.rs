//! What can go wrong with a vault, in words a lawyer can act on.

use std::fmt;

/// Where the interface behaves differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The passphrase does not open the slot.
    WrongPassphrase,
    /// The recovery sheet opens nothing here.
    WrongSheet,
    /// This machine does not have the secret that takes part in the key.
    NoDevice,
    /// Too many wrong attempts: not yet.
    Wait,
    /// Somebody stopped it.
    Stopped,
    /// The backup's folder is not there.
    Absent,
    /// A file is damaged, missing or not ours.
    Damaged,
    /// A file was written by a newer version of the program.
    Newer,
    /// Another process has the vault open.
    InUse,
    /// The disk refused.
    Io,
    /// Somebody else changed the same thing in the meantime.
    Stale,
    /// No such user, case or position.
    NotFound,
    /// There is one already.
    Exists,
    /// The request makes no sense as it is.
    Invalid,
}

/// A kind and a Chinese sentence. Never holds paths, keys or client data, nor anything SQLite said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// Where the interface behaves differently.
    pub kind: Kind,
    /// Names the thing and says what to do.
    pub message: String,
}

impl Error {
    pub(crate) fn new(kind: Kind, message: impl Into<String>) -> Error {
        Error {
            kind,
            message: message.into(),
        }
    }

    /// The damage of one thing: what it is, and what is to be done about it.
    pub(crate) fn damaged(what: What) -> Error {
        Error::new(
            Kind::Damaged,
            match what {
                What::Slots => "保险库的用户清单已损坏或缺失，任何人都无法解锁。请用备份恢复整个保险库文件夹。",
                What::Vault => "保险库的登记文件已损坏或缺失。各案件文件本身未受影响，请用备份恢复保险库。",
                What::Originals => {
                    "这个案件的卷宗原件已损坏或缺失，已停止读取以免出现错误内容。案件的事实与结论不受影响，请用备份恢复卷宗原件。"
                }
                What::Case => {
                    "这个案件的文件已损坏或缺失，已停止读取以免出现错误内容。其他案件不受影响，请用备份恢复本案。"
                }
                What::Backup => {
                    "这份备份不完整，或者有文件与清单不符，没有使用它。现有的保险库没有改动，请另选一份备份。"
                }
                What::Search => "检索索引无法使用，请锁定保险库后重新解锁，程序会重新建立索引。案件内容不受影响。",
            },
        )
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// Which file an error is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Slots,
    Vault,
    Case,
    Originals,
    Search,
    Backup,
}

impl What {
    /// What went wrong while reading or writing this file through SQLite.
    pub(crate) fn sql(self, error: rusqlite::Error) -> Error {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => full(),
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => in_use(),
            Some(Code::SystemIoFailure | Code::ReadOnly | Code::PermissionDenied | Code::OutOfMemory) => disk(),
            _ => Error::damaged(self),
        }
    }

    /// What the file system said about this file.
    pub(crate) fn io(self, error: &std::io::Error) -> Error {
        match error.kind() {
            std::io::ErrorKind::NotFound => Error::damaged(self),
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => full(),
            _ => disk(),
        }
    }

    pub(crate) fn newer(self) -> Error {
        let name = match self {
            What::Slots | What::Vault => "这个保险库",
            What::Case | What::Originals => "这个案件",
            What::Search => "检索索引",
            What::Backup => "这份备份",
        };
        Error::new(
            Kind::Newer,
            format!("{name}由更新版本的明辩写成，本版本不能打开。请升级程序后再试，文件未作任何改动。"),
        )
    }
}

pub(crate) fn in_use() -> Error {
    Error::new(Kind::InUse, "保险库正由另一个明辩窗口使用。请先关闭那个窗口再试。")
}

pub(crate) fn full() -> Error {
    Error::new(
        Kind::Io,
        "磁盘空间不足，这次改动没有保存。请腾出空间后重试，已保存的内容不受影响。",
    )
}

pub(crate) fn disk() -> Error {
    Error::new(
        Kind::Io,
        "无法读写保险库所在的磁盘。请检查磁盘是否连接、文件夹是否允许写入，然后重试。",
    )
}
