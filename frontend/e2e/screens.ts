import type { Page } from "@playwright/test";
import { expect, type Furnished } from "./fixtures";

type Who = "nobody" | "newcomer" | "furnished" | "operator";

export interface Screen {
  name: string;
  who: Who;
  path: string | ((has: Furnished) => string);
  /** What is done before it is looked at. */
  act?: (page: Page) => Promise<void>;
  /** Something stands over the page. */
  over?: boolean;
  /** Looked at on a very wide window too. */
  wide?: boolean;
}

const report = (tab?: string, run?: (has: Furnished) => string) => (has: Furnished) =>
  `/runs/${run?.(has) ?? has.backtests[0]}${tab === undefined ? "" : `?tab=${tab}`}`;
const builder =
  (search = "") =>
  (has: Furnished) =>
    `/strategies/${has.strategy}${search}`;
const python =
  (search = "") =>
  (has: Furnished) =>
    `/strategies/${has.code}${search}`;

const TABS = [
  "trades",
  "pairs",
  "entries",
  "exits",
  "periods",
  "robustness",
  "compare",
  "strategy",
  "quality",
  "logs",
  "export",
];
const SECURITY = "/account?section=security";
const NOTIFICATIONS = "/account?section=notifications";
const SECTIONS = ["security", "keys", "notifications", "usage", "preferences", "audit", "data"];

/** Every screen and tab, with something in it and without. */
export const SCREENS: readonly Screen[] = [
  { name: "sign-in", who: "nobody", path: "/sign-in", wide: true },
  { name: "sign-up", who: "nobody", path: "/sign-up" },
  { name: "missing", who: "newcomer", path: "/nowhere" },
  { name: "welcome-words", who: "newcomer", path: "/welcome", act: example },
  {
    name: "welcome-data",
    who: "newcomer",
    path: "/welcome",
    act: async (page) => {
      await example(page);
      await page.getByRole("button", { name: "Choose the data", exact: true }).click();
      await expect(page.getByText(/^About .* for .* candles/)).toBeVisible();
    },
  },
  { name: "welcome-run", who: "furnished", path: (has) => `/welcome?run=${has.backtests[0]}` },
  { name: "strategies-empty", who: "newcomer", path: "/strategies" },
  { name: "strategies", who: "furnished", path: "/strategies", wide: true },
  { name: "strategies-none", who: "furnished", path: "/strategies?text=nothing" },
  { name: "new-words", who: "newcomer", path: "/strategies/new" },
  { name: "new-template", who: "newcomer", path: "/strategies/new?from=template" },
  { name: "new-form", who: "newcomer", path: "/strategies/new?from=form" },
  { name: "new-code", who: "newcomer", path: "/strategies/new?from=code", act: sample },
  { name: "builder-rules", who: "furnished", path: builder(), act: previewed, wide: true },
  { name: "builder-words", who: "furnished", path: builder("?view=words&pane=setup") },
  { name: "builder-code", who: "furnished", path: builder("?view=code&pane=versions"), act: coded },
  { name: "builder-chat", who: "furnished", path: builder("?show=chat") },
  { name: "builder-setup", who: "furnished", path: builder("?pane=setup&show=setup") },
  { name: "builder-result", who: "furnished", path: builder("?show=result") },
  { name: "builder-python", who: "furnished", path: python(), act: coded },
  { name: "builder-python-words", who: "furnished", path: python("?view=words") },
  { name: "runs-empty", who: "newcomer", path: "/runs" },
  { name: "runs", who: "furnished", path: "/runs", wide: true },
  { name: "runs-none", who: "furnished", path: "/runs?state=expired" },
  { name: "report", who: "furnished", path: report(), wide: true },
  { name: "report-idle", who: "furnished", path: report(undefined, (has) => has.idle) },
  { name: "report-failed", who: "furnished", path: report(undefined, (has) => has.failed) },
  ...TABS.map((tab) => ({
    name: `report-${tab}`,
    who: "furnished" as const,
    path: report(tab),
    wide: tab === "trades",
  })),
  { name: "robustness", who: "furnished", path: report(undefined, (has) => has.robustness) },
  { name: "compare", who: "furnished", path: (has) => `/compare?ids=${ids(has.backtests)}` },
  { name: "compare-empty", who: "furnished", path: "/compare" },
  { name: "data", who: "furnished", path: "/data" },
  { name: "data-download", who: "furnished", path: "/data?download=true", over: true },
  { name: "account", who: "furnished", path: "/account" },
  ...SECTIONS.map((section) => ({
    name: `account-${section}`,
    who: "furnished" as const,
    path: `/account?section=${section}`,
  })),
  { name: "account-notifications-none", who: "newcomer", path: NOTIFICATIONS },
  {
    name: "account-notifications-new",
    who: "newcomer",
    path: NOTIFICATIONS,
    act: async (page) => {
      await page.getByRole("button", { name: "New channel" }).click();
      await page.getByRole("radio", { name: "Webhook" }).check();
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await expect(page.getByText("Give it a name.")).toBeVisible();
    },
    over: true,
  },
  { name: "sign-in-code", who: "nobody", path: "/sign-in", act: halfSignedIn },
  { name: "account-factor-on", who: "newcomer", path: SECURITY, act: factorOn },
  { name: "account-factor-enrol", who: "newcomer", path: SECURITY, act: enrolling, over: true },
  { name: "account-factor-codes", who: "newcomer", path: SECURITY, act: recoveryCodes, over: true },
  ...["overview", "runs", "users", "audit"].map((section) => ({
    name: `operations-${section}`,
    who: "operator" as const,
    path: `/operations?section=${section}`,
  })),
  { name: "palette", who: "furnished", path: "/strategies", act: palette, over: true },
];

