import type { CommandName, Commands } from "../commands";
export async function answer<Name extends CommandName>(_name: Name, _request: Commands[Name]["request"]): Promise<Commands[Name]["view"]> {
  throw { code: "not_found", message: "", hint: "" };
}
