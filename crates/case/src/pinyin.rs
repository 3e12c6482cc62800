//! How names are read. Only what people say: of a character's readings in a dictionary most are never heard in a name, and
//! every one of them would make strangers sound alike.

use pinyin::ToPinyin;

/// The readings of a character, without tones: one, or the few that are alive. Empty for what is not read (letters, digits).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Readings([&'static str; 3]);

impl Readings {
    /// The readings, the usual one first.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.into_iter().filter(|reading| !reading.is_empty())
    }

    /// Whether the two can be read alike.
    pub fn same(&self, other: &Readings) -> bool {
        self.iter().any(|ours| other.iter().any(|theirs| ours == theirs))
    }

    /// Whether the two can be read so that many people say or hear them alike: zh/z, ch/c, sh/s, n/l, in/ing, en/eng.
    pub fn near(&self, other: &Readings) -> bool {
        self.iter()
            .any(|ours| other.iter().any(|theirs| folded(ours) == folded(theirs)))
    }
}

/// How a character is read, as a surname or anywhere in a name: 单 is shan and dan.
pub fn readings(c: char) -> Readings {
    if let Ok(at) = SEVERAL.binary_search_by_key(&c, |(several, _)| *several) {
        return Readings(SEVERAL[at].1);
    }
    c.to_pinyin()
        .map(|reading| Readings([reading.plain(), "", ""]))
        .unwrap_or_default()
}

/// The readings of a character with what is often confused taken as one; the character itself where it is not read.
pub(crate) fn folded_readings(c: char) -> Vec<String> {
    let mut folded: Vec<String> = readings(c)
        .iter()
        .map(|reading| {
            let (initial, rest) = self::folded(reading);
            format!("{initial}{rest}")
        })
        .collect();
    if folded.is_empty() {
        folded.push(c.into());
    }
    folded.dedup();
    folded
}

/// Whether what was typed is how the name, or a part of it, is spelled: whole readings, their beginnings or their first
/// letters, in any mixture; a letter or digit of the name stands for itself. `lxc`, `linxc` and `xiaoch` find 林小川.
pub fn spelled(name: &str, typed: &str) -> bool {
    let letters: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
    let typed: Vec<char> = typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    !typed.is_empty() && (0..letters.len()).any(|from| spells(&letters[from..], &typed))
}

fn spells(letters: &[char], typed: &[char]) -> bool {
    if typed.is_empty() {
        return true;
    }
    let Some((first, rest)) = letters.split_first() else {
        return false;
    };
    if *first == typed[0] && spells(rest, &typed[1..]) {
        return true;
    }
    readings(*first).iter().any(|reading| {
        // ü is typed as v.
        let same = |(reading, typed): &(char, &char)| reading == *typed || (*reading == 'ü' && **typed == 'v');
        let common = reading.chars().zip(typed).take_while(same).count();
        (1..=common).rev().any(|taken| spells(rest, &typed[taken..]))
    })
}

/// Initial and final with what is often confused taken as one.
fn folded(reading: &str) -> (char, &str) {
    let mut letters = reading.chars();
    let initial = letters.next().unwrap_or(' ');
    let rest = match initial {
        'z' | 'c' | 's' => letters.as_str().strip_prefix('h').unwrap_or(letters.as_str()),
        _ => letters.as_str(),
    };
    let initial = if initial == 'l' { 'n' } else { initial };
    let nasal = rest.ends_with("ing") || rest.ends_with("eng");
    (initial, if nasal { &rest[..rest.len() - 1] } else { rest })
}

