import ts from "typescript";
import { describe, expect, it } from "vitest";
import text from "../src/shared/api/schema.d.ts?raw";
import { traderOf } from "../src/shared/testing/signedIn";
import type { Declared } from "./answers";
import { APP_CODE, type KeptFactor, TRADER } from "./database";
import { declared } from "./handlers";
import { recorded } from "./recorded";
import { mockApi } from "./server";

const api = mockApi();
const file = ts.createSourceFile("schema.d.ts", text, ts.ScriptTarget.Latest);

/** Members of an interface of the schema, or of a member's type. */
function membersOf(node: ts.Node | undefined): Map<string, ts.TypeNode> {
  const found = new Map<string, ts.TypeNode>();
  node?.forEachChild((child) => {
    if (ts.isPropertySignature(child) && child.type !== undefined) {
      const { name } = child;
      found.set(ts.isComputedPropertyName(name) ? "" : name.text, child.type);
    }
  });
  return found;
}

function declaration(name: string): ts.Node | undefined {
  return file.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === name);
}

const paths = membersOf(declaration("paths"));
const operations = membersOf(declaration("operations"));

/** Statuses that the schema knows for an operation; null for one that it does not have. */
function statusesOf({ path, method }: Declared): number[] | null {
  const operation = membersOf(paths.get(path)).get(method)?.getText(file);
  const name = operation?.match(/^operations\["(.+)"\]$/)?.[1];
  return name === undefined
    ? null
    : [...membersOf(membersOf(operations.get(name)).get("responses")).keys()].map(Number);
}

const strategy = recorded.conversation.strategy ?? "";
const spec = recorded.understood.spec;
const CREATED = recorded.me.created;
const KEY = { name: "phone", scopes: ["runs:read"], expires: null };

const CHANNEL = {
  ...{ name: "phone", to: { kind: "email", address: TRADER.email }, events: ["run.failed"] },
};

/** What is sent where an operation needs a body. */
const BODIES: Record<string, unknown> = {
  "post /v1/auth/sign-in": TRADER,
  "post /v1/auth/sign-up": { email: "new@hypertrade.example", password: "long enough" },
  "post /v1/auth/refresh": { refresh_token: `mock ${TRADER.email}` },
  "patch /v1/me": { name: "Other" },
  "post /v1/me/second-factor/confirm": { code: APP_CODE },
  "post /v1/me/second-factor/recovery-codes": { code: APP_CODE },
  "delete /v1/me/second-factor": { code: APP_CODE },
  "post /v1/api-keys": KEY,
  "post /v1/me/channels": CHANNEL,
  "patch /v1/me/channels/{channel}": { name: "Other" },
  "post /v1/strategies": { words: "Buy when RSI is below 30." },
  "post /v1/strategies/understand": { words: "Buy when RSI is below 30.", timeframe: null },
  "post /v1/strategies/validate": { spec },
  "post /v1/strategies/explain": { spec },
  "post /v1/strategies/compile": { spec },
  "patch /v1/strategies/{strategy}": { name: "Other" },
  "post /v1/strategies/{strategy}/fork": { name: "Other", version: null },
  "post /v1/strategies/{strategy}/versions": { spec },
  "post /v1/strategies/{strategy}/restore": { version: 1 },
  "post /v1/strategies/{strategy}/conversations": { title: "Other" },
  "patch /v1/conversations/{conversation}": { title: "Other" },
  "post /v1/conversations/{conversation}/turns": { words: "Set the stop loss to 5%" },
  "post /v1/code/format": { source: "x = 1" },
  "post /v1/previews": { spec },
  "post /v1/runs": { kind: "backtest", strategy },
  "post /v1/runs/estimate": { kind: "backtest", strategy },
  "post /v1/data/downloads": { kind: "download", pairs: ["BTC/USDT"], timeframe: "1h" },
};

/** What a change is based on. */
const REVISIONS = [
  ["/v1/strategies/{strategy}", '"3"'],
  ["/v1/conversations/{conversation}", '"1"'],
  ["/v1/me", '"1"'],
] as const;

const OVER = recorded.runs.find(({ kind, state }) => kind === "backtest" && state === "succeeded");

/** What was sent to a channel; of what there is not, nothing. */
function codeOf({ channel }: Record<string, string>): string {
  const { channels = [] } = api.database.accounts.get(TRADER.email) ?? {};
  return channels.find(({ view }) => view.id === channel)?.code ?? "";
}

