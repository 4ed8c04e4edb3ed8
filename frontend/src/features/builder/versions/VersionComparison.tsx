import { Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { arriving } from "../../../shared/ui/arriving";
import { Failed, Loading } from "../../../shared/ui/States";
import { versionDiff, versionSource } from "./queries";
import type { Shown } from "./VersionDialog";

const DiffEditor = arriving(() =>
  import("../../../shared/editor/DiffEditor").then(({ DiffEditor }) => DiffEditor),
);

interface VersionComparisonProps {
  strategy: string;
  latest: number;
  before: number;
  after: number;
  onShow: (shown: Shown) => void;
}

/** What differs between two versions: in sentences first, then in their files. */
export function VersionComparison(props: VersionComparisonProps) {
  const { strategy, latest, before, after, onShow } = props;
  const { t } = useTranslation("code", { keyPrefix: "versions" });
  const diff = useQuery(versionDiff(strategy, before, after));
  const old = useQuery(versionSource(strategy, before));
  const next = useQuery(versionSource(strategy, after));
  const error = diff.error ?? old.error ?? next.error;
  const numbers = Array.from({ length: latest }, (_, index) => latest - index).map((number) => ({
    value: String(number),
    label: t("version", { number }),
  }));

  return (
    <Stack>
      <Group gap="sm" grow>
        <NativeSelect
          label={t("before")}
          data={numbers}
          value={String(before)}
          onChange={(event) => onShow({ before: Number(event.currentTarget.value), after })}
        />
        <NativeSelect
          label={t("after")}
          data={numbers}
          value={String(after)}
          onChange={(event) => onShow({ before, after: Number(event.currentTarget.value) })}
        />
      </Group>
      {error !== null ? (
        <Failed
          error={error}
          onRetry={() => void Promise.all([diff.refetch(), old.refetch(), next.refetch()])}
        />
      ) : diff.data === undefined || old.data === undefined || next.data === undefined ? (
        <Loading />
      ) : (
        <>
          <section aria-live="polite">
            <Title order={3} size="h6" mb={4}>
              {t("differs")}
            </Title>
            {diff.data.changed.length === 0 ? (
              <Text size="sm">{t("same")}</Text>
            ) : (
              <ul lang="en" style={{ margin: 0, paddingInlineStart: "1.2rem" }}>
                {diff.data.changed.map((line) => (
                  <Text component="li" size="sm" key={line}>
                    {line}
                  </Text>
                ))}
              </ul>
            )}
          </section>
          <Suspense fallback={<Loading />}>
            <DiffEditor
              before={old.data.source}
              after={next.data.source}
              beforeLabel={t("sourceOf", { number: before })}
              afterLabel={t("sourceOf", { number: after })}
            />
          </Suspense>
        </>
      )}
    </Stack>
  );
}
