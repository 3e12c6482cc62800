// Where the reader was when the vault was locked: how far each pane was scrolled. The view itself is in the address.
export interface Place { who: string; scroll: [number, number, number][] }

/** How long a view may take to be there again (milliseconds). */
const PATIENCE = 4_000;

const panes = (): Element[] => [...document.querySelectorAll("main, main *, aside, aside *")].filter((pane) => pane.scrollHeight > pane.clientHeight + 1);

/** Only numbers are kept: which pane in order of appearance, how far down and across. */
export function placeNow(who: string): Place {
  return { who, scroll: panes().map((pane, n): [number, number, number] => [n, pane.scrollTop, pane.scrollLeft]).filter(([, top, left]) => top > 0 || left > 0) };
}

/** Scrolls back as soon as the view is tall enough again. */
export function scrollTo(scroll: Place["scroll"]): void {
  const begun = performance.now();
  const left = new Map(scroll.map((one) => [one[0], one]));
  const step = () => {
    const now = panes();
    for (const [n, top, across] of left.values()) {
      const pane = now[n];
      if (!pane || pane.scrollHeight - pane.clientHeight < top - 1) continue;
      pane.scrollTop = top;
      pane.scrollLeft = across;
      left.delete(n);
    }
    if (left.size && performance.now() - begun < PATIENCE) requestAnimationFrame(step);
  };
  if (left.size) requestAnimationFrame(step);
}
