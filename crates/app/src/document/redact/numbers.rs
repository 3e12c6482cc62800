//! Numbers, plates and addresses, known to the case or not. Characters come folded: half width, small, without spaces.

/// What begins here and is to be hidden: how long it is, and what stands in its place.
pub(super) fn at(chars: &[char], at: usize) -> Option<(usize, String)> {
    let fine = |(length, mask): (usize, &str)| (length, mask.to_string());
    number(chars, at)
        .or_else(|| plate(chars, at))
        .or_else(|| mail(chars, at))
        .or_else(|| address(chars, at))
        .map(fine)
}

/// A number of a person begins here: what a finished file is searched for once more.
pub(super) fn personal(chars: &[char], at: usize) -> bool {
    number(chars, at).is_some()
}

/// Digits that stand by themselves, with hyphens between groups of them.
fn number(chars: &[char], at: usize) -> Option<(usize, &'static str)> {
    let begins = chars[at].is_ascii_digit()
        && !before(chars, at).is_some_and(|ch| ch.is_ascii_alphanumeric() || ".-".contains(ch));
    if !begins {
        return None;
    }
    let mut digits = String::new();
    let mut end = at;
    while let Some(ch) = chars.get(end) {
        match ch {
            '0'..='9' => digits.push(*ch),
            '-' if chars.get(end + 1).is_some_and(char::is_ascii_digit) => {}
            _ => break,
        }
        end += 1;
    }
    let next = chars.get(end).copied();
    if digits.len() == 17 && next == Some('x') {
        return Some((end + 1 - at, "〔证件号码〕"));
    }
    if next.is_some_and(|ch| ch.is_ascii_alphabetic() || ch == '.') && digits.len() != 17 {
        return None;
    }
    let said: String = chars[at.saturating_sub(6)..at].iter().collect();
    let mask = match digits.len() {
        18 if is_identity(&digits) => "〔证件号码〕",
        17 if said.contains("执业") => "〔执业证号〕",
        11 if digits.starts_with('1') && !"012".contains(&digits[1..2]) => "〔电话号码〕",
        15..=19 => "〔账号〕",
        8..=14
            if ["卡号", "账号", "帐号", "账户", "电话", "手机", "座机", "qq", "微信"]
                .iter()
                .any(|word| said.contains(word)) =>
        {
            "〔号码〕"
        }
        _ => return None,
    };
    Some((end - at, mask))
}

/// The number of an identity card: a date in the right place.
fn is_identity(digits: &str) -> bool {
    let part = |from: usize, to: usize| {
        digits
            .get(from..to)
            .and_then(|part| part.parse::<u32>().ok())
            .unwrap_or(0)
    };
    (1900..2100).contains(&part(6, 10)) && (1..=12).contains(&part(10, 12)) && (1..=31).contains(&part(12, 14))
}

const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// 粤A12345, and the longer ones of electric cars.
fn plate(chars: &[char], at: usize) -> Option<(usize, &'static str)> {
    let own = chars.get(at..at + 7)?;
    let tail = |part: &[char]| part.iter().all(|ch| ch.is_ascii_digit() || ch.is_ascii_lowercase());
    let fits = PROVINCES.contains(own[0]) && own[1].is_ascii_lowercase() && tail(&own[2..]);
    let digits = own[2..].iter().filter(|ch| ch.is_ascii_digit()).count();
    if !fits || digits < 3 {
        return None;
    }
    let more = chars
        .get(at + 7)
        .is_some_and(|ch| ch.is_ascii_digit() || ch.is_ascii_lowercase());
    Some((7 + usize::from(more), "〔车牌号〕"))
}

/// name@host.
fn mail(chars: &[char], at: usize) -> Option<(usize, &'static str)> {
    let part = |ch: &char| ch.is_ascii_alphanumeric() || "._-+".contains(*ch);
    if !part(&chars[at]) || before(chars, at).is_some_and(|ch| part(&ch)) {
        return None;
    }
    let name = chars[at..].iter().take_while(|ch| part(ch)).count();
    if chars.get(at + name) != Some(&'@') {
        return None;
    }
    let host = chars[at + name + 1..].iter().take_while(|ch| part(ch)).count();
    (host > 2).then_some((name + 1 + host, "〔电子邮箱〕"))
}

