import { HttpResponse } from "msw";
import { listed, missing, on, Refusal, raw } from "../answers";
import { type Account, type Database, newId, now } from "../database";
import { copy, recorded, type Schemas } from "../recorded";
import { cancelled, isOver, type KeptRun, seen } from "../running";
import { eventsOf } from "../stream";

type Run = Schemas["RunView"];

function kept(account: Account, { run = "" }: Record<string, string>): KeptRun {
  const found = account.runs.find(({ view }) => view.id === run);
  if (found === undefined) {
    throw missing("run", run);
  }
  return found;
}

function summaryOf({ work: _, image: __, artifacts: ___, ...summary }: Run): Schemas["RunSummary"] {
  return summary;
}

/** Takes an order: what is to be done is what a recorded run of its kind did. */
function order(account: Account, database: Database, asked: Partial<Run>): Run {
  const like = recorded.runs.find(({ kind }) => kind === asked.kind) ?? recorded.runs[0];
  if (like === undefined) {
    throw new Error("no run is recorded");
  }
  const view: Run = {
    ...copy(like),
    ...{ id: newId(), state: "queued", sequence: 1, attempt: 0, progress: null },
    ...{ cancel_requested: false, failure: null, summary: null, artifacts: [], retry_of: null },
    ...{ created: now(), started: null, ended: null },
    ...asked,
  };
  const run = { view, begun: Date.now() };
  account.runs.unshift(run);
  return seen(run, database.stepMs);
}

function titleOf(account: Account, strategy: string | null): string {
  return account.strategies.find(({ about }) => about.id === strategy)?.about.name ?? "Strategy";
}

/** Files that the recorded run of its kind left. */
function filesOf({ kind, state }: Run) {
  return state === "succeeded" && kind !== "download" ? recorded.files[kind] : [];
}

export const runs = [
  on("get", "/v1/runs", ({ account, query, database }) => {
    const [kind, state, strategy] = ["kind", "state", "strategy"].map((name) => query.get(name));
    const [since, until] = [query.get("since"), query.get("until")];
    const all = database
      .runsOf(account)
      .filter(
        (run) =>
          (kind == null || run.kind === kind) &&
          (state == null || run.state === state) &&
          (strategy == null || run.strategy === strategy) &&
          (since === null || run.created >= since) &&
          (until === null || run.created < until),
      );
    return { status: 200, body: listed(all.map(summaryOf), query) };
  }),
  on("post", "/v1/runs", ({ account, database, body }) => {
    const strategy = "strategy" in body ? (body.strategy ?? null) : null;
    const found = account.strategies.find(({ about }) => about.id === strategy);
    if (strategy !== null && found === undefined) {
      throw missing("strategy", strategy);
    }
    const made = order(account, database, {
      kind: body.kind,
      strategy,
      strategy_version: found?.about.latest ?? null,
      title: titleOf(account, strategy),
    });
    return { status: 202, body: made };
  }),
  on("post", "/v1/runs/estimate", () => ({ status: 200, body: recorded.cost })),
  on("get", "/v1/runs/compare", () => ({ status: 200, body: recorded.comparison })),
  on("get", "/v1/runs/{run}", ({ account, params, database }) => ({
    status: 200,
    body: seen(kept(account, params), database.stepMs),
  })),
  on("delete", "/v1/runs/{run}", ({ account, params, database }) => {
    const run = kept(account, params);
    if (!isOver(seen(run, database.stepMs))) {
      throw new Refusal("over", {
        detail: `run ${run.view.id} is ${run.view.state}`,
        remedy: "Cancel it first.",
      });
    }
    account.runs.splice(account.runs.indexOf(run), 1);
    return { status: 204, body: null };
  }),
  on("post", "/v1/runs/{run}/cancel", ({ account, params, database }) => {
    const run = kept(account, params);
    const { id, state } = seen(run, database.stepMs);
    if (isOver({ state })) {
      throw new Refusal("over", { detail: `run ${id} has ${state} already` });
    }
    return { status: 200, body: cancelled(run, database.stepMs) };
  }),
  on("post", "/v1/runs/{run}/retry", ({ account, params, database }) => {
    const { id, kind, strategy, strategy_version, title, work } = kept(account, params).view;
    const asked = { kind, strategy, strategy_version, title, work, retry_of: id };
    return { status: 202, body: order(account, database, asked) };
  }),
  raw("get", "/v1/runs/{run}/events", ({ account, params, database, headers }) =>
    eventsOf(
      () => summaryOf(seen(kept(account, params), database.stepMs)),
      Number(headers.get("Last-Event-ID") ?? 0),
      database.stepMs,
    ),
  ),
  on("get", "/v1/runs/{run}/trades", ({ account, params, query }) => {
    kept(account, params);
    const pair = query.get("pair");
    const all = recorded.trades.items.filter((trade) => pair === null || trade.pair === pair);
    return { status: 200, body: listed(all, query) };
  }),
  on("get", "/v1/runs/{run}/chart", ({ account, params }) => {
    kept(account, params);
    return { status: 200, body: recorded.chart };
  }),
  on("get", "/v1/runs/{run}/artifacts", ({ account, params, database }) => {
    const run = seen(kept(account, params), database.stepMs);
    const items = filesOf(run).map(({ text: _, ...file }) => ({
      ...file,
      url: `/v1/blobs/${run.kind}-${file.name}?expires=9999999999&signature=mock`,
    }));
    return { status: 200, body: { items } };
  }),
  raw(
    "get",
    "/v1/blobs/{name}",
    ({ params }) => {
      const { name = "" } = params;
      const files = Object.entries(recorded.files).flatMap(([kind, all]) =>
        all.map((file) => ({ ...file, address: `${kind}-${file.name}` })),
      );
      const found = files.find(({ address }) => address === name);
      if (found === undefined) {
        throw missing("file", name);
      }
      return HttpResponse.text(found.text, { headers: { "Content-Type": found.content_type } });
    },
    { open: true },
  ),
];

export const data = [
  on("get", "/v1/data/candles", ({ query }) => {
    const wanted = (["exchange", "pair", "timeframe"] as const).map(
      (name) => [name, query.get(name)] as const,
    );
    const all = recorded.candles.items.filter((series) =>
      wanted.every(([name, value]) => value === null || series[name] === value),
    );
    return { status: 200, body: listed(all, query) };
  }),
  on("get", "/v1/data/exchanges", () => ({ status: 200, body: recorded.exchanges })),
  on("get", "/v1/data/quality", ({ query }) => ({
    status: 200,
    body: {
      ...recorded.quality,
      exchange: query.get("exchange") ?? "",
      pair: query.get("pair") ?? "",
      timeframe: query.get("timeframe") ?? "",
    },
  })),
  on("post", "/v1/data/downloads", ({ account, database, body }) => {
    const title = `${body.pairs.join(", ")} ${body.timeframe}`;
    const work = { ...body, kind: "download" } as Run["work"];
    const made = order(account, database, {
      ...{ kind: "download", strategy: null, strategy_version: null, title, work },
    });
    return { status: 202, body: made };
  }),
];
