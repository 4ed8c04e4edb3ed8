import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { remember } from "./account";
import { expect, overflow, test, violations } from "./fixtures";
import { SCREENS } from "./screens";

const PICTURES = resolve(import.meta.dirname, "..", "screenshots");
const WIDE = { width: 1366, height: 850 };
const NARROW = { width: 360, height: 740 };
const VERY_WIDE = { width: 2560, height: 1440 };

test.beforeAll(() => {
  mkdirSync(PICTURES, { recursive: true });
});

for (const screen of SCREENS) {
  test(`looks right: ${screen.name}`, async ({ page, furnished, newcomer, operator }) => {
    const who = { nobody: null, newcomer, furnished: furnished.account, operator };
    const signed = who[screen.who];
    if (signed !== null) {
      await remember(page, signed);
    }
    await page.goto(typeof screen.path === "string" ? screen.path : screen.path(furnished));
    await settled(page);
    await screen.act?.(page);
    for (const scheme of ["light", "dark"] as const) {
      for (const size of screen.wide === true ? [WIDE, NARROW, VERY_WIDE] : [WIDE, NARROW]) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
        await settled(page);
        const name = `${screen.name}-${scheme}-${size.width}`;
        // What stands still over the page would stand in the midst of a picture of all of it.
        const fullPage = screen.over !== true && !(size === NARROW && /^builder/.test(screen.name));
        await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage });
        expect.soft(await overflow(page), `${name}: points beyond its width`).toBe(0);
        // The colours are judged where all of them are seen, and the sizes where all is narrow.
        if (size === WIDE || (size === NARROW && scheme === "light")) {
          expect.soft((await violations(page)).join("\n"), `${name}: axe's violations`).toBe("");
        }
      }
    }
  });
}

/** Waits until nothing is loading, and what has been drawn is seen. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
  await expect(page.locator(".mantine-Loader-root:visible, .mantine-Skeleton-root")).toHaveCount(0);
  await expect(page.getByText(/^Loading/).filter({ visible: true })).toHaveCount(0);
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}
