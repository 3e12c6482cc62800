export const deadlinesZh = {
  title: "期限",
};

export const deadlinesEn: typeof deadlinesZh = {
  title: "Time limits",
};