const ROADS: [&str; 14] = [
    "路", "街", "大道", "巷", "弄", "村", "小区", "花园", "大厦", "公寓", "新城", "广场", "苑", "胡同",
];
const ENDS: &str = "号室栋幢座楼层组";
const STOP: &str = ",;:()。、“”《》〔〕在于住至到往是为的从将和与及由经址";

/// A road, an estate or a village with a number after it, with the place names before it.
fn address(chars: &[char], at: usize) -> Option<(usize, &'static str)> {
    let han = |ch: char| ('\u{4e00}'..='\u{9fff}').contains(&ch);
    let opens =
        han(chars[at]) && !STOP.contains(chars[at]) && before(chars, at).is_none_or(|ch| !han(ch) || STOP.contains(ch));
    if !opens {
        return None;
    }
    let words: String = chars[at..].iter().take(26).collect();
    let mut best = None;
    for road in ROADS {
        let Some(found) = words.find(road) else { continue };
        let head = &words[..found];
        if head.is_empty() || head.chars().any(|ch| STOP.contains(ch)) {
            continue;
        }
        let after: Vec<char> = words[found + road.len()..].chars().collect();
        let near = after.iter().take(8).position(|ch| ch.is_ascii_digit());
        let Some(near) = near.filter(|near| after[..*near].iter().all(|ch| han(*ch) && !STOP.contains(*ch))) else {
            continue;
        };
        // To the last 号, 室 … that still belongs to it.
        let rest = &after[near..];
        let whole = rest
            .iter()
            .take_while(|ch| ch.is_ascii_alphanumeric() || ENDS.contains(**ch) || "单元-".contains(**ch))
            .count();
        let end = rest[..whole].iter().rposition(|ch| ENDS.contains(*ch));
        if let Some(end) = end {
            let length = head.chars().count() + road.chars().count() + near + end + 1;
            best = best.max(Some(length));
        }
    }
    best.map(|length| (length, "〔地址〕"))
}

fn before(chars: &[char], at: usize) -> Option<char> {
    at.checked_sub(1).and_then(|at| chars.get(at)).copied()
}

#[cfg(test)]
mod tests {
    use super::super::mask::significant;

    fn hidden(text: &str) -> String {
        let chars: Vec<char> = significant(text).collect();
        let mut found = String::new();
        let mut at = 0;
        while at < chars.len() {
            match super::at(&chars, at) {
                Some((length, mask)) => {
                    found.push_str(&mask);
                    at += length;
                }
                None => {
                    found.push(chars[at]);
                    at += 1;
                }
            }
        }
        found
    }

    #[test]
    fn numbers_of_people_are_hidden() {
        for (text, wanted) in [
            (
                "身份证110101199003071234、11010119900307123X。",
                "身份证〔证件号码〕、〔证件号码〕。",
            ),
            ("电话138-0013-8000，", "电话〔电话号码〕，"),
            ("卡号6222021300001234567", "卡号〔账号〕"),
            ("执业证号：11101202610123456", "执业证号：〔执业证号〕"),
            ("QQ号12345678", "qq号〔号码〕"),
            ("车牌粤B12D34、粤BD12345号车", "车牌〔车牌号〕、〔车牌号〕号车"),
            ("邮箱a.b@example.com。", "邮箱〔电子邮箱〕。"),
            ("住某省甲市乙区丙路12号3栋502室，", "住〔地址〕，"),
            ("位于阳光小区2号楼的", "位于〔地址〕的"),
        ] {
            assert_eq!(hidden(text), significant(wanted).collect::<String>());
        }
    }

    #[test]
    fn amounts_dates_articles_and_pages_stay() {
        for text in [
            "438,600.00元，20250718，2025年7月18日",
            "法释〔2019〕15号第十一条",
            "证据卷二第12-18页，共1234567890分",
            "网络线路3条，一条路走了5次",
            "a3f9138001380009e",
        ] {
            assert_eq!(hidden(text), significant(text).collect::<String>());
        }
    }
}
