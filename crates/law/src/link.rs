//! From a pack as written to a linked [`RuleSet`]: names resolved, types checked, cycles refused.

mod graph;
mod leaf;

use crate::fault::perhaps;
use crate::pack::{NodeFile, PackFile};
use crate::{Defence, Dictionary, Fault, Kind, Node, Rebuttal, Rule, RuleSet};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What the linker knows while it reads one file.
struct Linker<'a> {
    file: &'a str,
    text: &'a str,
    dictionary: &'a Dictionary,
    index: BTreeMap<String, usize>,
    faults: Vec<Fault>,
}

/// Links one file. Every fault is collected; a rule set comes back only when there is none.
pub(crate) fn link(
    file: &str,
    text: &str,
    from: Option<NaiveDate>,
    raw: PackFile,
    dictionary: &Dictionary,
) -> Result<RuleSet, Vec<Fault>> {
    let mut linker = Linker {
        file,
        text,
        dictionary,
        index: BTreeMap::new(),
        faults: Vec::new(),
    };
    let ids = raw
        .nodes
        .iter()
        .map(|node| &node.id)
        .chain(raw.judges.iter().map(|judge| &judge.id));
    for (at, id) in ids.enumerate() {
        if linker.index.insert(id.clone(), at).is_some() {
            let message = format!("节点标识 {id} 重复，请换一个。");
            linker.faults.push(Fault::again(file, text, id, message));
        }
    }
    linker.head(&raw);
    let issued = linker.issued(&raw, from);
    let mut nodes: Vec<Node> = raw.nodes.iter().map(|node| linker.node(node)).collect();
    nodes.extend(raw.judges.into_iter().map(|judge| Node {
        id: judge.id,
        name: judge.text,
        en: judge.en,
        role: None,
        cite: judge.cite,
        uncited: judge.uncited.unwrap_or_default(),
        rule: Rule::Judge(judge.factors),
        unless: Vec::new(),
        pleaded: None,
        row: None,
        rebuts: Vec::new(),
        duty: Vec::new(),
        note: judge.note,
        untranslated: String::new(),
        says: crate::Says::default(),
    }));
    let root = linker.name(&raw.root, &raw.id);
    let rebuttals = raw.rebuttals.iter().map(|item| Rebuttal {
        id: item.id.clone(),
        text: item.text.clone(),
        against: item.against.iter().map(|id| linker.name(id, &item.id)).collect(),
        shown: item.shown.as_ref().map(|id| linker.name(id, &item.id)),
        evidence: item.evidence.clone(),
    });
    let rebuttals: Vec<Rebuttal> = rebuttals.collect();
    let bands: Vec<crate::Band> = raw.bands.iter().map(|band| linker.band(band)).collect();
    let asks = raw.asks.as_ref().map(|id| linker.name(id, "asks"));
    let levels = raw.levels.iter().map(|level| crate::Level {
        id: level.id.clone(),
        node: linker.name(&level.node, &level.id),
        words: level.words.clone(),
    });
    let levels: Vec<crate::Level> = levels.collect();
    let kind = ["exit", "ladder"]
        .into_iter()
        .find(|kind| file.starts_with(&format!("{kind}s/")));
    let defence = raw.stage.or(kind.map(str::to_string)).map(|stage| Defence {
        opens: raw.opens.as_ref().map(|id| linker.name(id, "opens")),
        obstacles: raw.obstacles.iter().map(|id| linker.name(id, "obstacles")).collect(),
        supports: raw.supports.iter().map(|id| linker.name(id, "supports")).collect(),
        stage,
        effect: raw.effect,
        exits: linker.exits(&raw.id, &raw.exits),
        collect: raw.collect,
        answer: raw.answer,
        reply: raw.reply,
        words: raw.words,
        argues: raw.argues,
        code: raw.code,
        rank: raw.rank.unwrap_or(50),
        confidence: raw.confidence,
        views: raw.views,
        contradicts: raw.contradicts,
    });
    if linker.faults.is_empty() {
        linker.scopes(&nodes);
        let apart: Vec<usize> = bands
            .iter()
            .map(|band| band.when)
            .chain(asks)
            .chain(levels.iter().map(|level| level.node))
            .collect();
        linker.beginnings(&nodes, root, &apart, &defence, &rebuttals);
        linker.cycles(&nodes);
    }
    if !linker.faults.is_empty() {
        return Err(linker.faults);
    }
    Ok(RuleSet {
        short: if raw.short.is_empty() {
            raw.name.clone()
        } else {
            raw.short
        },
        id: raw.id,
        name: raw.name,
        en: raw.en,
        cite: raw.cite,
        from,
        issued,
        change: raw.change.unwrap_or(crate::Cause::Opinion),
        law: raw.law,
        summary: raw.summary,
        nodes,
        root,
        rebuttals,
        bands,
        levels,
        asks,
        order: raw.order,
        defence,
        file: file.into(),
        text: text.into(),
        index: linker.index,
    })
}

