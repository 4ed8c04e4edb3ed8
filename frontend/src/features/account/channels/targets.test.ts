import { describe, expect, it } from "vitest";
import { isAddress, isChat, isUrl } from "./targets";

describe("where a channel leads", () => {
  it.each([
    [
      isAddress,
      ["ada@example.org", " ada+bots@mail.example.org "],
      ["ada", "ada@example", "a b@c.d", ""],
    ],
    [
      isUrl,
      ["https://example.org", "http://localhost:9000/in?key=1"],
      ["example.org", "ftp://example.org", "https://", "https://a b", ""],
    ],
    [isChat, ["123456", "-1001234567890", "@news"], ["news", "12a", "@", "-", ""]],
  ])("%s", (fits, right, wrong) => {
    expect(right.filter((text) => !fits(text))).toEqual([]);
    expect(wrong.filter((text) => fits(text))).toEqual([]);
  });
});
