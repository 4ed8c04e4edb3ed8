import { Alert, Group, List, Stack, Text, Title } from "@mantine/core";
import { IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { useFormats } from "../../../shared/format/useFormats";
import { repairs } from "../../../shared/report/repairs";
import { Told } from "../../../shared/told/Told";
import { SyntheticBadge } from "../../../shared/ui/SyntheticBadge";
import { completeness } from "./completeness";
import classes from "./quality.module.css";

type Quality = Schemas["CandleQuality"];

/** More than these are counted, not listed. */
const OUTLIERS_SHOWN = 20;

/** What is to be known of a series before results from it are believed. */
export function QualityReport({ of: found }: { of: Quality }) {
  const { t } = useTranslation(["data", "report"]);
  const formats = useFormats();
  const count = (value: number) => formats.number(value, 0);
  const repaired = repairs(found);
  const sound = found.gaps === 0 && found.outliers === 0 && repaired.length === 0;
  return (
    <Stack gap="lg">
      {found.synthetic && (
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <SyntheticBadge />
          <Text size="sm">{t("quality.synthetic")}</Text>
        </Group>
      )}
      <Alert
        variant="default"
        icon={sound ? <IconCircleCheck /> : <IconInfoCircle />}
        title={t(sound ? "quality.sound" : "quality.unsound")}
      >
        <Text size="sm">{t(sound ? "quality.soundHint" : "quality.unsoundHint")}</Text>
      </Alert>
      <dl className={classes["facts"]}>
        <Fact label={t("quality.candles")}>{count(found.candles)}</Fact>
        <Fact label={t("quality.span")}>
          {found.first === null || found.last === null
            ? "–"
            : `${formats.date(found.first)} – ${formats.date(found.last)}`}
        </Fact>
        <Fact label={t("quality.complete")}>{formats.percent(completeness(found), 2)}</Fact>
        {found.resampled_from !== null && (
          <Fact label={t("quality.resampled")}>{found.resampled_from}</Fact>
        )}
      </dl>
      <Part title={t("quality.gaps")}>
        <Text size="sm">
          {found.gaps === 0
            ? t("quality.noGaps")
            : t("quality.someGaps", {
                count: found.gaps,
                shown: count(found.gaps),
                filled: count(found.filled),
                longest: formats.duration(found.longest_gap_minutes * 60),
              })}
        </Text>
      </Part>
      <Part title={t("quality.repaired")}>
        {repaired.length === 0 ? (
          <Text size="sm">{t("quality.noRepairs")}</Text>
        ) : (
          <List size="sm">
            {repaired.map(([name, times]) => (
              <List.Item key={name}>
                {t(`report:quality.repair.${name}`, { count: times, shown: count(times) })}
              </List.Item>
            ))}
          </List>
        )}
      </Part>
      <Outliers of={found} />
      {found.remarks.length > 0 && (
        <Part title={t("quality.remarks")}>
          <List size="sm">
            {found.remarks.map((remark) => (
              <List.Item key={remark}>
                <Told text={remark} told={found.told?.[remark]} />
              </List.Item>
            ))}
          </List>
        </Part>
      )}
      {found.content_hash !== "" && (
        <Part title={t("quality.hash")}>
          <Text size="xs" ff="monospace">
            {found.content_hash}
          </Text>
          <Text size="sm" c="dimmed">
            {t("quality.hashHint")}
          </Text>
        </Part>
      )}
    </Stack>
  );
}

function Outliers({ of: found }: { of: Quality }) {
  const { t } = useTranslation("data");
  const formats = useFormats();
  return (
    <Part title={t("quality.outliers")}>
      <Text size="sm">
        {found.outliers === 0
          ? t("quality.noOutliers")
          : t("quality.someOutliers", {
              count: found.outliers,
              shown: formats.number(found.outliers, 0),
            })}
      </Text>
      {found.outlier_dates.length > 0 && (
        <List size="sm">
          {found.outlier_dates.slice(0, OUTLIERS_SHOWN).map((date) => (
            <List.Item key={date}>{formats.dateTime(date)}</List.Item>
          ))}
        </List>
      )}
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={3} size="h6" mb={4}>
        {title}
      </Title>
      {children}
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0}>
        {children}
      </Text>
    </div>
  );
}
