export const matrixZh = { title: "要件" };
export const matrixEn = { title: "Elements" };
