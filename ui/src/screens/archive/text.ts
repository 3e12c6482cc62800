export const archiveZh = {
  title: "归档清单",
  hint: "各项按案卷里已有的内容自动勾选。确实不需要的，由律师注明理由标为“不适用”。",
  ready: "可以归档：各项齐备。",
  missing: (n: number) => `还缺 ${n} 项`,
  state: { done: "已有", missing: "缺", waived: "不适用" },
  go: (name: string) => `去${name}`,
  waive: "不适用…",
  unwaive: "恢复适用",
  reason: "不适用的理由",
  reason_hint: "如“当事人取保在外，未在看守所会见”",
  save: "标为不适用",
  waived_by: (who: string, reason: string) => `${who}：${reason}`,
};

export const archiveEn: typeof archiveZh = {
  title: "Archive checklist",
  hint: "Each line ticks itself from the record. What is not needed a lawyer marks so, with a reason.",
  ready: "Ready to be archived: everything is there.",
  missing: (n) => `${n} missing`,
  state: { done: "There", missing: "Missing", waived: "Does not apply" },
  go: (name) => `To ${name}`,
  waive: "Does not apply…",
  unwaive: "Applies after all",
  reason: "Why it does not apply",
  reason_hint: "For instance: on bail, never met in detention",
  save: "Mark so",
  waived_by: (who, reason) => `${who}: ${reason}`,
};
