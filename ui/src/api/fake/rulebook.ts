// The rules to read, in the stand-in: its one small rule in two versions, with invented examples.
import type { RuleCasesView, RuleDiffView, RuleListView, RulePackView, RuleRow, RuleTestsView, RuleVersion, Stance } from "../commands";
import { step } from "./assess";
import { PACKS } from "./heads";
import { NODES, nodeById } from "./rules";
import { provision } from "./views";
import { refuse, world } from "./world";

const STANCES: Stance[] = ["alleged", "proved", "ours"];
const FOLDER = "offences/assisting_cybercrime";
const VERSIONS: RuleVersion[] = PACKS.map((pack) => ({ file: `${FOLDER}/${pack.from}.toml`, from: pack.from, law: "法释〔2019〕15号" }));
const EXAMPLES = [
  { id: "nothing_known", name: "什么都还不知道：一切未知，没有一项判为不成立", expect: Object.fromEntries(["offence", "knowledge", "serious", "gains"].map((node) => [node, "unknown"])) },
  { id: "gains_just_enough", name: "违法所得恰好一万元：达到标准", expect: { gains: "true", serious: "true" } },
  { id: "gains_below", name: "违法所得九千九百九十九元：未达标准", expect: { gains: "false" } },
];
const WORDS = { all: "以下各项均须具备", any: "具备以下任一项", test: "按录入的表格计算", "": "直接看录入的事实" };

export const ruleList = (): RuleListView => ({
  kinds: [{ kind: "offence", rules: [{ id: "assisting_cybercrime", name: "帮助信息网络犯罪活动罪", short: "帮信罪", code: "", versions: VERSIONS, nodes: NODES.length, examples: EXAMPLES.length, untranslated: 1, readings: 0 }] }],
});

function version(file: string): RuleVersion {
  return VERSIONS.find((known) => known.file === file) ?? refuse("not_found", "没有找到这套规则。", "请刷新后重试。");
}

export function rulePack(file: string): RulePackView {
  const { from, law } = version(file);
  const rows: RuleRow[] = [];
  const told = new Set<string>();
  const tell = (id: string, depth: number, place: RuleRow["place"]) => {
    const node = nodeById.get(id);
    if (!node) return;
    const again = told.has(id);
    told.add(id);
    rows.push({
      node: id, name: node.name, depth, place, words: WORDS[node.connective], again, readings: false, note: node.note ?? "", factors: [], uncited: "", cites: node.cites.map((cite) => cite.cite),
      untranslated: id === "k_price" ? "“明显异常”是价值判断，写不成数字，由律师比照市场价判断。" : "",
      examples: EXAMPLES.flatMap((example, at) => (again || !(id in example.expect) ? [] : [{ example: at, expected: (example.expect as Record<string, string>)[id] ?? "" }])),
    });
    if (again) return;
    for (const part of node.parts) tell(part, depth + 1, "part");
    if (node.unless) tell(node.unless, depth + 1, "exception");
  };
  tell("offence", 0, "head");
  const cites = [...new Map(NODES.flatMap((node) => node.cites).map((cite) => [cite.cite, cite])).values()];
  return {
    file, id: "assisting_cybercrime", kind: "offence", name: "帮助信息网络犯罪活动罪", code: "", from, law, summary: "演示用的小规则。", versions: VERSIONS, rows,
    bands: [{ name: "唯一幅度", when: "构成帮助信息网络犯罪活动罪", words: "三年以下有期徒刑或者拘役，并处或者单处罚金", cites: [] }],
    provisions: Object.fromEntries(cites.map((cite) => {
      const { title, digest, verified, published, effective, note } = provision(cite.cite);
      return [cite.cite, { cite: cite.cite, text: cite.text, title, digest, verified: verified as "full_text", published, effective, note, about: "" }];
    })),
    examples: EXAMPLES.map(({ id, name }) => ({ id, name })),
  };
}

export function ruleTests(file: string): RuleTestsView {
  version(file);
  const tests = EXAMPLES.map(({ id, name, expect }) => ({
    id, name, ok: true, checks: Object.entries(expect).map(([node, truth]) => ({ node, name: nodeById.get(node)?.name ?? node, expected: truth, found: truth, ok: true })),
  }));
  return { tests, passed: tests.length };
}

export const ruleDiff = (from: string, to: string): RuleDiffView => ({
  from: version(from), to: version(to),
  groups: [{ heading: "情节严重", changes: [{ kind: "added", node: "five_times", words: "“情节严重”增加一种情形：“确因客观条件限制无法查证，而数额达到五倍以上”。", cites: [] }] }],
});

export function ruleCases(file: string, node: string): RuleCasesView {
  version(file);
  const shown = node || "offence";
  const rows = world.matters.flatMap((one) => one.parties.map((party) => {
    const outcome = (stance: Stance) => {
      const { truth, mark } = step({ one, actor: party.id, stance, accepted: false }, shown);
      return { truth, mark };
    };
    return { case: one.id, case_name: one.name, actor: party.id, accused: party.name, charged: true, came: Object.fromEntries(STANCES.map((stance) => [stance, outcome(stance)])) as RuleCasesView["rows"][number]["came"] };
  }));
  return { shown: nodeById.get(shown)?.name ?? "", rows, compared: world.matters.length, total: world.matters.length, more: false };
}