function ids(runs: readonly string[]): string {
  return encodeURIComponent(JSON.stringify(runs));
}

async function example(page: Page): Promise<void> {
  await page.getByRole("button", { name: "RSI rebound" }).click();
  await expect(page.getByRole("region", { name: "How it is read" })).toContainText("RSI");
}

/** Before the code; the platform's answer is made up, so that the account stays as it is. */
async function halfSignedIn(page: Page): Promise<void> {
  const problem = { type: "about:blank", title: "", detail: "", request_id: "00000000" };
  const needed = { ...problem, status: 401, code: "second_factor_required", field: "code" };
  await page.route("**/v1/auth/sign-in", (route) => route.fulfill({ status: 401, json: needed }));
  await page.getByRole("textbox", { name: "E-mail" }).fill("ada@example.org");
  await page.locator("input[name=password]").fill("rain falls on quiet hills");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Code of your app" })).toBeVisible();
}

/** With a factor on; made up, as above. */
async function factorOn(page: Page): Promise<void> {
  const state = { available: true, enabled: true, since: "2026-03-01T12:00:00Z", recovery_left: 2 };
  await page.route("**/v1/me/second-factor", (route) => route.fulfill({ json: state }));
  await page.reload();
  await expect(page.getByRole("region", { name: "Second factor" })).toContainText("On since");
}

async function enrolling(page: Page): Promise<void> {
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  const uri = `otpauth://totp/HyperTrade:ada%40example.org?secret=${secret}&issuer=HyperTrade`;
  await page.route("**/v1/me/second-factor", (route) =>
    route.request().method() === "POST"
      ? route.fulfill({ status: 201, json: { secret, uri } })
      : route.continue(),
  );
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByRole("img", { name: "QR code of the secret" })).toBeVisible();
}

async function recoveryCodes(page: Page): Promise<void> {
  const recovery_codes = Array.from({ length: 10 }, (_, at) => `ab2c-defg-hij${(at % 6) + 2}-klmn`);
  await page.route("**/v1/me/second-factor/confirm", (route) =>
    route.fulfill({ json: { recovery_codes } }),
  );
  await enrolling(page);
  await page.getByRole("textbox", { name: "Code of your app" }).fill("287082");
  await page.getByRole("dialog").getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByLabel("The ten codes")).toBeVisible();
}

async function sample(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Start from the sample" }).click();
  await expect(page.getByText("The checks found nothing wrong.")).toBeVisible();
}

async function previewed(page: Page): Promise<void> {
  await expect(page.getByRole("region", { name: "Preview" })).toContainText("Final balance");
}

async function coded(page: Page): Promise<void> {
  await expect(page.locator(".monaco-editor .view-line").first()).toBeVisible();
}

async function palette(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Search or jump to/ }).click();
  await expect(page.getByPlaceholder(/^Search pages/)).toBeVisible();
}
