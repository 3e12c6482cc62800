export const chargesZh = {
  title: "罪名与法律适用",
};

export const chargesEn: typeof chargesZh = {
  title: "Offences and the law that applies",
};
