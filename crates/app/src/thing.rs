//! A thing of the case in words: what kind it is, what it is called, and its fields, as people read them.

use crate::answer::{shape, words};
use crate::entry::titled;
use crate::rules::book;
use case::{Item, Record, Target};
use serde_json::Value;
use store::Was;

/// Kind, name and what it said, in words.
pub(crate) struct Said {
    pub kind: &'static str,
    pub name: String,
    pub words: String,
}

/// What a thing of the case was.
pub(crate) fn said(record: &Record, was: &Was) -> Said {
    match was {
        Was::Matter(matter) => Said {
            kind: "案件信息",
            name: matter.name.clone(),
            words: String::new(),
        },
        Was::Party(party) => Said {
            kind: "当事人",
            name: party.name.clone(),
            words: party.role.clone(),
        },
        Was::Position(key, side, position) => {
            let actor = key.actor.as_deref();
            let answer = shape(book(), &key.path).map(|shape| words(record, actor, &shape, &position.answer));
            let kind = if matches!(key.path, case::Path::Row(..)) {
                "表格行"
            } else {
                "事实"
            };
            Said {
                kind,
                name: titled(record, actor.unwrap_or_default(), &key.path),
                words: format!("{}：{}", side.name(), answer.unwrap_or_default()),
            }
        }
        Was::Item(key, held) => Said {
            kind: key.kind.name(),
            name: called(record, &held.item),
            words: String::new(),
        },
    }
}

/// What an item is called.
pub(crate) fn called(record: &Record, item: &Item) -> String {
    let person = |id: &str| {
        record
            .item::<case::Person>(id)
            .map_or_else(|| "某人".to_string(), |person| person.name.clone())
    };
    let name = match item {
        Item::Volume(volume) => format!("{} {}", volume.label, volume.title),
        Item::Exhibit(exhibit) => exhibit.name.clone(),
        Item::Statement(statement) => format!("{}第{}次", person(&statement.person), statement.number),
        Item::Proposition(proposition) => proposition.text.clone(),
        Item::Assertion(assertion) => record
            .item::<case::Proposition>(&assertion.proposition)
            .map_or_else(String::new, |proposition| proposition.text.clone()),
        Item::Person(person) => person.name.clone(),
        Item::Conflict(conflict) => person(&conflict.person),
        Item::Completion(completion) => completion.how.clone(),
        Item::Task(task) => task.text.clone(),
        Item::Comment(comment) => comment.text.clone(),
        Item::Note(note) if note.title.is_empty() => note.text.clone(),
        Item::Note(note) => note.title.clone(),
        Item::Tag(tag) => format!("{} 第{}页 {}", tag.volume, tag.page, tag.text),
        #[allow(unreachable_patterns)]
        other => other.kind().name().to_string(),
    };
    let name = name.trim();
    if name.is_empty() {
        item.kind().name().to_string()
    } else {
        short(name)
    }
}