async function asked(
  { method, path }: Declared,
  ids: Record<string, string>,
  token = `mock ${TRADER.email}`,
): Promise<Response> {
  const confirms = path === "/v1/me/channels/{channel}/confirm";
  const body = confirms ? { code: codeOf(ids) } : BODIES[`${method} ${path}`];
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "");
  const revision = REVISIONS.find(([start]) => path.startsWith(start))?.[1];
  return fetch(`http://localhost${address}`, {
    method: method.toUpperCase(),
    headers: {
      Authorization: `Bearer ${token}`,
      ...(revision === undefined ? {} : { "If-Match": revision }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** The second factor of the trader as it is before each of its changes. */
const FACTORS: Record<string, KeptFactor> = {
  "post /v1/me/second-factor/confirm": { secret: "", since: null, recovery: [] },
  "post /v1/me/second-factor/recovery-codes": { secret: "", since: CREATED, recovery: [] },
  "delete /v1/me/second-factor": { secret: "", since: CREATED, recovery: [] },
};

/** Names of things that there are; a key, a channel and a run that goes on are made first. */
async function known(path: string): Promise<Record<string, string>> {
  const account = api.database.accounts.get(TRADER.email);
  const headers = { Authorization: `Bearer mock ${TRADER.email}` };
  const post = async (address: string, body: unknown) => {
    const made = await fetch(`http://localhost${address}`, {
      ...{ method: "POST", headers, body: JSON.stringify(body) },
    });
    const answered = (await made.json()) as { id: string; channel?: { id: string } };
    return answered.channel?.id ?? answered.id;
  };
  return {
    ...{ strategy, conversation: account?.conversations[0]?.view.id ?? "", number: "1" },
    name: "backtest-result.json",
    key: await post("/v1/api-keys", KEY),
    channel: await post("/v1/me/channels", CHANNEL),
    run: /cancel|events/.test(path)
      ? await post("/v1/runs", BODIES["post /v1/runs"])
      : (OVER?.id ?? ""),
  };
}

const each = declared.map((one) => [`${one.method} ${one.path}`, one] as const);

describe("the mock API", () => {
  it("reads the schema", () => {
    expect(paths.size).toBeGreaterThan(50);
    expect(statusesOf(declared[0] as Declared)).toContain(200);
  });

  it("answers nothing twice", () => {
    expect(new Set(each.map(([name]) => name)).size).toBe(declared.length);
  });

  it.each(each)("answers %s as the schema says", async (_name, one) => {
    const statuses = statusesOf(one);
    expect(statuses).not.toBeNull();
    traderOf(api.database).factor = FACTORS[`${one.method} ${one.path}`] ?? null;
    const { status } = await asked(one, await known(one.path));
    expect(status).toBeLessThan(300);
    expect(statuses).toContain(status);
  });

  it.each(each.filter(([, { path }]) => path.includes("{")))(
    "refuses %s of what there is not, as the schema says",
    async (_name, one) => {
      const { status } = await asked(one, {
        ...{ strategy: "none", conversation: "none", run: "none", key: "none", name: "none" },
        ...{ channel: "none", number: "99" },
      });
      expect(status).toBe(404);
      expect(statusesOf(one)).toContain(404);
    },
  );

  it("refuses whoever is not signed in", async () => {
    const one = declared.find(({ path }) => path === "/v1/strategies") as Declared;
    expect((await asked(one, {}, "mock nobody@hypertrade.example")).status).toBe(401);
  });

  it("says what it does not answer", async () => {
    const response = await fetch("http://localhost/v1/not/there");
    expect(response.status).toBe(501);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining("/v1/not") });
  });

  it("streams a run until it is over, and has nothing for who has seen that", async () => {
    const headers = { Authorization: `Bearer mock ${TRADER.email}` };
    const { run } = await known("events");
    const told = await (await fetch(`http://localhost/v1/runs/${run}/events`, { headers })).text();
    const states = [...told.matchAll(/"state":"(\w+)"/g)].map(([, state]) => state);
    expect(states[0]).toBe("queued");
    expect(states).toContain("running");
    expect(states.at(-1)).toBe("succeeded");
    const last = [...told.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? "";
    const again = await fetch(`http://localhost/v1/runs/${run}/events`, {
      headers: { ...headers, "Last-Event-ID": last },
    });
    expect(again.status).toBe(204);
  });
});
