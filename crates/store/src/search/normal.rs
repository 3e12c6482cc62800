//! One form for what is written and what is looked for.
//!
//! Full-width letters, digits and signs become half-width, capitals small, and the radicals that some PDF files hold
//! in place of characters become those characters. Invisible marks are dropped. White space beside a Chinese character
//! is dropped, so that a word broken over two lines is whole again; any other run of it is one space.

/// The radicals U+2F00 to U+2FD5, in order, as the characters they stand for (Unicode, compatibility decomposition).
const RADICALS: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴\
    廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿\
    目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵\
    邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Radicals of the supplement that PDF writers use for simplified characters.
const SIMPLIFIED: [(char, char); 30] = [
    ('⺟', '母'),
    ('⺠', '民'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻑', '長'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻳', '龟'),
    ('⼾', '户'),
    ('⾭', '青'),
];

/// First of the 128 private characters that stand for ASCII in the index (`pairs`). Nothing else may be one of them.
pub(super) const ASCII: u32 = 0xEE00;

/// A text in its one form.
pub fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    walk(text, |_, c| out.push(c));
    out
}

/// The form of a text, and for each character of the form the bytes of the text it came from.
pub(super) fn with_places(text: &str) -> (Vec<char>, Vec<(usize, usize)>) {
    let (mut chars, mut places) = (Vec::with_capacity(text.len() / 2), Vec::with_capacity(text.len() / 2));
    walk(text, |place, c| {
        chars.push(c);
        places.push(place);
    });
    (chars, places)
}

/// Gives each character of the form with the bytes of the text it came from.
fn walk(text: &str, mut give: impl FnMut((usize, usize), char)) {
    let mut last = None;
    let mut gap = None;
    for (at, raw) in text.char_indices() {
        let end = at + raw.len_utf8();
        let c = match fold(raw) {
            Folded::Nothing => continue,
            Folded::Space => {
                let (from, _) = gap.unwrap_or((at, end));
                gap = Some((from, end));
                continue;
            }
            Folded::As(c) => c,
        };
        if let (Some(place), Some(before)) = (gap.take(), last)
            && !chinese(before)
            && !chinese(c)
        {
            give(place, ' ');
        }
        give((at, end), c);
        last = Some(c);
    }
}

enum Folded {
    As(char),
    Space,
    Nothing,
}

fn fold(c: char) -> Folded {
    let folded = match c {
        'a'..='z' | '0'..='9' | '\u{4e00}'..='\u{9fff}' => c,
        c if c.is_whitespace() => return Folded::Space,
        c if c.is_control() => return Folded::Nothing,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => {
            return Folded::Nothing;
        }
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}' => return Folded::Nothing,
        '\u{ff01}'..='\u{ff5e}' => small(char::from_u32(c as u32 - 0xfee0).unwrap_or(c)),
        '\u{2f00}'..='\u{2fd5}' | '\u{2e80}'..='\u{2ef3}' => radical(c),
        '\u{ee00}'..='\u{ee7f}' => '\u{fffd}',
        '￥' => '¥',
        c => small(c),
    };
    Folded::As(folded)
}

/// The small letter, when it is a single one.
fn small(c: char) -> char {
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

fn radical(c: char) -> char {
    let simplified = SIMPLIFIED.iter().find(|(radical, _)| *radical == c);
    let place = (c as u32)
        .checked_sub(0x2f00)
        .and_then(|place| usize::try_from(place).ok());
    simplified
        .map(|(_, as_written)| *as_written)
        .or_else(|| RADICALS.chars().nth(place?))
        .unwrap_or(c)
}

/// A Chinese character or mark, beside which white space means nothing.
fn chinese(c: char) -> bool {
    matches!(u32::from(c), 0x3001..=0x303f | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}
