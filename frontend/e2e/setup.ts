import { chromium } from "./browser";
import { Platform } from "./platform";

/** One platform for all tests; those that break it start their own. */
export default async function setup(): Promise<() => Promise<void>> {
  if (chromium() === null) {
    return async () => {};
  }
  const platform = await Platform.start();
  process.env["HYPERTRADE_E2E_URL"] = platform.url;
  process.env["HYPERTRADE_E2E_DEMO"] = JSON.stringify(platform.demo());
  return () => platform.stop();
}
