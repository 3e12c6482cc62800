export const casesZh = { title: "" };
export const casesEn: typeof casesZh = { title: "" };
