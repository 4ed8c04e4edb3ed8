import { Refusal } from "./answers";
import type { KeptChannel } from "./channels";
import { copy, recorded, type Schemas } from "./recorded";
import { type KeptRun, seen } from "./running";

export interface KeptStrategy {
  about: Omit<Schemas["StrategyView"], "version">;
  /** Oldest first. */
  versions: Schemas["VersionView"][];
  revision: number;
}

export interface KeptConversation {
  view: Schemas["ConversationView"];
  revision: number;
}

export interface Account {
  profile: Schemas["Profile"];
  password: string;
  revision: number;
  strategies: KeptStrategy[];
  conversations: KeptConversation[];
  runs: KeptRun[];
  keys: Schemas["ApiKeyView"][];
  channels: KeptChannel[];
  audit: Schemas["AuditView"][];
  factor: KeptFactor | null;
}

/** A second factor: `since` is null until its first code came. */
export interface KeptFactor {
  secret: string;
  since: string | null;
  recovery: string[];
}

/** What every app shows here, always. */
export const APP_CODE = "287082";

/** Who has an account from the start; it is shown nowhere but here and on the console. */
export const TRADER = { email: recorded.me.email, password: "four words of paper" };

const TOKEN = "mock ";
const SESSION_SECONDS = 3600;

/** The platform's state, kept as long as the page is: every account with what is its own. */
export class Database {
  readonly accounts = new Map<string, Account>();
  /** Answers under their `Idempotency-Key`. */
  readonly answered = new Map<string, Response>();
  /** How long a run stays at each of its steps, and a message takes. */
  stepMs = 700;
  /** Kinds of channels that cannot be had, and what to set for them. */
  readonly lacking = new Map([
    ["telegram", "The operator of this platform must set HYPERTRADE_TELEGRAM_TOKEN."],
  ]);

  constructor() {
    this.accounts.set(TRADER.email, {
      ...empty(copy(recorded.me), TRADER.password),
      strategies: copy(recorded.strategies).map(({ view: { version: _, ...about }, versions }) => ({
        about,
        versions: versions.toReversed(),
        revision: about.latest,
      })),
      conversations: [{ view: copy(recorded.conversation), revision: 1 }],
      runs: copy(recorded.runs).map((view) => ({ view, begun: 0 })),
      audit: copy(recorded.audit),
    });
  }

  join(email: string, password: string, name: string): Account {
    if (this.accounts.has(email)) {
      throw new Refusal("taken");
    }
    const profile = { ...recorded.me, id: newId(), email, name, created: now() };
    const account = empty(profile, password);
    this.accounts.set(email, account);
    return account;
  }

  /** Tokens say whose they are, so that a session outlives the page and this database. */
  sessionOf({ profile }: Account, isNew: boolean): Schemas["SessionView"] {
    const token = `${TOKEN}${profile.email}`;
    return {
      ...{ user: profile.id, email: profile.email, id_token: token, refresh_token: token },
      ...{ expires_in: SESSION_SECONDS, new: isNew },
    };
  }

  whoseToken(token: string): Account {
    const account = this.accounts.get(token.startsWith(TOKEN) ? token.slice(TOKEN.length) : "");
    if (account === undefined) {
      throw new Refusal("unauthenticated");
    }
    return account;
  }

  whoAsks(headers: Headers): Account {
    return this.whoseToken((headers.get("Authorization") ?? "").replace(/^Bearer /, ""));
  }

  /** Every run as it stands now, newest first. */
  runsOf(account: Account): Schemas["RunView"][] {
    return account.runs.map((run) => seen(run, this.stepMs));
  }
}

function empty(profile: Schemas["Profile"], password: string): Account {
  return {
    ...{ profile, password, revision: 1, strategies: [], conversations: [], runs: [], keys: [] },
    ...{ channels: [], audit: [], factor: null },
  };
}

export function newId(): string {
  return crypto.randomUUID().replaceAll("-", "");
}

export function now(): string {
  return new Date().toISOString();
}
