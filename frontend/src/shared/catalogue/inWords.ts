import type { Catalogue } from "../api/queries/catalogue";

/** What a language calls the parts of the catalogue, by their names and ids. */
export interface CatalogueWords {
  /** `lines` only where an indicator has more than one: a single one is called as it is. */
  indicators: Record<string, { title: string; short: string; lines?: Record<string, string> }>;
  /** By the name of the parameter, whichever indicator has it. */
  params: Record<string, string>;
  patterns: Record<string, string>;
  templates: Record<string, { title: string; summary: string }>;
  tags: Record<string, string>;
}

/** The catalogue with its titles in another language. A part that has no word there keeps its own. */
export function inWords(served: Catalogue, words: CatalogueWords): Catalogue {
  return {
    ...served,
    indicators: served.indicators.map((one) => {
      const said = words.indicators[one.name];
      return {
        ...one,
        title: said?.title ?? one.title,
        short: said?.short ?? one.short,
        params: one.params.map((each) => ({
          ...each,
          title: words.params[each.name] ?? each.title,
        })),
        lines: one.lines.map((each) => ({
          ...each,
          title: (one.lines.length > 1 ? said?.lines?.[each.name] : said?.short) ?? each.title,
        })),
      };
    }),
    patterns: served.patterns.map((one) => ({
      ...one,
      title: words.patterns[one.name] ?? one.title,
    })),
    templates: served.templates.map((one) => ({ ...one, ...words.templates[one.id] })),
  };
}
