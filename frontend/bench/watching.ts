import type { Page } from "@playwright/test";

/** What a page tells of its own loading. Milliseconds since its start, but for `shift`. */
export interface Loading {
  /** Largest Contentful Paint. */
  paint: number;
  /** Cumulative Layout Shift, without unit. */
  shift: number;
  /** By how much tasks passed 50 ms, all together. */
  blocked: number;
  /** The longest task. */
  longest: number;
}

/** Has each document that `page` loads note how it loads. */
export async function watchLoading(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = { paint: 0, shift: 0, blocked: 0, longest: 0 };
    Object.assign(globalThis, { __loading: seen });
    const observe = (type: string, note: (entry: PerformanceEntry) => void) => {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          note(entry);
        }
      }).observe({ type, buffered: true });
    };
    observe("largest-contentful-paint", (entry) => {
      seen.paint = entry.startTime;
    });
    observe("layout-shift", (entry) => {
      const { value, hadRecentInput } = entry as PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      };
      seen.shift += hadRecentInput ? 0 : value;
    });
    observe("longtask", ({ duration }) => {
      seen.blocked += duration - 50;
      seen.longest = Math.max(seen.longest, duration);
    });
  });
}

export async function loadingOf(page: Page): Promise<Loading> {
  return page.evaluate(() => (globalThis as unknown as { __loading: Loading }).__loading);
}

/** The scripts that a page has fetched, as paths. */
export async function scriptsOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.endsWith(".js")),
  );
}

/** Notes for every key pressed how long the preview's next picture takes from then on. */
export async function watchPreview(page: Page): Promise<void> {
  await page.evaluate(() => {
    const taken: number[] = [];
    Object.assign(globalThis, { __taken: taken });
    let pressed: number | null = null;
    addEventListener(
      "keydown",
      (event) => {
        pressed ??= event.timeStamp;
      },
      { capture: true },
    );
    new MutationObserver(() => {
      const began = pressed;
      if (
        began === null ||
        document.querySelector("[data-answered][data-pending=false]") === null
      ) {
        return;
      }
      pressed = null;
      // The frame after the next: the one in which the answer is painted has then been shown.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => taken.push(performance.now() - began)),
      );
    }).observe(document.body, {
      subtree: true,
      attributes: true,
      attributeFilter: ["data-answered", "data-pending"],
    });
  });
}

export async function previewsOf(page: Page): Promise<number[]> {
  return page.evaluate(() => (globalThis as unknown as { __taken: number[] }).__taken);
}

/** The milliseconds between frames while `act` goes on. */
export async function framesDuring(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(globalThis, { __frames: frames });
    let last = performance.now();
    const frame = (now: number) => {
      frames.push(now - last);
      last = now;
      if ("__frames" in globalThis) {
        requestAnimationFrame(frame);
      }
    };
    requestAnimationFrame(frame);
  });
  await act();
  return page.evaluate(() => {
    const kept = (globalThis as unknown as { __frames: number[] }).__frames;
    Reflect.deleteProperty(globalThis, "__frames");
    return kept.slice(1);
  });
}
