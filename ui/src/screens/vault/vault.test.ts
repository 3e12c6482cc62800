import { describe, expect, it } from "vitest";
import { readyToCreate, strengthOf } from "./vault";

describe("strength of a passphrase", () => {
  it("counts characters, not code units", () => {
    expect(strengthOf("𠮷𠮷𠮷")).toMatchObject({ level: "short", missing: 5 });
  });

  it.each([["12345678"], ["aaaaaaaaaaaa"], ["mypassword1"], ["76543210"]])("calls %s weak", (text) => expect(strengthOf(text).level).toBe("weak"));

  it("calls a sentence of one's own strong", () => {
    expect(strengthOf("那年冬天在云南看见三头骆驼").level).toBe("strong");
  });

  it("puts eight mixed characters between", () => {
    expect(strengthOf("纸墨印章云山四方").level).toBe("strong");
    expect(strengthOf("tk7#vq2m!xz").level).toBe("fair");
  });
});

describe("creating the vault", () => {
  it("needs a name, eight characters and the same twice", () => {
    expect(readyToCreate(" ", "纸墨印章云山四方", "纸墨印章云山四方")).toBe(false);
    expect(readyToCreate("周律师", "纸墨印章", "纸墨印章")).toBe(false);
    expect(readyToCreate("周律师", "纸墨印章云山四方", "纸墨印章云山四")).toBe(false);
    expect(readyToCreate("周律师", "纸墨印章云山四方", "纸墨印章云山四方")).toBe(true);
  });
});
