export { DraftProvider, useDraft } from "./DraftProvider";
export { brought } from "./platform";
export type { Content, Draft, Problem } from "./types";
