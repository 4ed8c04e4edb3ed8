import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { remember, type Signed } from "./account";
import { expect, type Furnished, type Judged, overflow, test, violations } from "./fixtures";
import { SCREENS, type Screen } from "./screens";

const PICTURES = resolve(import.meta.dirname, "..", "screenshots");
const WIDE = { width: 1366, height: 850 };
const NARROW = { width: 360, height: 740 };
const VERY_WIDE = { width: 2560, height: 1440 };

// The pictures themselves tell what went wrong here.
test.use({ trace: "off" });

test.beforeAll(() => {
  mkdirSync(PICTURES, { recursive: true });
});

for (const screen of SCREENS) {
  test(`looks right: ${screen.name}`, async ({ page, furnished, newcomer, operator }) => {
    await open(page, screen, { newcomer, furnished, operator });
    for (const scheme of ["light", "dark"] as const) {
      for (const size of screen.wide === true ? [WIDE, NARROW, VERY_WIDE] : [WIDE, NARROW]) {
        const name = await picture(page, screen, scheme, size);
        const found = await violations(page, judged(scheme, size));
        expect.soft(found.join("\n"), `${name}: axe's violations`).toBe("");
      }
    }
  });
}

test.describe("in German, whose words are longer", () => {
  test.use({ locale: "de-DE" });
  for (const screen of SCREENS.filter(({ act }) => act === undefined)) {
    test(`looks right: ${screen.name}`, async ({ page, furnished, newcomer, operator }) => {
      await open(page, screen, { newcomer, furnished, operator });
      await expect(page.locator("html")).toHaveAttribute("lang", "de");
      await picture(page, screen, "light", NARROW, "-de");
    });
  }
});

/** What axe looks for: colours where all of them are seen, the rest once for each size. */
function judged(scheme: "light" | "dark", size: typeof WIDE): Judged {
  if (size === WIDE) {
    return scheme === "light" ? "all" : "colours";
  }
  return size === NARROW && scheme === "light" ? "all but colours" : "nothing";
}

interface People {
  newcomer: Signed;
  furnished: Furnished;
  operator: Signed;
}

async function open(page: Page, screen: Screen, people: People): Promise<void> {
  const { newcomer, furnished, operator } = people;
  const who = { nobody: null, newcomer, furnished: furnished.account, operator };
  const signed = who[screen.who];
  if (signed !== null) {
    await remember(page, signed);
  }
  await page.goto(typeof screen.path === "string" ? screen.path : screen.path(furnished));
  await settled(page);
  await screen.act?.(page);
}

/** Takes a picture of a screen, on which nothing may be wider than the window; returns its name. */
async function picture(
  page: Page,
  screen: Screen,
  scheme: "light" | "dark",
  size: typeof WIDE,
  suffix = "",
): Promise<string> {
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  await settled(page);
  const name = `${screen.name}-${scheme}-${size.width}${suffix}`;
  // What stands still over the page would stand in the midst of a picture of all of it.
  const fullPage = screen.over !== true && !(size === NARROW && /^builder/.test(screen.name));
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage });
  expect.soft(await overflow(page), `${name}: points beyond its width`).toBe(0);
  return name;
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
