import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, test as base, expect, type Page } from "@playwright/test";
import { chromium, NO_BROWSER } from "./browser";
import type { Account } from "./platform";

export { expect } from "@playwright/test";

const DEMO_WORDS =
  "Buy when RSI is below 35 and the close is above the 200 candle EMA. Sell when RSI is above 65. 1h candles. Stop loss 8%.";

/** What the API gave somebody who signed in. */
export interface Signed extends Account {
  user: string;
  token: string;
  refresh: string;
}

interface Fixtures {
  /** An account of this test's own, signed up through the API. */
  account: Signed;
  /** A page on which that account is signed in. */
  signedIn: Page;
  /** The demo user, who has a strategy and a finished backtest. */
  demo: Account;
}

export const test = base.extend<Fixtures>({
  baseURL: async ({}, use, info) => {
    info.skip(chromium() === null, NO_BROWSER);
    await use(process.env["HYPERTRADE_E2E_URL"] ?? "");
  },
  demo: async ({}, use) => {
    await use(JSON.parse(process.env["HYPERTRADE_E2E_DEMO"] ?? "{}") as Account);
  },
  account: async ({ request }, use) => {
    await use(await signUp(request));
  },
  signedIn: async ({ page, account }, use) => {
    await remember(page, account);
    await use(page);
  },
});

export async function signUp(request: APIRequestContext): Promise<Signed> {
  const account = { email: `${randomUUID()}@example.org`, password: "a long enough password" };
  const answer = await request.post("/v1/auth/sign-up", { data: account });
  expect(answer.status(), await answer.text()).toBe(201);
  return signed(account, await answer.json());
}

export async function signIn(request: APIRequestContext, account: Account): Promise<Signed> {
  const { email, password } = account;
  const answer = await request.post("/v1/auth/sign-in", { data: { email, password } });
  expect(answer.status(), await answer.text()).toBe(200);
  return signed({ email, password }, await answer.json());
}

function signed(
  account: Account,
  given: { user: string; id_token: string; refresh_token: string },
): Signed {
  return { ...account, user: given.user, token: given.id_token, refresh: given.refresh_token };
}

/** Has a page start signed in, without going through the form. */
export async function remember(page: Page, account: Signed): Promise<void> {
  await page.addInitScript(
    ([user, email, refresh]) => {
      if (sessionStorage.getItem("e2e.remembered") === null) {
        sessionStorage.setItem("e2e.remembered", "yes");
        localStorage.setItem("hypertrade.session", JSON.stringify({ user, email, refresh }));
      }
    },
    [account.user, account.email, account.refresh] as const,
  );
}

export interface Made {
  strategy: string;
  run: string;
}

/** Makes a strategy of words and a finished backtest of it on the made-up market, by the API. */
export async function finishedBacktest(
  request: APIRequestContext,
  account: Signed,
  words: string = DEMO_WORDS,
): Promise<Made> {
  const strategy = await newStrategy(request, account, words);
  const series = await data(request, account);
  const submitted = await request.post("/v1/runs", {
    headers: { ...bearer(account), "Idempotency-Key": randomUUID() },
    data: {
      kind: "backtest",
      strategy,
      exchange: series.exchange,
      pairs: [series.pair],
    },
  });
  expect(submitted.status(), await submitted.text()).toBe(202);
  const { id } = (await submitted.json()) as { id: string };
  await finished(request, account, id);
  return { strategy, run: id };
}

export async function newStrategy(
  request: APIRequestContext,
  account: Signed,
  words: string = DEMO_WORDS,
): Promise<string> {
  const answer = await request.post("/v1/strategies", {
    headers: { ...bearer(account), "Idempotency-Key": randomUUID() },
    data: { words },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

async function data(
  request: APIRequestContext,
  account: Signed,
): Promise<{ exchange: string; pair: string }> {
  const answer = await request.get("/v1/data/candles", { headers: bearer(account) });
  const { items } = (await answer.json()) as { items: { exchange: string; pair: string }[] };
  const [first] = items;
  if (first === undefined) {
    throw new Error("the platform holds no candles");
  }
  return first;
}

/** Waits until a run has ended well. */
export async function finished(
  request: APIRequestContext,
  account: Signed,
  run: string,
): Promise<void> {
  await expect
    .poll(
      async () => {
        const answer = await request.get(`/v1/runs/${run}`, { headers: bearer(account) });
        return ((await answer.json()) as { state: string }).state;
      },
      { timeout: 90_000, intervals: [250, 500, 1000] },
    )
    .toBe("succeeded");
}

export function bearer(account: Signed): Record<string, string> {
  return { Authorization: `Bearer ${account.token}` };
}

/** axe finds nothing against WCAG 2.2 AA on what the page shows now. */
export async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const told = violations.map(
    (each) => `${each.id}: ${each.help}\n${each.nodes.map((node) => `  ${node.html}`).join("\n")}`,
  );
  expect(told.join("\n"), "axe's violations").toBe("");
}