/// Characters with more than one living reading in names, and those whose usual reading a dictionary does not put first; in
/// order of character.
const SEVERAL: [(char, [&str; 3]); 86] = [
    ('万', ["wan", "mo", ""]),
    ('乐', ["yue", "le", ""]),
    ('乘', ["cheng", "sheng", ""]),
    ('乜', ["nie", "mie", ""]),
    ('仇', ["qiu", "chou", ""]),
    ('会', ["hui", "kuai", ""]),
    ('传', ["chuan", "zhuan", ""]),
    ('伽', ["jia", "qie", ""]),
    ('佛', ["fo", "fu", ""]),
    ('佴', ["nai", "er", ""]),
    ('俟', ["qi", "si", ""]),
    ('六', ["liu", "lu", ""]),
    ('冼', ["xian", "", ""]),
    ('区', ["ou", "qu", ""]),
    ('单', ["shan", "dan", "chan"]),
    ('卜', ["bu", "bo", ""]),
    ('参', ["shen", "can", "cen"]),
    ('句', ["gou", "ju", ""]),
    ('召', ["shao", "zhao", ""]),
    ('叶', ["ye", "xie", ""]),
    ('合', ["he", "ge", ""]),
    ('员', ["yun", "yuan", ""]),
    ('呙', ["guo", "", ""]),
    ('塞', ["sai", "se", ""]),
    ('壳', ["ke", "qiao", ""]),
    ('大', ["da", "dai", ""]),
    ('奇', ["qi", "ji", ""]),
    ('娜', ["na", "nuo", ""]),
    ('宿', ["su", "xiu", ""]),
    ('尉', ["wei", "yu", ""]),
    ('屏', ["ping", "bing", ""]),
    ('强', ["qiang", "jiang", ""]),
    ('折', ["she", "zhe", ""]),
    ('晟', ["sheng", "cheng", ""]),
    ('曾', ["zeng", "ceng", ""]),
    ('朝', ["chao", "zhao", ""]),
    ('朴', ["piao", "pu", ""]),
    ('柏', ["bai", "bo", ""]),
    ('查', ["zha", "cha", ""]),
    ('校', ["xiao", "jiao", ""]),
    ('洗', ["xian", "xi", ""]),
    ('澹', ["tan", "dan", ""]),
    ('牟', ["mou", "mu", ""]),
    ('率', ["shuai", "lü", ""]),
    ('番', ["fan", "pan", ""]),
    ('盖', ["ge", "gai", ""]),
    ('盛', ["sheng", "cheng", ""]),
    ('石', ["shi", "dan", ""]),
    ('祭', ["zhai", "ji", ""]),
    ('种', ["chong", "zhong", ""]),
    ('秘', ["bi", "mi", ""]),
    ('繁', ["po", "fan", ""]),
    ('约', ["yue", "yao", ""]),
    ('绿', ["lü", "lu", ""]),
    ('缪', ["miao", "mou", ""]),
    ('翟', ["zhai", "di", ""]),
    ('茜', ["qian", "xi", ""]),
    ('莞', ["wan", "guan", ""]),
    ('蔚', ["wei", "yu", ""]),
    ('蕃', ["fan", "bo", ""]),
    ('薄', ["bo", "bao", ""]),
    ('藏', ["zang", "cang", ""]),
    ('行', ["xing", "hang", ""]),
    ('覃', ["qin", "tan", ""]),
    ('觉', ["jue", "jiao", ""]),
    ('解', ["xie", "jie", ""]),
    ('调', ["tiao", "diao", ""]),
    ('谌', ["chen", "shen", ""]),
    ('费', ["fei", "bi", ""]),
    ('贾', ["jia", "gu", ""]),
    ('车', ["che", "ju", ""]),
    ('还', ["huan", "hai", ""]),
    ('逯', ["lu", "", ""]),
    ('遗', ["yi", "wei", ""]),
    ('郇', ["xun", "huan", ""]),
    ('郗', ["xi", "chi", ""]),
    ('都', ["du", "dou", ""]),
    ('重', ["chong", "zhong", ""]),
    ('铅', ["qian", "yan", ""]),
    ('长', ["zhang", "chang", ""]),
    ('阚', ["kan", "", ""]),
    ('阿', ["a", "e", ""]),
    ('陆', ["lu", "liu", ""]),
    ('降', ["jiang", "xiang", ""]),
    ('隗', ["wei", "kui", ""]),
    ('黑', ["he", "hei", ""]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_searched() {
        assert!(SEVERAL.is_sorted_by(|a, b| a.0 < b.0));
        for (c, own) in SEVERAL {
            assert_eq!(readings(c), Readings(own));
        }
    }

    #[test]
    fn a_name_is_found_as_it_is_spelled() {
        for typed in [
            "林小川",
            "lxc",
            "linxiaochuan",
            "linxc",
            "xiaoch",
            "l小c",
            "LXC",
            "lin xiao",
        ] {
            assert!(spelled("林小川", typed), "{typed}");
        }
        for typed in ["lxd", "chuanlin", "小林", "", " ", "linxiaochuanm"] {
            assert!(!spelled("林小川", typed), "{typed}");
        }
        assert!(
            spelled("曾涛", "zengt") && spelled("曾涛", "ceng") && spelled("吕布", "lvb") && spelled("Tom陈", "tomc")
        );
    }

    #[test]
    fn what_is_often_confused_is_near_and_nothing_else() {
        let near = |a: char, b: char| readings(a).near(&readings(b));
        assert!(near('陈', '程') && near('林', '凌') && near('刘', '牛') && near('苏', '舒') && near('张', '臧'));
        assert!(!near('王', '万') && !near('陈', '周') && !near('马', '方') && !near('a', 'b'));
    }
}
