export const sentenceZh = {
  title: "出口与量刑",
};

export const sentenceEn: typeof sentenceZh = {
  title: "Exits and sentence",
};
