import "@fontsource-variable/inter/wght.css";
import "./shared/theme/mantine";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "./shared/theme/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Application } from "./app/Application";
import { watchForUpdates } from "./app/shell/updates";
import { Unreachable } from "./shared/api/problem";
import { startTexts } from "./shared/i18n";
import { chooseIdentity } from "./shared/identity/choose";

async function start(): Promise<void> {
  if (import.meta.env.DEV && import.meta.env["VITE_MOCK"] === "1") {
    await (await import("../mock/browser")).startMock();
  }
  const [identity] = await Promise.all([chooseIdentity(), startTexts()]);
  const root = document.getElementById("root");
  if (root === null) {
    throw new Error("index.html has no #root");
  }
  createRoot(root, { onCaughtError: told }).render(
    <StrictMode>
      <Application identity={identity} />
    </StrictMode>,
  );
}

/** What a part of the page said on it already is no fault of the program's. */
function told(error: unknown): void {
  if (!(error instanceof Unreachable)) {
    // biome-ignore lint/suspicious/noConsole: what React itself does with an error that was caught
    console.error(error);
  }
}

void start();
watchForUpdates();
