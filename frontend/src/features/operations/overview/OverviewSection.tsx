import { SimpleGrid, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Failed, Loading } from "../../../shared/ui/States";
import { overview } from "../queries";
import { useRefetchInterval } from "../refreshing";
import { Alerts } from "./Alerts";
import { Failures } from "./Failures";
import { Queues } from "./Queues";
import { States } from "./States";
import { Tenants } from "./Tenants";
import { Tiles } from "./Tiles";

/** The platform at a glance. */
export function OverviewSection() {
  const { data, error, refetch } = useQuery({
    ...overview(),
    refetchInterval: useRefetchInterval(),
  });
  if (data === undefined) {
    return error === null ? <Loading /> : <Failed error={error} onRetry={() => void refetch()} />;
  }
  return (
    <Stack gap="lg">
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      <Alerts overview={data} />
      <Tiles overview={data} />
      <States runs={data.runs} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Failures overview={data} />
        <Queues overview={data} />
      </SimpleGrid>
      <Tenants tenants={data.tenants} />
    </Stack>
  );
}
