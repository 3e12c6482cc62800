export const settingsZh = { title: "" };
export const settingsEn: typeof settingsZh = { title: "" };
