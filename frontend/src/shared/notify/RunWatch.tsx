import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { isProblem } from "../api/problem";
import { runKeys, runOne } from "../api/queries/runs";
import { useSession } from "../identity";
import { type Run, runActivity, underWay } from "./activity";
import { RunToast } from "./RunToast";
import { settle, takeOff } from "./watched";

interface RunWatchProps {
  /** Whether a run is on the screen already, so that its end need not be told. */
  shows: (run: string) => boolean;
}

/** Tells what ended while you were elsewhere. Stands once, in the frame of all pages. */
export function RunWatch({ shows }: RunWatchProps) {
  const queries = useQueryClient();
  const user = useSession()?.user;
  const { data } = useQuery({ ...runActivity(), enabled: user !== undefined });
  // Runs are begun elsewhere too: another page is a moment to look.
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page is what starts it
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: runActivity().queryKey });
  }, [pathname, queries]);

  const shown = useRef(shows);
  shown.current = shows;

  useEffect(() => {
    if (user === undefined || data === undefined) {
      return;
    }
    const tell = (run: Run) => {
      // Lists and reports that were read while it ran are old now.
      void queries.invalidateQueries({ queryKey: runKeys.all, predicate: isNotActivity });
      if (!shown.current(run.id) && run.state !== "cancelled") {
        toast(run);
      }
    };
    const latest = data.items;
    void settle(
      user,
      latest.map((run) => ({ id: run.id, over: !underWay(run) })),
    ).then(({ ended, unknown }) => {
      latest.filter((run) => ended.includes(run.id)).forEach(tell);
      for (const id of unknown) {
        void queries
          .fetchQuery(runOne(id))
          .then(async (run) => {
            if (!underWay(run) && (await takeOff(user, id))) {
              tell(run);
            }
          })
          .catch((error: unknown) => {
            if (isProblem(error, "not_found")) {
              return takeOff(user, id); // deleted meanwhile
            }
            return false; // asked again with the next look
          });
      }
    });
  }, [data, queries, user]);

  return null;
}

function isNotActivity(query: { queryKey: readonly unknown[] }): boolean {
  return query.queryKey[1] !== "activity";
}

function toast(run: Run): void {
  const good = run.state === "succeeded";
  const id = `run-${run.id}`;
  notifications.show({
    id,
    color: good ? "lagoon" : "orange",
    icon: good ? <IconCheck aria-hidden="true" /> : <IconAlertTriangle aria-hidden="true" />,
    autoClose: good ? 12_000 : false,
    message: <RunToast run={run} onFollow={() => notifications.hide(id)} />,
  });
}
