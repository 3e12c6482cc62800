export const strategyZh = {
  title: "辩护策略",
};

export const strategyEn: typeof strategyZh = {
  title: "Strategy",
};
