import { beforeEach, describe, expect, it } from "vitest";
import { settle, takeOff } from "./watched";

const running = (id: string) => ({ id, over: false });
const over = (id: string) => ({ id, over: true });

describe("watched runs", () => {
  beforeEach(() => localStorage.clear());

  it("tells the end of what was seen under way, once", async () => {
    await settle("ada", [running("a"), running("b")]);
    expect((await settle("ada", [over("a"), running("b")])).ended).toEqual(["a"]);
    expect((await settle("ada", [over("a"), running("b")])).ended).toEqual([]);
    expect((await settle("ada", [over("a"), over("b")])).ended).toEqual(["b"]);
  });

  it("is silent about what was over when first seen", async () => {
    expect((await settle("ada", [over("a")])).ended).toEqual([]);
  });

  it("keeps what newer runs pushed off the page, until it is taken off", async () => {
    await settle("ada", [running("a")]);
    expect((await settle("ada", [running("b")])).unknown).toEqual(["a"]);
    expect(await takeOff("ada", "a")).toBe(true);
    expect(await takeOff("ada", "a")).toBe(false);
    expect((await settle("ada", [running("b")])).unknown).toEqual([]);
  });

  it("forgets the runs of whoever was signed in before", async () => {
    await settle("ada", [running("a")]);
    expect(await settle("eve", [over("a")])).toEqual({ ended: [], unknown: [] });
  });
});
