/** The spec's fields as people look for them; what is not named here comes last, by itself. */
export const SECTIONS = [
  { id: "basics", fields: ["name", "timeframe"] },
  { id: "entries", fields: ["entries", "filters"] },
  { id: "exits", fields: ["exits"] },
  {
    id: "profits",
    fields: [
      "take_profit",
      "roi",
      "time_limit",
      "exit_only_in_profit",
      "ignore_roi_while_entry_holds",
    ],
  },
  { id: "losses", fields: ["stop_loss", "atr_stop", "trailing_stop", "break_even"] },
  { id: "size", fields: ["stake", "max_open_trades", "leverage", "scale_in"] },
  { id: "protections", fields: ["protections"] },
  { id: "parameters", fields: ["parameters"] },
] as const;

export type SectionId = (typeof SECTIONS)[number]["id"];

const PLACED = new Set<string>(SECTIONS.flatMap(({ fields }) => [...fields]));

/** Names of fields that no section has. */
export function leftOver(names: readonly string[]): string[] {
  return names.filter((name) => !PLACED.has(name));
}
