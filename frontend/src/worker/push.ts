import { ownPath } from "../shared/identity/back";

export interface Told {
  title: string;
  body: string;
  /** Another notification of the same tag takes this one's place. */
  tag: string;
  data: { path: string };
}

/** What a push says: JSON of `title`, `body`, `tag` and `path`; any other text is the body. */
export function told(text: string): Told {
  const said = parsed(text);
  const part = (name: string) => {
    const value = said[name];
    return typeof value === "string" ? value : "";
  };
  return {
    title: part("title") || "HyperTrade",
    body: part("body"),
    tag: part("tag"),
    data: { path: ownPath(said["path"]) ?? "/" },
  };
}

/** Where a click on a notification leads: a page of this application, whatever it says. */
export function clickedPath(data: unknown): string {
  const path = typeof data === "object" && data !== null && "path" in data ? data.path : undefined;
  return ownPath(path) ?? "/";
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null
      ? (value as Record<string, unknown>)
      : { body: text };
  } catch {
    return { body: text };
  }
}
