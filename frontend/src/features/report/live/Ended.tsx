import { Alert, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClockX,
  IconPlayerStop,
} from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { useRunAgain } from "../../../shared/runs/acts";
import { English } from "../../../shared/ui/English";
import { ButtonLink } from "../../../shared/ui/links";

type Run = Schemas["RunView"];

/** A run that left no report: why, and what to do about it. */
export function Ended({ run }: { run: Run }) {
  const { t } = useTranslation("report");
  if (run.state === "failed" && run.failure !== null) {
    return <Failure run={run} failure={run.failure} />;
  }
  const icon = {
    succeeded: <IconCircleCheck />,
    cancelled: <IconPlayerStop />,
    expired: <IconClockX />,
  };
  const state = run.state === "succeeded" || run.state === "expired" ? run.state : "cancelled";
  return (
    <Card withBorder padding="lg" component="section">
      <Group align="flex-start" wrap="nowrap">
        <span aria-hidden="true">{icon[state]}</span>
        <Stack gap="xs" align="flex-start">
          <Title order={2} size="h4">
            {t(`ended.${state}`)}
          </Title>
          <Text size="sm">{t(`ended.${state}Hint`)}</Text>
          {state === "succeeded" ? (
            <ButtonLink to="/data" variant="default">
              {t("act.toData")}
            </ButtonLink>
          ) : (
            <WaysOut run={run} />
          )}
        </Stack>
      </Group>
    </Card>
  );
}

function Failure({ run, failure }: { run: Run; failure: Schemas["Failure"] }) {
  const { t } = useTranslation("report");
  return (
    <Alert
      color="orange"
      icon={<IconAlertTriangle aria-hidden="true" />}
      component="section"
      aria-labelledby="failure-title"
    >
      <Stack gap="sm" align="flex-start">
        <Title order={2} size="h4" id="failure-title">
          {t("ended.failed")}
        </Title>
        <Text style={{ whiteSpace: "pre-wrap" }}>
          <English>{sentence(failure.problem)}</English>
        </Text>
        {failure.remedy !== "" && (
          <Text>
            <Text span fw={650}>
              {t("ended.remedy")}
            </Text>{" "}
            <English>{failure.remedy}</English>
          </Text>
        )}
        {failure.line != null && <Text size="sm">{t("ended.line", { line: failure.line })}</Text>}
        {failure.field !== "" && (
          <Text size="sm">{t("ended.field", { field: failure.field })}</Text>
        )}
        {run.attempt > 1 && <Text size="sm">{t("ended.attempts", { count: run.attempt })}</Text>}
        <WaysOut run={run} />
      </Stack>
    </Alert>
  );
}

/** The platform's words start small, for they stand in other sentences elsewhere. */
function sentence(problem: string): string {
  return problem.charAt(0).toUpperCase() + problem.slice(1);
}

function WaysOut({ run }: { run: Run }) {
  const { t } = useTranslation("report");
  const navigate = useNavigate();
  const again = useRunAgain(({ id }) => navigate({ to: "/runs/$run", params: { run: id } }));
  const isCode = run.work.kind !== "download" && run.work.job.strategy.kind === "code";
  return (
    <Group gap="xs">
      {run.strategy !== null && (
        <ButtonLink
          to="/strategies/$strategy"
          params={{ strategy: run.strategy }}
          search={isCode ? { view: "code" } : {}}
        >
          {t("act.edit")}
        </ButtonLink>
      )}
      <Button variant="default" loading={again.isPending} onClick={() => again.mutate(run.id)}>
        {t("act.again")}
      </Button>
    </Group>
  );
}
