import { describe, expect, it } from "vitest";
import { LANGUAGES } from ".";

type Texts = { [key: string]: string | Texts };

const files = import.meta.glob<Texts>("../../texts/*/*.json", { import: "default", eager: true });
const namespaces = Object.keys(files)
  .filter((path) => path.includes("/en/"))
  .map((path) => path.split("/").pop() ?? "");

/** Every text by its dotted key; plural forms of a language count as one key. */
function flat(texts: Texts, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    const name = `${prefix}${key}`.replace(/_(zero|one|two|few|many|other)$/, "");
    if (typeof value === "string") {
      found.set(name, value);
    } else {
      for (const [inner, text] of flat(value, `${name}.`)) {
        found.set(inner, text);
      }
    }
  }
  return found;
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1] ?? "").sort();
}

describe.each(Object.keys(LANGUAGES).filter((code) => code !== "en"))("texts in %s", (language) => {
  it.each(namespaces)("%s says everything that English says, with the same values", (namespace) => {
    const english = flat(files[`../../texts/en/${namespace}`] ?? {});
    const other = flat(files[`../../texts/${language}/${namespace}`] ?? {});
    expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of english) {
      expect({ key, values: placeholders(other.get(key) ?? "") }).toEqual({
        key,
        values: placeholders(text),
      });
    }
  });
});
