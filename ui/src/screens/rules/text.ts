export const rulesZh = {
  title: "规则",
};

export const rulesEn: typeof rulesZh = {
  title: "Rules",
};
