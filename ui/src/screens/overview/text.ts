export const overviewZh = { title: "" };
export const overviewEn: typeof overviewZh = { title: "" };
