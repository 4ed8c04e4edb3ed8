import { Alert, Badge, Button, Group, Paper, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { ApiProblem } from "../../../shared/api/problem";
import { EquityChart } from "../../../shared/charts/EquityChart";
import { useFormats } from "../../../shared/format/useFormats";
import { English } from "../../../shared/ui/English";
import { problemText } from "../../../shared/ui/States";
import type { Shown } from "./driver";
import classes from "./preview.module.css";
import { Tiles } from "./Tiles";
import { usePreview } from "./usePreview";

interface PreviewStripProps {
  /** Opens the setup, where what is missing can be chosen. */
  onSetup: () => void;
  /** In a page of its own, on a phone: everything that there is. */
  tall?: boolean;
}

/** What the strategy would have done, redrawn as it is changed. */
export function PreviewStrip({ onSetup, tall = false }: PreviewStripProps) {
  const { t } = useTranslation("builder");
  const preview = usePreview();
  return (
    <Paper
      component="section"
      withBorder
      p="sm"
      className={classes.strip}
      aria-label={t("preview.title")}
    >
      {preview.kind === "code" && <Text size="sm">{t("preview.code")}</Text>}
      {preview.kind === "waiting" && <Text size="sm">{t("preview.waiting")}</Text>}
      {preview.kind === "setup" && (
        <Group justify="space-between">
          <Text size="sm">{t("preview.setup")}</Text>
          <Button size="xs" variant="default" onClick={onSetup}>
            {t("preview.toSetup")}
          </Button>
        </Group>
      )}
      {preview.kind === "shown" && (
        <Answer shown={preview.shown} again={preview.again} tall={tall} />
      )}
    </Paper>
  );
}

function Answer({ shown, again, tall }: { shown: Shown; again: () => void; tall: boolean }) {
  const { t } = useTranslation("builder");
  const view = shown.answer?.preview ?? null;
  const question = shown.answer?.question ?? null;
  return (
    <Stack gap="xs">
      {shown.error !== null && (
        <Alert color="orange" p="xs" title={t("preview.failed")}>
          <Stack gap={4} align="flex-start">
            <Text size="sm">
              <English>
                {shown.error instanceof ApiProblem ? problemText(shown.error) : shown.error.message}
              </English>
            </Text>
            <Button size="compact-xs" variant="default" onClick={again}>
              {t("preview.again")}
            </Button>
          </Stack>
        </Alert>
      )}
      {question !== null && (
        <Alert color="gray" p="xs" title={<English>{question.text}</English>}>
          <English>{question.choices.join(" / ")}</English>
        </Alert>
      )}
      {view === null ? (
        shown.error === null && question === null && <Text size="sm">{t("preview.waiting")}</Text>
      ) : (
        <Figures view={view} shown={shown} tall={tall} />
      )}
    </Stack>
  );
}

interface FiguresProps {
  view: Schemas["PreviewView"];
  shown: Shown;
  tall: boolean;
}

function Figures({ view, shown, tall }: FiguresProps) {
  const { t } = useTranslation("builder");
  const old = shown.error !== null;
  return (
    <div className={classes.figures} data-tall={tall} data-old={old}>
      <Stack gap={6}>
        <Group gap={6}>
          <Badge
            variant="outline"
            color="gray"
            styles={{ label: { textTransform: "none", color: "var(--mantine-color-text)" } }}
          >
            {t("preview.unsigned")}
          </Badge>
          <Age shown={shown} milliseconds={view.milliseconds} />
        </Group>
        <Tiles tiles={view.tiles} lowSample={view.low_sample} all={tall} />
      </Stack>
      <div className={classes.chart}>
        <EquityChart
          points={view.equity}
          currency={view.currency}
          label={t("preview.equity", { currency: view.currency })}
          height={tall ? 260 : 120}
        />
      </div>
      <Said view={view} pending={shown.pending} />
    </div>
  );
}

const MINUTE_MS = 60_000;

function Age({ shown, milliseconds }: { shown: Shown; milliseconds: number }) {
  const { t } = useTranslation("builder");
  const formats = useFormats();
  const [now, setNow] = useState(Date.now);
  useInterval(() => setNow(Date.now()), 15_000, { autoInvoke: true });
  const text = now - shown.at < MINUTE_MS ? t("preview.fresh") : formats.relative(shown.at, now);
  return (
    <Text size="xs" c="var(--chart-text)" data-pending={shown.pending} data-answered={shown.at}>
      {shown.pending
        ? t("preview.computing")
        : t("preview.age", { age: text, milliseconds: formats.number(milliseconds, 0) })}
    </Text>
  );
}

const SAID_AFTER_MS = 1000;

/** Said once the numbers rest: a slider being dragged would speak without end. */
function Said({ view, pending }: { view: Schemas["PreviewView"]; pending: boolean }) {
  const { t } = useTranslation("builder");
  const [said, setSaid] = useState("");
  const formats = useFormats();
  const text = (key: string) =>
    formats.figure(view.tiles.find((tile) => tile.key === key)?.text ?? "–");
  const now = t("preview.said", { trades: text("total_trades"), profit: text("profit_total") });
  useEffect(() => {
    if (pending) {
      return;
    }
    const timer = setTimeout(() => setSaid(now), SAID_AFTER_MS);
    return () => clearTimeout(timer);
  }, [now, pending]);
  return <VisuallyHidden role="status">{said}</VisuallyHidden>;
}
