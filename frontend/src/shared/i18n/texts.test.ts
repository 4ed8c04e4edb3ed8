import { describe, expect, it } from "vitest";
import { LANGUAGES } from ".";

type Texts = { [key: string]: string | Texts };

const files = import.meta.glob<Texts>("../../texts/*/*.json", { import: "default", eager: true });
const namespaces = Object.keys(files)
  .filter((path) => path.includes("/en/"))
  .map((path) => path.split("/").pop() ?? "");

/** Every text by its dotted key; plural forms of a language stand under one key, one after another. */
function flat(texts: Texts, prefix = ""): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, value] of Object.entries(texts)) {
    const name = `${prefix}${key}`.replace(/_(zero|one|two|few|many|other)$/, "");
    if (typeof value === "string") {
      found.set(name, [...(found.get(name) ?? []), value]);
    } else {
      for (const [inner, forms] of flat(value, `${name}.`)) {
        found.set(inner, forms);
      }
    }
  }
  return found;
}

function placeholders(text = ""): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1] ?? "").sort();
}

describe.each(Object.keys(LANGUAGES).filter((code) => code !== "en"))("texts in %s", (language) => {
  it.each(namespaces)("%s says everything that English says, with the same values", (namespace) => {
    const english = flat(files[`../../texts/en/${namespace}`] ?? {});
    const other = flat(files[`../../texts/${language}/${namespace}`] ?? {});
    expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, forms] of other) {
      const values = placeholders(english.get(key)?.at(-1));
      expect({ key, values: placeholders(forms.at(-1)) }).toEqual({ key, values });
      for (const form of forms) {
        // "One trade" need not say its number.
        const missing = values.filter((value) => !placeholders(form).includes(value));
        expect({ key, missing: missing.filter((value) => value !== "count") }).toEqual({
          key,
          missing: [],
        });
      }
    }
  });
});
