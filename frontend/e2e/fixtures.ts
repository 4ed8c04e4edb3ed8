import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page, request as requests } from "@playwright/test";
import { remember, type Signed, signIn, signUp } from "./account";
import { chromium, NO_BROWSER } from "./browser";
import { CODE, finished, finishedBacktest, newStrategy, notified, order, WORDS } from "./made";
import { type Account, demoOf, OPERATOR, verified } from "./platform";

export { expect } from "@playwright/test";

/** An account that has something of everything; tests read it and change nothing of it. */
export interface Furnished {
  account: Signed;
  /** Of rules, with the backtests and the robustness check. */
  strategy: string;
  /** Of Python. */
  code: string;
  backtests: [string, string];
  robustness: string;
  /** A backtest that made no trade at all. */
  idle: string;
  failed: string;
}

interface Fixtures {
  /** An account of this test's own, signed up through the API. */
  account: Signed;
  /** A page on which that account is signed in. */
  signedIn: Page;
  /** The demo user, who has a strategy and a finished backtest. */
  demo: Account;
  /** Fails the test where a page broke, complained in the console or met its content policy. */
  sound: undefined;
}

interface Shared {
  furnished: Furnished;
  /** Somebody who has nothing yet; tests change nothing of it. */
  newcomer: Signed;
  /** Somebody who runs the platform. */
  operator: Signed;
}

export const test = base.extend<Fixtures, Shared>({
  baseURL: async ({}, use, info) => {
    info.skip(chromium() === null, NO_BROWSER);
    await use(process.env["HYPERTRADE_E2E_URL"] ?? "");
  },
  demo: async ({}, use) => {
    await use(demoOf(folder()));
  },
  account: async ({ request }, use) => {
    await use(await signUp(request));
  },
  signedIn: async ({ page, account }, use) => {
    await remember(page, account);
    await use(page);
  },
  sound: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on("weberror", (each) => complaints.push(String(each.error())));
      context.on("console", (message) => {
        // A refusal of the API is an answer that the pages show, and Chromium reports as well.
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
          complaints.push(message.text());
        }
      });
      await use(undefined);
      expect(complaints, "what pages complained of").toEqual([]);
    },
    { auto: true },
  ],
  furnished: [
    async ({}, use) => {
      const request = await anybody();
      await use(await furnish(request));
      await request.dispose();
    },
    { scope: "worker" },
  ],
  newcomer: [
    async ({}, use) => {
      const request = await anybody();
      await use(await signUp(request));
      await request.dispose();
    },
    { scope: "worker" },
  ],
  operator: [
    async ({}, use) => {
      const request = await anybody();
      const account = { email: OPERATOR, password: "whoever runs it all" };
      const made = await request.post("/v1/auth/sign-up", { data: account });
      expect([201, 409], "another worker may have come first").toContain(made.status());
      verified(folder(), OPERATOR);
      await use(await signIn(request, account));
      await request.dispose();
    },
    { scope: "worker" },
  ],
});

/** Whoever calls the API, outside of any test. */
function anybody() {
  return requests.newContext({ baseURL: process.env["HYPERTRADE_E2E_URL"] ?? "" });
}

/** Where the platform keeps what it has. */
function folder(): string {
  return process.env["HYPERTRADE_E2E_DATA"] ?? "";
}

async function furnish(request: Parameters<typeof signUp>[0]): Promise<Furnished> {
  const account = await signUp(request);
  const { strategy, run } = await finishedBacktest(request, account);
  const never = WORDS.replace("below 35", "below 2");
  const broken = CODE.replace("return dataframe", 'return dataframe["nothing"]');
  const code = await newStrategy(request, account, { code: { kind: "code", source: CODE } });
  const wrong = await newStrategy(request, account, { code: { kind: "code", source: broken } });
  const year = { strategy, timerange: "20240101-20241231" };
  const plan = { trials: 8, walk_trials: 4, windows: 2, noise_reruns: 2, paths: 200 };
  const idle = await newStrategy(request, account, { words: never });
  const [second, robustness, nothing, failed] = await Promise.all([
    order(request, account, { ...year, pairs: ["BTC/USDT", "ETH/USDT"] }),
    order(request, account, { ...year, kind: "robustness", plan }),
    order(request, account, { strategy: idle }),
    order(request, account, { strategy: wrong }),
  ]);
  await Promise.all([
    ...[second, robustness, nothing].map((each) => finished(request, account, each)),
    finished(request, account, failed, "failed"),
  ]);
  await notified(request, account);
  return { account, strategy, code, backtests: [run, second], robustness, idle: nothing, failed };
}

/** axe finds nothing against WCAG 2.2 AA on what the page shows now. */
export async function accessible(page: Page): Promise<void> {
  expect((await violations(page)).join("\n"), "axe's violations").toBe("");
}

export type Judged = "all" | "colours" | "all but colours" | "nothing";
const COLOURS = "color-contrast";
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds against WCAG 2.2 AA on what the page shows now, one text for each rule. */
export async function violations(page: Page, what: Judged = "all"): Promise<string[]> {
  if (what === "nothing") {
    return [];
  }
  // No page here holds another: so axe needs no page of its own to gather what it found.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (what === "colours") {
    axe.withRules([COLOURS]);
  } else {
    axe.withTags(TAGS);
  }
  if (what === "all but colours") {
    axe.disableRules([COLOURS]);
  }
  const { violations: found } = await axe.analyze();
  return found.map(
    (each) => `${each.id}: ${each.help}\n${each.nodes.map((node) => `  ${node.html}`).join("\n")}`,
  );
}

/** Nothing on the page is wider than the page. */
export async function fits(page: Page): Promise<void> {
  expect(await overflow(page), "points by which the page is wider than its window").toBe(0);
}

export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}
