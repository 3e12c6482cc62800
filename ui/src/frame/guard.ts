// Tells the shell that somebody is here, and hears from it when the vault is being locked.
import { alive, attend, copied } from "../api/call";
import { refreshBackups } from "./backups.svelte";
import { session } from "./session.svelte";

// A shell that does not answer locks by its own clock; nothing here depends on being heard.
/** Somebody who moves is told of so often at most (milliseconds). */
const TELL = 5_000;

export function guard(): () => void {
  let told = -TELL;
  const seen = () => {
    if (performance.now() - told < TELL) return;
    told = performance.now();
    void alive().catch(() => undefined);
  };
  const oncopy = () => void copied().catch(() => undefined);
  const signs = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"] as const;
  for (const sign of signs) addEventListener(sign, seen, { capture: true, passive: true });
  addEventListener("copy", oncopy);
  void attend((note) => {
    if (note.kind === "lock") void session.lock();
    else void refreshBackups();
  }).catch(() => undefined);
  return () => {
    for (const sign of signs) removeEventListener(sign, seen, { capture: true });
    removeEventListener("copy", oncopy);
  };
}
