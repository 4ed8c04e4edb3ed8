import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import { runKeys } from "../api/queries/runs";
import { Failed, Loading } from "../ui/States";
import { Curves } from "./Curves";
import { Differences } from "./Differences";
import { Figures } from "./Figures";
import { Named } from "./Named";
import { useResults } from "./useResults";

interface ComparedProps {
  /** Two to eight backtests that are over. */
  ids: readonly string[];
}

/** Runs side by side: in what they differ first, then what came of it. */
export function Compared({ ids }: ComparedProps) {
  const { data, error, refetch } = useQuery({
    queryKey: [...runKeys.all, "compare", ids],
    queryFn: ({ signal }) =>
      answer(api.GET("/v1/runs/compare", { params: { query: { ids: [...ids] } }, signal })),
    staleTime: 60_000,
  });
  const results = useResults(data?.runs.map(({ id }) => id) ?? []);
  if (data === undefined) {
    return error === null ? <Loading /> : <Failed error={error} onRetry={() => void refetch()} />;
  }
  return (
    <Stack gap="md">
      <Named comparison={data} />
      <Differences comparison={data} results={results} />
      <Curves comparison={data} results={results} />
      <Figures comparison={data} />
    </Stack>
  );
}
