import { defineConfig } from "@playwright/test";
import tests from "../playwright.config";

/** The same browser and the same platform as the tests', for measuring: one thing at a time. */
export default defineConfig({
  ...tests,
  testDir: ".",
  testMatch: "budget.ts",
  globalSetup: "../e2e/setup.ts",
  outputDir: "../test-results/bench",
  fullyParallel: false,
  workers: 1,
  timeout: 300_000,
  use: { ...tests.use, trace: "off", screenshot: "off", viewport: { width: 1366, height: 850 } },
  projects: [{ name: "budget" }],
});
