import { copy, recorded, type Schemas } from "./recorded";

type Run = Schemas["RunView"];

export interface KeptRun {
  /** As it was ordered, or as it ended. */
  view: Run;
  /** When it was ordered, by the clock of this page; 0 for what was over before. */
  begun: number;
}

type Step = Pick<Run, "state"> & Partial<Pick<Run, "progress">>;

const DAYS = ["2023-05-02", "2023-11-20", "2024-07-09"] as const;

/** What a run goes through before it is over. */
const STEPS: readonly Step[] = [
  { state: "queued" },
  { state: "starting" },
  { state: "running", progress: { stage: "loading", done: 0, total: 0, date: null } },
  ...DAYS.map((date, place) => ({
    state: "running" as const,
    progress: {
      ...{ stage: "trading" as const, total: recorded.cost.candles, date: `${date}T00:00:00Z` },
      done: Math.round((recorded.cost.candles * (place + 1)) / (DAYS.length + 1)),
    },
  })),
];

export function isOver({ state }: Pick<Run, "state">): boolean {
  return !["queued", "starting", "running"].includes(state);
}

/** The run as it stands now: it goes on by the clock, and ends as a recorded one of its kind did. */
export function seen(run: KeptRun, stepMs: number): Run {
  if (isOver(run.view)) {
    return run.view;
  }
  const place = Math.floor((Date.now() - run.begun) / stepMs);
  const step = STEPS[place];
  if (step === undefined) {
    run.view = ended(run.view, run.begun + STEPS.length * stepMs);
    return run.view;
  }
  return {
    ...run.view,
    state: step.state,
    progress: step.progress ?? null,
    sequence: place + 1,
    started: place === 0 ? null : new Date(run.begun + stepMs).toISOString(),
    attempt: place === 0 ? 0 : 1,
  };
}

/** Ends a run that was cancelled while it waited or went on. */
export function cancelled(run: KeptRun, stepMs: number): Run {
  run.view = {
    ...seen(run, stepMs),
    ...{ state: "cancelled", cancel_requested: true, progress: null },
    ended: new Date().toISOString(),
  };
  run.view.sequence += 1;
  return run.view;
}

function ended(view: Run, at: number): Run {
  const like = copy(outcomeOf(view));
  return {
    ...view,
    ...{ state: like?.state ?? "succeeded", summary: like?.summary ?? null },
    ...{ failure: like?.failure ?? null, artifacts: like?.artifacts ?? [], progress: null },
    ...{ sequence: STEPS.length + 1, attempt: 1, ended: new Date(at).toISOString() },
    started: view.started ?? view.created,
  };
}

const BROKEN = recorded.runs.find(({ state }) => state === "failed");

/** The recorded run that this one ends like: code that broke breaks again. */
function outcomeOf({ kind, strategy }: Run): Run | undefined {
  return strategy !== null && strategy === BROKEN?.strategy
    ? BROKEN
    : recorded.runs.find((run) => run.kind === kind && run.state === "succeeded");
}
