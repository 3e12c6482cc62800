import type { CaseHead, CaseRow, MatterView } from "../commands";
import { conflicts } from "./people";
import { me, STAGES, type Matter } from "./world";

export const PACKS = [
  { from: "2019-11-01", name: "帮信罪", label: "2019-11-01起", in_force_at_act: false, current: false, ground: "行为后，待核实。", chosen: false },
  { from: "2022-03-22", name: "帮信罪", label: "行为时·2022-03-22起", in_force_at_act: true, current: false, ground: "行为终了时的规则（行为时法）。", chosen: false },
  { from: "2025-07-28", name: "帮信罪", label: "现行·2025-07-28起", in_force_at_act: false, current: true, ground: "行为以后的意见、纪要：不是司法解释，新旧如何取舍没有明文。", chosen: false },
];

const stageName = (id: string) => STAGES.find((stage) => stage.id === id)?.name ?? id;

export function headOf(one: Matter): CaseHead {
  const held = [...one.positions.values()];
  const lawyer = me().role === "lawyer";
  return {
    id: one.id, name: one.name, stage: one.stage, stage_name: stageName(one.stage), charge: one.charge, demo: one.demo, parties: one.parties, packs: PACKS, revision: one.revision, saved_at: one.saved_at,
    reviewed: held.filter((position) => position.state === "accepted").length, total: held.length, unverified: 2, can: { find: lawyer, review: lawyer, sign: lawyer }, next_deadline: null, custody: "", ...conflicts(one),
  };
}

export function coverOf(one: Matter): MatterView {
  return { head: headOf(one), stages: STAGES, ...one.cover };
}

export function rowOf(one: Matter, result: string): CaseRow {
  const held = [...one.positions.values()];
  return {
    id: one.id, name: one.name, accused: one.parties.filter((party) => party.kind === "person").map((party) => party.name), charge: one.charge, stage: one.stage, stage_name: stageName(one.stage),
    pending: held.filter((position) => position.state === "proposed").length, returned: held.filter((position) => position.state === "returned").length, result, updated_at: one.saved_at, demo: one.demo, mine: true, next_deadline: null, later: [], custody_day: null, conflict_stops: 0, conflict_warns: 0,
  };
}