/// The first forty characters.
fn short(text: &str) -> String {
    let mut cut: String = text.chars().take(40).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

/// What a remark is about, in words.
pub(crate) fn about(record: &Record, target: &Target) -> String {
    match target {
        Target::Fact { actor, path } => path
            .parse()
            .map_or_else(|_| path.clone(), |path| titled(record, actor, &path)),
        Target::Page { volume, page } => format!("{volume} 第{page}页"),
        Target::Item { key } => key
            .parse()
            .ok()
            .and_then(|key: case::ItemKey| {
                let held = record.items.get(&key)?;
                Some(format!("{}“{}”", key.kind.name(), called(record, &held.item)))
            })
            .unwrap_or_else(|| "已移除的条目".into()),
        Target::Case => "全案".into(),
    }
}

/// The fields of a thing, each with its label and its value in words, in their order; empty ones are left out.
pub(crate) fn fields(record: &Record, was: &Was) -> Vec<(String, String)> {
    let body = match was {
        Was::Matter(matter) => serde_json::to_value(matter),
        Was::Party(party) => serde_json::to_value(party),
        Was::Item(_, held) => serde_json::to_value(&held.item).map(|mut item| item["body"].take()),
        Was::Position(..) => {
            let said = said(record, was);
            return vec![(said.name, said.words)];
        }
    };
    let Ok(Value::Object(body)) = body else {
        return Vec::new();
    };
    let mut found: Vec<(usize, String, String)> = Vec::new();
    for (name, value) in &body {
        let Some(place) = LABELS.iter().position(|(field, _)| field == name) else {
            continue;
        };
        let value = in_words(record, name, value);
        if !value.is_empty() {
            found.push((place, LABELS[place].1.to_string(), value));
        }
    }
    found.sort();
    found.into_iter().map(|(_, label, value)| (label, value)).collect()
}

fn in_words(record: &Record, field: &str, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "是".into(),
        Value::Bool(false) => "否".into(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => match field {
            "charge" => book()
                .versions(text)
                .last()
                .map_or_else(|| text.clone(), |rules| rules.name.clone()),
            "person" => record
                .item::<case::Person>(text)
                .map_or_else(|| text.clone(), |person| person.name.clone()),
            "original" => text.chars().take(12).collect(),
            _ if ENUMS.contains(&field) => WORDS
                .iter()
                .find(|(id, _)| id == text)
                .map_or_else(|| text.clone(), |(_, words)| words.to_string()),
            _ => text.clone(),
        },
        Value::Array(list) => {
            let parts: Vec<String> = list.iter().map(|one| in_words(record, field, one)).collect();
            parts.join("；")
        }
        Value::Object(body) => {
            if let Ok(target) = serde_json::from_value::<Target>(value.clone()) {
                return about(record, &target);
            }
            let parts = body.iter().map(|(name, one)| {
                let label = LABELS
                    .iter()
                    .find(|(own, _)| own == name)
                    .map_or("", |(_, label)| label);
                let said = in_words(record, name, one);
                if label.is_empty() {
                    said
                } else {
                    format!("{label} {said}")
                }
            });
            parts
                .filter(|part| !part.trim().is_empty())
                .collect::<Vec<_>>()
                .join("，")
        }
    }
}

/// Fields whose text is an identifier with words of its own.
const ENUMS: [&str; 9] = [
    "stage", "part", "media", "kind", "by", "view", "state", "role", "verdict",
];

/// Labels of the fields of covers, parties and items, in the order in which they are shown.
const LABELS: [(&str, &str); 67] = [
    ("name", "名称"),
    ("title", "标题"),
    ("label", "卷号"),
    ("part", "卷别"),
    ("file", "原文件名"),
    ("pages", "页"),
    ("range", "页码对应"),
    ("from", "自"),
    ("to", "至"),
    ("prefix", "页码前缀"),
    ("order", "次序"),
    ("received", "收到日"),
    ("original", "原件"),
    ("charge", "罪名"),
    ("stage", "诉讼阶段"),
    ("authority", "办案机关"),
    ("docket", "案号"),
    ("firm", "律师事务所"),
    ("lawyers", "辩护人"),
    ("licences", "执业证号"),
    ("contact", "律所地址电话"),
    ("police", "公安机关"),
    ("procuratorate", "检察院"),
    ("court", "法院"),
    ("entrusted_by", "委托人"),
    ("client", "承办对象"),
    ("kind", "种类"),
    ("role", "身份"),
    ("aliases", "别名"),
    ("unit", "单位"),
    ("register", "登记号"),
    ("ids", "证件号"),
    ("phones", "电话"),
    ("accounts", "账号"),
    ("person", "人员"),
    ("number", "次序号"),
    ("place", "地点"),
    ("taken_by", "制作人"),
    ("recorded", "录音录像"),
    ("by", "提交方"),
    ("source", "来源"),
    ("volume", "卷"),
    ("page", "页"),
    ("proves", "证明内容"),
    ("authenticity", "真实性"),
    ("legality", "合法性"),
    ("relevance", "关联性"),
    ("view", "意见"),
    ("opinion", "质证意见"),
    ("exclusions", "排除申请"),
    ("ground", "排除理由"),
    ("clues", "线索"),
    ("state", "状态"),
    ("verdict", "决定"),
    ("why", "原因"),
    ("reason", "理由"),
    ("on", "对象或日期"),
    ("text", "内容"),
    ("says", "说法"),
    ("how", "办结方式"),
    ("due", "期限"),
    ("who", "承办人"),
    ("done", "完成日"),
    ("result", "结果"),
    ("signed_by", "签核人"),
    ("settled_by", "了结人"),
    ("note", "备注"),
];

/// Words of identifiers.
const WORDS: [(&str, &str); 55] = [
    ("investigation", "侦查"),
    ("arrest_review", "审查逮捕"),
    ("prosecution_review", "审查起诉"),
    ("first_instance", "一审"),
    ("second_instance", "二审"),
    ("closed", "已结"),
    ("evidence", "证据"),
    ("procedure", "诉讼文书"),
    ("supplement", "补充侦查"),
    ("ours", "我方"),
    ("pdf", "PDF"),
    ("png", "图片"),
    ("jpeg", "图片"),
    ("docx", "Word 文档"),
    ("object", "物证"),
    ("document", "书证"),
    ("witness", "证人"),
    ("victim", "被害人"),
    ("accused", "供述和辩解"),
    ("expert", "鉴定"),
    ("inspection", "勘验、检查、辨认、侦查实验"),
    ("electronic", "视听资料、电子数据"),
    ("prosecution", "控方"),
    ("defence", "辩方"),
    ("open", "未定"),
    ("accepted", "认可"),
    ("objected", "异议"),
    ("met", "符合"),
    ("failed", "不符合"),
    ("idle", "不适用"),
    ("interrogation", "讯问"),
    ("interview", "询问"),
    ("written", "自书"),
    ("hearing", "庭审"),
    ("meeting", "会见"),
    ("affirms", "肯定"),
    ("denies", "否认"),
    ("differs", "不同"),
    ("silent", "未提及"),
    ("client", "委托人"),
    ("co_accused", "同案人"),
    ("upstream", "上游人员"),
    ("family", "近亲属"),
    ("official", "办案人员"),
    ("other", "其他"),
    ("none", "无冲突"),
    ("consented", "书面同意后代理"),
    ("walled", "隔离"),
    ("refused", "不代理"),
    ("reading", "阅卷核对"),
    ("filing", "期限前事务"),
    ("unit", "单位"),
    ("person", "自然人"),
    ("proposed", "待审"),
    ("returned", "已退回"),
];
