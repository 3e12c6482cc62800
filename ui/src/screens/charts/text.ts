export const chartsZh = {
  title: "图示",
  hint: "与文书上印的是同一张图；数字都在表里。",
  stance: "按谁的事实",
  stance_hint: "行为、款项按所选立场画；数额三方并列。",
  table: "看数字",
  none: "还没有可以画的内容",
  none_text: "录入金额、行为起止日期、程序事件以后，这里自动出图。",
  to_facts: "去录入事实",
};

export const chartsEn: typeof chartsZh = {
  title: "Charts",
  hint: "The same charts as on paper; every number is in its table.",
  stance: "On whose facts",
  stance_hint: "Conduct and payments follow the stance chosen; amounts show all three.",
  table: "The numbers",
  none: "Nothing to draw yet",
  none_text: "Once amounts, dates of conduct or procedural events are entered, charts appear here.",
  to_facts: "Enter facts",
};
