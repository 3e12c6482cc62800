//! What the user asked for.

use chrono::NaiveDate;
use std::io::{BufRead, IsTerminal};
use std::path::PathBuf;

pub(crate) struct Arguments {
    pub command: Command,
}

pub(crate) enum Command {
    Help,
    Assess {
        case: PathBuf,
        actor: String,
        stance: case::Stance,
        on: Option<NaiveDate>,
        json: bool,
    },
    Memo {
        case: PathBuf,
        actor: String,
        document: String,
        stage: Option<case::Stage>,
        on: Option<NaiveDate>,
        output: PathBuf,
    },
    Demo {
        output: PathBuf,
    },
    Check {
        rules: Option<PathBuf>,
    },
    Reading {
        rules: PathBuf,
        write: bool,
    },
    Bundle {
        rules: PathBuf,
        output: PathBuf,
    },
    Verify {
        paper: PathBuf,
        case: PathBuf,
    },
    VerifyLog {
        log: PathBuf,
        head: String,
    },
    Schema,
    Call {
        vault: PathBuf,
        name: String,
        request: String,
    },
}

pub(crate) const USAGE: &str = "用法：
  mingbian assess 案件文件 [--stance alleged|proved|ours] [--on 日期] [--actor 标识] [--json]   评估一个案件
  mingbian memo 案件文件 --document 文书 -o 文件.pdf [--on 日期] [--actor 标识]                写出文书
  mingbian memo 案件文件 --document all -o 文件夹 [--stage 阶段] [--on 日期] [--actor 标识]      写出该阶段可用的全部文书
  mingbian verify 文书.pdf 案件文件                                                      按回执重新评估、成文，逐项比对
  mingbian verify-log 日志.jsonl [--head 链首]                                            逐行重算活动日志的哈希链，指出第一处不符
  mingbian demo [-o 文件夹]                                                          评估示例案件并写出备忘录
  mingbian check [规则文件夹]                                                         检查规则并运行示例
  mingbian reading 规则文件夹 [--write]                                               规则的中文阅读本
  mingbian bundle 规则文件夹 -o 规则包.json                                               把规则文件夹写成一个文件，供保险库接受
  mingbian schema                                                                案件文件的 JSON Schema
  mingbian call --vault 文件夹 命令 [JSON]                                            调用一个命令；标准输入两行：用户标识、口令";

impl Arguments {
    pub(crate) fn read(words: impl Iterator<Item = String>) -> Result<Arguments, String> {
        let words: Vec<String> = words.collect();
        if words.iter().any(|word| ["-h", "--help"].contains(&word.as_str()))
            || words.first().is_some_and(|word| word == "help")
        {
            return Ok(Arguments { command: Command::Help });
        }
        let mut given = Given::split(words.into_iter())?;
        let name = given.plain("命令").map_err(|_| USAGE.to_string())?;
        let command = match name.as_str() {
            "assess" => Command::Assess {
                case: given.plain("案件文件")?.into(),
                actor: given.option("actor"),
                stance: given.stance()?,
                on: given.date()?,
                json: given.flag("json"),
            },
            "memo" => Command::Memo {
                case: given.plain("案件文件")?.into(),
                actor: given.option("actor"),
                document: given.needed("document", "--document 文书")?,
                stage: given.stage_of_case()?,
                on: given.date()?,
                output: given.needed("o", "-o 文件.pdf")?.into(),
            },
            "demo" => Command::Demo {
                output: PathBuf::from(
                    Some(given.option("o"))
                        .filter(|folder| !folder.is_empty())
                        .unwrap_or_else(|| ".".into()),
                ),
            },
            "check" => Command::Check {
                rules: given.plain("规则文件夹").ok().map(PathBuf::from),
            },
            "reading" => Command::Reading {
                rules: given.plain("规则文件夹")?.into(),
                write: given.flag("write"),
            },
            "bundle" => Command::Bundle {
                rules: given.plain("规则文件夹")?.into(),
                output: given.needed("o", "-o 规则包.json")?.into(),
            },
            "verify" => Command::Verify {
                paper: given.plain("文书.pdf")?.into(),
                case: given.plain("案件文件")?.into(),
            },
            "verify-log" => Command::VerifyLog {
                log: given.plain("日志.jsonl")?.into(),
                head: given.option("head"),
            },
            "schema" => Command::Schema,
            "call" => Command::Call {
                vault: given.needed("vault", "--vault 文件夹")?.into(),
                name: given.plain("命令名")?,
                request: given.plain("请求").unwrap_or_else(|_| "{}".into()),
            },
            _ => return Err(format!("没有命令“{name}”。\n{USAGE}")),
        };
        given.nothing_left()?;
        Ok(Arguments { command })
    }
}

