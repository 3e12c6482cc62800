export const vaultZh = { title: "" };
export const vaultEn: typeof vaultZh = { title: "" };
