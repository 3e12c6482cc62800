//! What the shell itself has to say when something fails: nothing but files and accidents.

use app::{Code, Failure};

/// A call panicked.
pub fn interrupted() -> Failure {
    Failure::new(
        Code::Io,
        "这一步没有完成，案卷没有改动。",
        "请再试一次；如仍出现，请关闭后重新打开明辩。",
    )
}

/// The chosen place refused the file.
pub fn not_written(file_name: &str, why: &std::io::Error) -> Failure {
    let hint = match why.kind() {
        std::io::ErrorKind::StorageFull => "磁盘空间不足，请清理后重试，或另选位置。",
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            "该位置不允许写入，请另选文件夹。"
        }
        _ => "请确认该位置可用（如 U 盘未拔出），或另选文件夹。",
    };
    Failure::new(Code::Io, format!("《{file_name}》没有写入所选位置。"), hint)
}

/// The chosen file could not be read.
pub fn not_read() -> Failure {
    Failure::new(
        Code::Io,
        "所选文件无法读取。",
        "请确认文件没有被移动或被其他程序占用，然后重新选择。",
    )
}

/// The chosen file is larger than any case file.
pub fn too_large(limit_mib: u64) -> Failure {
    Failure::new(
        Code::Invalid,
        format!("所选文件超过 {limit_mib} MB，不是案件文件。"),
        "请选择由明辩导出的案件文件（.toml 或 .json）。",
    )
}

/// The chosen file is not text.
pub fn not_text() -> Failure {
    Failure::new(
        Code::Invalid,
        "所选文件不是 UTF-8 文本，不是案件文件。",
        "请选择由明辩导出的案件文件（.toml 或 .json）；自行编写的文件请以 UTF-8 编码保存。",
    )
}

/// A file on its way into a case could not be read.
pub fn not_taken(name: &str) -> Failure {
    Failure::new(
        Code::Io,
        format!("“{name}”无法读取，没有导入。"),
        "请确认文件没有被移动、没有被其他程序占用，然后重新导入。",
    )
}

/// The words of a page could not be recognised.
pub fn unrecognised() -> Failure {
    Failure::new(
        Code::Invalid,
        "这一页没有识别成功。",
        "可以稍后重试，或者直接阅读页面图像。",
    )
}

/// No engine.
pub const NO_ENGINE: &str = "没有安装文字识别引擎，扫描件的文字不能检索。安装方法：Debian/Ubuntu 执行 sudo apt install tesseract-ocr tesseract-ocr-chi-sim；Windows 安装 Tesseract 并勾选简体中文（Chinese Simplified），再重新打开明辩";
/// An engine that does not read Chinese.
pub const NO_CHINESE: &str = "文字识别引擎缺少简体中文（chi_sim）。安装方法：Debian/Ubuntu 执行 sudo apt install tesseract-ocr-chi-sim；Windows 重新运行 Tesseract 安装程序并勾选 Chinese Simplified";
