import { NativeSelect, Tabs } from "@mantine/core";
import {
  IconBell,
  IconChartBar,
  IconDatabaseExport,
  IconHistory,
  IconKey,
  IconSettings,
  IconShieldLock,
  IconUser,
} from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "../../shared/ui/PageHeader";
import classes from "./account.module.css";
import { Audit } from "./audit/Audit";
import { Channels } from "./channels/Channels";
import { Keys } from "./keys/Keys";
import { MyData } from "./MyData";
import { Preferences } from "./Preferences";
import { ProfileForm } from "./ProfileForm";
import { Security } from "./Security";
import { Usage } from "./Usage";

const SECTIONS = [
  { name: "profile", Icon: IconUser, Content: ProfileForm },
  { name: "security", Icon: IconShieldLock, Content: Security },
  { name: "keys", Icon: IconKey, Content: Keys },
  { name: "notifications", Icon: IconBell, Content: Channels },
  { name: "usage", Icon: IconChartBar, Content: Usage },
  { name: "preferences", Icon: IconSettings, Content: Preferences },
  { name: "audit", Icon: IconHistory, Content: Audit },
  { name: "data", Icon: IconDatabaseExport, Content: MyData },
] as const satisfies ReadonlyArray<{
  name: string;
  Icon: ComponentType<{ size: number }>;
  Content: ComponentType;
}>;
type Section = (typeof SECTIONS)[number]["name"];

const route = getRouteApi("/signed/account");

export default function AccountPage() {
  const { t } = useTranslation("account");
  const { section = "profile" } = route.useSearch();
  const navigate = useNavigate();
  const go = (name: string | null) => {
    const found = SECTIONS.find((each) => each.name === name);
    if (found !== undefined) {
      void navigate({ to: "/account", search: searchFor(found.name) });
    }
  };
  return (
    <>
      <PageHeader title={t("title")} windowTitle={`${t(`section.${section}`)} · ${t("title")}`} />
      <NativeSelect
        hiddenFrom="sm"
        aria-label={t("sections")}
        mb="md"
        value={section}
        onChange={(event) => go(event.currentTarget.value)}
        data={SECTIONS.map(({ name }) => ({ value: name, label: t(`section.${name}`) }))}
      />
      <Tabs
        value={section}
        onChange={go}
        orientation="vertical"
        variant="pills"
        keepMounted={false}
        className={classes["tabs"] ?? ""}
        styles={{ tabLabel: { textAlign: "start" } }}
      >
        <Tabs.List visibleFrom="sm" w={200} aria-label={t("sections")} mr="xl">
          {SECTIONS.map(({ name, Icon }) => (
            <Tabs.Tab key={name} value={name} leftSection={<Icon size={18} aria-hidden="true" />}>
              {t(`section.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {SECTIONS.map(({ name, Content }) => (
          <Tabs.Panel key={name} value={name} maw={860} miw={0}>
            <Content />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

function searchFor(section: Section) {
  return section === "profile" ? {} : { section };
}
