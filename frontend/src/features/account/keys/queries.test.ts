import { describe, expect, it } from "vitest";
import { type Key, standing } from "./queries";

const key: Key = {
  id: "k",
  name: "phone",
  hint: "abcd",
  scopes: ["runs:read"],
  created: "2026-01-01T00:00:00Z",
  expires: "2026-04-01T00:00:00Z",
  revoked: null,
  last_used: null,
};
const march = Date.parse("2026-03-01T00:00:00Z");

describe("standing", () => {
  it("is active until it expires", () => {
    expect(standing(key, march)).toBe("active");
    expect(standing(key, Date.parse("2026-04-01T00:00:00Z"))).toBe("expired");
    expect(standing({ ...key, expires: null }, march)).toBe("active");
  });

  it("says revoked, whenever it would have expired", () => {
    expect(standing({ ...key, revoked: "2026-02-01T00:00:00Z" }, march)).toBe("revoked");
  });
});
