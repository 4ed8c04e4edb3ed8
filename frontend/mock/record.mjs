/**
 * Writes what the mock API starts with, by asking the real one: `npm run record` beside `make up`.
 *
 * Makes an account of its own, a strategy of words and one of code, a conversation, and runs that
 * end well, badly and early; keeps each answer as it came, under `recorded/`.
 */
import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const API = process.env.HYPERTRADE_API ?? "http://127.0.0.1:8080";
const FOLDER = join(import.meta.dirname, "recorded");
const ORIGINS = /https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?/g;
const LONGEST_RUN_MS = 300_000;

const WORDS =
  "Buy when RSI is below 35 and the close is above the 200 candle EMA. Sell when RSI is above 65. 1h candles. Stop loss 8%.";
const OPEN_WORDS = "Buy the dip";
const MARKET = { exchange: "binance", pairs: ["BTC/USDT"] };
const CODE = {
  kind: "code",
  class_name: "Brought",
  source: `from freqtrade.strategy import IStrategy
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
`,
};
/** Breaks while it runs, where no check before could have seen it. */
const BROKEN = {
  ...CODE,
  class_name: "Broken",
  source: CODE.source
    .replace("class Brought", "class Broken")
    .replace('dataframe["rsi"] < 30', 'dataframe["rsx"] < 30'),
};

let token = null;

