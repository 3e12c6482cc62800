// Who is at the desk, and the look they chose.
import { call } from "../api/call";
import type { Role, Settings, VaultState } from "../api/commands";
import { speak } from "../text/index.svelte";
import { flushDrafts } from "./drafts.svelte";

class Session {
  vault = $state<VaultState | null>(null);
  settings = $state<Settings>({ theme: "system", language: "zh" });
  role: Role = $derived(this.vault?.user?.role ?? "paralegal");

  /** Takes the vault as it is now. The look somebody chose is in the vault; until it is open, the system's applies. */
  async open(vault: VaultState): Promise<void> {
    if (vault.unlocked) this.apply(await call("settings", {}));
    this.vault = vault;
  }

  async choose(next: Settings): Promise<void> {
    this.apply(await call("set_settings", next));
  }

  /** Locking hides, it never discards: what is being typed goes into the vault first. */
  async lock(): Promise<void> {
    await flushDrafts();
    this.vault = await call("lock", {});
  }

  private apply(settings: Settings): void {
    this.settings = settings;
    speak(settings.language);
    if (settings.theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = settings.theme;
  }
}

export const session = new Session();
