import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const SOURCES = resolve("src");
const MODULES = resolve("node_modules/@mantine");
const CORE = join(MODULES, "core/esm");

function filesBelow(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => pattern.test(name))
    .map((name) => join(folder, name));
}

/** What a text imports from `@mantine/core`, types left out. */
function taken(text: string): string[] {
  const imports = text.matchAll(/import \{([^}]*)\} from "@mantine\/core"/g);
  return [...imports]
    .flatMap(([, names = ""]) => names.split(","))
    .map((name) => name.trim().split(" as ")[0] ?? "")
    .filter((name) => name !== "" && !name.startsWith("type "));
}

/** The style files of modules, with those of the modules that they are made of. */
function stylesOf(modules: Iterable<string>): Set<string> {
  const seen = new Set<string>();
  const found = new Set<string>();
  const walk = (file: string) => {
    if (seen.has(file) || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      return;
    }
    seen.add(file);
    const styles = /([^/]+)\.module\.mjs$/.exec(file)?.[1];
    if (styles !== undefined) {
      found.add(styles);
      return;
    }
    for (const [, to = ""] of readFileSync(file, "utf8").matchAll(/from "(\.[^"]+)"/g)) {
      walk(resolve(dirname(file), to));
    }
  };
  for (const each of modules) {
    walk(each);
  }
  return found;
}

describe("the styles that are loaded", () => {
  it("are those of the components that are used, and of no others", () => {
    const home = new Map<string, string>();
    const index = readFileSync(join(CORE, "index.mjs"), "utf8");
    for (const [, names = "", from = ""] of index.matchAll(/import \{([^}]*)\} from "([^"]+)"/g)) {
      for (const name of names.split(",")) {
        home.set(name.trim(), join(CORE, from));
      }
    }
    const users = [
      ...filesBelow(SOURCES, /(?<!\.test)\.tsx?$/),
      ...["notifications", "spotlight", "modals"].flatMap((name) =>
        filesBelow(join(MODULES, name, "esm"), /\.mjs$/),
      ),
    ];
    const used = new Set(users.flatMap((file) => taken(readFileSync(file, "utf8"))));
    const modules = [...used].flatMap((name) => home.get(name) ?? []);
    const loaded = readFileSync(join(SOURCES, "shared/theme/mantine.ts"), "utf8");
    const listed = [...loaded.matchAll(/styles\/([A-Z]\w*)\.css"/g)].map(([, name]) => name ?? "");
    expect(modules.length).toBeGreaterThan(40);
    expect(listed.toSorted()).toEqual([...stylesOf(modules)].toSorted());
  });
});