async function ask(method, path, body, headers = {}) {
  const response = await fetch(`${API}${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { response, etag: response.headers.get("ETag") ?? "" };
}

async function got(method, path, body, headers) {
  const { response, etag } = await ask(method, path, body, headers);
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  }
  return { data: text === "" ? null : JSON.parse(text), etag };
}

const read = async (path) => (await got("GET", path)).data;
const post = async (path, body, headers = {}) =>
  (await got("POST", path, body, { "Idempotency-Key": randomUUID(), ...headers })).data;

async function refused(method, path, body, headers) {
  const { response } = await ask(method, path, body, headers);
  if (response.ok) {
    throw new Error(`${method} ${path} was not refused`);
  }
  return response.json();
}

/** Without where it was recorded. */
function keep(name, content) {
  const text = JSON.stringify(content).replaceAll(ORIGINS, "");
  writeFileSync(join(FOLDER, `${name}.json`), `${text}\n`);
}

async function ended(run) {
  const patience = Date.now() + LONGEST_RUN_MS;
  for (;;) {
    const now = await read(`/v1/runs/${run}`);
    if (now.ended !== null) {
      return now;
    }
    if (Date.now() > patience) {
      throw new Error(`run ${run} does not end`);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

const READABLE = /json|text\/(x-python|csv|plain)/;

/** What a run left that can be kept as text. */
async function filesOf({ id }) {
  const { items } = await read(`/v1/runs/${id}/artifacts`);
  return Promise.all(
    items
      .filter(({ content_type }) => READABLE.test(content_type))
      .map(async ({ url, ...file }) => {
        const { pathname, search } = new URL(url);
        return { ...file, text: await (await fetch(`${API}${pathname}${search}`)).text() };
      }),
  );
}

mkdirSync(FOLDER, { recursive: true });

const account = {
  email: `trader-${randomUUID().slice(0, 8)}@hypertrade.example`,
  password: `${randomUUID()}-Aa1`,
};
const problems = {
  unauthenticated: await refused("GET", "/v1/me"),
  signIn: await refused("POST", "/v1/auth/sign-in", { ...account, password: "not-this-one" }),
  weakPassword: await refused("POST", "/v1/auth/sign-up", { ...account, password: "a", name: "" }),
};
token = (await got("POST", "/v1/auth/sign-up", { ...account, name: "Recorded trader" })).data
  .id_token;
problems.taken = await refused("POST", "/v1/auth/sign-up", { ...account, name: "" });
problems.missing = await refused("GET", "/v1/strategies/00000000000000000000000000000000");

keep("providers", await read("/v1/auth/providers"));
keep("catalogue", await read("/v1/catalogue"));
keep("completions", await read("/v1/code/completions"));
keep("exchanges", await read("/v1/data/exchanges"));
keep("candles", await read("/v1/data/candles?limit=100"));
keep("quality", await read("/v1/data/quality?exchange=binance&pair=BTC%2FUSDT&timeframe=1h"));

keep("understood", await post("/v1/strategies/understand", { words: WORDS, timeframe: null }));
keep("question", await post("/v1/strategies/understand", { words: OPEN_WORDS, timeframe: null }));
keep("formatted", await post("/v1/code/format", { source: CODE.source }));

const spec = await post("/v1/strategies", {
  words: WORDS,
  description: "Buys weakness in an uptrend.",
  tags: ["momentum"],
});
const about = `/v1/strategies/${spec.id}`;
problems.unconditional = await refused("PATCH", about, { description: "x" });
problems.stale = await refused(
  "POST",
  `${about}/versions`,
  { words: WORDS },
  { "If-Match": '"0"' },
);
problems.invalid = await refused("POST", `${about}/versions`, {
  spec: { ...spec.version.content.spec, stop_loss: 7 },
});
keep(
  "verdict",
  await post("/v1/strategies/validate", {
    spec: { ...spec.version.content.spec, stop_loss: 7 },
  }),
);

const talk = (await got("POST", `${about}/conversations`, { title: "Tighter" })).data;
for (const words of [
  "Set the stop loss to 5%",
  "Add a trailing stop of 3%",
  "Buy the dip instead",
]) {
  const { etag } = await got("GET", `/v1/conversations/${talk.id}`);
  await post(`/v1/conversations/${talk.id}/turns`, { words }, { "If-Match": etag });
}
const talked = await got("GET", `/v1/conversations/${talk.id}`);
keep("conversation", talked.data);

const code = await post("/v1/strategies", { name: "Brought along", code: CODE });
const broken = await post("/v1/strategies", { name: "Broken", code: BROKEN });

const asked = { kind: "backtest", ...MARKET, strategy: spec.id };
keep("cost", await post("/v1/runs/estimate", asked));
const terms = {
  ...MARKET,
  ...{ timeframe: null, timerange: "-", trading_mode: null, stake: null, balance: 10_000 },
  ...{ max_open_trades: null, fee: null, slippage: 0, detail_timeframe: null, protections: null },
};
keep(
  "preview",
  await post("/v1/previews", { ...terms, words: null, spec: spec.version.content.spec }),
);

const backtest = await ended((await post("/v1/runs", asked)).id);
const second = await ended((await post("/v1/runs", { ...asked, pairs: ["ETH/USDT"] })).id);
const failed = await ended((await post("/v1/runs", { ...asked, strategy: broken.id })).id);
const long = await post("/v1/runs", { ...asked, engine: "freqtrade" });
await post(`/v1/runs/${long.id}/cancel`);
const cancelled = await ended(long.id);
problems.over = await refused("POST", `/v1/runs/${backtest.id}/cancel`);
const robust = await ended((await post("/v1/runs", { ...asked, kind: "robustness" })).id);
keep("runs", [robust, cancelled, failed, second, backtest]);
keep("comparison", await read(`/v1/runs/compare?ids=${backtest.id}&ids=${second.id}`));
keep("chart", await read(`/v1/runs/${backtest.id}/chart?points=600`));
keep("trades", await read(`/v1/runs/${backtest.id}/trades?limit=100`));

keep("files", { backtest: await filesOf(backtest), robustness: await filesOf(robust) });

keep(
  "strategies",
  await Promise.all(
    [broken, code, spec].map(async ({ id }) => ({
      view: await read(`/v1/strategies/${id}`),
      versions: (await read(`/v1/strategies/${id}/versions`)).items,
      compiled: await read(`/v1/strategies/${id}/source`),
      explained: await read(`/v1/strategies/${id}/explanation`),
    })),
  ),
);
// Last, for the runs above are of the version before.
const [choice] = talked.data.turns.at(-1).question.choices;
keep(
  "settled",
  await post(
    `/v1/conversations/${talk.id}/turns`,
    { words: choice.text },
    { "If-Match": talked.etag },
  ),
);
keep("diff", await read(`${about}/diff?before=1&after=2`));
keep("me", { ...(await read("/v1/me")), email: "trader@hypertrade.example" });
keep("quota", await read("/v1/me/quota"));
keep("audit", (await read("/v1/me/audit")).items);
keep("problems", problems);
