import { randomUUID } from "node:crypto";
import { type APIRequestContext, expect } from "@playwright/test";
import { bearer, type Signed } from "./account";

/** Trades often enough on the made-up market for its report to have all that a report can have. */
export const WORDS =
  "Buy when RSI is below 35 and the close is above the 200 candle EMA. Sell when RSI is above 65. 1h candles. Stop loss 8%.";

/** The same on 5m candles: with Freqtrade's own engine and all pairs, long enough to be stopped. */
export const SLOW_WORDS = WORDS.replace("1h", "5m");

export const EXCHANGE = "binance";
export const PAIRS = ["BTC/USDT", "ETH/USDT", "SOL/USDT", "XRP/USDT"];

/** A small Freqtrade strategy, as somebody brings one along. */
export const CODE = `from freqtrade.strategy import IStrategy
from pandas import DataFrame
import talib.abstract as ta


class Brought(IStrategy):
    timeframe = "1h"
    stoploss = -0.06
    minimal_roi = {"0": 0.05}

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["rsi"] = ta.RSI(dataframe, timeperiod=14)
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[dataframe["rsi"] < 30, "enter_long"] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe.loc[dataframe["rsi"] > 70, "exit_long"] = 1
        return dataframe
`;

export interface Made {
  strategy: string;
  run: string;
}

/** Makes a strategy of words and a finished backtest of it on the made-up market, by the API. */
export async function finishedBacktest(
  request: APIRequestContext,
  account: Signed,
  words: string = WORDS,
): Promise<Made> {
  const strategy = await newStrategy(request, account, { words });
  const run = await order(request, account, { strategy });
  await finished(request, account, run);
  return { strategy, run };
}

/** Makes a strategy of what `brought` says: `words`, a `spec` or `code`; returns its id. */
export async function newStrategy(
  request: APIRequestContext,
  account: Signed,
  brought: Record<string, unknown> = { words: WORDS },
): Promise<string> {
  const answer = await request.post("/v1/strategies", {
    headers: { ...bearer(account), "Idempotency-Key": randomUUID() },
    data: brought,
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

/** Orders a run, by default a backtest on one pair; returns its id. */
export async function order(
  request: APIRequestContext,
  account: Signed,
  asked: Record<string, unknown>,
): Promise<string> {
  const answer = await request.post("/v1/runs", {
    headers: { ...bearer(account), "Idempotency-Key": randomUUID() },
    data: { kind: "backtest", exchange: EXCHANGE, pairs: PAIRS.slice(0, 1), ...asked },
  });
  expect(answer.status(), await answer.text()).toBe(202);
  return ((await answer.json()) as { id: string }).id;
}

/** Orders a backtest that takes half a minute and more. */
export async function longRun(request: APIRequestContext, account: Signed): Promise<string> {
  const strategy = await newStrategy(request, account, { words: SLOW_WORDS });
  return order(request, account, { strategy, pairs: PAIRS, engine: "freqtrade" });
}

export async function stateOf(
  request: APIRequestContext,
  account: Signed,
  run: string,
): Promise<string> {
  const answer = await request.get(`/v1/runs/${run}`, { headers: bearer(account) });
  return ((await answer.json()) as { state: string }).state;
}

/** Waits until a run has ended, by default well. */
export async function finished(
  request: APIRequestContext,
  account: Signed,
  run: string,
  state = "succeeded",
): Promise<void> {
  await expect
    .poll(() => stateOf(request, account, run), {
      timeout: 90_000,
      intervals: [250, 500, 1000],
    })
    .toBe(state);
}

/** Adds a webhook where nobody listens, after a test of it; one that is off; and an e-mail address. */
export async function notified(request: APIRequestContext, account: Signed): Promise<void> {
  const events = ["run.succeeded", "run.failed", "account.security"];
  const webhook = { kind: "webhook", url: "http://127.0.0.1:9/hypertrade/of-my-own?key=hidden" };
  const add = async (name: string, to: Record<string, string>) => {
    const answer = await request.post("/v1/me/channels", {
      headers: { ...bearer(account), "Idempotency-Key": randomUUID() },
      data: { name, to, events },
    });
    expect(answer.status(), await answer.text()).toBe(201);
    const { channel } = (await answer.json()) as { channel: { id: string } };
    return { place: `/v1/me/channels/${channel.id}`, etag: answer.headers()["etag"] ?? "" };
  };
  await add("My address", { kind: "email", address: account.email });
  const off = await add("An older server", webhook);
  const changed = await request.patch(off.place, {
    headers: { ...bearer(account), "If-Match": off.etag },
    data: { state: "off" },
  });
  expect(changed.status(), await changed.text()).toBe(200);
  const { place } = await add("My server", webhook);
  await request.post(`${place}/test`, { headers: bearer(account) });
  const last = async () =>
    (await (await request.get(place, { headers: bearer(account) })).json()).last;
  await expect.poll(last, { timeout: 90_000 }).not.toBeNull();
}
