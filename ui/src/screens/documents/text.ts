export const documentsZh = { title: "" };
export const documentsEn: typeof documentsZh = { title: "" };
