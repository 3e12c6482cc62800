// The only import of Tauri. In a plain browser (development, tests, screenshots) the recorded views answer instead.
import { invoke, isTauri } from "@tauri-apps/api/core";
import type { CommandName, Commands, Failure } from "./commands";

export async function call<Name extends CommandName>(name: Name, request: Commands[Name]["request"]): Promise<Commands[Name]["view"]> {
  try {
    if (__FAKE__ && !isTauri()) {
      const { answer } = await import("./fake");
      return await answer(name, request);
    }
    return await invoke<Commands[Name]["view"]>("call", { name, request });
  } catch (thrown) {
    throw asFailure(thrown);
  }
}

/** Every rejection reaches the screens as a `Failure`, whatever was thrown. */
export function asFailure(thrown: unknown): Failure {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown) {
    const { code, message, hint } = thrown as Partial<Failure>;
    return { code: String(code), message: String(message), hint: hint ? String(hint) : "" };
  }
  return { code: "io", message: thrown instanceof Error ? thrown.message : String(thrown), hint: "" };
}
