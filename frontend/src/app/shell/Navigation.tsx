import { ActionIcon, Stack, Tooltip } from "@mantine/core";
import {
  IconActivity,
  IconChartCandle,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconPlus,
  IconSettings,
  IconStack2,
  IconTimeline,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { profile } from "../../shared/api/queries/account";
import { ButtonLink, NavigationLink } from "../../shared/ui/links";

const PLACES = [
  { to: "/strategies", name: "strategies", Icon: IconStack2 },
  { to: "/runs", name: "runs", Icon: IconTimeline },
  { to: "/data", name: "data", Icon: IconChartCandle },
  { to: "/account", name: "account", Icon: IconSettings },
  { to: "/operations", name: "operations", Icon: IconActivity },
] as const;

interface NavigationProps {
  /** Icons alone: their names are told, and shown on pointing. */
  rail?: boolean;
  onRail?: () => void;
}

export function Navigation({ rail = false, onRail }: NavigationProps) {
  const { t } = useTranslation("shell");
  const { data: me } = useQuery(profile());
  const operator = me?.data.roles.includes("operator") ?? false;
  const RailIcon = rail ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <Stack component="nav" aria-label={t("navigation")} h="100%" gap={4} align="stretch">
      <Named name={t("place.newStrategy")} shown={rail}>
        <ButtonLink
          to="/strategies/new"
          activeOptions={{ exact: true }}
          mb="xs"
          px={rail ? 0 : "md"}
          aria-label={t("place.newStrategy")}
          leftSection={rail ? undefined : <IconPlus size={18} aria-hidden="true" />}
        >
          {rail ? <IconPlus size={18} aria-hidden="true" /> : t("place.newStrategy")}
        </ButtonLink>
      </Named>
      {PLACES.filter(({ name }) => name !== "operations" || operator).map(({ to, name, Icon }) => (
        <Named key={name} name={t(`place.${name}`)} shown={rail}>
          <NavigationLink
            to={to}
            label={rail ? null : t(`place.${name}`)}
            aria-label={t(`place.${name}`)}
            leftSection={<Icon size={20} aria-hidden="true" />}
            activeOptions={{ includeSearch: false }}
            activeProps={{ active: true }}
            variant="light"
            styles={{
              root: { borderRadius: "var(--mantine-radius-md)" },
              label: { color: "var(--mantine-color-text)", fontWeight: 500 },
              ...(rail ? { section: { marginInline: "auto" }, body: { display: "none" } } : {}),
            }}
          />
        </Named>
      ))}
      {onRail !== undefined && (
        <Tooltip label={t(rail ? "expand" : "collapse")} position="right">
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            mt="auto"
            style={{ alignSelf: rail ? "center" : "flex-end" }}
            aria-label={t(rail ? "expand" : "collapse")}
            aria-expanded={!rail}
            onClick={onRail}
          >
            <RailIcon size={20} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      )}
    </Stack>
  );
}

interface NamedProps {
  name: string;
  shown: boolean;
  children: React.ReactElement;
}

function Named({ name, shown, children }: NamedProps) {
  return (
    <Tooltip label={name} position="right" disabled={!shown}>
      {children}
    </Tooltip>
  );
}
