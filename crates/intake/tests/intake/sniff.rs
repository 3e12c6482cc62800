//! What a file is, whatever it is called.

use intake::{Kind, Sample, read_picture, sniff};

use crate::pack::{Entry, docx, p, zip};

fn kind(bytes: &[u8]) -> Kind {
    sniff(&Sample::whole(bytes), "文件").unwrap_or_else(|why| panic!("{why}"))
}

fn refused(bytes: &[u8], name: &str) -> String {
    sniff(&Sample::whole(bytes), name).expect_err("refused").to_string()
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut header = b"IHDR".to_vec();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0D".to_vec();
    bytes.extend(&header);
    bytes.extend(crc32fast::hash(&header).to_be_bytes());
    bytes.extend(b"\0\0\0\0IEND\xAE\x42\x60\x82");
    bytes
}

fn jpeg(width: u16, height: u16, orientation: Option<u8>) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8];
    if let Some(value) = orientation {
        let mut exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([value, 0, 0, 0, 0, 0, 0]);
        bytes.extend([0xFF, 0xE1]);
        bytes.extend((exif.len() as u16 + 2).to_be_bytes());
        bytes.extend(exif);
    }
    bytes.extend([0xFF, 0xC0, 0, 11, 8]);
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes.extend([1, 1, 0x11, 0, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9]);
    bytes
}

#[test]
fn content_decides() {
    let pdf = b"junk\n%PDF-1.7\n...\n%%EOF\n";
    assert_eq!(
        kind(pdf),
        Kind::Pdf {
            complete: true,
            encrypted: false
        }
    );
    assert_eq!(
        kind(b"%PDF-1.4 cut short"),
        Kind::Pdf {
            complete: false,
            encrypted: false
        }
    );
    let locked = b"%PDF-1.6\ntrailer<</Encrypt 5 0 R>>\n%%EOF";
    assert_eq!(
        kind(locked),
        Kind::Pdf {
            complete: true,
            encrypted: true
        }
    );
    assert_eq!(kind(&png(3, 4)), Kind::Png);
    assert_eq!(kind(&jpeg(3, 4, None)), Kind::Jpeg);
    assert_eq!(kind(&docx(&p("文"))), Kind::Docx);
}

#[test]
fn a_name_decides_nothing() {
    assert!(refused(b"MZ\x90\0", "证据卷一.pdf").starts_with("“证据卷一.pdf”是程序"));
    assert!(refused(b"<html>", "证据.docx").contains("是网页文件"));
}

#[test]
fn each_foreign_format_is_named_with_its_cure() {
    let ole = |stream: &str| {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.resize(512, 0);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let archive = |name: &str| zip(&[Entry::new(name, "x")]);
    let cases: [(Vec<u8>, &str); 18] = [
        (vec![], "是空文件"),
        (b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), "HEIC 照片"),
        (b"\0\0\0\x18ftypisom\0\0\0\0".to_vec(), "录音或录像"),
        (b"RIFF\0\0\0\0WEBPVP8 ".to_vec(), "WebP"),
        (b"RIFF\0\0\0\0WAVEfmt ".to_vec(), "录音或录像"),
        (b"II*\0\x08\0\0\0".to_vec(), "TIFF"),
        (b"BM\0\0\0\0".to_vec(), "BMP"),
        (b"{\\rtf1".to_vec(), "RTF"),
        (ole("EncryptedPackage"), "有打开密码"),
        (ole("WordDocument"), "旧版 Word 文档"),
        (ole("Workbook"), "Excel"),
        (ole("?"), "旧版 Office"),
        (archive("xl/workbook.xml"), "Excel"),
        (archive("OFD.xml"), "OFD"),
        (archive("卷一/1.jpg"), "是压缩包"),
        (b"Rar!\x1A\x07".to_vec(), "是压缩包"),
        ("问：姓名？\n答：王某。".as_bytes().to_vec(), "纯文本"),
        (vec![0; 4096], "空字节"),
    ];
    for (bytes, why) in cases {
        let said = refused(&bytes, "材料");
        assert!(said.contains(why), "{said} should say {why}");
        assert!(said.contains("请") && said.ends_with('。'), "{said}");
    }
    assert!(refused(&[1, 2, 3, 0xFF], "材料").contains("也可能已经损坏"));
}

#[test]
fn too_much_is_said_with_figures() {
    let sample = Sample {
        head: &png(1, 1),
        tail: &[],
        size: 70 << 20,
    };
    let said = sniff(&sample, "扫描.png").expect_err("refused").to_string();
    assert_eq!(
        said,
        "“扫描.png”有 70 MB，超过了 64 MB 的上限。请拆分成几个文件后再导入。"
    );
}

#[test]
fn a_picture_says_its_size_and_turn() {
    let plain = read_picture(&png(600, 800), Kind::Png, "图").expect("good");
    assert_eq!(
        (plain.width, plain.height, plain.orientation, plain.complete),
        (600, 800, 1, true)
    );
    let turned = read_picture(&jpeg(4000, 3000, Some(6)), Kind::Jpeg, "图").expect("good");
    assert_eq!((turned.width, turned.height, turned.orientation), (4000, 3000, 6));
    assert_eq!(turned.upright(), (3000, 4000));
    let nonsense = read_picture(&jpeg(40, 30, Some(77)), Kind::Jpeg, "图").expect("good");
    assert_eq!(nonsense.orientation, 1);
}

#[test]
fn pictures_too_large_or_damaged_are_refused() {
    let large = read_picture(&png(100_000, 100_000), Kind::Png, "图.png").expect_err("refused");
    assert!(large.to_string().contains("100000×100000 像素"));
    let mut wrong = png(600, 800);
    wrong[20] ^= 1;
    assert!(
        read_picture(&wrong, Kind::Png, "图.png")
            .expect_err("refused")
            .to_string()
            .contains("已经损坏")
    );
    assert!(read_picture(&jpeg(0, 9, None), Kind::Jpeg, "图.jpg").is_err());
    assert!(read_picture(b"\xFF\xD8\xFF\xFF\xFF", Kind::Jpeg, "图.jpg").is_err());
    let cut = read_picture(&jpeg(40, 30, None)[..20], Kind::Jpeg, "图.jpg").expect("a size is there");
    assert!(!cut.complete);
}
