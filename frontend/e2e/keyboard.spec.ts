import type { Locator, Page } from "@playwright/test";
import { LONG, readReport, saved } from "./acts";
import { expect, test } from "./fixtures";

const MOST_TABS = 120;

test("the way from a sentence to a report by keyboard alone", async ({ page }) => {
  test.slow();
  await page.goto("/sign-up");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await tabTo(page, page.getByRole("textbox", { name: "E-mail" }));
  await page.keyboard.type(`${crypto.randomUUID()}@example.org`);
  await tabTo(page, page.locator("input[name=password]"));
  await page.keyboard.type("rain falls on quiet hills");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("From a sentence to a report");

  await skip(page);
  await tabTo(page, page.getByRole("button", { name: "RSI rebound" }));
  await page.keyboard.press("Space");
  const next = page.getByRole("button", { name: "Choose the data", exact: true });
  await expect(next).toBeEnabled();
  await tabTo(page, next);
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^About .* for .* candles/)).toBeVisible();
  await tabTo(page, page.getByRole("radio", { name: "1 year" }));
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("radio", { name: "Year to date" })).toBeChecked();
  const run = page.getByRole("button", { name: "Run the backtest" });
  await tabTo(page, run);
  await page.keyboard.press("Enter");
  const report = page.getByRole("link", { name: "Open the report" });
  await expect(report).toBeVisible(LONG);
  await tabTo(page, report);
  await page.keyboard.press("Enter");
  expect(await readReport(page)).toBeGreaterThan(0);

  // The tabs of the report are one stop, with the arrows to go from one to another.
  await skip(page);
  await tabTo(page, page.getByRole("tab", { name: "Overview" }));
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/tab=trades/);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(/tab=export/);

  // And on to the builder: a slider by the arrows, a run by Enter.
  await skip(page);
  await tabTo(page, page.getByRole("link", { name: /version 1/ }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: "Rules" })).toBeVisible();
  const slider = page.getByRole("slider", { name: "Stop loss" });
  await expect(slider).toBeVisible();
  await skip(page);
  await tabTo(page, slider);
  const before = await slider.getAttribute("aria-valuenow");
  await page.keyboard.press("ArrowRight");
  await expect(slider).not.toHaveAttribute("aria-valuenow", before ?? "");
  await saved(page);
  await skip(page);
  await tabTo(page, page.getByRole("button", { name: "Run backtest" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/runs\//);
  await readReport(page);
});

test("the command palette goes anywhere", async ({ signedIn: page }) => {
  await page.goto("/strategies");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+K");
  await expect(page.getByPlaceholder("Search pages, strategies, runs and settings")).toBeFocused();
  await page.keyboard.type("Data");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Data");
});

/** Back to the top of the page, and by its first link past the navigation. */
async function skip(page: Page): Promise<void> {
  const link = page.getByRole("link", { name: "Skip to the page" });
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  });
  await tabTo(page, link);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
}

/** Presses Tab until `target` has the focus; each stop on the way is seen to have it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const passed: string[] = [];
  for (let press = 0; press < MOST_TABS; press += 1) {
    await page.keyboard.press("Tab");
    passed.push(await focusSeen(page));
    if (await target.evaluate((node) => node === document.activeElement)) {
      return;
    }
  }
  throw new Error(`Tab never came to ${target}, but to:\n${passed.join("\n")}`);
}

/** Fails where the element in focus shows nothing of it, or lies hidden; returns what it is. */
async function focusSeen(page: Page): Promise<string> {
  const stop = await page.evaluate(() => {
    const node = document.activeElement;
    if (!(node instanceof HTMLElement) || node === document.body) {
      return { name: "the page itself", seen: true, covered: false };
    }
    const ringed = (each: Element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
      return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
    };
    // The ring of a hidden radio is its label's; a field that is written in shows its caret.
    const label = node.id === "" ? null : document.querySelector(`label[for="${node.id}"]`);
    const near = [node, node.parentElement, label, node.nextElementSibling];
    const written = node.matches("input:not([type=radio], [type=checkbox]), textarea, select");
    const box = node.getBoundingClientRect();
    const above = document.elementFromPoint(
      box.left + box.width / 2,
      box.top + Math.min(box.height / 2, 12),
    );
    const STANDING = "header, [class*=pinned], [class*=bottom]";
    return {
      name: node.outerHTML.slice(0, 160),
      seen: written || near.some((each) => each !== null && ringed(each)),
      covered: node.closest(STANDING) === null && (above?.closest(STANDING) ?? null) !== null,
    };
  });
  expect.soft(stop.seen, `focus is seen on ${stop.name}`).toBe(true);
  expect.soft(stop.covered, `nothing stands above ${stop.name}`).toBe(false);
  return stop.name;
}
