import { missing, Refusal } from "./answers";
import { type Account, type KeptStrategy, newId, now } from "./database";
import { copy, type RecordedStrategy, recorded, type Schemas } from "./recorded";

type Content = Schemas["VersionView"]["content"];

/** What requests that bring a strategy have in common; a content is one of them as well. */
export interface Brought {
  name?: string | null;
  description?: string;
  tags?: string[];
  words?: string | null;
  spec?: Record<string, unknown> | null;
  code?: Schemas["CodeStrategy"] | null;
}

export const etagOf = ({ revision }: KeptStrategy) => `"${revision}"`;

export function kept(account: Account, { strategy = "" }: Record<string, string>): KeptStrategy {
  const found = account.strategies.find(({ about }) => about.id === strategy);
  if (found === undefined) {
    throw missing("strategy", strategy);
  }
  return found;
}

/** The strategy with its latest version, or the one of that number. */
export function viewOf(
  { about, versions }: KeptStrategy,
  number = about.latest,
): Schemas["StrategyView"] {
  const version = versions.find((each) => each.number === number);
  if (version === undefined) {
    throw missing("version", String(number));
  }
  return { ...about, version };
}

/**
 * The content that was brought.
 *
 * One rule stands for all of the platform's: a stop loss is above 0 and at most 1.
 */
export function contentOf({ spec, code, words }: Brought): Content {
  if (code != null) {
    return code;
  }
  if (spec == null) {
    const { content } = recordedLike({ spec: {} }).view.version;
    return { ...copy(content), words: words ?? null } as Content;
  }
  const stop = spec["stop_loss"];
  if (typeof stop === "number" && (stop <= 0 || stop > 1)) {
    throw new Refusal("invalid");
  }
  return { kind: "spec", spec, words: words ?? null, assumptions: [] };
}

/** A recorded strategy of the same kind, and for code of the same class if there is one. */
export function recordedLike(brought: Brought | Content): RecordedStrategy {
  const code = "code" in brought && brought.code != null ? brought.code : brought;
  const kind = "source" in code ? "code" : "spec";
  const alike = recorded.strategies.filter(({ view }) => view.kind === kind);
  const name = "class_name" in code ? code.class_name : null;
  const found =
    alike.find(({ view: { version } }) =>
      "class_name" in version.content ? version.content.class_name === name : true,
    ) ?? alike[0];
  if (found === undefined) {
    throw new Error(`no strategy of kind ${kind} is recorded`);
  }
  return found;
}

export function make(account: Account, content: Content, about: Brought): KeptStrategy {
  const named = content.kind === "spec" ? content.spec["name"] : content.class_name;
  const made: KeptStrategy = {
    about: {
      ...{ id: newId(), kind: content.kind, latest: 0, forked_from: null, last_run: null },
      name: about.name || (typeof named === "string" ? named : "Strategy"),
      description: about.description ?? "",
      tags: about.tags ?? [],
      ...{ created: now(), updated: now() },
    },
    versions: [],
    revision: 0,
  };
  add(made, content, { said: about.words ?? null });
  account.strategies.unshift(made);
  return made;
}

/** Makes `content` the newest version. */
export function add(
  strategy: KeptStrategy,
  content: Content,
  { note = "", said = null }: { note?: string; said?: string | null } = {},
): Schemas["VersionView"] {
  const number = strategy.about.latest + 1;
  const made: Schemas["VersionView"] = {
    ...{ number, content, note, said, frozen: null, created: now() },
    content_digest: JSON.stringify(content),
  };
  strategy.versions.push(made);
  strategy.about = { ...strategy.about, latest: number, updated: made.created };
  strategy.revision += 1;
  return made;
}
