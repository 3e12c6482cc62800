import { describe, expect, it } from "vitest";
import { bold, bullets, enter, heading, insert, numbers } from "./edit";

const at = (text: string, from: number, to = from) => ({ text, from, to });

describe("bold", () => {
  it("is put on and taken off again", () => {
    const on = bold(at("不构成犯罪", 0, 3));
    expect(on).toEqual(at("**不构成**犯罪", 2, 5));
    expect(bold(on)).toEqual(at("不构成犯罪", 0, 3));
    expect(bold(at("**不构成**犯罪", 0, 7)).text).toBe("不构成犯罪");
  });
});

describe("lists and headings", () => {
  it("mark every chosen line", () => {
    expect(bullets(at("甲\n乙\n丙", 0, 3)).text).toBe("- 甲\n- 乙\n丙");
    expect(numbers(at("甲\n乙", 0, 3)).text).toBe("1. 甲\n2. 乙");
  });
  it("change from one kind to another, and back to plain", () => {
    expect(numbers(at("- 甲\n- 乙", 0, 7)).text).toBe("1. 甲\n2. 乙");
    expect(numbers(at("1. 甲\n2. 乙", 0, 9)).text).toBe("甲\n乙");
    expect(heading(at("关于明知", 2), 1).text).toBe("## 关于明知");
    expect(heading(at("## 关于明知", 4), 2).text).toBe("### 关于明知");
    expect(heading(at("### 关于明知", 4), 2).text).toBe("关于明知");
  });
});

describe("enter", () => {
  it("goes on with a list and ends it", () => {
    expect(enter(at("- 甲", 3))).toEqual(at("- 甲\n- ", 6));
    expect(enter(at("9. 甲", 4))?.text).toBe("9. 甲\n10. ");
    expect(enter(at("- 甲\n- ", 6))).toEqual(at("- 甲\n", 4));
  });
  it("is an ordinary new line elsewhere", () => expect([enter(at("甲", 1)), enter(at("- 甲", 0, 2))]).toEqual([null, null]));
});

it("words are put where the cursor is", () => expect(insert(at("甲乙", 1), "丙")).toEqual(at("甲丙乙", 2)));
