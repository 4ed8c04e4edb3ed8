import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../api/client";
import { strategyKeys } from "../api/queries/strategies";

export const LONGEST_WORDS = 8000;

const RESTS_MS = 350;

/** How the platform reads words about a strategy; nothing is kept of them. */
export function understood(words: string) {
  return queryOptions({
    queryKey: [...strategyKeys.all, "understood", words],
    queryFn: ({ signal }) =>
      answer(api.POST("/v1/strategies/understand", { body: { words, timeframe: null }, signal })),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}

export interface LiveReading {
  /** What was read last; of the words before, for a moment, where not `current`. */
  reading: Schemas["Understood"] | undefined;
  /** Whether it is the reading of the words as they stand. */
  current: boolean;
  error: Error | null;
  retry: () => void;
}

/** Reads words while they are written. */
export function useReading(words: string): LiveReading {
  const said = words.trim();
  const [rested] = useDebouncedValue(said, RESTS_MS);
  const asked = said === "" ? "" : rested;
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...understood(asked),
    enabled: asked !== "",
  });
  const reading = asked === "" ? undefined : data;
  return {
    reading,
    current: reading !== undefined && !isPlaceholderData && asked === said,
    error: asked === said ? error : null,
    retry: () => void refetch(),
  };
}

/** The words with an answer to the question that they left open. */
export function settled(words: string, reply: string): string {
  return `${words.trimEnd()}\n${reply}`;
}
