import type { CheckName } from "../certificate/useCertificate";

/** Every check, in the order of the report. */
export const CHECKS = [
  "bias",
  "significance",
  "sweep",
  "walkforward",
  "montecarlo",
  "noise",
  "costs",
  "regimes",
  "dependence",
] as const satisfies readonly CheckName[];
