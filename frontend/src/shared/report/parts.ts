/** The parts of a report, in the order of reading; the address names them. */
export const REPORT_TABS = [
  "overview",
  "trades",
  "pairs",
  "entries",
  "exits",
  "periods",
  "robustness",
  "compare",
  "strategy",
  "quality",
  "logs",
  "export",
] as const;
export type ReportTab = (typeof REPORT_TABS)[number];

/** By what trades are put together in the report's periods. */
export const REPORT_PERIODS = ["year", "month", "week", "day", "weekday"] as const;
