import { TagsInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, tagged } from "../../../shared/api/client";
import { ApiProblem } from "../../../shared/api/problem";
import { strategyKeys, tagCounts } from "../../../shared/api/queries/strategies";
import { tagOf } from "../../../shared/strategies/tags";
import { English } from "../../../shared/ui/English";
import { ProblemText } from "../../../shared/ui/States";
import { useDraft } from "../draft";

const MOST_TAGS = 20;

/** The tags by which the strategy is found again. */
export function StrategyTags() {
  const { t } = useTranslation("code", { keyPrefix: "versions" });
  const { strategy, etag, described } = useDraft();
  const queries = useQueryClient();
  const { data: known } = useQuery(tagCounts());
  const [unfit, setUnfit] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (tags: string[]) =>
      tagged(
        api.PATCH("/v1/strategies/{strategy}", {
          params: { path: { strategy: strategy.id }, header: { "If-Match": etag } },
          body: { tags, name: null, description: null },
        }),
      ),
    onSuccess(now) {
      described(now.data, now.etag);
      void queries.invalidateQueries({ queryKey: [...strategyKeys.all, "tags"] });
      void queries.invalidateQueries({ queryKey: [...strategyKeys.all, "list"] });
    },
  });
  const change = (said: string[]) => {
    const tags = said.map((text) => ({ text, tag: tagOf(text) }));
    const bad = tags.find(({ tag }) => tag === null);
    setUnfit(bad?.text ?? null);
    save.mutate([...new Set(tags.flatMap(({ tag }) => tag ?? []))]);
  };
  const error =
    unfit !== null ? (
      t("tags.unfit", { tag: unfit })
    ) : save.error instanceof ApiProblem ? (
      <ProblemText of={save.error} />
    ) : (
      save.error && <English>{save.error.message}</English>
    );

  return (
    <TagsInput
      label={t("tags.label")}
      description={t("tags.hint")}
      data={Object.keys(known?.counts ?? {})}
      value={save.isPending ? save.variables : strategy.tags}
      onChange={change}
      maxTags={MOST_TAGS}
      clearable={false}
      error={error}
    />
  );
}
