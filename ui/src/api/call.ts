// The only import of Tauri. In a plain browser (development, tests, screenshots) the recorded views answer instead.
import { Channel, invoke, isTauri } from "@tauri-apps/api/core";
import type { ShownVolume } from "../frame/page";
import type { BackupState, CaseRow, Code, CommandName, Commands, Exports, Failure, FileView, FolderMade, FolderTaken, OwnTemplates, PageView, StagedView } from "./commands";

/** Commands that make a file: the shell asks where to put it and writes the bytes, which never reach the window. */
export type ExportName = keyof Exports;

async function ask<View>(tauri: () => Promise<View>, fake: (answer: typeof import("./fake").answer) => Promise<View>): Promise<View> {
  try {
    if (__FAKE__ && !isTauri()) return await fake((await import("./fake")).answer);
    return await tauri();
  } catch (thrown) {
    throw asFailure(thrown);
  }
}

/** Commands a screen calls; files are never fetched as text. */
export type CallName = Exclude<CommandName, ExportName>;

export function call<Name extends CallName>(name: Name, request: Commands[Name]["request"]): Promise<Commands[Name]["view"]> {
  return ask(() => invoke<Commands[Name]["view"]>("call", { name, request }), (answer) => answer(name, request));
}

/** Makes a file; `saved` is false when the reader cancelled. */
export function exportFile<Name extends ExportName>(name: Name, request: Exports[Name]["request"]): Promise<Exports[Name]["view"]> {
  return ask(() => invoke<Exports[Name]["view"]>("export", { name, request }), (answer) => answer(name, request));
}

/** Lets the reader choose a case file and imports it; null when cancelled. Only a plain browser uses `pick`. */
export function importCase(pick: () => Promise<string | null>): Promise<CaseRow | null> {
  return ask(() => invoke<CaseRow | null>("import", { kind: "case" }), async (answer) => {
    const text = await pick();
    return text === null ? null : answer("import_case", { text });
  });
}

/** Writes a whole case as a folder where the reader says; null when cancelled. */
export function exportFolder(caseId: string): Promise<FolderMade | null> {
  return ask(() => invoke<FolderMade | null>("export_folder", { case: caseId }), async () => ({ folder: "示例_案件_20261124-093000", files: 9, originals: 2, missing: [], sha256: "4f0c2be17d55a3f0", saved: true }));
}

/** Writes the pack for a hearing as a folder where the reader says; null when cancelled. */
export function hearingPack(caseId: string, actor: string, withVolumes: boolean): Promise<FolderMade | null> {
  return ask(() => invoke<FolderMade | null>("hearing_pack", { case: caseId, actor, volumes: withVolumes }), async () => ({ folder: "示例_出庭包_20261124-093000", files: 8, originals: 0, missing: [], sha256: "4f0c2be17d55a3f0", saved: true }));
}

/** Lets the reader choose a template of the firm and takes it into the vault; null when cancelled. */
export function importTemplate(): Promise<OwnTemplates | null> {
  return ask(() => invoke<OwnTemplates | null>("import", { kind: "template" }), async (answer) => answer("put_template", { text: "" }));
}

/** Takes a case from a folder the reader chooses; null when cancelled. */
export function importFolder(): Promise<FolderTaken | null> {
  return ask(() => invoke<FolderTaken | null>("import_folder", {}), async () => ({ case: null, refused: ["originals/证据卷一.pdf：内容与清单的校验值不符"], came: [], differences: ["index.html：清单里没有，未导入"], former_head: "" }));
}

/** Lets the reader choose a bundle of rules, which is read and tried but not put in force; null when cancelled. */
export function stageRules(pick: () => Promise<string | null>): Promise<StagedView | null> {
  return ask(() => invoke<StagedView | null>("import", { kind: "rules" }), async (answer) => {
    const text = await pick();
    return text === null ? null : answer("stage_rules", { text });
  });
}

/** Bytes `from..to` of an original of a case; what lies behind its end is left out. */
export function readBytes(caseId: string, original: string, from: number, to: number): Promise<Uint8Array> {
  return ask(async () => new Uint8Array(await invoke<ArrayBuffer>("bytes", { case: caseId, original, from, to })), async () => (await import("./fake/originals")).bytes(original, from, to));
}

/** The volumes of a case's file. */
export function volumes(caseId: string): Promise<ShownVolume[]> {
  return ask(async () => (await invoke<FileView>("call", { name: "file_view", request: { case: caseId } })).volumes, async () => (await import("./fake/originals")).volumes());
}

/** Remembers which pages somebody has looked at. */
export function markRead(caseId: string, original: string, pages: number[]): Promise<unknown> {
  return ask(() => invoke("call", { name: "mark_read", request: { case: caseId, original, pages } }), () => Promise.resolve(null));
}

