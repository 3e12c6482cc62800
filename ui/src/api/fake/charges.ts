// The comparison of offences in the stand-in: it knows one offence, so that one stands alone.
import type { ChargeCell, ChargesView, LeadView, Stance, StepView } from "../commands";
import { step, verdictOf } from "./assess";
import { headOf, PACKS } from "./heads";
import type { Matter } from "./world";

const STANCES: Stance[] = ["alleged", "proved", "ours"];
const BAND = { id: "basic", name: "唯一幅度", words: "三年以下有期徒刑或者拘役，并处或者单处罚金", range: "最高刑有期徒刑3年，最低刑拘役", cites: [] };

function each<T>(of: (stance: Stance) => T): Record<Stance, T> {
  return Object.fromEntries(STANCES.map((stance) => [stance, of(stance)])) as Record<Stance, T>;
}

export function charges(one: Matter, actor: string, accepted: boolean): ChargesView {
  const roots = each((stance) => step({ one, actor, stance, accepted }, "offence"));
  const open = (root: StepView) => root.parts.filter((part) => part.truth === root.truth && part.truth !== "true").map((part) => part.name);
  const cell = (root: StepView): ChargeCell => ({
    asked: "true", verdict: verdictOf(root.truth), band: root.truth === "true" ? BAND : null, at_most: root.truth === "unknown" ? BAND : null, missing: open(root),
  });
  const lead = (root: StepView): LeadView =>
    root.truth === "true"
      ? { offence: "assisting_cybercrime", stands: true, words: `指向帮信罪：“${BAND.name}”（${BAND.words}）。` }
      : { offence: root.truth === "unknown" ? "assisting_cybercrime" : "", stands: false, words: root.truth === "unknown" ? "没有一罪达到证明标准；最接近的是帮信罪。" : "所涉各罪的要件均有不具备的。" };
  const elements = roots.proved.parts.map((part, n) => ({
    node: part.node, name: part.name, cites: part.cites, note: part.note, facts: [],
    truths: each((stance) => roots[stance].parts[n]?.truth ?? "unknown"), why: each((stance) => roots[stance].parts[n]?.why ?? ""),
  }));
  return {
    head: headOf(one), actor, accepted_only: accepted, traps: [], leads: each((stance) => lead(roots[stance])), cites: [],
    rows: [{
      id: "assisting_cybercrime", name: "帮助信息网络犯罪活动罪", short: "帮信罪", charged: true, place: "main", from: PACKS.at(-1)?.from ?? "", law: "", summary: "",
      cells: each((stance) => cell(roots[stance])), elements, openings: [], note: "", untranslated: [], otherwise: [], bands: [BAND],
    }],
  };
}
