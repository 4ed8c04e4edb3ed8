import { expect, type Page } from "@playwright/test";

/** Whatever runs on two cores beside everything else has this long. */
export const LONG = { timeout: 90_000 };

/** Signs up in the form, and is led to the first steps. */
export async function signUpInForm(page: Page): Promise<string> {
  const email = `${crypto.randomUUID()}@example.org`;
  await page.goto("/");
  await page.getByRole("link", { name: "Create an account" }).click();
  const form = page.getByRole("form", { name: "Create an account" });
  await form.getByRole("textbox", { name: "Name" }).fill("Nora Newcomer");
  await form.getByRole("textbox", { name: "E-mail" }).fill(email);
  await form.locator("input[name=password]").fill("rain falls on quiet hills");
  await form.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("From a sentence to a report");
  return email;
}

/** In the builder: waits for the backtest to be possible and starts it; the report's page opens. */
export async function runBacktest(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Run backtest" }).click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f]+/);
}

/** On a run's page: waits for its report, and returns how many trades it tells first. */
export async function readReport(page: Page): Promise<number> {
  const figures = page.getByRole("region", { name: "Key figures" });
  await expect(figures).toBeVisible(LONG);
  const first = figures.getByRole("group").first();
  await expect(first).toHaveAccessibleName("Trades");
  return Number((await first.textContent())?.match(/\d+/)?.[0]);
}

/** In the builder: everything that was done is kept by the platform. */
export async function saved(page: Page): Promise<void> {
  await expect(page.locator("[data-saving=saved]")).toBeVisible();
}
