import { describe, expect, it } from "vitest";
import { recorded } from "../../../mock/recorded";
import type { Catalogue } from "../api/queries/catalogue";
import { LANGUAGES } from "../i18n";
import { type CatalogueWords, inWords } from "./inWords";

const files = import.meta.glob<CatalogueWords>("../../texts/*/catalogue.json", {
  import: "default",
  eager: true,
});
const served = recorded.catalogue as unknown as Catalogue;
const names = {
  indicators: served.indicators.map(({ name }) => name),
  params: served.indicators.flatMap(({ params }) => params.map(({ name }) => name)),
  patterns: served.patterns.map(({ name }) => name),
  templates: served.templates.map(({ id }) => id),
  tags: served.templates.flatMap(({ tags }) => tags),
};
const sorted = (some: Iterable<string>) => [...new Set(some)].sort();

describe.each(Object.keys(LANGUAGES).filter((code) => code !== "en"))(
  "the catalogue in %s",
  (language) => {
    const words = files[`../../texts/${language}/catalogue.json`] as CatalogueWords;

    it.each(Object.keys(names) as (keyof typeof names)[])(
      "has a word for each of its %s, and for nothing else",
      (part) => {
        expect(sorted(Object.keys(words[part]))).toEqual(sorted(names[part]));
      },
    );

    it("names each line of an indicator that has several", () => {
      for (const { name, lines } of served.indicators) {
        const said = Object.keys(words.indicators[name]?.lines ?? {});
        const several = lines.length > 1 ? lines.map((line) => line.name) : [];
        expect({ name, lines: sorted(said) }).toEqual({ name, lines: sorted(several) });
      }
    });

    it("changes nothing but words", () => {
      const said = inWords(served, words);
      const bare = (one: Catalogue) =>
        JSON.stringify(one, (key, value) =>
          ["title", "short", "summary"].includes(key) ? "" : value,
        );
      expect(bare(said)).toBe(bare(served));
      expect(said.templates.map(({ title }) => title)).not.toEqual(
        served.templates.map(({ title }) => title),
      );
    });
  },
);

it("keeps what is newer than the words as the platform says it", () => {
  const none = { indicators: {}, params: {}, patterns: {}, templates: {}, tags: {} };
  expect(inWords(served, none)).toEqual(served);
});
