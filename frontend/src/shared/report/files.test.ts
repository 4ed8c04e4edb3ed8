import { describe, expect, it } from "vitest";
import { parsed } from ".";
import { addressOf, fileOf } from "./files";

const file = (name: string, url: string) => ({
  name,
  url,
  size: 1,
  content_type: "text/plain",
  sha256: "",
});

describe("a run's files", () => {
  it("are read by the name that the page came by, where the platform keeps them itself", () => {
    const own = file(
      "result.json",
      "http://elsewhere:8080/v1/blobs/a/result.json?expires=1&signature=s",
    );
    expect(addressOf(own)).toBe("/v1/blobs/a/result.json?expires=1&signature=s");
  });

  it("are read where they are, where a store keeps them", () => {
    const kept = file("result.json", "https://store.example/bucket/result.json?sig=s");
    expect(addressOf(kept)).toBe("https://store.example/bucket/result.json?sig=s");
  });

  it("are missed by name", () => {
    const there = file("trades.csv", "/v1/blobs/t");
    expect(fileOf([there], "trades.csv")).toBe(there);
    expect(() => fileOf([there], "logs.txt")).toThrow("this run left no logs.txt");
  });
});

describe("a result", () => {
  it("is refused where it is of a version that these pages do not know", () => {
    expect(parsed('{"version": 1}').version).toBe(1);
    expect(() => parsed('{"version": 2}')).toThrow("version 2");
  });
});
