import { answer, api, once, type Schemas, type Tagged, tagged } from "../../../shared/api/client";
import type { Content, Problem } from "./types";

type View = Schemas["StrategyView"];

/** What a draft asks of the platform. */
export interface Platform {
  read(): Promise<Tagged<View>>;
  /** Makes `content` the newest version; raises a problem of status 412 where `etag` is stale. */
  save(content: Content, etag: string, note: string, key: string): Promise<Schemas["VersionView"]>;
  check(content: Content, signal: AbortSignal): Promise<Problem[]>;
  newKey(): string;
}

/** What says `content` in a request: one of `spec` and `code`. */
export function brought(content: Content): Partial<Schemas["NewStrategy"]> {
  return content.kind === "spec" ? { spec: content.spec } : { code: content };
}

export function platformOf(strategy: string): Platform {
  const path = { strategy };
  return {
    read: () => tagged(api.GET("/v1/strategies/{strategy}", { params: { path } })),
    save: (content, etag, note, key) =>
      answer(
        api.POST("/v1/strategies/{strategy}/versions", {
          params: { path, header: { "If-Match": etag, "Idempotency-Key": key } },
          body: { ...brought(content), note } as Schemas["NewVersion"],
        }),
      ),
    async check(content, signal) {
      const verdict = await answer(
        api.POST("/v1/strategies/validate", {
          body: brought(content) as Schemas["NewStrategy"],
          signal,
        }),
      );
      return verdict.problems;
    },
    newKey: once,
  };
}
