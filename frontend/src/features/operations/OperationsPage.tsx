import { Button, Group, NativeSelect, Tabs } from "@mantine/core";
import {
  IconActivity,
  IconHistory,
  IconListDetails,
  IconPlayerPause,
  IconPlayerPlay,
  IconUsers,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ComponentType, useState } from "react";
import { useTranslation } from "react-i18next";
import { profile } from "../../shared/api/queries/account";
import { PageHeader } from "../../shared/ui/PageHeader";
import { Empty, Failed, Loading } from "../../shared/ui/States";
import { Audit } from "./audit/Audit";
import { OverviewSection } from "./overview/OverviewSection";
import { Refreshing } from "./refreshing";
import { Runs } from "./runs/Runs";
import { Sweep } from "./Sweep";
import { MemberDrawer } from "./users/MemberDrawer";
import { Users } from "./users/Users";

const SECTIONS = [
  { name: "overview", Icon: IconActivity, Content: OverviewSection },
  { name: "runs", Icon: IconListDetails, Content: Runs },
  { name: "users", Icon: IconUsers, Content: Users },
  { name: "audit", Icon: IconHistory, Content: Audit },
] as const satisfies ReadonlyArray<{
  name: string;
  Icon: ComponentType<{ size: number }>;
  Content: ComponentType;
}>;

const route = getRouteApi("/signed/operations");

/** The platform as whoever looks after it sees it; for anybody else there is nothing here. */
export default function OperationsPage() {
  const { t } = useTranslation(["operations", "common"]);
  const { data, error, refetch } = useQuery(profile());
  if (data === undefined) {
    return error === null ? <Loading /> : <Failed error={error} onRetry={() => void refetch()} />;
  }
  return data.data.roles.includes("operator") ? (
    <Sections />
  ) : (
    <>
      <PageHeader title={t("title")} windowTitle={t("common:state.notFound")} />
      <Empty title={t("common:state.notFound")}>{t("nobody")}</Empty>
    </>
  );
}

function Sections() {
  const { t } = useTranslation("operations");
  const { section = "overview" } = route.useSearch();
  const navigate = route.useNavigate();
  const [refreshing, setRefreshing] = useState(true);
  const go = (name: string | null) => {
    const found = SECTIONS.find((each) => each.name === name);
    if (found !== undefined) {
      void navigate({ search: found.name === "overview" ? {} : { section: found.name } });
    }
  };
  return (
    <Refreshing value={refreshing}>
      <PageHeader
        title={t("title")}
        windowTitle={`${t(`section.${section}`)} · ${t("title")}`}
        lead={t("lead")}
        actions={
          <Group gap="xs">
            <Pause refreshing={refreshing} onChange={setRefreshing} />
            <Sweep />
          </Group>
        }
      />
      <NativeSelect
        hiddenFrom="sm"
        aria-label={t("sections")}
        mb="md"
        value={section}
        onChange={(event) => go(event.currentTarget.value)}
        data={SECTIONS.map(({ name }) => ({ value: name, label: t(`section.${name}`) }))}
      />
      <Tabs value={section} onChange={go} keepMounted={false}>
        <Tabs.List visibleFrom="sm" aria-label={t("sections")} mb="lg">
          {SECTIONS.map(({ name, Icon }) => (
            <Tabs.Tab key={name} value={name} leftSection={<Icon size={18} aria-hidden="true" />}>
              {t(`section.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {SECTIONS.map(({ name, Content }) => (
          <Tabs.Panel key={name} value={name}>
            <Content />
          </Tabs.Panel>
        ))}
      </Tabs>
      <MemberDrawer />
    </Refreshing>
  );
}

interface PauseProps {
  refreshing: boolean;
  onChange: (refreshing: boolean) => void;
}

function Pause({ refreshing, onChange }: PauseProps) {
  const { t } = useTranslation("operations");
  const Icon = refreshing ? IconPlayerPause : IconPlayerPlay;
  return (
    <Button
      variant="default"
      leftSection={<Icon size={18} aria-hidden="true" />}
      title={t(refreshing ? "refresh.on" : "refresh.off")}
      onClick={() => onChange(!refreshing)}
    >
      {t(refreshing ? "refresh.pause" : "refresh.resume")}
    </Button>
  );
}
