import { en } from "./en";
import { zh } from "./zh";

export type Language = "zh" | "en";

/** Every text of the interface: a text, a sentence with blanks, or a group of them. `en` has exactly the keys of `zh`. */
export type Wide<T> = T extends string ? string : T extends (...blanks: infer Blanks) => string ? (...blanks: Blanks) => string : { [Key in keyof T]: Wide<T[Key]> };
export type Catalogue = Wide<typeof zh>;

let language = $state<Language>("zh");

/** The catalogue in the chosen language; reading it in markup follows a change of language. */
export const t: Catalogue = new Proxy({} as Catalogue, {
  get: (_, key) => Reflect.get(language === "en" ? en : zh, key),
});

export function speak(next: Language): void {
  language = next;
  document.documentElement.lang = next === "en" ? "en" : "zh-CN";
}

export function spoken(): Language {
  return language;
}
