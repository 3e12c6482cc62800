import { describe, expect, it } from "vitest";
import { changed, names, requestOf, type Cover } from "./matter";

const cover: Cover = { name: "某案", stage: "first_instance", authority: "", docket: "", firm: "某所", contact: "", lawyers: "周某、陈某", licences: "某证1、某证2", entrusted_by: "", police: "", procuratorate: "", court: "", note: "" };

describe("the file cover", () => {
  it("reads defenders however they are separated", () => {
    expect(names("周某、陈某")).toEqual(["周某", "陈某"]);
    expect(names(" 周某， 陈某;李某 ")).toEqual(["周某", "陈某", "李某"]);
    expect(names("  ")).toEqual([]);
  });
  it("sends every field with the case", () => expect(requestOf("c1", cover)).toEqual({ ...cover, case: "c1", lawyers: ["周某", "陈某"], licences: ["某证1", "某证2"] }));
  it("knows whether anything was changed, spaces aside", () => {
    expect(changed(cover, { ...cover, firm: "某所 " })).toBe(false);
    expect(changed(cover, { ...cover, docket: "某检刑诉1号" })).toBe(true);
  });
});
