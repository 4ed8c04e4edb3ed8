import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { answer, api, type Schemas, tagged } from "../../shared/api/client";
import { strategyKeys } from "../../shared/api/queries/strategies";
import { fileName, saveFile } from "../../shared/ui/save";

type View = Schemas["StrategyView"];

/** Everything that lists strategies is old once one was made, changed or deleted. */
export function useStrategiesChanged(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: strategyKeys.all });
}

/** Gives the strategy with all its versions to the reader, as a file. */
export async function exported({ id, name }: { id: string; name: string }): Promise<void> {
  const archive = await answer(
    api.GET("/v1/strategies/{strategy}/export", {
      params: { path: { strategy: id } },
      parseAs: "blob",
    }),
  );
  saveFile(`${fileName(name, "strategy")}.zip`, archive);
}

/** What a file holds, as a strategy: our archive, a spec, a Freqtrade file. */
export async function imported(file: File, name: string, key: string): Promise<View> {
  return answer(
    api.POST("/v1/strategies/import", {
      params: {
        query: name === "" ? {} : { name },
        header: { "Idempotency-Key": key },
      },
      headers: { "Content-Type": "application/octet-stream" },
      // Typed as text by the API's document; a file is sent as it is.
      body: file as unknown as string,
      bodySerializer: (body: unknown) => body as File,
    }),
  );
}

export async function forked(id: string, name: string, key: string): Promise<View> {
  return answer(
    api.POST("/v1/strategies/{strategy}/fork", {
      params: { path: { strategy: id }, header: { "Idempotency-Key": key } },
      body: { name, version: null },
    }),
  );
}

export interface Description {
  name: string;
  description: string;
  tags: string[];
}

export function described(id: string, etag: string, to: Description) {
  return tagged(
    api.PATCH("/v1/strategies/{strategy}", {
      params: { path: { strategy: id }, header: { "If-Match": etag } },
      body: to,
    }),
  );
}

export function deleted(id: string, etag: string) {
  return answer(
    api.DELETE("/v1/strategies/{strategy}", {
      params: { path: { strategy: id }, header: { "If-Match": etag } },
    }),
  );
}

type Brought = Partial<Schemas["NewStrategy"]>;

interface CreateOptions {
  /** What the builder shows first. */
  view?: "rules" | "code";
  /** Told before the page is left. */
  onMade?: () => void;
}

/** Makes a strategy of what is brought, and goes to its builder. */
export function useCreate({ view, onMade }: CreateOptions = {}) {
  const changed = useStrategiesChanged();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ brought, key }: { brought: Brought; key: string }) =>
      answer(
        api.POST("/v1/strategies", {
          params: { header: { "Idempotency-Key": key } },
          body: brought as Schemas["NewStrategy"],
        }),
      ),
    onSuccess: async (made) => {
      changed();
      onMade?.();
      await navigate({
        to: "/strategies/$strategy",
        params: { strategy: made.id },
        search: view === undefined ? {} : { view },
      });
    },
  });
}
