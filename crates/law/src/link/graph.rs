//! How nodes hang together: rows stay with their table, catch-alls beside alternatives, and nothing leans on itself.

use super::Linker;
use crate::{Defence, Node, Rebuttal, Rule, Subject};

impl Linker<'_> {
    /// What an assessment begins with speaks about the case, not about a row.
    pub(super) fn beginnings(
        &mut self,
        nodes: &[Node],
        root: usize,
        apart: &[usize],
        defence: &Option<Defence>,
        rebuttals: &[Rebuttal],
    ) {
        let named = defence.iter().flat_map(Defence::named);
        let named = named.chain([(root, "root")]);
        let named = named.chain(apart.iter().map(|at| (*at, "band 或 asks")));
        let shown = rebuttals.iter().filter_map(|item| item.shown).map(|at| (at, "shown"));
        for (at, field) in named.chain(shown) {
            if let Some(table) = &nodes[at].row {
                self.fault(
                    &nodes[at].id,
                    format!(
                        "{field} 用了节点 {}，它只说表 {table} 的一行；请通过 exists、count、sum 的 where 使用。",
                        nodes[at].id
                    ),
                );
            }
        }
    }

    /// Row nodes are used only for rows of their own table.
    pub(super) fn scopes(&mut self, nodes: &[Node]) {
        for node in nodes {
            for &part in node.rule.parts().iter().chain(&node.unless) {
                if let Some(table) = &nodes[part].row
                    && node.row.as_ref() != Some(table)
                {
                    self.fault(
                        &node.id,
                        format!(
                            "节点 {} 直接使用了只说表 {table} 一行的节点 {}；请通过 exists、count、sum 的 where 使用。",
                            node.id, nodes[part].id
                        ),
                    );
                }
            }
            if !matches!(node.rule, Rule::Any(_)) {
                for &part in node.rule.parts().iter().filter(|&&part| nodes[part].pleaded.is_some()) {
                    let (id, catch_all) = (&node.id, &nodes[part].id);
                    self.fault(id, format!("兜底节点 {catch_all}（有 pleaded）只能放在 any 里；在节点 {id} 里，控方不主张时它会被当作不存在。"));
                }
            }
            let Rule::Test(test) = &node.rule else { continue };
            let table = match &test.subject {
                Subject::Count(table) | Subject::Exists(table) | Subject::Sum(table, _) | Subject::Follow(_, table) => {
                    table
                }
                _ => continue,
            };
            if let Some(at) = test.condition
                && let Some(row) = &nodes[at].row
                && row != table
            {
                self.fault(
                    &node.id,
                    format!(
                        "节点 {} 查的是表 {table}，而 where 节点 {} 说的是表 {row}。",
                        node.id, nodes[at].id
                    ),
                );
            }
        }
    }

    /// Cycles are refused, with every participant shown.
    pub(super) fn cycles(&mut self, nodes: &[Node]) {
        let mut state = vec![0u8; nodes.len()];
        for start in 0..nodes.len() {
            let mut path = Vec::new();
            if let Some(cycle) = visit(nodes, start, &mut state, &mut path) {
                let names: Vec<&str> = cycle.iter().map(|&at| nodes[at].id.as_str()).collect();
                self.fault(
                    names[0],
                    format!("节点互相引用成环：{}，请断开其中一处。", names.join(" → ")),
                );
                return;
            }
        }
    }
}

fn visit(nodes: &[Node], at: usize, state: &mut [u8], path: &mut Vec<usize>) -> Option<Vec<usize>> {
    if state[at] == 2 {
        return None;
    }
    path.push(at);
    if state[at] == 1 {
        let start = path.iter().position(|&node| node == at)?;
        return Some(path[start..].to_vec());
    }
    state[at] = 1;
    let node = &nodes[at];
    let condition = match &node.rule {
        Rule::Test(test) => test.condition,
        _ => None,
    };
    for &next in node.rule.parts().iter().chain(&node.unless).chain(condition.iter()) {
        if let Some(cycle) = visit(nodes, next, state, path) {
            return Some(cycle);
        }
    }
    state[at] = 2;
    path.pop();
    None
}
