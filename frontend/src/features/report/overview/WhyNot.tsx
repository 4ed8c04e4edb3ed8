import { List, Progress, Stack, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConditionCount, Result } from "../../../shared/report";
import { Told } from "../../../shared/told/Told";
import { English } from "../../../shared/ui/English";
import { Rows } from "../tables/Rows";
import { useFigures } from "./figures";
import { Section } from "./Section";

/** Why there are few trades, or none: what never held, and how often everything else did. */
export function WhyNot({ result, open = false }: { result: Result; open?: boolean }) {
  const { t } = useTranslation("report");
  const { findings, told = [], conditions, signals } = result.diagnosis;
  const write = useFigures(result.settings.stake_currency);
  const entries = signals
    .filter(({ signal }) => signal.startsWith("enter"))
    .reduce((sum, { count }) => sum + count, 0);
  const title = open
    ? result.trades.length === 0
      ? t("why.none")
      : t("why.few")
    : t("why.conditions");
  return (
    <Section title={title}>
      <Stack gap="sm">
        {findings.length > 0 && (
          <List spacing={6} size="sm">
            {findings.map((finding, at) => (
              <List.Item key={finding}>
                <Told text={finding} told={told[at]} />
              </List.Item>
            ))}
          </List>
        )}
        {conditions.length > 0 && (
          <Rows label={t("why.conditions")}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t("why.condition")}</Table.Th>
                <Table.Th scope="col">{t("why.rule")}</Table.Th>
                <Table.Th scope="col" ta="right">
                  {t("why.held")}
                </Table.Th>
                <Table.Th scope="col" w={160}>
                  {t("why.share")}
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {conditions.map((one) => (
                <Condition
                  key={`${one.role} ${one.rule} ${one.depth} ${one.condition}`}
                  one={one}
                />
              ))}
            </Table.Tbody>
          </Rows>
        )}
        {signals.length > 0 && (
          <Text size="sm" c="var(--chart-text)">
            {t("why.signals", {
              entries: write.number(entries, 0),
              trades: write.number(result.trades.length, 0),
            })}
          </Text>
        )}
      </Stack>
    </Section>
  );
}

function Condition({ one }: { one: ConditionCount }) {
  const { t } = useTranslation("report");
  const write = useFigures("");
  const share = one.candles === 0 ? 0 : one.true / one.candles;
  const held =
    one.candles === 0
      ? t("why.unjudged")
      : one.true === 0
        ? t("why.never")
        : t("why.of", { held: write.number(one.true, 0), candles: write.number(one.candles, 0) });
  const never = one.true === 0;
  return (
    <Table.Tr>
      <Table.Th
        scope="row"
        fw={never ? 650 : 400}
        pl={`calc(var(--mantine-spacing-xs) + ${one.depth}rem)`}
      >
        <English>{one.condition}</English>
      </Table.Th>
      <Table.Td>
        {one.rule} ({t(`why.role.${one.role}`)})
      </Table.Td>
      <Table.Td ta="right" fw={never ? 650 : 400} style={{ whiteSpace: "nowrap" }}>
        {held}
      </Table.Td>
      <Table.Td>
        <Text size="xs">{write.percent(share, 2)}</Text>
        <Progress value={100 * share} size="xs" aria-hidden="true" />
      </Table.Td>
    </Table.Tr>
  );
}
