// Selecting words that lie as many small boxes over a picture: between the boxes a browser would jump to the end of the page. An empty sheet
// that moves along with the selection catches the pointer there.

/** Keeps the selection inside `layer` steady; returns what undoes it. */
export function steadySelection(layer: HTMLElement): () => void {
  const sheet = document.createElement("div");
  sheet.className = "between";
  let before: Range | null = null;

  function rest() {
    layer.append(sheet);
    layer.classList.remove("selecting");
    before = null;
  }

  function follow() {
    const selection = document.getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(layer)) return rest();
    if (!layer.classList.contains("selecting")) return;
    const atStart = before !== null && (range.compareBoundaryPoints(Range.END_TO_END, before) === 0 || range.compareBoundaryPoints(Range.START_TO_END, before) === 0);
    let edge: Node | null = atStart ? range.startContainer : range.endContainer;
    if (edge.nodeType === Node.TEXT_NODE) edge = edge.parentNode;
    if (!atStart && range.endOffset === 0) {
      do {
        while (edge && !edge.previousSibling) edge = edge.parentNode;
        edge = edge?.previousSibling ?? null;
      } while (edge && !edge.childNodes.length);
    }
    if (edge instanceof HTMLElement && edge !== sheet && edge.parentElement && layer.contains(edge.parentElement)) edge.parentElement.insertBefore(sheet, atStart ? edge : edge.nextSibling);
    before = range.cloneRange();
  }

  const begin = () => layer.classList.add("selecting");
  layer.addEventListener("pointerdown", begin);
  document.addEventListener("selectionchange", follow);
  for (const end of ["pointerup", "pointercancel", "blur"]) window.addEventListener(end, rest);
  rest();
  return () => {
    layer.removeEventListener("pointerdown", begin);
    document.removeEventListener("selectionchange", follow);
    for (const end of ["pointerup", "pointercancel", "blur"]) window.removeEventListener(end, rest);
    sheet.remove();
  };
}
