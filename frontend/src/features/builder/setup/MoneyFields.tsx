import { Group, NativeSelect, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { shifted } from "../rules/form/numbers";
import { AmountField } from "./AmountField";
import { useSetup } from "./SetupProvider";
import type { Engine } from "./settings";

const ENGINES: readonly Engine[] = ["auto", "fast", "freqtrade"];

/** Stake, balance, costs, and who computes. */
export function MoneyFields() {
  const { t } = useTranslation("builder");
  const { settings, change } = useSetup();
  const currency = settings.pairs[0]?.split("/")[1]?.split(":")[0] ?? "";
  const kind =
    settings.stake === null ? "own" : settings.stake === "unlimited" ? "unlimited" : "fixed";
  const percent = (value: number | null) => (value === null ? null : shifted(value, 2));
  const fraction = (value: number | null) => (value === null ? null : shifted(value, -2));
  return (
    <Stack gap="md">
      <Group gap="xs" grow align="flex-end">
        <NativeSelect
          label={t("setup.stake")}
          value={kind}
          data={(["own", "fixed", "unlimited"] as const).map((each) => ({
            value: each,
            label: t(`setup.stakeKind.${each}`),
          }))}
          onChange={(event) => {
            const next = event.currentTarget.value;
            change({ stake: next === "own" ? null : next === "fixed" ? 100 : "unlimited" });
          }}
        />
        {typeof settings.stake === "number" && (
          <AmountField
            label={t("setup.amount", { currency })}
            value={settings.stake}
            min={0}
            onChange={(next) => next !== null && next > 0 && change({ stake: next })}
          />
        )}
      </Group>
      <Group gap="xs" grow align="flex-end">
        <AmountField
          label={t("setup.balance", { currency })}
          value={settings.balance}
          min={0}
          step={100}
          onChange={(next) => next !== null && next > 0 && change({ balance: next })}
        />
        <AmountField
          label={t("setup.openTrades")}
          value={settings.maxOpenTrades}
          placeholder={t("setup.byStrategy")}
          min={1}
          whole
          onChange={(next) => change({ maxOpenTrades: next === 0 ? null : next })}
        />
      </Group>
      <Group gap="xs" grow align="flex-end">
        <AmountField
          label={t("setup.fee")}
          value={percent(settings.fee)}
          placeholder={t("setup.byExchange")}
          suffix=" %"
          min={0}
          max={49}
          step={0.01}
          onChange={(next) => change({ fee: fraction(next) })}
        />
        <AmountField
          label={t("setup.slippage")}
          value={percent(settings.slippage)}
          suffix=" %"
          min={0}
          max={49}
          step={0.01}
          onChange={(next) => change({ slippage: fraction(next) ?? 0 })}
        />
      </Group>
      <NativeSelect
        label={t("setup.engine")}
        description={t(`setup.engineHint.${settings.engine}`)}
        value={settings.engine}
        data={ENGINES.map((each) => ({ value: each, label: t(`setup.engineName.${each}`) }))}
        onChange={(event) => {
          const next = ENGINES.find((each) => each === event.currentTarget.value);
          change({ engine: next ?? "auto" });
        }}
      />
    </Stack>
  );
}
