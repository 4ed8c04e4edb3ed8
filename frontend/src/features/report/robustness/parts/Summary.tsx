import { Anchor, Group, List, SimpleGrid, Stack, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LowSample } from "../../../../shared/runs/Headlines";
import { VerdictBadge } from "../../../../shared/runs/VerdictBadge";
import { Told } from "../../../../shared/told/Told";
import { Signed } from "../../../../shared/ui/Signed";
import { type Figures, useFigures } from "../../overview/figures";
import { Section } from "../../overview/Section";
import { Rows } from "../../tables/Rows";
import type { Report } from "../certificate/useCertificate";
import { LevelBadge } from "./Verdict";

const LOW_SAMPLE = 30;

/** The verdict on the whole, why, and each check in a line. */
export function Summary({ report }: { report: Report }) {
  const { t } = useTranslation("robustness");
  const write = useFigures(report.market.currency);
  const { market, checks, reservations = [] } = report;
  // What could not be examined is told below, with what follows from it.
  const below = new Set(reservations.map(({ text }) => text));
  const reasons = report.reasons
    .map((text, at) => ({ text, told: report.reasons_told?.[at] }))
    .filter(({ text }) => !below.has(text));
  return (
    <Section
      title={t("summary.title")}
      beside={
        <VerdictBadge
          of={{
            overall: report.overall,
            synthetic: market.synthetic,
            checks: checks.length,
            bad: checks.filter(({ verdict }) => verdict.level === "bad").length,
          }}
        />
      }
    >
      <Stack gap="md">
        <Text size="sm">{t(`summary.${report.overall}`)}</Text>
        {reasons.length > 0 && (
          <List size="sm" spacing={4}>
            {reasons.map(({ text, told }) => (
              <List.Item key={text}>
                <Told text={text} told={told} />
              </List.Item>
            ))}
          </List>
        )}
        {reservations.length > 0 && (
          <div>
            <Text size="sm" fw={600}>
              {t("summary.reservations")}
            </Text>
            <List size="sm" spacing={4}>
              {reservations.map(({ text, told, blocks }) => (
                <List.Item key={text}>
                  <Told text={text} told={told} />{" "}
                  {blocks && <strong>{t("summary.blocks")}</strong>}
                </List.Item>
              ))}
            </List>
          </div>
        )}
        <Tiles report={report} write={write} />
        <Rows label={t("summary.checks")}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("summary.check")}</Table.Th>
              <Table.Th scope="col">{t("summary.verdict")}</Table.Th>
              <Table.Th scope="col">{t("summary.figure")}</Table.Th>
              <Table.Th scope="col">{t("summary.weight")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {checks.map(({ name, verdict, figure, figure_told, decisive }) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" miw={150}>
                  <Anchor href={`#${name}`} size="sm" underline="always" onClick={jump}>
                    {t(`check.${name}.name`)}
                  </Anchor>
                </Table.Th>
                <Table.Td miw={130}>
                  <LevelBadge level={verdict.level} />
                </Table.Td>
                <Table.Td miw={170}>
                  <Told text={figure} told={figure_told} />
                </Table.Td>
                <Table.Td>{t(decisive ? "summary.decisive" : "summary.counts")}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Rows>
      </Stack>
    </Section>
  );
}

/** To the check without a new address: the router would take the fragment for a place of its own. */
function jump(event: React.MouseEvent<HTMLAnchorElement>): void {
  event.preventDefault();
  const target = document.getElementById(event.currentTarget.hash.slice(1));
  target?.scrollIntoView();
  target?.setAttribute("tabindex", "-1");
  target?.focus({ preventScroll: true });
}

function Tiles({ report, write }: { report: Report; write: Figures }) {
  const { t } = useTranslation("robustness");
  const { base, market, significance } = report;
  const tiles: [string, React.ReactNode][] = [
    [
      t("tile.trades"),
      <Group key="trades" gap={0}>
        {write.number(base.trades, 0)}
        {base.trades < LOW_SAMPLE && <LowSample />}
      </Group>,
    ],
    [
      t("tile.profit"),
      <Signed key="profit" value={base.profit}>
        {write.percent(base.profit, 2, true)}
      </Signed>,
    ],
    [t("tile.drawdown"), write.percent(base.drawdown)],
    [t("tile.sharpe"), write.ratio(base.sharpe_year)],
    [t("tile.variants"), significance == null ? "–" : write.number(significance.trials, 0)],
    [t("tile.fee"), write.percent(market.fee, 3)],
  ];
  return (
    <SimpleGrid component="dl" cols={{ base: 2, xs: 3, md: 6 }} spacing="sm" m={0}>
      {tiles.map(([name, value]) => (
        <div key={name}>
          <Text component="dt" size="xs" c="var(--chart-text)">
            {name}
          </Text>
          <Text component="dd" m={0} fz={18} fw={650}>
            {value}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  );
}
