import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../../../shared/api/client";
import { strategyKeys } from "../../../shared/api/queries/strategies";
import { classChoices } from "./classes";

const RESTS_MS = 500;
const NONE: Schemas["Problem"][] = [];

function verdictOn(source: string, className: string) {
  const code = { kind: "code" as const, source, class_name: className || null, parameters: null };
  return queryOptions({
    queryKey: [...strategyKeys.all, "verdict", source, className],
    queryFn: ({ signal }) =>
      answer(
        api.POST("/v1/strategies/validate", {
          body: { code } as Schemas["NewStrategy"],
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}

/** What the platform says of a file, while it is written; nothing of it is run. */
export function useVerdict(source: string, className: string) {
  const [rested] = useDebouncedValue(source, RESTS_MS);
  const asked = source.trim() === "" ? "" : rested;
  const enabled = asked.trim() !== "";
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...verdictOn(asked, className),
    enabled,
  });
  const current = enabled && data !== undefined && !isPlaceholderData && asked === source;
  const problems = enabled ? (data?.problems ?? NONE) : NONE;
  return {
    valid: current && data.valid,
    checking: enabled && !current && error === null,
    problems,
    choices: current ? classChoices(source, problems) : [],
    error: enabled ? error : null,
    retry: () => void refetch(),
  };
}
