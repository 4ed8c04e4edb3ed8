/**
 * What the web app costs whoever opens it, on the real platform: figures, and no test of them.
 *
 * `make web-bench` writes `bench/out/budget.json` and prints the same as a table.
 */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "@playwright/test";
import { remember, type Signed } from "../e2e/account";
import { expect, type Furnished, test } from "../e2e/fixtures";
import { finished, newStrategy, order, SLOW_WORDS } from "../e2e/made";
import { note, write } from "./measured";
import {
  framesDuring,
  type Loading,
  loadingOf,
  previewsOf,
  scriptsOf,
  watchLoading,
  watchPreview,
} from "./watching";

const DIST = process.env["HYPERTRADE_WEB"] ?? resolve(import.meta.dirname, "..", "dist");
const LOADS = 7;
const MOVES = 20;
const KB = 1000;

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

test("the first load", () => {
  const manifest = join(DIST, ".vite", "manifest.json");
  test.skip(!existsSync(manifest), "build the web app first: make web");
  const chunks = JSON.parse(readFileSync(manifest, "utf8")) as Record<string, Chunk>;
  const scripts = new Set<string>();
  const styles = new Set<string>();
  const walk = (name: string) => {
    const chunk = chunks[name];
    if (chunk !== undefined && !scripts.has(chunk.file)) {
      scripts.add(chunk.file);
      for (const each of chunk.css ?? []) {
        styles.add(each);
      }
      chunk.imports?.forEach(walk);
    }
  };
  walk("index.html");
  walk("src/features/auth/SignInPage.tsx");
  note("scripts of the first load, gzip", "kB", [zipped([...scripts])]);
  note("scripts and styles of the first load, gzip", "kB", [zipped([...scripts, ...styles])], 250);
});

const PAGES = [
  { name: "sign-in", path: () => "/sign-in", seen: "form" },
  { name: "strategies", path: () => "/strategies", seen: "main h1" },
  {
    name: "builder",
    path: (has: Furnished) => `/strategies/${has.strategy}`,
    seen: "[data-answered] , [data-tile]",
  },
  {
    name: "report",
    path: (has: Furnished) => `/runs/${has.backtests[0]}`,
    seen: "main canvas",
  },
] as const;

for (const { name, path, seen } of PAGES) {
  test(`loading: ${name}`, async ({ browser, baseURL, furnished }) => {
    const loads: Loading[] = [];
    let scripts: string[] = [];
    for (let load = 0; load < LOADS; load += 1) {
      const page = await fresh(browser, baseURL, name === "sign-in" ? null : furnished.account);
      await watchLoading(page);
      await page.goto(path(furnished));
      await expect(page.locator(seen).first()).toBeVisible();
      await page.waitForLoadState("networkidle");
      loads.push(await loadingOf(page));
      scripts = await scriptsOf(page);
      await page.context().close();
    }
    const all = (key: keyof Loading) => loads.map((each) => each[key]);
    note(`${name}: scripts, gzip`, "kB", [zipped(scripts)]);
    note(`${name}: largest paint`, "ms", all("paint"), 2500);
    note(`${name}: layout shift`, "", all("shift"), 0.1);
    note(`${name}: blocked by long tasks`, "ms", all("blocked"));
    note(`${name}: longest task`, "ms", all("longest"));
  });
}

test("a slider, from the key to the picture", async ({ browser, baseURL, request, account }) => {
  const strategy = await newStrategy(request, account, { words: SLOW_WORDS });
  const page = await fresh(browser, baseURL, account);
  await page.goto(`/strategies/${strategy}`);
  await expect(page.locator("[data-answered][data-pending=false]")).toBeVisible();
  await watchPreview(page);
  const slider = page.getByRole("slider", { name: "Value" }).first();
  await slider.focus();
  // Back and forth by turns, so that no answer is one that was given before.
  for (let move = 1; move <= MOVES; move += 1) {
    await page.keyboard.press("ArrowRight");
    await expect.poll(async () => (await previewsOf(page)).length).toBe(move);
  }
  const taken = await previewsOf(page);
  note("slider to picture, 1 pair, a year of 5m", "ms", taken, 100);
  await page.context().close();
});

test("a chart of 200,000 candles, panned", async ({ browser, baseURL, request, account }) => {
  const strategy = await newStrategy(request, account, { words: SLOW_WORDS });
  const run = await order(request, account, { strategy });
  await finished(request, account, run);
  const page = await fresh(browser, baseURL, account);
  await page.goto(`/runs/${run}?tab=trades`);
  const chart = page.locator("main canvas").first();
  await expect(chart).toBeVisible();
  await page.waitForLoadState("networkidle");
  const box = await chart.boundingBox();
  if (box === null) {
    throw new Error("the chart is nowhere");
  }
  const [y, right, left] = [box.y + box.height / 2, box.x + box.width * 0.9, box.x + 40];
  const frames = await framesDuring(page, async () => {
    for (let pan = 0; pan < 4; pan += 1) {
      await page.mouse.move(left, y);
      await page.mouse.down();
      await page.mouse.move(right, y, { steps: 40 });
      await page.mouse.up();
    }
  });
  // 60 frames a second are one in 16.7 ms.
  note("between two frames while panning", "ms", frames, 17);
  note("frames late by half a frame and more", "%", [late(frames)]);
  await page.context().close();
});

test.afterAll(({ browser }) => {
  write(`Chromium ${browser.version()}`);
});

/** A page that nothing was loaded into before. */
async function fresh(
  browser: Browser,
  baseURL: string | undefined,
  account: Signed | null,
): Promise<Page> {
  const context = await browser.newContext({
    ...(baseURL === undefined ? {} : { baseURL }),
    viewport: { width: 1366, height: 850 },
    locale: "en-US",
    serviceWorkers: "block",
  });
  const page = await context.newPage();
  if (account !== null) {
    await remember(page, account);
  }
  return page;
}

function late(frames: readonly number[]): number {
  return (100 * frames.filter((each) => each > 25).length) / frames.length;
}

/** What some files of the build come to, each compressed by itself, in kB. */
function zipped(files: readonly string[]): number {
  const sizes = files.map((file) => gzipSync(readFileSync(join(DIST, file))).length);
  return sizes.reduce((sum, size) => sum + size, 0) / KB;
}
