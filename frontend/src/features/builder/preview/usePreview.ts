import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { answer, api, type Schemas } from "../../../shared/api/client";
import { catalogue } from "../../../shared/api/queries/catalogue";
import { useDraft } from "../draft";
import type { JsonObject } from "../rules/form/schema";
import { useSetup } from "../setup/SetupProvider";
import { marketAndMoney } from "../setup/settings";
import { PreviewDriver, type Shown } from "./driver";
import { Lifting } from "./lifting";

const NOTHING: Shown = { answer: null, error: null, pending: true, at: 0 };

export type Preview =
  | { kind: "code" | "setup" | "waiting" }
  | { kind: "shown"; shown: Shown; again: () => void };

/** What was asked for last, and of whom. */
interface Asked {
  spec: JsonObject;
  terms: string;
  driver: PreviewDriver;
}

function ask(asked: Asked): Asked {
  asked.driver.want({ spec: asked.spec, terms: JSON.parse(asked.terms) });
  return asked;
}

/** What the strategy on screen would have done with the setup at hand. */
export function usePreview(): Preview {
  const { content, follow } = useDraft();
  const { settings, chosen, missing, ready } = useSetup();
  const { data } = useQuery(catalogue());
  const [shown, setShown] = useState(NOTHING);
  const [driver, setDriver] = useState<PreviewDriver | null>(null);

  useEffect(() => {
    if (data === undefined) {
      return;
    }
    const made = new PreviewDriver({
      lifting: new Lifting(data),
      show: setShown,
      send: ({ spec, values }, terms, signal) =>
        answer(
          api.POST("/v1/previews", {
            body: { ...terms, spec, values } as Schemas["PreviewBody"],
            signal,
          }),
        ) as Promise<unknown> as Promise<Schemas["PreviewAnswer"]>,
    });
    setDriver(made);
    const online = () => made.again();
    window.addEventListener("online", online);
    return () => {
      window.removeEventListener("online", online);
      made.close();
    };
  }, [data]);

  const spec = content.kind === "spec" ? (content.spec as JsonObject) : null;
  const complete = settings.exchange !== "" && settings.pairs.length > 0 && missing.length === 0;
  const terms = JSON.stringify(marketAndMoney(settings, chosen));
  const asked = useRef<Asked | null>(null);
  useEffect(() => {
    if (driver === null || spec === null || !ready || !complete) {
      asked.current = null;
      return;
    }
    const before = asked.current;
    if (before?.spec === spec && before.terms === terms && before.driver === driver) {
      return;
    }
    asked.current = ask({ spec, terms, driver });
  }, [driver, spec, terms, ready, complete]);

  // A change is asked for before it is drawn: the platform reckons while the browser draws.
  useEffect(
    () =>
      follow((next) => {
        const before = asked.current;
        // Another timeframe is another market, which is known once it is drawn.
        if (
          before !== null &&
          next.kind === "spec" &&
          next.spec["timeframe"] === before.spec["timeframe"]
        ) {
          asked.current = ask({ ...before, spec: next.spec as JsonObject });
        }
      }),
    [follow],
  );

  if (spec === null) {
    return { kind: "code" };
  }
  if (!ready || driver === null) {
    return { kind: "waiting" };
  }
  return complete ? { kind: "shown", shown, again: () => driver.again() } : { kind: "setup" };
}
