import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import { candleSeries } from "../../../shared/api/queries/data";
import { runOne } from "../../../shared/api/queries/runs";
import { useDraft } from "../draft";
import {
  chosenSeries,
  completed,
  INITIAL,
  isSettings,
  missingPairs,
  type Series,
  type Settings,
  settingsOf,
} from "./settings";

interface Setup {
  settings: Settings;
  /** The strategy's own where it is typed. */
  timeframe: string;
  /** All candles that the platform holds. */
  series: readonly Series[];
  /** Those of the chosen pairs. */
  chosen: readonly Series[];
  missing: readonly string[];
  /** Whether it is known yet which candles there are. */
  ready: boolean;
  error: Error | null;
  retry(): void;
  change(part: Partial<Settings>): void;
}

const SetupContext = createContext<Setup | null>(null);

export function useSetup(): Setup {
  const setup = useContext(SetupContext);
  if (setup === null) {
    throw new Error("no setup: the component stands outside of the builder");
  }
  return setup;
}

/** With what the strategy is tried: what was chosen in this tab, else as its last run was. */
export function SetupProvider({ children }: { children: ReactNode }) {
  const { strategy, content } = useDraft();
  const key = `hypertrade.setup.${strategy.id}`;
  const [own, setOwn] = useState(() => kept(key));

  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    candleSeries(),
  );
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) {
      void fetchNextPage();
    }
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const series = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);

  const lastRun = strategy.last_run?.["id"];
  const last = useQuery({
    ...runOne(typeof lastRun === "string" ? lastRun : ""),
    enabled: own === null && typeof lastRun === "string",
    staleTime: Number.POSITIVE_INFINITY,
    retry: false, // it may be deleted: then there is nothing to begin with
  });
  const work = last.data?.work;
  const before = work?.kind === "backtest" ? work.job : null;

  const spoken = content.kind === "spec" ? content.spec["timeframe"] : undefined;
  const timeframe =
    typeof spoken === "string"
      ? spoken
      : (own?.timeframe ?? before?.timeframe ?? INITIAL.timeframe);
  const settings = useMemo(() => {
    const begun = own ?? (before === null ? INITIAL : settingsOf(before));
    return completed(begun, timeframe, series);
  }, [own, before, timeframe, series]);

  const change = useCallback(
    (part: Partial<Settings>) => {
      const next = { ...settings, ...part };
      sessionStorage.setItem(key, JSON.stringify(next));
      setOwn(next);
    },
    [settings, key],
  );
  const retry = useCallback(() => void refetch(), [refetch]);
  const ready = data !== undefined && !hasNextPage && !last.isLoading;
  const setup = useMemo<Setup>(
    () => ({
      settings,
      timeframe,
      series,
      chosen: chosenSeries(settings, timeframe, series),
      missing: missingPairs(settings, timeframe, series),
      ready,
      error,
      retry,
      change,
    }),
    [settings, timeframe, series, ready, error, retry, change],
  );
  return <SetupContext value={setup}>{children}</SetupContext>;
}

function kept(key: string): Settings | null {
  const text = sessionStorage.getItem(key);
  if (text === null) {
    return null;
  }
  try {
    const found: unknown = JSON.parse(text);
    return isSettings(found) ? found : null;
  } catch {
    return null; // written by an older build: begun anew
  }
}
