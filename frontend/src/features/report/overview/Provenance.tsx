import { Code, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Result } from "../../../shared/report";
import { English } from "../../../shared/ui/English";
import { SyntheticBadge } from "../../../shared/ui/SyntheticBadge";
import { Facts } from "./Facts";
import { Section } from "./Section";

const SHOWN = 16;

/** Where the result comes from: engine, versions, and the hashes that stand for all it depends on. */
export function Provenance({ result }: { result: Result }) {
  const { t } = useTranslation("report");
  const { fingerprint: mark, verification: said } = result;
  const agrees = said !== null && said !== undefined && said.different === 0;
  return (
    <Section
      title={t("provenance.title")}
      beside={result.data_quality.synthetic ? <SyntheticBadge /> : undefined}
    >
      <Stack gap="sm">
        <Text size="sm" c="var(--chart-text)">
          {t("provenance.hint")}
        </Text>
        <Facts
          items={[
            [t("provenance.engine"), `${mark.engine} ${mark.engine_version}`],
            ...(mark.engine_reason === ""
              ? []
              : ([
                  [t("provenance.reason"), <English key="reason">{mark.engine_reason}</English>],
                ] as const)),
            ...(said == null
              ? []
              : ([
                  [
                    t("provenance.verified", { version: said.engine_version }),
                    agrees
                      ? t("provenance.agrees", { trades: said.trades, figures: said.figures })
                      : t("provenance.disagrees", { different: said.different }),
                  ],
                ] as const)),
            [t("provenance.hypertrade"), mark.hypertrade_version],
            [t("provenance.python"), mark.python_version],
            [t("provenance.confined"), mark.confined ? t("provenance.yes") : t("provenance.no")],
            ...(mark.markets_source === ""
              ? []
              : ([[t("provenance.marketsOf"), mark.markets_source]] as const)),
            [t("provenance.strategy"), <Hash key="strategy">{mark.strategy}</Hash>],
            [t("provenance.candles"), <Hash key="candles">{mark.candles}</Hash>],
            [t("provenance.settings"), <Hash key="settings">{mark.settings}</Hash>],
            [t("provenance.markets"), <Hash key="markets">{mark.markets}</Hash>],
          ]}
        />
        {said != null && said.differences.length > 0 && (
          <Group component="ul" gap={4} m={0}>
            {said.differences.map(({ where, ours, theirs }) => (
              <Text component="li" size="sm" key={where} w="100%">
                <Code>{where}</Code> {ours} ≠ {theirs}
              </Text>
            ))}
          </Group>
        )}
      </Stack>
    </Section>
  );
}

function Hash({ children }: { children: string }) {
  return (
    <Code title={children} fz="xs">
      {children.slice(0, SHOWN)}…
    </Code>
  );
}
