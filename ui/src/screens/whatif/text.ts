export const whatifZh = {
  title: "推演",
};

export const whatifEn: typeof whatifZh = {
  title: "What if",
};
