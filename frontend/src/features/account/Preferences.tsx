import { Group, Radio, Stack, Text, useMantineColorScheme } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../shared/format/useFormats";
import { changeLanguage, isLanguage, LANGUAGES } from "../../shared/i18n";
import { useDeviceSettings } from "../../shared/state/settings";
import { Part } from "./Part";

const SCHEMES = ["light", "dark", "auto"] as const;

/** What is preferred on this device: taken at once, and kept by the browser. */
export function Preferences() {
  const { t, i18n } = useTranslation(["account", "common"]);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { zone, setZone } = useDeviceSettings();
  const formats = useFormats();
  const [now] = useState(() => Date.now());
  const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Part title={t("section.preferences")} lead={t("preferences.lead")}>
      <Stack gap="lg">
        <Radio.Group
          label={t("preferences.language")}
          value={i18n.language}
          onChange={(code) => {
            if (isLanguage(code)) {
              void changeLanguage(code);
            }
          }}
        >
          <Group mt="xs">
            {Object.entries(LANGUAGES).map(([code, title]) => (
              <Radio key={code} value={code} label={title} lang={code} />
            ))}
          </Group>
        </Radio.Group>
        <Radio.Group
          label={t("preferences.zone")}
          description={t("preferences.zoneHint", { now: formats.dateTime(now) })}
          value={zone}
          onChange={(value) => setZone(value === "local" ? "local" : "utc")}
        >
          <Group mt="xs">
            <Radio value="utc" label={t("common:time.utc")} />
            <Radio value="local" label={`${t("common:time.local")} (${ownZone})`} />
          </Group>
        </Radio.Group>
        <Radio.Group
          label={t("preferences.theme")}
          value={colorScheme}
          onChange={(value) => setColorScheme(SCHEMES.find((each) => each === value) ?? "auto")}
        >
          <Group mt="xs">
            {SCHEMES.map((scheme) => (
              <Radio key={scheme} value={scheme} label={t(`preferences.${scheme}`)} />
            ))}
          </Group>
        </Radio.Group>
        <Text size="sm" c="dimmed">
          {t("preferences.example", {
            number: formats.number(1234.5),
            percent: formats.percent(-0.0421, 2, true),
            money: formats.money(25_000, "USDT"),
          })}
        </Text>
      </Stack>
    </Part>
  );
}
