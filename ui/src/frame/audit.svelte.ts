// The logs of all cases are gone through behind everything else, once a session and whenever somebody asks.
import { call } from "../api/call";
import type { AuditState } from "../api/commands";

/** Between two logs, and before the first one (milliseconds). */
const STEP = 400;
const BEGIN = 6_000;

class Audit {
  state = $state.raw<AuditState | null>(null);
  running = $state(false);
}

export const audit = new Audit();

/** Goes through every log anew; resolves when all have been gone through. */
export async function auditAll(): Promise<void> {
  if (audit.running) return;
  audit.running = true;
  try {
    audit.state = await call("audit_slice", { again: true });
    while (audit.state.left) audit.state = await call("audit_slice", { again: false });
  } finally {
    audit.running = false;
  }
}

/** Goes through them in the background until the returned function is called. */
export function keepAudit(): () => void {
  let timer = setTimeout(step, BEGIN);
  async function step(): Promise<void> {
    if (!audit.running) {
      const state = await call("audit_slice", { again: false }).catch(() => null);
      if (state) audit.state = state;
      if (!state?.left) return;
    }
    timer = setTimeout(step, STEP);
  }
  return () => {
    clearTimeout(timer);
    audit.state = null;
  };
}
