import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../format/useFormats";
import { Signed } from "../ui/Signed";
import classes from "./headlines.module.css";
import type { Headline } from "./summary";

const NONE = "–";

/** The figures that one looks at first: how many trades, what they made, what it took. */
export function Headlines({ of: headline }: { of: Headline }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <dl className={classes["figures"]}>
      <Figure label={t("figure.trades")}>
        {formats.number(headline.trades, 0)}
        {headline.lowSample && <LowSample />}
      </Figure>
      <Figure label={t("figure.profit")}>
        <Signed value={headline.profit}>{formats.percent(headline.profit, 2, true)}</Signed>
      </Figure>
      <Figure label={t("figure.drawdown")}>{formats.percent(headline.drawdown)}</Figure>
      <Figure label={t("figure.sharpe")}>
        {headline.sharpe === null ? NONE : formats.number(headline.sharpe)}
      </Figure>
    </dl>
  );
}

function Figure({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed" lh={1.3}>
        {label}
      </Text>
      <Text component="dd" size="sm" m={0} lh={1.3} style={{ whiteSpace: "nowrap" }}>
        {children}
      </Text>
    </div>
  );
}

/** Says beside a number of trades that it is too small to go by. */
export function LowSample() {
  const { t } = useTranslation();
  return (
    <Text span size="xs" ml={6} c="var(--loss)" fw={600} title={t("sample.lowHint")}>
      {t("sample.low")}
    </Text>
  );
}
