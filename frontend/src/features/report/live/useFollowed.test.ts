import { describe, expect, it } from "vitest";
import type { Schemas } from "../../../shared/api/client";
import { newer } from "./useFollowed";

const known = {
  id: "a",
  sequence: 4,
  state: "running",
  artifacts: [],
} as unknown as Schemas["RunView"];

describe("what was told of a run", () => {
  it("replaces what is older, and keeps what events do not tell", () => {
    const told = { id: "a", sequence: 5, attempt: 2 } as Schemas["RunSummary"];
    expect(newer(known, told)).toEqual({ ...known, sequence: 5, attempt: 2 });
  });

  it("never takes a run back", () => {
    const late = { id: "a", sequence: 3, state: "queued" } as Schemas["RunSummary"];
    expect(newer(known, late)).toBe(known);
  });

  it("is nothing yet where the run was not read", () => {
    expect(newer(undefined, { sequence: 1 } as Schemas["RunSummary"])).toBeUndefined();
  });
});
