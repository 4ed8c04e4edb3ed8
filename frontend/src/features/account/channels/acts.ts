import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Schemas, tagged } from "../../../shared/api/client";
import { useRefused } from "../../../shared/ui/useRefused";
import { type Channel, channelKeys, channelList, channelOne } from "./queries";

const LOOK_MS = 1_000;
/** What is not known of a test by then is seen when the page is looked at again. */
const LOOKED_FOR_MS = 60_000;

/** Everything that shows channels is old once one was made, changed or removed. */
export function useChannelsChanged(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: channelKeys.all });
}

type Change = Schemas["ChannelChange"];

const UNCHANGED: Change = { name: null, events: null, state: null };

export function changed(id: string, etag: string, to: Partial<Change>) {
  return tagged(
    api.PATCH("/v1/me/channels/{channel}", {
      params: { path: { channel: id }, header: { "If-Match": etag } },
      body: { ...UNCHANGED, ...to },
    }),
  );
}

/** Turns a channel on or off, whatever else was changed of it since it was shown. */
export function useSwitch({ id, name, state }: Channel) {
  const { t } = useTranslation("channels");
  const queries = useQueryClient();
  const renew = useChannelsChanged();
  const to = state === "on" ? "off" : "on";
  return useMutation({
    mutationFn: async () => {
      const { etag } = await queries.fetchQuery({ ...channelOne(id), staleTime: 0 });
      return changed(id, etag, { state: to });
    },
    onSuccess: () =>
      notifications.show({
        message: t(to === "on" ? "turnedOn" : "turnedOff", { name }),
        color: "lagoon",
      }),
    onError: useRefused(),
    onSettled: renew,
  });
}

export function useRemove({ id, name }: Channel, onRemoved: () => void) {
  const { t } = useTranslation("channels");
  const renew = useChannelsChanged();
  return useMutation({
    mutationFn: () =>
      answer(api.DELETE("/v1/me/channels/{channel}", { params: { path: { channel: id } } })),
    onSuccess: () => {
      notifications.show({ message: t("removed", { name }), color: "lagoon" });
      onRemoved();
    },
    onError: useRefused(),
    onSettled: renew,
  });
}

/** A test that was asked for, and the last delivery before it. */
interface Asked {
  before: string | null;
}

/** Sends a test message, and looks for a while how it went. */
export function useTest(channel: Channel) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const send = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/v1/me/channels/{channel}/test", { params: { path: { channel: channel.id } } }),
      ),
    onMutate: () => channel.last?.at ?? null,
    onSuccess: (_sent, _nothing, before) => setAsked({ before }),
    onError: useRefused(),
  });
  useQuery({
    ...channelList(),
    refetchInterval: ({ state }) => {
      const now = state.data?.find(({ id }) => id === channel.id);
      return now !== undefined && isOpen(now, asked) ? LOOK_MS : false;
    },
  });
  useEffect(() => {
    if (asked === null) {
      return;
    }
    const timer = setTimeout(() => setAsked(null), LOOKED_FOR_MS);
    return () => clearTimeout(timer);
  }, [asked]);
  return {
    send: () => send.mutate(),
    /** Sent, and nothing is known of it. */
    sending: send.isPending || (asked !== null && (channel.last?.at ?? null) === asked.before),
  };
}

/** Whether there is more to come of a test that was asked for. */
export function isOpen({ last }: Pick<Channel, "last">, asked: Asked | null): boolean {
  return (
    asked !== null && (last === null || last.at === asked.before || last.outcome === "retrying")
  );
}
