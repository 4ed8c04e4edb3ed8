import { describe, expect, it, vi } from "vitest";
import type { Catalogue } from "../../../shared/api/queries/catalogue";
import drawn from "../rules/drawn-specs.json";
import type { JsonObject } from "../rules/form/schema";
import { PreviewDriver, type Shown, type Terms } from "./driver";
import { type Asked, Lifting } from "./lifting";

const TERMS = { exchange: "binance" } as Terms;
const SPEC = { ...drawn.specs[0], stop_loss: 0.05, parameters: [] } as unknown as JsonObject;
const ANSWER = { preview: null, question: null };

function driven() {
  const asked: Asked[] = [];
  const answers: Deferred<typeof ANSWER>[] = [];
  const shown: Shown[] = [];
  const driver = new PreviewDriver({
    lifting: new Lifting(drawn.catalogue as unknown as Catalogue),
    send(question) {
      asked.push(question);
      const answer = withResolvers<typeof ANSWER>();
      answers.push(answer);
      return answer.promise;
    },
    show: (each) => shown.push(each),
  });
  const settle = () => vi.waitFor(() => expect(shown.at(-1)?.pending).toBe(false));
  return { driver, asked, answers, shown, settle };
}

interface Deferred<T> {
  promise: Promise<T>;
  resolve(value: T): void;
  reject(reason: Error): void;
}

function withResolvers<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => {};
  let reject: (reason: Error) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

const want = (stop: number) => ({ spec: { ...SPEC, stop_loss: stop }, terms: TERMS });

describe("the driver of previews", () => {
  it("asks at once, before anything is drawn", async () => {
    const { driver, asked, answers, shown, settle } = driven();
    driver.want(want(0.05));
    expect(asked.map(({ spec }) => spec["stop_loss"])).toEqual([0.05]);
    expect(shown.at(-1)?.pending).toBe(true);
    answers[0]?.resolve(ANSWER);
    await settle();
  });

  it("has one question under way, and then asks for the last of what came meanwhile", async () => {
    const { driver, asked, answers, shown, settle } = driven();
    driver.want(want(0.05));
    driver.want(want(0.06));
    driver.want(want(0.07));
    expect(asked).toHaveLength(1);
    answers[0]?.resolve(ANSWER);
    await vi.waitFor(() => {
      expect(asked).toHaveLength(2);
    });
    expect(asked[1]?.values).toEqual({ turned_0: 0.07 });
    answers[1]?.resolve(ANSWER);
    await settle();
    expect(shown.at(-1)?.answer).toEqual(ANSWER);
  });

  it("asks for the strategy itself where a value was refused, and says why that was", async () => {
    const { driver, asked, answers, shown, settle } = driven();
    driver.want(want(0.05));
    answers[0]?.resolve(ANSWER);
    await settle();
    driver.want(want(0.06));
    answers[1]?.reject(new Error("no such tunable"));
    await vi.waitFor(() => {
      expect(asked).toHaveLength(3);
    });
    expect(asked[2]).toMatchObject({ values: {}, spec: { stop_loss: 0.06 } });
    answers[2]?.reject(new Error("no candles"));
    await settle();
    expect(shown.at(-1)?.error?.message).toBe("no candles");
    expect(shown.at(-1)?.answer).toEqual(ANSWER);
  });
});
