//! Makes the archives the other tests read, good ones and lying ones.

use miniz_oxide::deflate::compress_to_vec;

/// An entry as it is to be written, lies included.
pub struct Entry {
    pub name: String,
    pub content: Vec<u8>,
    pub deflate: bool,
    pub flags: u16,
    /// Written in place of the true size.
    pub claimed: Option<u32>,
    /// Written in place of the true checksum.
    pub sum: Option<u32>,
}

impl Entry {
    pub fn new(name: &str, content: &str) -> Entry {
        Entry {
            name: name.into(),
            content: content.as_bytes().to_vec(),
            deflate: true,
            flags: 0,
            claimed: None,
            sum: None,
        }
    }
}

/// A ZIP archive of these entries.
pub fn zip(entries: &[Entry]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let packed = if entry.deflate {
            compress_to_vec(&entry.content, 6)
        } else {
            entry.content.clone()
        };
        let local = out.len() as u32;
        let mut fields = Vec::new();
        fields.extend(20_u16.to_le_bytes());
        fields.extend(entry.flags.to_le_bytes());
        fields.extend(if entry.deflate { 8_u16 } else { 0 }.to_le_bytes());
        fields.extend(0_u32.to_le_bytes());
        fields.extend(
            entry
                .sum
                .unwrap_or_else(|| crc32fast::hash(&entry.content))
                .to_le_bytes(),
        );
        fields.extend((packed.len() as u32).to_le_bytes());
        fields.extend(entry.claimed.unwrap_or(entry.content.len() as u32).to_le_bytes());
        fields.extend((entry.name.len() as u16).to_le_bytes());
        fields.extend(0_u16.to_le_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&fields);
        out.extend(entry.name.as_bytes());
        out.extend(&packed);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&fields);
        directory.extend([0; 10]);
        directory.extend(local.to_le_bytes());
        directory.extend(entry.name.as_bytes());
    }
    let at = out.len() as u32;
    let count = entries.len() as u16;
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
    docx_with(body, &[])
}

/// A Word document with this body and further parts.
pub fn docx_with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    let mut entries = vec![
        Entry::new("[Content_Types].xml", "<Types/>"),
        Entry::new("word/document.xml", &document),
    ];
    entries.extend(parts.iter().map(|(name, xml)| Entry::new(name, xml)));
    zip(&entries)
}

/// A paragraph of plain text.
pub fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}
