import type { Locator, Page } from "@playwright/test";
import { LONG, readReport, runBacktest, saved, signUpInForm } from "./acts";
import { accessible, expect, test } from "./fixtures";
import { CODE } from "./made";

test("a newcomer comes from a sentence to a report", async ({ page }) => {
  await signUpInForm(page);
  await page
    .getByRole("textbox", { name: "Your strategy" })
    .fill("Buy when RSI is below 30, sell when RSI is above 70, stop loss 5%, on 1h candles.");
  const reading = page.getByRole("region", { name: "How it is read" });
  await expect(reading).toContainText("RSI");
  await accessible(page);
  await page.getByRole("button", { name: "Choose the data", exact: true }).click();
  await page.getByText("6 months", { exact: true }).click();
  await expect(page.getByText(/^About .* for .* candles/)).toBeVisible();
  await page.getByRole("button", { name: "Run the backtest" }).click();
  await page.getByRole("link", { name: "Open the report" }).click(LONG);
  expect(await readReport(page)).toBeGreaterThan(0);
  await expect(page.getByText("Synthetic data: this is not a real market")).toBeVisible();

  // What was made is kept: the strategy in its list, the run in its.
  const navigation = page.getByRole("navigation", { name: "Navigation" });
  await navigation.getByRole("link", { name: "Strategies" }).click();
  await expect(page.getByRole("main").getByRole("link", { name: /RSI/ }).first()).toBeVisible();
  await navigation.getByRole("link", { name: "Runs" }).click();
  await expect(page.getByRole("row", { name: /RSI/ })).toContainText("Finished");
});

test("a newcomer comes from a form to a report", async ({ signedIn: page }) => {
  await page.goto("/strategies");
  await page.getByRole("link", { name: "New strategy" }).first().click();
  await page.getByRole("tab", { name: "Form" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Bought in a form");
  await page.getByRole("textbox", { name: "Stop-loss" }).fill("7");
  await page.getByRole("button", { name: "Create and open the rules" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bought in a form");
  const rules = page.getByRole("tabpanel", { name: "Rules" });
  const entry = rules.getByRole("group", { name: "RSI(14) < 30" });
  await entry.getByRole("textbox", { name: "Value" }).fill("35");
  await expect(rules.getByRole("group", { name: "RSI(14) < 35" })).toBeVisible();
  await rules.getByRole("button", { name: "Add condition to entry" }).click();
  await page.getByRole("menuitem", { name: "Trend" }).click();
  await rules.getByRole("switch", { name: /^Take profit/ }).click();
  await saved(page);

  await page.getByRole("tab", { name: "Words" }).click();
  const words = page.getByRole("tabpanel", { name: "Words" });
  await expect(words).toContainText("35");
  await expect(words).toContainText("7%");
  await runBacktest(page);
  await readReport(page);
});

test("a newcomer comes from Python to a report", async ({ signedIn: page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/strategies/new?from=code");
  const editor = page.getByRole("textbox", { name: "Freqtrade strategy in Python" });
  await paste(page, editor, CODE.replace(" < 30", ".shift(-1) < 30"));
  const wrong = page.getByRole("button", { name: "Line 16" });
  await expect(wrong).toBeVisible();
  const create = page.getByRole("button", { name: "Create strategy" });
  await expect(create).toBeDisabled();
  await accessible(page);

  await paste(page, editor, CODE);
  await expect(wrong).toBeHidden();
  await create.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Brought");
  await expect(page.getByRole("tab", { name: "Code" })).toHaveAttribute("aria-selected", "true");
  await runBacktest(page);
  expect(await readReport(page)).toBeGreaterThan(0);
});

/** Puts a text in place of all that an editor holds, as pasting does. */
async function paste(page: Page, editor: Locator, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await editor.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("ControlOrMeta+V");
}
