// The search index is brought up to date in small steps while nobody types.
import { call } from "../api/call";

/** Between two steps while there is work, and between two looks when there is none (milliseconds). */
const STEP = 250;
const LOOK = 15_000;
/** How long after a key the desk counts as busy (milliseconds). */
const BUSY = 1_200;

/** Works until the returned function is called. */
export function keepIndex(): () => void {
  let typed = 0;
  let timer: ReturnType<typeof setTimeout>;
  const onkey = () => (typed = performance.now());
  const step = async () => {
    let next = LOOK;
    if (performance.now() - typed < BUSY) next = BUSY;
    // A step that fails is tried again at the next look; searching says by itself what is missing.
    else next = await call("index_slice", {}).then(({ left }) => (left ? STEP : LOOK), () => LOOK);
    timer = setTimeout(() => void step(), next);
  };
  addEventListener("keydown", onkey, true);
  timer = setTimeout(() => void step(), STEP);
  return () => {
    clearTimeout(timer);
    removeEventListener("keydown", onkey, true);
  };
}
