import { LONG, readReport, saved, signUpInForm } from "./acts";
import { accessible, expect, fits, test } from "./fixtures";

test("a newcomer comes from a sentence to a report on a phone", async ({ page }) => {
  await signUpInForm(page);
  await fits(page);
  await page.getByRole("button", { name: "RSI rebound" }).tap();
  await expect(page.getByRole("region", { name: "How it is read" })).toContainText("RSI");
  await fits(page);
  await page.getByRole("button", { name: "Choose the data", exact: true }).tap();
  await expect(page.getByText(/^About .* for .* candles/)).toBeVisible();
  await fits(page);
  await page.getByRole("button", { name: "Run the backtest" }).tap();
  await page.getByRole("link", { name: "Open the report" }).tap(LONG);
  expect(await readReport(page)).toBeGreaterThan(0);
  await fits(page);
  await accessible(page);

  // The parts of the report come from a list, for there is no room for all of their names.
  await page.getByRole("combobox", { name: "Parts of the report" }).tap();
  await page.getByRole("option", { name: "Exit reasons" }).tap();
  await expect(page).toHaveURL(/tab=exits/);
  await fits(page);

  // On to the builder, one thing at a time.
  await page.getByRole("link", { name: /version 1/ }).tap();
  const parts = page.getByRole("navigation", { name: "Parts of the builder" });
  const stop = page.getByRole("textbox", { name: "Stop loss", exact: true });
  await stop.fill("4");
  await saved(page);
  await fits(page);
  await parts.getByRole("button", { name: "Result" }).tap();
  await expect(page.getByRole("region", { name: "Preview" })).toContainText("Final balance");
  await fits(page);
  await parts.getByRole("button", { name: "Chat" }).tap();
  await page.getByRole("textbox", { name: "Say what to change, in English" }).fill("Stop at 6%");
  await page.getByRole("button", { name: "Send" }).tap();
  await expect(page.getByRole("article", { name: "Turn 1" })).toContainText("6%");
  await fits(page);
  await accessible(page);
  await parts.getByRole("button", { name: "Setup" }).tap();
  await expect(page.getByRole("radiogroup", { name: "Market" })).toBeVisible();
  await fits(page);

  // The way around is behind one button.
  await page.getByRole("button", { name: "Open the navigation" }).tap();
  await page.getByRole("link", { name: "Runs", exact: true }).tap();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Runs");
  await expect(page.getByRole("main")).toContainText("Finished");
  await fits(page);
});
