// What a chart of the program becomes on screen: points, and one of six inks for a grey.
import type { ChartLine } from "../../api/commands";

/** Hundredths of a point as points. */
export const points = (hundredths: number) => hundredths / 100;

/** The class of a shape's ink, darkest first: screens have tokens where paper has greys. */
export function ink(shape: Pick<ChartLine, "grey">): string {
  const steps = [15, 45, 65, 84, 96];
  const at = steps.findIndex((most) => shape.grey <= most);
  return `g${at < 0 ? steps.length : at}`;
}
