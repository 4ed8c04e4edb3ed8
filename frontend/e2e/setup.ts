import { chromium } from "./browser";
import { Platform } from "./platform";

/**
 * One platform for all tests; those that break it start their own.
 *
 * While a test is being written, `HYPERTRADE_E2E_URL` and `HYPERTRADE_E2E_DEMO` (the text of the
 * platform's `demo.json`) name one that runs already.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (chromium() === null || process.env["HYPERTRADE_E2E_URL"] !== undefined) {
    return async () => {};
  }
  const platform = await Platform.start();
  process.env["HYPERTRADE_E2E_URL"] = platform.url;
  process.env["HYPERTRADE_E2E_DEMO"] = JSON.stringify(platform.demo());
  return () => platform.stop();
}
