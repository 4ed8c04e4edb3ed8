import type { Schemas } from "../api/client";

export type Entry = Schemas["AuditView"];

type Actor = "self" | "machine" | "platform" | "nobody" | "other";

/** Who acted: the account's own, the machine's owner, nobody at all or known, or somebody else. */
export function actorOf({ actor, owner, what }: Entry): Actor {
  if (actor === "nobody" || what === "account.sign_in_failed") {
    return "nobody";
  }
  if (actor === owner) {
    return "self";
  }
  return actor === "machine" || actor === "platform" ? actor : "other";
}

/** What an entry says beyond its event, as one line: what it is about, unless that is empty, first. */
export function detailsOf({ subject, details }: Pick<Entry, "subject" | "details">): string {
  const said = Object.entries(details).flatMap(([name, value]) =>
    value === null || value === "" ? [] : [`${name}: ${plain(value)}`],
  );
  return [...(subject === "" ? [] : [subject]), ...said].join(" · ");
}

function plain(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(plain).join(", ");
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

type EventTexts = typeof import("../../texts/en/account.json")["event"];

/** `key.created` as its text is called: a full stop separates keys there. */
export function eventKey(what: Entry["what"]): keyof EventTexts {
  return what.replace(".", "_") as keyof EventTexts;
}
