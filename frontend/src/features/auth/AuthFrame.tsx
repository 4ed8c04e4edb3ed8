import { Box, Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconArrowsSplit2, IconChartLine, IconMessage2 } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { changeLanguage, isLanguage, LANGUAGES } from "../../shared/i18n";
import classes from "./AuthFrame.module.css";

const POINTS = [
  { name: "words", Icon: IconMessage2 },
  { name: "slider", Icon: IconChartLine },
  { name: "trust", Icon: IconArrowsSplit2 },
] as const;

/** What the pages of signing in stand in: what the product is for, beside the form. */
export function AuthFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation("auth");
  return (
    <div className={classes["frame"]}>
      <aside className={classes["side"]} aria-label={t("about")}>
        <Group gap="sm">
          <img src="/icon.svg" alt="" width={36} height={36} className={classes["mark"]} />
          <Text fw={700} size="xl" c="white">
            HyperTrade
          </Text>
        </Group>
        <Stack gap="xl" maw={420} className={classes["pitch"]}>
          <Text className={classes["claim"]}>{t("claim")}</Text>
          <Stack gap="lg" component="ul" className={classes["points"]}>
            {POINTS.map(({ name, Icon }) => (
              <Group key={name} component="li" wrap="nowrap" align="flex-start">
                <Icon size={22} aria-hidden="true" className={classes["icon"]} />
                <Text>{t(`point.${name}`)}</Text>
              </Group>
            ))}
          </Stack>
        </Stack>
        <Curve />
      </aside>
      <Box className={classes["form"]}>
        <Stack component="main" id="main" tabIndex={-1} w="100%" maw={380} gap="lg" my="auto">
          {children}
        </Stack>
        <Languages />
      </Box>
    </div>
  );
}

export function AuthTitle({ title, lead }: { title: string; lead?: ReactNode }) {
  return (
    <Stack gap={4}>
      <Title order={1} size="h2">
        {title}
      </Title>
      {lead !== undefined && <Text component="div">{lead}</Text>}
    </Stack>
  );
}

function Languages() {
  const { t, i18n } = useTranslation("auth");
  return (
    <Group gap={4} component="nav" aria-label={t("language")}>
      {Object.entries(LANGUAGES).map(([code, title]) => (
        <Button
          key={code}
          lang={code}
          size="compact-sm"
          variant={i18n.language === code ? "default" : "subtle"}
          color="gray"
          c="var(--mantine-color-text)"
          aria-pressed={i18n.language === code}
          onClick={() => {
            if (isLanguage(code)) {
              void changeLanguage(code);
            }
          }}
        >
          {title}
        </Button>
      ))}
    </Group>
  );
}

/** A curve that climbs with its setbacks: ornament, and no result of anybody's. */
function Curve() {
  return (
    <svg
      viewBox="0 0 600 200"
      preserveAspectRatio="none"
      className={classes["curve"]}
      aria-hidden="true"
    >
      <path
        d="M0 180 L50 168 L90 174 L140 140 L180 152 L230 118 L270 132 L320 96 L370 110 L420 66 L460 82 L520 40 L560 52 L600 20 L600 200 L0 200 Z"
        fill="url(#fade)"
      />
      <path
        d="M0 180 L50 168 L90 174 L140 140 L180 152 L230 118 L270 132 L320 96 L370 110 L420 66 L460 82 L520 40 L560 52 L600 20"
        fill="none"
        stroke="#5eead4"
        strokeWidth="2"
        vectorEffect="non-scaling-stroke"
      />
      <defs>
        <linearGradient id="fade" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#5eead4" stopOpacity="0.28" />
          <stop offset="1" stopColor="#5eead4" stopOpacity="0" />
        </linearGradient>
      </defs>
    </svg>
  );
}
