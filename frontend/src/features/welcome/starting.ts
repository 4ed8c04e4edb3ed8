import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { answer, api, once, type Schemas } from "../../shared/api/client";
import { runKeys, runOne } from "../../shared/api/queries/runs";
import { strategyKeys } from "../../shared/api/queries/strategies";
import { usePlan } from "./plan";

export interface Market {
  exchange: string;
  pairs: string[];
  timerange: string;
}

/** The order that a market and a strategy make; everything else is as usual. */
function orderOf(
  market: Market,
  strategy: Pick<Schemas["BacktestOrder"], "strategy" | "words">,
): Schemas["BacktestOrder"] {
  return {
    kind: "backtest",
    engine: "auto",
    strategy_version: null,
    spec: null,
    code: null,
    timeframe: null,
    trading_mode: null,
    detail_timeframe: null,
    stake: null,
    balance: 1000,
    max_open_trades: null,
    fee: null,
    slippage: 0,
    protections: null,
    title: "",
    ...market,
    ...strategy,
  };
}

export function useEstimate(market: Market) {
  const words = usePlan((plan) => plan.words.trim());
  return useQuery({
    queryKey: [...runKeys.all, "estimate", words, market],
    queryFn: ({ signal }) =>
      answer(
        api.POST("/v1/runs/estimate", { body: orderOf(market, { strategy: null, words }), signal }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** Keeps the words as a strategy, and has it backtested. */
export function useStart(market: Market, onStarted: (run: string) => void) {
  const queries = useQueryClient();
  // Whatever fails, another try of the same is no other strategy and no other run.
  const keys = useRef({ strategy: once(), run: once(), of: "" });
  return useMutation({
    mutationFn: async () => {
      const { words, strategy: made } = usePlan.getState();
      const of = JSON.stringify([words, market]);
      if (keys.current.of !== of) {
        keys.current = { strategy: once(), run: once(), of };
      }
      const strategy = made ?? (await keep(words.trim(), keys.current.strategy));
      usePlan.getState().change({ strategy });
      return answer(
        api.POST("/v1/runs", {
          params: { header: { "Idempotency-Key": keys.current.run } },
          body: orderOf(market, { strategy, words: null }),
        }),
      );
    },
    onSuccess: (run) => {
      queries.setQueryData(runOne(run.id).queryKey, run);
      void queries.invalidateQueries({ queryKey: runKeys.all });
      void queries.invalidateQueries({ queryKey: strategyKeys.all });
      keys.current = { strategy: once(), run: once(), of: "" };
      onStarted(run.id);
    },
  });
}

async function keep(words: string, key: string): Promise<string> {
  const made = await answer(
    api.POST("/v1/strategies", {
      params: { header: { "Idempotency-Key": key } },
      body: {
        name: null,
        description: "",
        tags: [],
        spec: null,
        words,
        timeframe: null,
        code: null,
      },
    }),
  );
  return made.id;
}
