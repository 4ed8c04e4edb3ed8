import { configure } from "@testing-library/react";
import i18next from "i18next";
import { beforeAll, beforeEach, vi } from "vitest";
import { startTexts } from "../i18n";

/** A page is read for the first time in a test: that may take a busy machine some seconds. */
export function patient(): void {
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
  configure({ asyncUtilTimeout: 20_000 });
  beforeAll(async () => {
    if (!i18next.isInitialized) {
      await startTexts();
    }
  });
  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
}
