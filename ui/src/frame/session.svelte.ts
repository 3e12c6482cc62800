// Who is at the desk, and the look they chose.
import { call } from "../api/call";
import { tick } from "svelte";
import type { Role, Settings, VaultState } from "../api/commands";
import { speak } from "../text/index.svelte";
import { flushDrafts } from "./drafts.svelte";
import { placeNow, scrollTo, type Place } from "./place";
import { goCases } from "./router.svelte";

class Session {
  vault = $state<VaultState | null>(null);
  settings = $state<Settings>({ theme: "system", language: "zh", idle: 10 });
  /** Nothing of the vault may be on the screen: it is being locked. */
  hiding = $state(false);
  /** The vault was made a moment ago: its recovery sheet comes next. Holds the passphrase until then, and no longer. */
  fresh = $state.raw("");
  #place: Place | null = null;
  role: Role = $derived(this.vault?.user?.role ?? "paralegal");

  /** Takes the vault as it is now. The look somebody chose is in the vault; until it is open, the system's applies. */
  async open(vault: VaultState): Promise<void> {
    if (vault.unlocked) this.apply(await call("settings", {}));
    this.vault = vault;
    if (vault.unlocked) this.#goBack();
  }

  async choose(next: Settings): Promise<void> {
    this.apply(await call("set_settings", next));
  }

  /** Locking hides at once and never discards: what is being typed goes into the vault before it is shut. */
  async lock(): Promise<void> {
    if (this.hiding || !this.vault?.unlocked) return;
    this.#place = placeNow(this.vault.user?.id ?? "");
    this.fresh = "";
    this.hiding = true;
    try {
      await tick();
      await flushDrafts();
    } finally {
      this.vault = await call("lock", {});
      this.hiding = false;
    }
  }

  /** Whoever comes back finds what they left; for anybody else the desk is tidy. */
  #goBack(): void {
    const place = this.#place;
    this.#place = null;
    if (!place) return;
    if (place.who === this.vault?.user?.id) scrollTo(place.scroll);
    else goCases();
  }

  private apply(settings: Settings): void {
    this.settings = settings;
    speak(settings.language);
    if (settings.theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = settings.theme;
  }
}

export const session = new Session();
