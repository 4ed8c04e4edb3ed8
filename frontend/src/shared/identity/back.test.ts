import { describe, expect, it } from "vitest";
import { ownPath } from "./back";

describe("ownPath", () => {
  it.each(["/runs", "/runs?state=failed", "/strategies/a1?view=code#top"])("keeps %s", (path) => {
    expect(ownPath(path)).toBe(path);
  });

  it.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "/.//evil.example/",
    "/\t/evil.example",
    "javascript:alert(1)",
    "runs",
    "",
    7,
    undefined,
    "/sign-in?back=/runs",
  ])("refuses %s", (text) => {
    expect(ownPath(text)).toBeUndefined();
  });
});
