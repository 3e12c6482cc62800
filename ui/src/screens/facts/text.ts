export const factsZh = { title: "事实" };
export const factsEn = { title: "Facts" };
