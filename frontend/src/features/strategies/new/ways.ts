/** The ways to a new strategy, by what one starts from. */
export const WAYS = ["words", "template", "form", "code"] as const;
export type Way = (typeof WAYS)[number];
