export const reviewZh = { title: "" };
export const reviewEn: typeof reviewZh = { title: "" };
