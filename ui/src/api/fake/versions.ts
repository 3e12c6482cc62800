// The versions of the law in the stand-in: it assesses by one graph, so every version comes out the same.
import type { Stance, VersionsView } from "../commands";
import { step, verdictOf } from "./assess";
import { headOf, PACKS } from "./heads";
import type { Matter } from "./world";

const STANCES: Stance[] = ["alleged", "proved", "ours"];

function each<T>(of: (stance: Stance) => T): Record<Stance, T> {
  return Object.fromEntries(STANCES.map((stance) => [stance, of(stance)])) as Record<Stance, T>;
}

export function versions(one: Matter, actor: string, accepted: boolean): VersionsView {
  const results = each((stance) => ({ verdict: verdictOf(step({ one, actor, stance, accepted }, "offence").truth), sentence: "", lighter: false }));
  return {
    head: headOf(one), actor, offence: "帮信罪", act: "", decided: "", steps: [], choice: null,
    versions: PACKS.map((pack) => ({
      from: pack.from, law: pack.name, standing: pack.current ? "现行" : "可能为行为时", nature: "司法解释", issued: "", summary: "",
      grounds: [{ words: pack.ground, cites: [], argument: false }], results, competes: true, current: pack.current, chosen: pack.chosen, weak: [],
    })),
    advice: each(() => ({ words: "各版结果相同。", argument: false, differs: false })),
  };
}
