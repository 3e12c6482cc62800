// Recorded answers about keys, walls, logs and backups.
import type { BackupState, Commands, Exports, VaultState } from "../commands";
import { refuse, requireLawyer, world } from "./world";

type Known = Omit<Commands, keyof Exports> & Exports;
type Names = "recover_vault" | "begin_sheet" | "confirm_sheet" | "drop_sheet" | "set_role" | "remove_user" | "wall" | "set_wall" | "drop_wall" | "audit_slice" | "office_log" | "backup_state" | "export_sheet" | "export_office_log";
type Some = { [Name in Names]: (request: Known[Name]["request"]) => Known[Name]["view"] };

const GROUPS = ["7K2MQ", "XR4T9", "0BN6H", "WZ3PD", "5CJ8E", "YG1VA", "QT7M2", "4H9XK", "N0R6B", "DP3WZ", "E8J5C", "VA1YG", "K2Q7T"];
let sheet = "2026-11-20";
let walled: string[] | null = null;

/** What is known at the door. */
export const door = (open: boolean): Pick<VaultState, "vault" | "wait" | "sheet" | "device" | "cost"> => ({
  vault: "7c31 a0f2 9be4 55d0", wait: 0, sheet: open ? sheet : "", device: "keychain", cost: open ? "Argon2id，256 MiB 内存，3 遍" : "",
});

const backup: BackupState = { folder: "U盘/明辩备份", present: true, last: "2026-11-23 18:02", days: 0, changes: 3, due: false, stale: false, running: false, failure: "" };

export function keys(state: () => VaultState): Some {
  const wallView = () => ({
    walled: walled !== null, may: world.user?.role === "lawyer",
    members: world.users.map((one) => ({ ...one, inside: walled?.includes(one.id) ?? true, me: one.id === world.user?.id })),
  });
  return {
    recover_vault: ({ sheet: typed }) => {
      if (typed.replace(/[^0-9A-Za-z]/g, "").length !== 65) refuse("invalid", "恢复表第3组有误，请对照纸面核对这一组。", "");
      world.user = world.users[0] ?? null;
      return state();
    },
    begin_sheet: () => ({ groups: GROUPS, ask: [4, 11], vault: "7c31 a0f2 9be4 55d0", user: world.user?.name ?? "", replaces: sheet }),
    confirm_sheet: ({ typed }) => {
      if (typed[0]?.toUpperCase() !== GROUPS[3]) refuse("invalid", "第4组与恢复表不一致，请对照纸面重新输入这一组。", "");
      sheet = "2026-11-24";
      return state();
    },
    drop_sheet: () => state(),
    set_role: ({ user, role }) => {
      requireLawyer("改变角色");
      world.users = world.users.map((one) => (one.id === user ? { ...one, role } : one));
      return state();
    },
    remove_user: ({ user }) => {
      requireLawyer("移除用户");
      world.users = world.users.filter((one) => one.id !== user);
      return state();
    },
    wall: wallView,
    set_wall: ({ members }) => { walled = members; return wallView(); },
    drop_wall: () => { walled = null; return wallView(); },
    audit_slice: () => ({ left: 0, done: 4, broken: [], at: "09:30" }),
    office_log: () => ({
      lines: [
        { seq: 3, at: "2026-11-24 09:30", who: "李律师", what: "解锁" },
        { seq: 2, at: "2026-11-23 18:02", who: "李律师", what: "备份并验证：4件案件" },
        { seq: 1, at: "2026-11-20 10:00", who: "李律师", what: "建立保险库" },
      ],
      head: "9d1f04c27d55a3f09d1f04c27d55a3f09d1f04c27d55a3f09d1f04c27d55a3f0",
    }),
    backup_state: () => backup,
    export_sheet: () => ({ file_name: "明辩恢复表-李律师-20261124.pdf", sha256: "", pages: 1, saved: true }),
    export_office_log: () => ({ file_name: "保险库日志-20261124.jsonl", sha256: "", pages: 0, saved: true }),
  };
}
