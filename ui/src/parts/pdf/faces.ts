// A PDF may name a Chinese face and leave it out: the machine's own is used then, and where it has none, as on a court's Linux or in a stripped
// Windows, boxes would stand on the page. So every canvas tries our bundled faces before the generic ones.

/** The same CSS font with ours before its generic family. */
export function withOurs(font: string): string {
  const [, before, generic] = /^(.*?),?\s*\b(sans-serif|serif|monospace)\s*$/.exec(font) ?? [];
  if (before === undefined || before.includes("Noto S")) return font;
  const ours = generic === "sans-serif" ? '"Noto Sans SC"' : '"Noto Serif SC"';
  return before.trim().endsWith("px") ? `${before} ${ours}, ${generic}` : `${before}, ${ours}, ${generic}`;
}

/** Makes canvases try our faces, and waits until these can be drawn with. */
export async function ready(): Promise<void> {
  const drawing = CanvasRenderingContext2D.prototype;
  const plain = Object.getOwnPropertyDescriptor(drawing, "font");
  if (plain?.set && !Object.hasOwn(plain.set, "ours")) {
    const { get, set } = plain;
    const font = Object.assign(function (this: CanvasRenderingContext2D, value: string) { set.call(this, withOurs(value)); }, { ours: true });
    Object.defineProperty(drawing, "font", { configurable: true, enumerable: true, get, set: font });
  }
  const wanted = ['400 14px "Noto Serif SC"', '400 14px "Noto Sans SC"'].map((face) => document.fonts.load(face, "明辩"));
  // A face that does not load leaves the machine's own: worse, but a page.
  await Promise.allSettled(wanted);
}
