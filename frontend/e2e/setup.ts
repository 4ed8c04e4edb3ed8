import { chromium } from "./browser";
import { OPERATOR, Platform } from "./platform";

/**
 * One platform for all tests; those that break it start their own.
 *
 * While a test is being written, `HYPERTRADE_E2E_URL` and `HYPERTRADE_E2E_DATA` name one that runs
 * already, and its folder; it is started with `HYPERTRADE_OPERATORS=operator@example.org`.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (chromium() === null || process.env["HYPERTRADE_E2E_URL"] !== undefined) {
    return async () => {};
  }
  const platform = await Platform.start({ HYPERTRADE_OPERATORS: OPERATOR });
  process.env["HYPERTRADE_E2E_URL"] = platform.url;
  process.env["HYPERTRADE_E2E_DATA"] = platform.folder;
  return () => platform.stop();
}
