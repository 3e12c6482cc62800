// Exits and the sentence in the stand-in: nothing is confirmed, so nothing is computed; what the program answers is in recorded.json.
import type { SentenceView, Stance } from "../commands";
import { step } from "./assess";
import { headOf } from "./heads";
import type { Matter } from "./world";

export function sentence(one: Matter, actor: string, stance: Stance, accepted: boolean, lawyer: boolean): SentenceView {
  const tree = step({ one, actor, stance, accepted }, "offence");
  return {
    head: headOf(one), actor, stance, accepted_only: accepted, charge: "帮信罪", offence: tree.truth, basis: tree.why, exits: [], plans: [], factors: [], range: [100, 3600], asides: [],
    confirmation: { confirmed: false, low: "", high: "", increase: "", source: "", by: "", problem: "", locals: [], local: "", may: lawyer },
  };
}
