import { remember, signUp } from "./account";
import { LONG, readReport } from "./acts";
import { accessible, expect, test } from "./fixtures";
import { finished, finishedBacktest, longRun, stateOf } from "./made";
import { Platform } from "./platform";

test("a run is followed and cancelled", async ({ signedIn: page, account, request }) => {
  const run = await longRun(request, account);
  await page.goto(`/runs/${run}`);
  await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText(
    /Loading candles|Computing indicators|Trading/,
    LONG,
  );
  await accessible(page);
  await page.getByRole("button", { name: "Cancel run" }).click();
  await expect(page.getByRole("heading", { name: "The run was cancelled" })).toBeVisible();
  await finished(request, account, run, "cancelled");
});

test("two backtests are compared", async ({ page, furnished }) => {
  await remember(page, furnished.account);
  await page.goto("/runs?kind=backtest&state=succeeded");
  const boxes = page.getByRole("checkbox", { name: /^Compare RSI/ });
  await expect(boxes.first()).toBeVisible();
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.getByRole("link", { name: "Compare 2" }).click();
  await expect(page).toHaveURL(/\/compare\?ids=/);
  const figures = page.getByRole("table", { name: "Figures" });
  await expect(figures).toContainText("Total profit");
  await expect(figures.getByRole("columnheader")).toHaveCount(3);
});

test("a backtest is checked for robustness, from its report to the verdict", async ({
  signedIn: page,
  account,
  request,
}) => {
  test.slow();
  const { run } = await finishedBacktest(request, account);
  await page.goto(`/runs/${run}?tab=robustness`);
  await page.getByRole("radio", { name: "Quick" }).click();
  await expect(page.getByRole("status").filter({ hasText: /^About/ })).toBeVisible();
  await page.getByRole("button", { name: "Start the check" }).click();
  await expect(page).not.toHaveURL(new RegExp(run));
  await expect(page.getByRole("heading", { name: "Verdict", exact: true })).toBeVisible({
    timeout: 200_000,
  });
});

test("a robustness check tells its verdicts", async ({ page, furnished }) => {
  await remember(page, furnished.account);
  await page.goto(`/runs/${furnished.robustness}`);
  await expect(page.getByText("Walk-forward").first()).toBeVisible();
  await expect(page.getByText("Skill or luck").first()).toBeVisible();
});

test("a killed platform comes back, and the page with it", async ({ page, playwright }) => {
  test.slow();
  const platform = await Platform.start({ HYPERTRADE_WEB: process.env["HYPERTRADE_WEB"] ?? "" });
  try {
    const request = await playwright.request.newContext({ baseURL: platform.url });
    const account = await signUp(request);
    const run = await longRun(request, account);
    await remember(page, account);
    await page.goto(`${platform.url}/runs/${run}`);
    await expect(page.getByText("Trading", { exact: true }).first()).toBeVisible();
    await expect.poll(() => stateOf(request, account, run), LONG).toBe("running");

    await platform.kill();
    await expect(page.getByText("The platform cannot be reached.")).toBeVisible();
    await platform.up();
    await expect(page.getByText("The platform cannot be reached.")).toBeHidden(LONG);
    // Nobody loads the page again: it goes on by itself, and ends with the report.
    expect(await readReport(page)).toBeGreaterThan(0);
    await request.dispose();
  } finally {
    await platform.stop();
  }
});
