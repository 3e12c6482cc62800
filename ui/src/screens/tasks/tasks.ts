// Which kind of task a question makes.
import type { TaskView } from "../../api/commands";

export type TaskKind = TaskView["kind"];
export const KINDS: TaskKind[] = ["meeting", "evidence", "reading", "filing", "other"];
const BY: Record<string, TaskKind> = { interview: "meeting", 会见: "meeting", collect: "evidence", 调取: "evidence", file: "reading", 阅卷: "reading" };

/** By the first way of finding out: asked at a meeting, obtained, read in the file; else as the question usually is. */
export function kindBy(how: string[]): TaskKind | "" {
  return how.map((one) => BY[one]).find((kind) => kind !== undefined) ?? "";
}

/** How near a warning is, as a colour. */
export function effectOf(warn: "none" | "soon" | "urgent"): "neutral" | "open" | "against" {
  return warn === "urgent" ? "against" : warn === "soon" ? "open" : "neutral";
}

/** Today as the boxes take it. */
export function todayTyped(now: Date = new Date()): string {
  return `${now.getFullYear()}${String(now.getMonth() + 1).padStart(2, "0")}${String(now.getDate()).padStart(2, "0")}`;
}
