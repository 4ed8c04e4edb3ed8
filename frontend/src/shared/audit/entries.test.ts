import { describe, expect, it } from "vitest";
import { actorOf, detailsOf, type Entry, eventKey } from "./entries";

const ENTRY: Entry = {
  id: "1",
  owner: "ada",
  actor: "ada",
  what: "account.roles_changed",
  subject: "",
  address: "",
  request: "",
  details: {},
  at: "2026-03-01T12:00:00Z",
};

describe("actorOf", () => {
  it("tells the machine's owner, operators and strangers apart", () => {
    expect(actorOf(ENTRY)).toBe("self");
    expect(actorOf({ ...ENTRY, actor: "machine" })).toBe("machine");
    expect(actorOf({ ...ENTRY, actor: "platform" })).toBe("platform");
    expect(actorOf({ ...ENTRY, actor: "olga" })).toBe("other");
    expect(actorOf({ ...ENTRY, actor: "", what: "account.sign_in_failed" })).toBe("nobody");
    expect(actorOf({ ...ENTRY, actor: "nobody", what: "factor.refused" })).toBe("nobody");
  });
});

describe("detailsOf", () => {
  it("writes the subject, then what there is", () => {
    const details = { before: ["user"], after: ["operator", "user"], reason: null };
    expect(detailsOf({ ...ENTRY, subject: "run", details })).toBe(
      "run · before: user · after: operator, user",
    );
    expect(detailsOf(ENTRY)).toBe("");
  });
});

describe("eventKey", () => {
  it("is the text's key", () => {
    expect(eventKey("run.cancelled")).toBe("run_cancelled");
  });
});
