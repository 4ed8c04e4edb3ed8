import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import type { Schemas } from "../../shared/api/client";
import type { Preset } from "../../shared/market/ranges";

export type Series = Schemas["SeriesView"];

interface Plan {
  /** Whose plan it is: another's is dropped. */
  user: string;
  words: string;
  exchange: string;
  pairs: string[];
  preset: Preset;
  /** The strategy that was made of the words already, so that trying again makes no other. */
  strategy: string | null;
}

interface PlanStore extends Plan {
  change: (part: Partial<Plan>) => void;
  startFor: (user: string) => void;
}

const EMPTY: Omit<Plan, "user"> = {
  words: "",
  exchange: "",
  pairs: [],
  preset: "1y",
  strategy: null,
};

/** What a newcomer has chosen so far; kept in this tab, so that loading it again loses nothing. */
export const usePlan = create<PlanStore>()(
  persist(
    (set, get) => ({
      user: "",
      ...EMPTY,
      change: (part) => set(part),
      startFor: (user) => {
        if (get().user !== user) {
          set({ user, ...EMPTY });
        }
      },
    }),
    { name: "hypertrade.welcome", storage: createJSONStorage(() => sessionStorage) },
  ),
);

export interface Choice {
  exchange: string;
  pairs: string[];
  /** The candles of the chosen pairs. */
  series: Series[];
  /** Every pair of the market that has candles of the timeframe. */
  offered: string[];
  /** Every market that has some. */
  markets: string[];
}

/** What was chosen of the candles there are; what was left open is filled with the first. */
export function chosen(
  { exchange, pairs }: Pick<Plan, "exchange" | "pairs">,
  timeframe: string,
  all: readonly Series[],
): Choice {
  const fitting = all.filter((each) => each.timeframe === timeframe);
  const markets = [...new Set(fitting.map((each) => each.exchange))];
  const market = markets.includes(exchange) ? exchange : (markets[0] ?? "");
  const here = fitting.filter((each) => each.exchange === market);
  const offered = here.map((each) => each.pair);
  const kept = pairs.filter((pair) => offered.includes(pair));
  const taken = kept.length > 0 ? kept : offered.slice(0, 1);
  return {
    exchange: market,
    pairs: taken,
    series: here.filter((each) => taken.includes(each.pair)),
    offered,
    markets,
  };
}
