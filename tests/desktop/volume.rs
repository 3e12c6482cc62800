//! A volume of invented statements as an investigator's office would hand it over: one PDF, a flat list of pages, printed
//! numbers that begin at 1, and Chinese in a face that is named and not embedded.

use std::fmt::Write;

/// What invented people say.
const SAID: [&str; 16] = [
    "问：你是否知道对方租用服务器的用途？",
    "答：我不知道，合同写的是企业官网。",
    "答：平台工单显示客户要求更换地址三次。",
    "问：租金如何支付，有没有开具发票？",
    "答：对公转账，每月八百元，均已开票。",
    "答：二〇二四年七月收到停机通知后当天停机。",
    "问：你们是否核验过客户的营业执照？",
    "答：核验过，留存了营业执照和经办人证件。",
    "答：流水中有一部分是我自己的工资。",
    "问：明知对方搞诈骗，为什么还继续提供？",
    "答：没有人告诉我，我也没有收过高价。",
    "答：退赃一万二千元，有收据。",
    "问：有没有人通知过你涉诈的情况？",
    "答：九月九日收到网安的协查函，十日回复。",
    "答：客户一共七家，出事的是其中一家。",
    "以上笔录我看过，和我说的一致。",
];

/// A volume: its bytes, and what each page says, line by line.
pub struct Volume {
    pub bytes: Vec<u8>,
    pub pages: Vec<Vec<String>>,
}

/// A volume of so many pages, the same every time for the same `seed`.
pub fn volume(pages: usize, seed: u64) -> Volume {
    let pages: Vec<Vec<String>> = (1..=pages).map(|number| said(number, seed)).collect();
    let mut file = Writer::default();
    let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", 4 + 2 * page)).collect();
    file.object("<< /Type /Catalog /Pages 2 0 R >>");
    file.object(&format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", pages.len()));
    file.object(
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font \
         /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 \
         >> /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] \
         /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>] >>",
    );
    for (page, lines) in pages.iter().enumerate() {
        let content = format!("{} 0 R", 5 + 2 * page);
        file.object(&format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {content} >>"
        ));
        let mut text = String::from("BT /F1 14 Tf 24 TL 72 780 Td\n");
        for line in lines {
            let hex: String = line.encode_utf16().fold(String::new(), |mut hex, unit| {
                let _ = write!(hex, "{unit:04X}");
                hex
            });
            let _ = writeln!(text, "<{hex}> Tj T*");
        }
        text.push_str("ET");
        file.object(&format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()));
    }
    Volume {
        bytes: file.finish(),
        pages,
    }
}

fn said(number: usize, seed: u64) -> Vec<String> {
    let mut dice = seed.wrapping_add(number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut roll = |sides: usize| {
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) as usize % sides
    };
    let mut lines = vec![format!("讯问笔录（第{number}页）")];
    lines.extend((0..18).map(|_| SAID[roll(SAID.len())].to_owned()));
    lines.push(format!("流水号 {:06}，被讯问人签名：王某某", roll(1_000_000)));
    lines
}

/// A PDF of these parts, numbered from 1; the first is its catalogue.
pub fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut file = Writer::default();
    objects.iter().for_each(|object| file.object(object));
    file.finish()
}

#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    places: Vec<usize>,
}

impl Writer {
    fn object(&mut self, body: &str) {
        if self.bytes.is_empty() {
            self.bytes.extend_from_slice(b"%PDF-1.7\n");
        }
        self.places.push(self.bytes.len());
        let number = self.places.len();
        self.bytes
            .extend_from_slice(format!("{number} 0 obj\n{body}\nendobj\n").as_bytes());
    }

    fn finish(mut self) -> Vec<u8> {
        let start = self.bytes.len();
        let mut tail = format!("xref\n0 {}\n0000000000 65535 f \n", self.places.len() + 1);
        for place in &self.places {
            let _ = writeln!(tail, "{place:010} 00000 n ");
        }
        let _ = write!(
            tail,
            "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
            self.places.len() + 1
        );
        self.bytes.extend_from_slice(tail.as_bytes());
        self.bytes
    }
}
