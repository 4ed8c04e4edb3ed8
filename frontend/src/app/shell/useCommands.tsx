import { useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import {
  IconActivity,
  IconChartCandle,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconPlus,
  IconReportAnalytics,
  IconSettings,
  IconSparkles,
  IconStack2,
  IconTimeline,
} from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { profile } from "../../shared/api/queries/account";
import { strategyList } from "../../shared/api/queries/strategies";
import { useFormats } from "../../shared/format/useFormats";
import { changeLanguage, isLanguage, LANGUAGES } from "../../shared/i18n";
import { runActivity } from "../../shared/notify/activity";
import { SCHEMES } from "./schemes";
import { useSignOut } from "./useSignOut";

export interface Command {
  id: string;
  label: string;
  hint?: string;
  /** Other words that find it. */
  keywords?: string;
  icon: ReactNode;
  run: () => void;
  /** The platform found it for what was typed: it is shown, whatever it is called. */
  found?: boolean;
}

export interface CommandGroup {
  name: string;
  commands: Command[];
}

const TYPING_MS = 200;
const MOST = 6;

/** The palette's commands for what was typed so far. */
export function useCommands(query: string): CommandGroup[] {
  const { t } = useTranslation("shell");
  const places = usePlaces();
  const strategies = useStrategies(query);
  const runs = useRuns();
  const settings = useSettings();
  return [
    { name: t("palette.go"), commands: places },
    { name: t("place.strategies"), commands: strategies },
    { name: t("palette.runs"), commands: runs },
    { name: t("palette.settings"), commands: settings },
  ];
}

function usePlaces(): Command[] {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const { data: me } = useQuery(profile());
  const operator = me?.data.roles.includes("operator") ?? false;
  const places = [
    { to: "/strategies/new", name: "newStrategy", icon: <IconPlus size={18} /> },
    { to: "/strategies", name: "strategies", icon: <IconStack2 size={18} /> },
    { to: "/runs", name: "runs", icon: <IconTimeline size={18} /> },
    { to: "/data", name: "data", icon: <IconChartCandle size={18} /> },
    { to: "/account", name: "account", icon: <IconSettings size={18} /> },
    { to: "/welcome", name: "welcome", icon: <IconSparkles size={18} /> },
    { to: "/operations", name: "operations", icon: <IconActivity size={18} /> },
  ] as const;
  return places
    .filter(({ name }) => name !== "operations" || operator)
    .map(({ to, name, icon }) => ({
      id: to,
      label: t(`place.${name}`),
      icon,
      run: () => void navigate({ to }),
    }));
}

function useStrategies(query: string): Command[] {
  const navigate = useNavigate();
  const [typed] = useDebouncedValue(query.trim(), TYPING_MS);
  const { data } = useInfiniteQuery({
    ...strategyList(typed === "" ? {} : { text: typed }),
    placeholderData: keepPreviousData,
  });
  return (data?.pages[0]?.items ?? []).slice(0, MOST).map(({ id, name }) => ({
    id: `strategy-${id}`,
    label: name,
    icon: <IconStack2 size={18} />,
    found: typed !== "",
    run: () => void navigate({ to: "/strategies/$strategy", params: { strategy: id } }),
  }));
}

function useRuns(): Command[] {
  const { t } = useTranslation(["shell", "common"]);
  const formats = useFormats();
  const navigate = useNavigate();
  const { data } = useQuery(runActivity());
  return (data?.items ?? [])
    .filter(({ kind }) => kind !== "download")
    .slice(0, MOST)
    .map(({ id, title, kind, state, created }) => ({
      id: `run-${id}`,
      label: title || t(`kind.${kind}`),
      hint: `${t(`common:run.${state}`)} · ${formats.relative(created)}`,
      icon: <IconReportAnalytics size={18} />,
      run: () => void navigate({ to: "/runs/$run", params: { run: id } }),
    }));
}

function useSettings(): Command[] {
  const { t, i18n } = useTranslation("shell");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { signOut } = useSignOut();
  const languages = Object.entries(LANGUAGES).flatMap(([code, title]) =>
    isLanguage(code) && code !== i18n.language
      ? [
          {
            id: `language-${code}`,
            label: title,
            hint: t("user.language"),
            keywords: t("user.language"),
            icon: <IconLanguage size={18} />,
            run: () => void changeLanguage(code),
          },
        ]
      : [],
  );
  return [
    ...SCHEMES.filter((scheme) => scheme !== colorScheme).map((scheme) => ({
      id: `theme-${scheme}`,
      label: t("theme.take", { theme: t(`theme.${scheme}`) }),
      icon: <IconMoon size={18} />,
      run: () => setColorScheme(scheme),
    })),
    ...languages,
    {
      id: "sign-out",
      label: t("user.signOut"),
      icon: <IconLogout size={18} />,
      run: () => void signOut(),
    },
  ];
}
