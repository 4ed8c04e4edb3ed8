import { Alert } from "@mantine/core";
import { useNetwork } from "@mantine/hooks";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Unreachable } from "../../shared/api/problem";
import { runActivity } from "../../shared/notify/activity";

const LOOK_AGAIN_MS = 5_000;

/** Says when the platform is out of reach, and reads again what the page shows when it is back. */
export function Connection() {
  const { t } = useTranslation();
  const { online } = useNetwork();
  const queries = useQueryClient();
  const reached = useReached();
  useQuery({ ...runActivity(), ...(reached ? {} : { refetchInterval: LOOK_AGAIN_MS }) });

  useEffect(() => {
    if (reached) {
      void queries.refetchQueries({
        type: "active",
        predicate: ({ state }) => state.error instanceof Unreachable,
      });
    }
  }, [reached, queries]);

  if (online && reached) {
    return <div aria-live="polite" />;
  }
  return (
    <div aria-live="polite" className="no-print">
      <Alert
        color="yellow"
        variant="outline"
        icon={<IconPlugConnectedX aria-hidden="true" />}
        title={online ? t("state.unreachable") : t("state.offline")}
        mb="md"
      >
        {online ? t("state.unreachableHint") : t("state.offlineHint")}
      </Alert>
    </div>
  );
}

/** False from the first request that nobody answered, until one is answered. */
function useReached(): boolean {
  const cache = useQueryClient().getQueryCache();
  const [reached, setReached] = useState(true);
  useEffect(
    () =>
      cache.subscribe((event) => {
        if (event.type !== "updated") {
          return;
        }
        const { action } = event;
        if (action.type === "success" && action.manual !== true) {
          setReached(true);
        } else if (action.type === "failed" || action.type === "error") {
          setReached(!(action.error instanceof Unreachable));
        }
      }),
    [cache],
  );
  return reached;
}
