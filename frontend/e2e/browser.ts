import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Where an installed Chromium or Chrome is: `CHROMIUM` says so, else the path is searched. */
export function chromium(): string | null {
  const said = process.env["CHROMIUM"];
  if (said !== undefined && said !== "") {
    return said;
  }
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name);
      if (existsSync(path)) {
        return path;
      }
    }
  }
  return null;
}

export const NO_BROWSER =
  "no Chromium here: install it (Debian: apt-get install chromium), or set CHROMIUM to one";
