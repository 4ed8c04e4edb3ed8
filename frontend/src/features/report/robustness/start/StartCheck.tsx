import { Button, Group, List, Radio, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Schemas } from "../../../../shared/api/client";
import { runKeys, runOne } from "../../../../shared/api/queries/runs";
import { useOnce } from "../../../../shared/api/useOnce";
import { useFormats } from "../../../../shared/format/useFormats";
import { Failed } from "../../../../shared/ui/States";
import { Section } from "../../overview/Section";
import { CHECKS } from "../parts/checks";
import { orderOf, PLANS, PRESETS, type Preset } from "./order";

interface StartCheckProps {
  run: Schemas["RunView"];
  job: Schemas["BacktestJob"];
  title: string;
}

/** Asks for a robustness check of what this backtest ran: how hard, and what it will take. */
export function StartCheck({ run, job, title }: StartCheckProps) {
  const { t } = useTranslation("robustness");
  const formats = useFormats();
  const [preset, setPreset] = useState<Preset>("normal");
  const order = orderOf(run, job, preset);
  const key = useOnce(order);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const start = useMutation({
    mutationFn: () =>
      answer(api.POST("/v1/runs", { body: order, params: { header: { "Idempotency-Key": key } } })),
    onSuccess: async (started) => {
      queries.setQueryData(runOne(started.id).queryKey, started);
      void queries.invalidateQueries({ queryKey: runKeys.all });
      await navigate({ to: "/runs/$run", params: { run: started.id } });
    },
  });
  return (
    <Section title={title}>
      <Stack gap="md">
        <Text size="sm">{t("start.lead")}</Text>
        <Radio.Group
          label={t("start.how")}
          value={preset}
          onChange={(value) => setPreset(PRESETS.find((each) => each === value) ?? "normal")}
        >
          <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm" mt="xs">
            {PRESETS.map((each) => (
              <Radio.Card key={each} value={each} p="sm" aria-label={t(`preset.${each}.name`)}>
                <Group wrap="nowrap" align="flex-start" gap="sm">
                  <Radio.Indicator aria-hidden="true" />
                  <div>
                    <Text fw={600} size="sm">
                      {t(`preset.${each}.name`)}
                    </Text>
                    <Text size="xs" c="var(--chart-text)">
                      {t(`preset.${each}.hint`)}
                    </Text>
                    <Text size="xs" c="var(--chart-text)" mt={4}>
                      {t("start.amount", {
                        trials: formats.number(PLANS[each].trials, 0),
                        windows: PLANS[each].windows,
                        reruns: PLANS[each].noise_reruns,
                        paths: formats.number(PLANS[each].paths, 0),
                      })}
                    </Text>
                  </div>
                </Group>
              </Radio.Card>
            ))}
          </SimpleGrid>
        </Radio.Group>
        {start.error !== null && <Failed error={start.error} />}
        <Group gap="md">
          <Button
            leftSection={<IconShieldCheck size={16} aria-hidden="true" />}
            loading={start.isPending}
            onClick={() => start.mutate()}
          >
            {t("start.start")}
          </Button>
          <Estimate order={order} />
        </Group>
        <div>
          <Text size="sm" fw={600} mb={4}>
            {t("start.what")}
          </Text>
          <List size="sm" spacing={4}>
            {CHECKS.map((name) => (
              <List.Item key={name}>
                <Text span size="sm" fw={600}>
                  {t(`check.${name}.name`)}
                </Text>
                {" – "}
                {t(`check.${name}.what`)}
              </List.Item>
            ))}
          </List>
        </div>
      </Stack>
    </Section>
  );
}

/** What the check takes, as the platform reckons. */
function Estimate({ order }: { order: Schemas["RobustnessOrder"] }) {
  const { t } = useTranslation("robustness");
  const formats = useFormats();
  const { data, error } = useQuery({
    queryKey: ["estimate", order],
    queryFn: ({ signal }) => answer(api.POST("/v1/runs/estimate", { body: order, signal })),
    staleTime: 60_000,
  });
  return (
    <Text size="sm" role="status">
      {data !== undefined
        ? t("start.cost", {
            time: formats.duration(Math.max(1, data.seconds)),
            years: formats.number(data.candle_years, 1),
          })
        : error !== null
          ? t("start.noCost")
          : t("start.reckoning")}
    </Text>
  );
}
