import type { components } from "../src/shared/api/schema";
import audit from "./recorded/audit.json";
import candles from "./recorded/candles.json";
import catalogue from "./recorded/catalogue.json";
import chart from "./recorded/chart.json";
import comparison from "./recorded/comparison.json";
import completions from "./recorded/completions.json";
import conversation from "./recorded/conversation.json";
import cost from "./recorded/cost.json";
import diff from "./recorded/diff.json";
import exchanges from "./recorded/exchanges.json";
import files from "./recorded/files.json";
import formatted from "./recorded/formatted.json";
import me from "./recorded/me.json";
import preview from "./recorded/preview.json";
import problems from "./recorded/problems.json";
import providers from "./recorded/providers.json";
import quality from "./recorded/quality.json";
import question from "./recorded/question.json";
import quota from "./recorded/quota.json";
import runs from "./recorded/runs.json";
import settled from "./recorded/settled.json";
import strategies from "./recorded/strategies.json";
import trades from "./recorded/trades.json";
import understood from "./recorded/understood.json";
import verdict from "./recorded/verdict.json";

export type Schemas = components["schemas"];

export interface RecordedStrategy {
  view: Schemas["StrategyView"];
  /** Newest first. */
  versions: Schemas["VersionView"][];
  compiled: Schemas["Compiled"];
  explained: Schemas["Explained"];
}

export interface RecordedFile extends Omit<Schemas["FileLink"], "url"> {
  text: string;
}

interface Recorded {
  audit: Schemas["AuditView"][];
  candles: Schemas["Listed_SeriesView_"];
  catalogue: Schemas["Catalogue"];
  chart: Schemas["ChartView"];
  comparison: Schemas["Comparison"];
  completions: Schemas["Completions"];
  conversation: Schemas["ConversationView"];
  cost: Schemas["Cost"];
  diff: Schemas["VersionDiff"];
  exchanges: Schemas["Exchanges"];
  files: Record<"backtest" | "robustness", RecordedFile[]>;
  formatted: Schemas["Formatted"];
  me: Schemas["Profile"];
  preview: Schemas["PreviewAnswer"];
  problems: Record<keyof typeof problems, Schemas["ProblemDetails"]>;
  providers: Schemas["Providers"];
  quality: Schemas["CandleQuality"];
  /** The reading of words that leave a question open. */
  question: Schemas["Understood"];
  quota: Schemas["Allowance"];
  runs: Schemas["RunView"][];
  /** The turn that answers the question which `conversation` ends with. */
  settled: Schemas["SaidView"];
  strategies: RecordedStrategy[];
  trades: Schemas["Listed_TradeView_"];
  understood: Schemas["Understood"];
  verdict: Schemas["Verdict"];
}

/** Answers of the real platform, as `record.mjs` kept them; JSON has wider types than they do. */
export const recorded = {
  ...{ audit, candles, catalogue, chart, comparison, completions, conversation, cost, diff },
  ...{ exchanges, files, formatted, me, preview, problems, providers, quality, question, quota },
  ...{ runs, settled, strategies, trades, understood, verdict },
} as unknown as Recorded;

/** A copy that may be changed. */
export function copy<T>(value: T): T {
  return structuredClone(value);
}
