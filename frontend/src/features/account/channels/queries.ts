import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas, tagged } from "../../../shared/api/client";

export type Channel = Schemas["ChannelView"];

export const channelKeys = { all: ["channels"] as const };

/** All of one's channels: there are ten at most, and so one page has them. */
export function channelList() {
  return queryOptions({
    queryKey: [...channelKeys.all, "list"],
    queryFn: async ({ signal }) => (await answer(api.GET("/v1/me/channels", { signal }))).items,
  });
}

/** A channel with the ETag that a change of it needs. */
export function channelOne(id: string) {
  return queryOptions({
    queryKey: [...channelKeys.all, "one", id],
    queryFn: ({ signal }) =>
      tagged(api.GET("/v1/me/channels/{channel}", { params: { path: { channel: id } }, signal })),
  });
}

/** The kinds of channels, and what an operator must set for those that cannot be had here. */
export function channelKinds() {
  return queryOptions({
    queryKey: [...channelKeys.all, "kinds"],
    queryFn: ({ signal }) => answer(api.GET("/v1/me/channel-kinds", { signal })),
  });
}
