//! The formats that are not taken in, each by its own name and with what its owner can do instead.

use crate::sniff::{Sample, find, holds};

/// Why the file does not go in, and what to do. Called once it is known to be none of ours.
pub(crate) fn foreign(sample: &Sample<'_>) -> (&'static str, &'static str) {
    let head = sample.head;
    if head.starts_with(b"PK") {
        return zipped(sample);
    }
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return compound(sample);
    }
    if head.get(4..8) == Some(b"ftyp") {
        return match head.get(8..12).unwrap_or_default() {
            b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"mif1" | b"msf1" => PHOTO,
            b"avif" | b"avis" => ("是 AVIF 图片，本程序不收", PICTURE),
            _ => RECORDING,
        };
    }
    if head.starts_with(b"RIFF") {
        return match head.get(8..12).unwrap_or_default() {
            b"WEBP" => ("是 WebP 图片，本程序不收", PICTURE),
            _ => RECORDING,
        };
    }
    let known = SIGNATURES.iter().find(|(signature, ..)| head.starts_with(signature));
    if let Some((_, why, cure)) = known {
        return (why, cure);
    }
    let start = head.iter().copied().find(|byte| !byte.is_ascii_whitespace());
    if start == Some(b'<') && (markup(head, b"<html") || markup(head, b"<!doctype")) {
        return ("是网页文件", "请在浏览器里把它打印成 PDF 再导入。");
    }
    if head.iter().all(|byte| *byte == 0) {
        return ("里全是空字节，内容已经丢失", "请换一份完好的副本再导入。");
    }
    if reads_as_text(head) {
        return ("是纯文本文件", "请用 Word 打开并另存为 .docx，或者打印成 PDF 再导入。");
    }
    (
        "不是 PDF、PNG、JPEG 或 Word（.docx）文件，也可能已经损坏",
        "请换成这四种格式之一，或者换一份完好的副本再导入。",
    )
}

const PICTURE: &str = "请用看图软件另存为 JPEG 或 PNG 再导入。";
const UNPACK: &str = "请先解压，再把里面的文件导入。";
const PHOTO: (&str, &str) = (
    "是 HEIC 照片（苹果手机的格式），本程序不收",
    "请在手机上选“最兼容”的格式拍摄，或者另存为 JPEG 再导入。",
);
const RECORDING: (&str, &str) = (
    "是录音或录像，卷宗不收",
    "请在卷宗外另行保管，导入它的文字整理稿或截图。",
);
const SHEET: (&str, &str) = ("是 Excel 表格，卷宗不收", "请在 Excel 里另存为 PDF 再导入。");

/// Formats known by their first bytes.
const SIGNATURES: [(&[u8], &str, &str); 20] = [
    (b"II*\0", "是 TIFF 图片，本程序不收", PICTURE),
    (b"MM\0*", "是 TIFF 图片，本程序不收", PICTURE),
    (b"BM", "是 BMP 图片，本程序不收", PICTURE),
    (b"GIF8", "是 GIF 图片，本程序不收", PICTURE),
    (b"\0\0\0\x0CjP  ", "是 JPEG 2000 图片，本程序不收", PICTURE),
    (b"{\\rtf", "是 RTF 文档", "请用 Word 打开并另存为 .docx 再导入。"),
    (b"Rar!", "是压缩包", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "是压缩包", UNPACK),
    (b"\x1F\x8B", "是压缩包", UNPACK),
    (b"BZh", "是压缩包", UNPACK),
    (b"\xFD7zXZ\0", "是压缩包", UNPACK),
    (
        b"MZ",
        "是程序，不是文档",
        "请不要打开来历不明的程序；需要的是文档本身。",
    ),
    (
        b"\x7FELF",
        "是程序，不是文档",
        "请不要打开来历不明的程序；需要的是文档本身。",
    ),
    (b"ID3", RECORDING.0, RECORDING.1),
    (b"\xFF\xFB", RECORDING.0, RECORDING.1),
    (b"OggS", RECORDING.0, RECORDING.1),
    (b"\x1A\x45\xDF\xA3", RECORDING.0, RECORDING.1),
    (b"CAJ", "是 CAJ 文件", "请用原来的阅读软件打印成 PDF 再导入。"),
    (b"AT&TFORM", "是 DjVu 文件", "请用原来的阅读软件打印成 PDF 再导入。"),
    (b"%!PS", "是 PostScript 文件", "请转换成 PDF 再导入。"),
];

/// A ZIP that is not a Word document: what it is by the names inside.
fn zipped(sample: &Sample<'_>) -> (&'static str, &'static str) {
    if holds(sample, b"xl/workbook") {
        SHEET
    } else if holds(sample, b"OFD.xml") {
        ("是 OFD 版式文件", "请用 OFD 阅读软件另存或打印为 PDF 再导入。")
    } else if holds(sample, b"ppt/presentation") {
        ("是演示文稿", "请在 PowerPoint 里另存为 PDF 再导入。")
    } else if holds(sample, b"application/vnd.oasis.opendocument") {
        ("是 OpenDocument 文档", "请另存为 .docx 或 PDF 再导入。")
    } else {
        ("是压缩包", UNPACK)
    }
}

/// An OLE compound file: old Office, or a new one under a password. Stream names are UTF-16.
fn compound(sample: &Sample<'_>) -> (&'static str, &'static str) {
    let named = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        holds(sample, &wide)
    };
    if named("EncryptedPackage") {
        ("有打开密码", "请用密码打开，另存一份不带密码的 .docx 再导入。")
    } else if named("WordDocument") {
        (
            "是旧版 Word 文档（.doc）",
            "请用 Word 或 WPS 打开并另存为 .docx 再导入。",
        )
    } else if named("Workbook") {
        SHEET
    } else if named("__substg1.0_") {
        ("是邮件", "请把邮件打印成 PDF，附件另外导入。")
    } else {
        ("是旧版 Office 文件", "请用原来的软件打开，另存为 .docx 或 PDF 再导入。")
    }
}

fn markup(head: &[u8], tag: &[u8]) -> bool {
    let start: Vec<u8> = head.iter().take(512).map(u8::to_ascii_lowercase).collect();
    find(&start, tag).is_some()
}

/// Whether the first bytes are UTF-8 or GBK words rather than binary: no control bytes but tab and line ends.
fn reads_as_text(head: &[u8]) -> bool {
    head.iter()
        .take(4096)
        .all(|byte| *byte >= 0x20 && *byte != 0x7F || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C))
}
