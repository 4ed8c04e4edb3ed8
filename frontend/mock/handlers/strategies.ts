import { HttpResponse } from "msw";
import { listed, on, Refusal, raw, sameRevision } from "../answers";
import { now } from "../database";
import { recorded, type Schemas } from "../recorded";
import {
  add,
  type Brought,
  contentOf,
  etagOf,
  kept,
  make,
  recordedLike,
  viewOf,
} from "../strategies";

/** A zip archive without entries. */
const EMPTY_ARCHIVE = Uint8Array.of(0x50, 0x4b, 5, 6, ...Array<number>(18).fill(0));

function found({ text, tag, kind }: Record<string, string | null>) {
  return ({ about }: { about: Omit<Schemas["StrategyView"], "version"> }) =>
    (text == null || `${about.name} ${about.description}`.toLowerCase().includes(text)) &&
    (tag == null || about.tags.includes(tag)) &&
    (kind == null || about.kind === kind);
}

export const strategies = [
  on("get", "/v1/strategies", ({ account, query }) => {
    const text = query.get("text")?.toLowerCase() ?? null;
    const by = query.get("order") === "created" ? "created" : "updated";
    const fit = found({ text, tag: query.get("tag"), kind: query.get("kind") });
    const all = account.strategies
      .filter(fit)
      .map(({ about }) => about)
      .toSorted((one, other) => other[by].localeCompare(one[by]));
    return { status: 200, body: listed(all, query) };
  }),
  on("post", "/v1/strategies", ({ account, body }) => {
    const made = make(account, contentOf(body), body);
    return { status: 201, body: viewOf(made), etag: etagOf(made) };
  }),
  on("get", "/v1/strategies/tags", ({ account }) => {
    const counts: Record<string, number> = {};
    for (const tag of account.strategies.flatMap(({ about }) => about.tags)) {
      counts[tag] = (counts[tag] ?? 0) + 1;
    }
    return { status: 200, body: { counts } };
  }),
  on("post", "/v1/strategies/understand", ({ body }) => ({
    status: 200,
    body: /\bwhen\b/i.test(body.words) ? recorded.understood : recorded.question,
  })),
  on("post", "/v1/strategies/validate", ({ body }) => {
    const { kind } = recordedLike(body).view;
    try {
      contentOf(body);
    } catch (refusal) {
      if (refusal instanceof Refusal) {
        return { status: 200, body: recorded.verdict };
      }
      throw refusal;
    }
    return { status: 200, body: { kind, valid: true, problems: [] } };
  }),
  on("post", "/v1/strategies/explain", ({ body }) => ({
    status: 200,
    body: recordedLike(body).explained,
  })),
  on("post", "/v1/strategies/compile", ({ body }) => ({
    status: 200,
    body: recordedLike(body).compiled,
  })),
  on("get", "/v1/strategies/{strategy}", ({ account, params }) => {
    const one = kept(account, params);
    return { status: 200, body: viewOf(one), etag: etagOf(one) };
  }),
  on("patch", "/v1/strategies/{strategy}", ({ account, params, body, headers }) => {
    const one = kept(account, params);
    sameRevision(headers, etagOf(one), true);
    const { name, description, tags } = body;
    one.about = {
      ...one.about,
      name: name ?? one.about.name,
      description: description ?? one.about.description,
      tags: tags ?? one.about.tags,
      updated: now(),
    };
    one.revision += 1;
    return { status: 200, body: one.about, etag: etagOf(one) };
  }),
  on("delete", "/v1/strategies/{strategy}", ({ account, params, headers }) => {
    const one = kept(account, params);
    sameRevision(headers, etagOf(one));
    account.strategies.splice(account.strategies.indexOf(one), 1);
    return { status: 204, body: null };
  }),
  on("post", "/v1/strategies/{strategy}/fork", ({ account, params, body }) => {
    const from = kept(account, params);
    const { content, number } = viewOf(from, body.version ?? undefined).version;
    const made = make(account, content, { ...from.about, name: body.name });
    made.about.forked_from = `${from.about.id}/${number}`;
    return { status: 201, body: viewOf(made), etag: etagOf(made) };
  }),
  raw("get", "/v1/strategies/{strategy}/export", ({ account, params }) => {
    kept(account, params);
    return new HttpResponse(EMPTY_ARCHIVE, { headers: { "Content-Type": "application/zip" } });
  }),
  on("get", "/v1/strategies/{strategy}/versions", ({ account, params, query }) => ({
    status: 200,
    body: listed(kept(account, params).versions.toReversed(), query),
  })),
  on("post", "/v1/strategies/{strategy}/versions", ({ account, params, body, headers }) => {
    const one = kept(account, params);
    sameRevision(headers, etagOf(one));
    const made = add(one, contentOf(body as Brought), { note: body.note ?? "" });
    return { status: 201, body: made, etag: etagOf(one) };
  }),
  on("get", "/v1/strategies/{strategy}/versions/{number}", ({ account, params }) => ({
    status: 200,
    body: viewOf(kept(account, params), Number(params["number"])).version,
  })),
  on("post", "/v1/strategies/{strategy}/restore", ({ account, params, body, headers }) => {
    const one = kept(account, params);
    sameRevision(headers, etagOf(one));
    const made = add(one, viewOf(one, body.version).version.content);
    return { status: 201, body: made, etag: etagOf(one) };
  }),
  on("get", "/v1/strategies/{strategy}/diff", ({ account, params, query }) => {
    kept(account, params);
    return {
      status: 200,
      body: {
        ...recorded.diff,
        before: Number(query.get("before")),
        after: Number(query.get("after")),
      },
    };
  }),
  on("get", "/v1/strategies/{strategy}/explanation", ({ account, params }) => ({
    status: 200,
    body: recordedLike(viewOf(kept(account, params)).version.content).explained,
  })),
  on("get", "/v1/strategies/{strategy}/source", ({ account, params }) => ({
    status: 200,
    body: recordedLike(viewOf(kept(account, params)).version.content).compiled,
  })),
  on("get", "/v1/catalogue", () => ({
    status: 200,
    body: recorded.catalogue,
    etag: '"recorded"',
  })),
  on("get", "/v1/code/completions", () => ({ status: 200, body: recorded.completions })),
  on("post", "/v1/code/format", ({ body }) => ({
    status: 200,
    // Only the recorded code is known formatted; other code stays as it is.
    body: body.source.includes("class Brought") ? recorded.formatted : { source: body.source },
  })),
  on("post", "/v1/previews", ({ body }) => {
    contentOf(body as Brought);
    return { status: 200, body: recorded.preview };
  }),
];
