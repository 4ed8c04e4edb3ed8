const LONGEST = 31;

/** A text as a tag: lower case, digits and hyphens; null where nothing of it fits. */
export function tagOf(text: string): string | null {
  const tag = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, LONGEST)
    .replace(/-+$/, "");
  return tag === "" ? null : tag;
}
