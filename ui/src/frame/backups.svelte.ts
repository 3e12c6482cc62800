// What is known of backups, for the status line and the settings.
import { call } from "../api/call";
import type { BackupState } from "../api/commands";

class Backups {
  state = $state.raw<BackupState | null>(null);
}

export const backups = new Backups();

/** Asks again; where the vault is locked nothing is known. */
export async function refreshBackups(): Promise<void> {
  backups.state = await call("backup_state", {}).catch(() => null);
}
