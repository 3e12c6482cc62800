import type { Answer } from "../api/commands";
import { t } from "../text/index.svelte";

/** An answer in words; a typed value as it was understood. */
export function answerText(answer: Answer): string {
  switch (answer.kind) {
    case "empty": return t.parts.empty;
    case "unclear": return answer.why ? `${t.parts.unclear}：${answer.why}` : t.parts.unclear;
    case "yes": return t.parts.yes;
    case "no": return t.parts.no;
    case "choice": return answer.name || answer.id;
    case "typed": return answer.echo || answer.text;
    case "text": return answer.text;
    case "ref": return answer.name;
  }
}