/// Words and options as given.
struct Given {
    words: Vec<String>,
    options: Vec<(String, String)>,
}

const FLAGS: [&str; 2] = ["json", "write"];

impl Given {
    fn split(words: impl Iterator<Item = String>) -> Result<Given, String> {
        let mut given = Given {
            words: Vec::new(),
            options: Vec::new(),
        };
        let mut words = words;
        while let Some(word) = words.next() {
            match word
                .strip_prefix("--")
                .or_else(|| word.strip_prefix('-').filter(|rest| !rest.is_empty()))
            {
                Some(name) if FLAGS.contains(&name) => given.options.push((name.into(), "true".into())),
                Some(name) => {
                    let value = words
                        .next()
                        .ok_or_else(|| format!("选项 {word} 后面缺少内容。\n{USAGE}"))?;
                    given.options.push((name.into(), value));
                }
                None => given.words.push(word),
            }
        }
        Ok(given)
    }

    fn plain(&mut self, what: &str) -> Result<String, String> {
        if self.words.is_empty() {
            Err(format!("缺少{what}。\n{USAGE}"))
        } else {
            Ok(self.words.remove(0))
        }
    }

    fn option(&mut self, name: &str) -> String {
        match self.options.iter().position(|(own, _)| own == name) {
            Some(at) => self.options.remove(at).1,
            None => String::new(),
        }
    }

    fn needed(&mut self, name: &str, what: &str) -> Result<String, String> {
        Some(self.option(name))
            .filter(|value| !value.is_empty())
            .ok_or_else(|| format!("缺少 {what}。\n{USAGE}"))
    }

    fn flag(&mut self, name: &str) -> bool {
        !self.option(name).is_empty()
    }

    fn stance(&mut self) -> Result<case::Stance, String> {
        match self.option("stance").as_str() {
            "" => Ok(case::Stance::Proved),
            id => case::Stance::from_id(id)
                .ok_or_else(|| "--stance 须是 alleged（控方）、proved（已查证）、ours（我方）之一。".into()),
        }
    }

    fn stage_of_case(&mut self) -> Result<Option<case::Stage>, String> {
        match self.option("stage").as_str() {
            "" => Ok(None),
            id => case::Stage::from_id(id).map(Some).ok_or_else(|| {
                let known = case::Stage::ALL.map(|stage| format!("{}（{}）", stage.id(), stage.name()));
                format!("--stage 须是 {} 之一。", known.join("、"))
            }),
        }
    }

    fn date(&mut self) -> Result<Option<NaiveDate>, String> {
        match self.option("on").as_str() {
            "" => Ok(None),
            date => NaiveDate::parse_from_str(date, "%Y-%m-%d")
                .map(Some)
                .map_err(|_| "--on 的日期须写作 2025-07-28。".into()),
        }
    }

    fn nothing_left(&self) -> Result<(), String> {
        let left = self
            .words
            .iter()
            .cloned()
            .chain(self.options.iter().map(|(name, _)| format!("--{name}")))
            .next();
        left.map_or(Ok(()), |word| Err(format!("没有用到“{word}”，请核对写法。\n{USAGE}")))
    }
}

/// User and passphrase from standard input, for commands that need an unlocked vault.
pub(crate) fn unlock_from_stdin(name: &str) -> Result<Option<serde_json::Value>, String> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() || matches!(name, "vault_state" | "create_vault" | "unlock") {
        return Ok(None);
    }
    let mut lines = stdin.lock().lines();
    let mut line = || lines.next().and_then(Result::ok).unwrap_or_default();
    let (user, passphrase) = (line(), line());
    if user.is_empty() {
        return Ok(None);
    }
    Ok(Some(serde_json::json!({ "user": user, "passphrase": passphrase })))
}
