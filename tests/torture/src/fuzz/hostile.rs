//! S5: inputs made to hurt: archives that unpack without end, a million columns, nesting without a bottom, sizes that lie, names
//! that lead elsewhere. Each is refused or read, in bounded time and memory.

use super::{Watch, fit};
use crate::report::Report;
use intake::{Kind, Sample, read_docx, read_picture, read_tsv, sniff};
use miniz_oxide::deflate::compress_to_vec;

type Check = Box<dyn Fn(&[u8]) -> Result<(), String>>;

/// All of them.
pub fn inputs() -> Report {
    let mut report = Report::new("S5 hostile inputs");
    let mut watch = Watch::start("hostile");
    let mut tried = 0;
    for (name, bytes, check) in cases() {
        tried += 1;
        let mut run = |input: &[u8]| check(input);
        if let Some(why) = watch.tried(&bytes, &mut run).fault {
            report.fault(format!("{name}: {why}"));
        }
    }
    report.figure("inputs (floor 60)", tried);
    report.figure("most memory for one input, MiB (limit 512)", watch.most / 1024);
    report.done()
}

fn cases() -> Vec<(String, Vec<u8>, Check)> {
    let mut cases: Vec<(String, Vec<u8>, Check)> = Vec::new();
    let mut put = |name: &str, bytes: Vec<u8>, check: Check| cases.push((name.to_owned(), bytes, check));
    // Archives.
    for (name, bytes) in [
        ("a bomb of a quarter of a gigabyte", zip(&[part("word/document.xml", &bomb(1 << 28), None)])),
        ("a bomb that claims to be small", zip(&[part("word/document.xml", &bomb(200 << 20), Some(100))])),
        ("a bomb that claims four gigabytes", zip(&[part("word/document.xml", b"<w:document/>", Some(u32::MAX))])),
        ("a bomb in the styles", zip(&[document(&p("正文")), part("word/styles.xml", &bomb(1 << 27), None)])),
        ("a bomb in the footnotes", zip(&[document(&p("正文")), part("word/footnotes.xml", &bomb(1 << 27), None)])),
        ("ten thousand parts", zip(&(0..10_000).map(|n| part(&format!("word/{n}.xml"), b"<a/>", None)).collect::<Vec<_>>())),
        ("the same part twice", zip(&[document(&p("甲")), document(&p("乙"))])),
        ("an archive in an archive", zip(&[part("word/document.xml", &zip(&[document(&p("内"))]), None)])),
        ("names that lead elsewhere", zip(&[part("../../word/document.xml", b"<a/>", None), part("..\\x", b"y", None)])),
        ("a macro", zip(&[document(&p("正文")), part("word/vbaProject.bin", b"\xd0\xcf\x11\xe0", None)])),
        ("an external relation", zip(&[document(&p("正文")), part("word/_rels/document.xml.rels", br#"<Relationships><Relationship Target="http://127.0.0.1:1/x" TargetMode="External"/></Relationships>"#, None)])),
    ] {
        put(name, bytes, Box::new(word));
    }
    // Documents.
    let laughs = "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
    for (name, body) in [
        ("a billion laughs", format!("{laughs}<w:document><w:body><w:p><w:r><w:t>&c;&c;&c;</w:t></w:r></w:p></w:body></w:document>")),
        ("an entity from a file", "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>".into()),
        ("a hundred thousand elements deep", format!("<w:document><w:body>{}", "<w:tbl><w:tr><w:tc>".repeat(100_000))),
        ("a million columns", format!("<w:document><w:body><w:tbl><w:tr>{}</w:tr></w:tbl></w:body></w:document>", "<w:tc><w:p/></w:tc>".repeat(1_000_000))),
        ("a million paragraphs", format!("<w:document><w:body>{}</w:body></w:document>", "<w:p><w:r><w:t>字</w:t></w:r></w:p>".repeat(300_000))),
        ("a million attributes", format!("<w:document><w:body><w:p {}/></w:body></w:document>", (0..200_000).map(|n| format!("a{n}=\"\" ")).collect::<String>())),
        ("one attribute of ten megabytes", format!("<w:document><w:body><w:p a=\"{}\"/></w:body></w:document>", "x".repeat(10 << 20))),
        ("one word of ten megabytes", format!("<w:document><w:body>{}</w:body></w:document>", p(&"字".repeat(3 << 20)))),
        ("a million page breaks", format!("<w:document><w:body><w:p>{}</w:p></w:body></w:document>", "<w:r><w:br w:type=\"page\"/></w:r>".repeat(300_000))),
        ("text that runs backwards", format!("<w:document><w:body>{}</w:body></w:document>", p("\u{202e}不起诉\u{202c}\u{200b}\u{2066}"))),
        ("script in the text", format!("<w:document><w:body>{}</w:body></w:document>", p("&lt;script&gt;alert(1)&lt;/script&gt;"))),
        ("not closed", "<w:document><w:body><w:p><w:r><w:t>半".into()),
        ("not UTF-8", "<w:document>\u{fffd}".into()),
    ] {
        put(name, zip(&[part("word/document.xml", body.as_bytes(), None)]), Box::new(word));
    }
    // Pictures that claim more than they are.
    for (width, height) in [
        (u32::MAX, u32::MAX),
        (1, u32::MAX),
        (100_000, 100_000),
        (0, 0),
        (0, 10),
        (65_536, 65_536),
    ] {
        put(
            &format!("a picture of {width} × {height}"),
            png(width, height),
            Box::new(|input| picture(input, Kind::Png)),
        );
    }
    put(
        "a JPEG without end",
        [b"\xff\xd8".as_slice(), &b"\xff\xe1\xff\xff".repeat(200_000)].concat(),
        Box::new(|input| picture(input, Kind::Jpeg)),
    );
    put(
        "a JPEG of segments of no length",
        [b"\xff\xd8".as_slice(), &b"\xff\xe0\x00\x00".repeat(500_000)].concat(),
        Box::new(|input| picture(input, Kind::Jpeg)),
    );
    put(
        "a directory that points at itself",
        b"\xff\xd8\xff\xe1\x00\x20Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\x08\0\0\0".to_vec(),
        Box::new(|input| picture(input, Kind::Jpeg)),
    );
    // Tables of the recognition engine.
    for (name, table) in [
        (
            "a million words",
            "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t90\t字\n".repeat(400_000),
        ),
        (
            "places that do not fit a number",
            "5\t99999999999999999999\t-1\t1e9\t\t\tx\t\t\t\tNaN\t字\n".repeat(100),
        ),
        ("a line of ten megabytes", "x\t".repeat(5 << 20)),
    ] {
        put(
            name,
            table.into_bytes(),
            Box::new(|input| {
                read_tsv(&String::from_utf8_lossy(input));
                Ok(())
            }),
        );
    }
    // Case files.
    let deep = |open: &str, close: &str, times: usize| {
        format!("format = 1\nx = {}{}", open.repeat(times), close.repeat(times))
    };
    for (name, text) in [
        ("nested lists", deep("[", "]", 100_000)),
        ("nested tables", deep("{a=", "}", 100_000)),
        ("a name of a hundred thousand parts", format!("format = 1\n{}b = 1", "a.".repeat(100_000))),
        ("a table inside a table inside", (0..20_000).map(|n| format!("[a{}]\n", ".a".repeat(n % 200))).collect()),
        ("nested JSON", format!("{}{}", "[".repeat(500_000), "]".repeat(500_000))),
        ("nested objects", "{\"a\":".repeat(200_000)),
        ("a million parties", format!("format = 1\n[matter]\nname = \"a\"\ncharge = \"assisting_cybercrime\"\n{}", "[[party]]\nid = \"c\"\nname = \"某\"\n".repeat(100_000))),
        ("a name of ten megabytes", format!("format = 1\n[matter]\nname = \"{}\"\ncharge = \"assisting_cybercrime\"\n", "案".repeat(3 << 20))),
        ("a number that is too large", "format = 99999999999999999999999999".into()),
        ("a date that is none", "format = 1\n[matter]\nname = \"a\"\nfiled = 2026-02-30\n".into()),
        ("a quote without end", "format = 1\nx = \"\"\"".into()),
        ("a name with script", "format = 1\n[matter]\nname = \"<script>alert(1)</script>\"\ncharge = \"assisting_cybercrime\"\n[[party]]\nid = \"c\"\nname = \"=1+1\"\n".into()),
        ("a party named like a path", "format = 1\n[matter]\nname = \"..\\\\..\\\\x\"\ncharge = \"assisting_cybercrime\"\n[[party]]\nid = \"../../c\"\nname = \"x\"\n".into()),
        ("nothing", String::new()),
        ("the same key a hundred thousand times", format!("format = 1\n{}", "name = \"a\"\n".repeat(100_000))),
        ("a comment of ten megabytes", format!("# {}", "注".repeat(3 << 20))),
        ("a byte order mark", "\u{feff}format = 1".into()),
        ("nothing but zeros", "\0".repeat(1 << 20)),
    ] {
        put(name, text.into_bytes(), Box::new(case_file));
    }
    // Templates that never end.
    for (name, text) in [
        (
            "a loop of a billion",
            "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}".to_owned(),
        ),
        (
            "a text that doubles",
            format!("{{% set a = 'x' %}}{}{{{{ a }}}}", "{% set a = a ~ a %}".repeat(22)),
        ),
        (
            "a macro that calls itself",
            "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}".to_owned(),
        ),
        (
            "brackets",
            format!("{{{{ {}1{} }}}}", "(".repeat(50_000), ")".repeat(50_000)),
        ),
        ("blocks in blocks", "{% if true %}".repeat(20_000)),
        ("a file from elsewhere", "{% include '/etc/passwd' %}".to_owned()),
        ("headings in headings", "> ".repeat(50_000)),
    ] {
        let front = "+++\nid = \"a\"\nname = \"甲\"\noutgoing = false\nabout = \"x\"\n+++\n";
        put(name, format!("{front}{text}").into_bytes(), Box::new(template));
    }
    cases
}

fn word(input: &[u8]) -> Result<(), String> {
    let name = "谈话笔录.docx";
    match sniff(&Sample::whole(input), name) {
        Ok(Kind::Docx) | Err(_) => {}
        Ok(_) => return Err("taken for something else".into()),
    }
    match read_docx(input, name) {
        Ok(read) => {
            let text: String = read.pages.iter().map(intake::DocxPage::text).collect();
            match text.contains("root:") || text.matches("ha").count() > 10 {
                true => Err("an entity was followed".into()),
                false => Ok(()),
            }
        }
        Err(refusal) => fit(&refusal.to_string()),
    }
}

fn picture(input: &[u8], kind: Kind) -> Result<(), String> {
    match read_picture(input, kind, "照片") {
        Ok(read) => {
            let (width, height) = read.upright();
            match u64::from(width) * u64::from(height) < 1 << 30 {
                true => Ok(()),
                false => Err(format!("{width} × {height} is taken")),
            }
        }
        Err(refusal) => fit(&refusal.to_string()),
    }
}

fn case_file(input: &[u8]) -> Result<(), String> {
    match app::parse_case_file(&String::from_utf8_lossy(input)) {
        Ok(_) => Ok(()),
        Err(failure) => super::fit(&failure.to_string()).or_else(|why| match failure.message.chars().count() < 400 {
            true => Ok(()),
            false => Err(why),
        }),
    }
}

fn template(input: &[u8]) -> Result<(), String> {
    match memo::template::render(&String::from_utf8_lossy(input), serde_json::json!({})) {
        Ok(filled) => match format!("{:?}", filled.blocks).contains("root:") {
            true => Err("a file was read".into()),
            false => Ok(()),
        },
        Err(_) => Ok(()),
    }
}

/// So many bytes of one letter, as XML.
fn bomb(size: usize) -> Vec<u8> {
    let mut bytes = b"<w:document><w:body><w:p><w:r><w:t>".to_vec();
    bytes.resize(size, b'a');
    bytes
}

struct Part {
    name: String,
    packed: Vec<u8>,
    size: u32,
    sum: u32,
}

fn part(name: &str, content: &[u8], claimed: Option<u32>) -> Part {
    Part {
        name: name.to_owned(),
        packed: compress_to_vec(content, 1),
        size: claimed.unwrap_or(content.len() as u32),
        sum: crc32fast::hash(content),
    }
}

fn document(body: &str) -> Part {
    part(
        "word/document.xml",
        format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>").as_bytes(),
        None,
    )
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn zip(parts: &[Part]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        let local = out.len() as u32;
        let mut fields = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0];
        fields.extend(part.sum.to_le_bytes());
        fields.extend((part.packed.len() as u32).to_le_bytes());
        fields.extend(part.size.to_le_bytes());
        fields.extend((part.name.len() as u16).to_le_bytes());
        fields.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&fields);
        out.extend(part.name.as_bytes());
        out.extend(&part.packed);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&fields);
        directory.extend([0; 10]);
        directory.extend(local.to_le_bytes());
        directory.extend(part.name.as_bytes());
    }
    let (at, count) = (out.len() as u32, parts.len() as u16);
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// A Word document with this body.
pub fn docx(body: &str) -> Vec<u8> {
    zip(&[part("[Content_Types].xml", b"<Types/>", None), document(body)])
}

/// A picture that says it is so large.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |name: &[u8; 4], data: &[u8]| {
        out.extend((data.len() as u32).to_be_bytes());
        let body = [name.as_slice(), data].concat();
        out.extend(&body);
        out.extend(crc32fast::hash(&body).to_be_bytes());
    };
    let mut head = width.to_be_bytes().to_vec();
    head.extend(height.to_be_bytes());
    head.extend([8, 0, 0, 0, 0]);
    chunk(b"IHDR", &head);
    chunk(b"IDAT", &compress_to_vec(&vec![0; 4096], 6));
    chunk(b"IEND", b"");
    out
}