impl Linker<'_> {
    fn fault(&mut self, id: &str, message: String) {
        self.faults.push(Fault::at(self.file, self.text, id, message));
    }

    /// What stands above the nodes.
    fn head(&mut self, raw: &PackFile) {
        let parts: Vec<&str> = self.file.split('/').collect();
        let place = match parts.as_slice() {
            ["offences", folder, _] => *folder,
            // Guidance is named by its date, as a version of an offence is.
            ["sentencing", _] => "sentencing",
            [.., name] => name.trim_end_matches(".toml"),
            [] => "",
        };
        if place != raw.id {
            self.fault(
                &raw.id,
                format!("标识 {} 与文件所在的位置 {place} 不一致，请改成一样。", raw.id),
            );
        }
        let stages = ["conviction", "charge", "sentence", "procedure"];
        if !raw.bands.is_empty() && parts.first() != Some(&"offences") {
            self.fault(&raw.id, format!("{} 不是罪名，不写量刑幅度（band）。", raw.id));
        }
        match (&raw.stage, parts.first()) {
            (None, Some(&"defences")) => self.fault(
                &raw.id,
                format!("抗辩 {} 没有写 stage：{} 之一。", raw.id, stages.join("、")),
            ),
            (Some(stage), _) if !stages.contains(&stage.as_str()) => {
                self.fault(
                    stage,
                    format!(
                        "抗辩 {} 的 stage 写了 {stage}，只能写 {} 之一。",
                        raw.id,
                        stages.join("、")
                    ),
                );
            }
            _ => {}
        }
        let ids = raw
            .nodes
            .iter()
            .map(|node| &node.id)
            .chain(raw.judges.iter().map(|judge| &judge.id));
        for id in ids.chain([&raw.id]) {
            if !is_identifier(id) {
                self.fault(
                    id,
                    format!("标识 {id} 只能用小写英文字母、数字和下划线，并以字母开头。"),
                );
            }
        }
        for judge in &raw.judges {
            if self.dictionary.fact(&judge.id).is_some() {
                self.fault(
                    &judge.id,
                    format!("判断题 {} 与事实词典里的事实同名，请换一个标识。", judge.id),
                );
            }
        }
        for (at, item) in raw.rebuttals.iter().enumerate() {
            if raw.rebuttals[..at].iter().any(|before| before.id == item.id) {
                let message = format!("反证标识 {} 重复，请换一个。", item.id);
                self.faults.push(Fault::again(self.file, self.text, &item.id, message));
            }
        }
    }

    /// Where a defence leads: each begins with the one word there is for it.
    fn exits(&mut self, id: &str, written: &[String]) -> Vec<crate::Exit> {
        let mut found = Vec::new();
        for exit in written {
            match crate::Way::read(exit) {
                Some(read) => found.push(read),
                None => {
                    let words: Vec<&str> = crate::Way::ALL.iter().map(|way| way.name()).collect();
                    let message = format!(
                        "抗辩 {id} 的 exits 写了“{exit}”，须以这些词之一开头（后面可以接“：”和一句话）：{}。",
                        words.join("、")
                    );
                    self.fault_in(id, exit, message);
                }
            }
        }
        found
    }

    fn band(&mut self, raw: &crate::pack::BandFile) -> crate::Band {
        if raw.months[0] > raw.months[1] || raw.principal.is_empty() || !raw.principal.is_sorted() {
            self.fault(
                &raw.id,
                format!(
                    "量刑幅度 {} 的 months 须从低到高，principal 须从轻到重（control、detention、imprisonment、life）。",
                    raw.id
                ),
            );
        }
        crate::Band {
            id: raw.id.clone(),
            name: raw.name.clone(),
            when: self.name(&raw.when, &raw.id),
            cite: raw.cite.clone(),
            words: raw.words.clone(),
            principal: raw.principal.clone(),
            months: raw.months,
            fine: raw.fine,
        }
    }

    /// The day of issue lies before the day the file is named after, and only a version has one.
    fn issued(&mut self, raw: &PackFile, from: Option<NaiveDate>) -> Option<NaiveDate> {
        let written = raw.issued.as_ref()?;
        let read = NaiveDate::parse_from_str(written, "%Y-%m-%d").ok();
        match (read, from) {
            (Some(issued), Some(from)) if issued < from => Some(issued),
            _ => {
                let message =
                    format!("issued 写了 {written}，须是早于文件名的日期，例如 2025-07-22；施行日已核实的不写。");
                self.fault(written, message);
                None
            }
        }
    }

    /// A fault of something named in a node.
    fn fault_in(&mut self, id: &str, named: &str, message: String) {
        self.faults.push(Fault::below(self.file, self.text, id, named, message));
    }

    /// The place of a named node, or 0 and a fault.
    fn name(&mut self, id: &str, user: &str) -> usize {
        match self.index.get(id) {
            Some(&at) => at,
            None => {
                let perhaps = perhaps(id, self.index.keys());
                let message = format!("{user} 引用了不存在的节点 {id}{perhaps}，请先写出该节点或改正名称。");
                self.fault_in(user, id, message);
                0
            }
        }
    }

    fn names(&mut self, ids: &[String], user: &str) -> Vec<usize> {
        if ids.is_empty() {
            self.fault(user, format!("节点 {user} 的条件列表是空的，请至少写一个条件。"));
        }
        ids.iter().map(|id| self.name(id, user)).collect()
    }

    fn node(&mut self, raw: &NodeFile) -> Node {
        let mut rules = Vec::new();
        if let Some(ids) = &raw.all {
            rules.push(Rule::All(self.names(ids, &raw.id)));
        }
        if let Some(ids) = &raw.any {
            rules.push(Rule::Any(self.names(ids, &raw.id)));
        }
        if let Some(ids) = &raw.none {
            rules.push(Rule::None(self.names(ids, &raw.id)));
        }
        if let Some(ids) = &raw.readings {
            rules.push(Rule::Readings(self.names(ids, &raw.id)));
        }
        if let Some(some) = &raw.at_least {
            rules.push(Rule::AtLeast {
                n: some.n,
                of: self.names(&some.of, &raw.id),
            });
        }
        if let Some(some) = &raw.at_least
            && !(1..=some.of.len()).contains(&some.n)
        {
            self.fault(
                &raw.id,
                format!(
                    "节点 {} 要求 {} 项中至少 {} 项，请核对 n。",
                    raw.id,
                    some.of.len(),
                    some.n
                ),
            );
        }
        if let Some(test) = &raw.test {
            rules.push(Rule::Test(self.test(raw, test)));
        }
        if rules.len() != 1 {
            self.fault(
                &raw.id,
                format!(
                    "节点 {}（{}）有 {} 个连接词，须恰好有一个：all、any、none、at_least、readings、test 之一。",
                    raw.id,
                    raw.name,
                    rules.len()
                ),
            );
        }
        if let Some(pleaded) = &raw.pleaded
            && self.dictionary.fact(pleaded).is_none_or(|fact| fact.kind != Kind::Bool)
        {
            self.fault(
                &raw.id,
                format!("节点 {} 的 pleaded 指向 {pleaded}，它不是一个是/否事实。", raw.id),
            );
        }
        if let Some(row) = &raw.row
            && self.dictionary.table(row).is_none()
        {
            self.fault(&raw.id, format!("节点 {} 所说的表 {row} 不存在。", raw.id));
        }
        Node {
            id: raw.id.clone(),
            name: raw.name.clone(),
            en: String::new(),
            role: raw.role,
            cite: raw.cite.clone(),
            uncited: raw.uncited.clone().unwrap_or_default(),
            rule: rules.into_iter().next().unwrap_or(Rule::All(Vec::new())),
            unless: raw.unless.iter().map(|id| self.name(id, &raw.id)).collect(),
            pleaded: raw.pleaded.clone(),
            row: raw.row.clone(),
            rebuts: raw.rebuts.clone(),
            duty: raw.duty.clone(),
            note: raw.note.clone(),
            untranslated: raw.untranslated.clone(),
            says: raw.says.clone(),
        }
    }
}

/// Lower case, digits and underscores, a letter first.
pub(crate) fn is_identifier(id: &str) -> bool {
    let mut all = id.chars();
    all.next().is_some_and(|c| c.is_ascii_lowercase())
        && all.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
