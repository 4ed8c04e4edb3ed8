import { describe, expect, it } from "vitest";
import { brokenRules } from "./passwords";

describe("brokenRules", () => {
  it.each([
    ["correct horse battery", []],
    ["short", ["length"]],
    ["aaaaaaaaaaaa", ["variety"]],
    ["Ada.Lovelace@example.org", ["address"]],
    ["ada.lovelace", ["address"]],
    ["", ["length", "variety", "address"]],
  ])("%j breaks %j", (password, broken) => {
    expect(brokenRules(password, "ada.lovelace@Example.org ")).toEqual(broken);
  });
});