/** The words of a page, where they are all there is to show. */
export function pageText(caseId: string, volume: string, page: number): Promise<string> {
  return ask(async () => (await invoke<PageView>("call", { name: "page_view", request: { case: caseId, volume, page } })).text, async () => (await import("./fake/originals")).pageText(page));
}

/** What the shell says of files on their way into a case. */
export type FileNote =
  | { kind: "over" | "away" | "finished" }
  | { kind: "file"; id: number; name: string; bytes: number }
  | { kind: "progress"; id: number; taken: number }
  | { kind: "taken"; id: number; file: TakenView }
  | { kind: "refused"; id: number; message: string }
  | { kind: "stopped"; id: number };

/** A file that has been taken in, or was here already (`known` says where). */
export interface TakenView { original: string; file: string; media: "pdf" | "png" | "jpeg" | "docx"; bytes: number; known: string; warning: string }

const nothing = () => Promise.resolve();

/** From now on files dropped on the window are for this case, and `hear` is told of each. */
export function watchFiles(caseId: string, hear: (note: FileNote) => void): Promise<void> {
  return ask(() => {
    const channel = new Channel<FileNote>();
    channel.onmessage = hear;
    return invoke("watch_files", { case: caseId, channel });
  }, nothing);
}

/** Nobody listens any more; what is on its way goes on. */
export const leaveFiles = (): Promise<void> => ask(() => invoke("leave_files"), nothing);

/** Lets the reader choose files and takes them into the case. */
export const pickFiles = (caseId: string): Promise<void> => ask(() => invoke("pick_files", { case: caseId }), nothing);

/** Stops what is on its way. */
export const stopFiles = (): Promise<void> => ask(() => invoke("stop_files"), nothing);

/** Whether the words of scanned pages can be recognised on this machine, and if not, how. */
export function ocrEngine(): Promise<{ ready: boolean; words: string }> {
  return ask(() => invoke("engine"), () => Promise.resolve({ ready: false, words: "没有安装文字识别引擎，扫描件的文字不能检索。" }));
}

/** Recognises the words of a page's picture and keeps them; false when it failed, which is kept too. */
export function recognise(caseId: string, original: string, page: number, hash: string, png: Uint8Array): Promise<boolean> {
  return ask(() => invoke<boolean>("recognise", png, { headers: { case: caseId, original, page: String(page), hash } }), () => Promise.resolve(false));
}

/** What the shell says of the desk: the vault is being locked, a backup began or ended. */
export type DeskNote = { kind: "lock" | "backup" };

/** From now on the shell tells the window when the vault is being locked. */
export function attend(hear: (note: DeskNote) => void): Promise<void> {
  return ask(() => {
    const channel = new Channel<DeskNote>();
    channel.onmessage = hear;
    return invoke("attend", { channel });
  }, nothing);
}

/** Somebody is at the desk. */
export const alive = (): Promise<void> => ask(() => invoke("alive"), nothing);

/** Something was copied out of the window; the shell empties the clipboard later. */
export const copied = (): Promise<void> => ask(() => invoke("copied"), nothing);

/** Makes a backup now and verifies it. */
export const backUp = (): Promise<BackupState> => ask(() => invoke("back_up"), (answer) => answer("backup_state", {}));

/** Lets the reader choose where backups go; null when cancelled. */
export const pickBackupFolder = (): Promise<BackupState | null> => ask(() => invoke("pick_backup_folder"), (answer) => answer("backup_state", {}));

/** A backup that was found. */
export interface FoundBackup { id: number; made: string; cases: number; bytes: number; same: boolean; vault: string }

/** Lets the reader choose a folder and lists the backups in it, newest first; null when cancelled. */
export const findBackups = (): Promise<FoundBackup[] | null> => ask(() => invoke("find_backups"), async () => [{ id: 0, made: "2026-11-29 18:02", cases: 4, bytes: 183_000_000, same: true, vault: "7c31a0f2" }]);

/** Puts a backup in the place of the vault; `kept` is the name under which what was there before stays. */
export const restoreBackup = (id: number): Promise<{ kept: string | null }> => ask(() => invoke("restore_backup", { id }), async () => ({ kept: "vault.before-20261130-091500" }));

/** Puts a damaged case from the newest backup back; what is here stays beside it. */
export const restoreCase = (caseId: string): Promise<{ made: string }> => ask(() => invoke("restore_case", { case: caseId }), async () => ({ made: "2026-11-23 18:02" }));

/** Every rejection reaches the screens as a `Failure`, whatever was thrown. */
export function asFailure(thrown: unknown): Failure {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown) {
    const { code, message, hint } = thrown as Partial<Failure>;
    return { code: String(code) as Code, message: String(message), hint: hint ? String(hint) : "" };
  }
  return { code: "io", message: thrown instanceof Error ? thrown.message : String(thrown), hint: "" };
}
