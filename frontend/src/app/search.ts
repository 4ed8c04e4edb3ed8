/**
 * What the address keeps of each page, so that it can be shared and come back to.
 *
 * Whatever is not understood is left out: an old or mistyped address still opens its page.
 */

import { ownPath } from "../shared/identity/back";
import { REPORT_PERIODS, REPORT_TABS } from "../shared/report/parts";
import { RUN_KINDS, RUN_STATES } from "../shared/runs/kinds";

type Raw = Record<string, unknown>;

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== ""
    ? value
    : typeof value === "number"
      ? String(value)
      : undefined;
}

function oneOf<const T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((each) => each === value);
}

function whole(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

function texts(value: unknown): string[] | undefined {
  const found = (Array.isArray(value) ? value : [value]).flatMap((each) => text(each) ?? []);
  return found.length > 0 ? found : undefined;
}

/** Drops what is undefined: the address shows what was chosen, and no more. */
function kept<T extends Record<string, unknown>>(
  values: T,
): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

export const signIn = (raw: Raw) =>
  kept({
    back: ownPath(raw["back"]),
    expired: raw["expired"] === true ? (true as const) : undefined,
  });

export const WELCOME_STEPS = ["words", "data", "run"] as const;

export const welcome = (raw: Raw) =>
  kept({ step: oneOf(raw["step"], WELCOME_STEPS), run: text(raw["run"]) });

export const strategies = (raw: Raw) =>
  kept({
    text: text(raw["text"]),
    tag: text(raw["tag"]),
    kind: oneOf(raw["kind"], ["spec", "code"]),
    order: oneOf(raw["order"], ["updated", "created"]),
  });

export const newStrategy = (raw: Raw) =>
  kept({
    from: oneOf(raw["from"], ["words", "template", "form", "code"]),
    template: text(raw["template"]),
  });

export const builder = (raw: Raw) =>
  kept({
    view: oneOf(raw["view"], ["rules", "words", "code"]),
    pane: oneOf(raw["pane"], ["chat", "setup", "versions"]),
    show: oneOf(raw["show"], ["chat", "strategy", "setup", "result"]),
    conversation: text(raw["conversation"]),
    before: whole(raw["before"]),
    after: whole(raw["after"]),
  });

export const runs = (raw: Raw) =>
  kept({
    kind: oneOf(raw["kind"], RUN_KINDS),
    state: oneOf(raw["state"], RUN_STATES),
    strategy: text(raw["strategy"]),
    since: text(raw["since"]),
    until: text(raw["until"]),
    selected: texts(raw["selected"]),
  });

export const report = (raw: Raw) =>
  kept({
    tab: oneOf(raw["tab"], REPORT_TABS),
    by: oneOf(raw["by"], REPORT_PERIODS),
    pair: text(raw["pair"]),
    trade: whole(raw["trade"]),
    side: oneOf(raw["side"], ["long", "short"]),
    entry: text(raw["entry"]),
    exit: text(raw["exit"]),
    outcome: oneOf(raw["outcome"], ["won", "lost"]),
    sort: text(raw["sort"]),
    scale: oneOf(raw["scale"], ["log"]),
    with: texts(raw["with"]),
  });

export const compare = (raw: Raw) => kept({ ids: texts(raw["ids"]) });

export const data = (raw: Raw) =>
  kept({
    exchange: text(raw["exchange"]),
    pair: text(raw["pair"]),
    timeframe: text(raw["timeframe"]),
    series: text(raw["series"]),
    download: raw["download"] === true || undefined,
    run: text(raw["run"]),
  });

export const account = (raw: Raw) =>
  kept({
    section: oneOf(raw["section"], [
      "profile",
      "security",
      "keys",
      "notifications",
      "usage",
      "preferences",
      "audit",
      "data",
    ]),
  });

export const operations = (raw: Raw) =>
  kept({
    section: oneOf(raw["section"], ["overview", "runs", "users", "audit"]),
    user: text(raw["user"]),
    state: oneOf(raw["state"], RUN_STATES),
    email: text(raw["email"]),
    member: text(raw["member"]),
  });
