import { describe, expect, it } from "vitest";
import { clickedPath, told } from "./push";

describe("push", () => {
  it("reads what the platform sends", () => {
    const text = JSON.stringify({ title: "Done", body: "RSI", tag: "r1", path: "/runs/r1" });
    expect(told(text)).toEqual({
      title: "Done",
      body: "RSI",
      tag: "r1",
      data: { path: "/runs/r1" },
    });
  });

  it.each(["plain words", "7", "[", ""])("shows %j as it is", (text) => {
    expect(told(text)).toEqual({ title: "HyperTrade", body: text, tag: "", data: { path: "/" } });
  });

  it("leads nowhere but into the application", () => {
    expect(told('{"path":"https://evil.example/"}').data.path).toBe("/");
    expect(clickedPath({ path: "//evil.example/" })).toBe("/");
    expect(clickedPath({ path: "/runs" })).toBe("/runs");
    expect(clickedPath(null)).toBe("/");
  });
});
