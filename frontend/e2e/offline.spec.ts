import { remember } from "./account";
import { saved } from "./acts";
import { expect, test } from "./fixtures";
import { newStrategy } from "./made";

test.use({ serviceWorkers: "allow" });

test("without a network the application opens, and says so", async ({
  signedIn: page,
  context,
}) => {
  await page.goto("/strategies");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Strategies");
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole("alert").filter({ hasText: "You are offline" })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("You are offline")).toBeHidden();
  await expect(page.getByText("Your first strategy is one sentence away")).toBeVisible();
});

test("what is changed without a network is saved once it is back", async ({
  signedIn: page,
  context,
  account,
  request,
}) => {
  const strategy = await newStrategy(request, account);
  await page.goto(`/strategies/${strategy}`);
  const stop = page.getByRole("textbox", { name: "Stop loss", exact: true });
  await expect(stop).toHaveValue("8 %");
  await expect(
    page.getByRole("region", { name: "Preview" }).locator("canvas").first(),
  ).toBeVisible();
  await context.setOffline(true);
  await stop.fill("5");
  await expect(page.getByText("Not saved", { exact: true })).toBeVisible();
  await context.setOffline(false);
  await saved(page);
  await page.reload();
  await expect(stop).toHaveValue("5 %");
});

test("a chart that does not arrive is asked for again, and the page stays", async ({
  page,
  furnished,
}) => {
  await remember(page, furnished.account);
  await page.route(/assets\/EquityCanvas/, (route) => route.abort());
  await page.goto(`/runs/${furnished.backtests[0]}`);
  const missed = page.getByRole("alert").filter({ hasText: "The platform cannot be reached." });
  await expect(missed.first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.unroute(/assets\/EquityCanvas/);
  await missed.first().getByRole("button", { name: "Try again" }).click();
  await expect(page.locator("main canvas").first()).toBeVisible();
});
