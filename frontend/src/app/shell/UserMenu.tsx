import { Avatar, Menu, Text, UnstyledButton } from "@mantine/core";
import { IconLogout, IconLogout2, IconSettings } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { profile } from "../../shared/api/queries/account";
import { changeLanguage, isLanguage, LANGUAGES } from "../../shared/i18n";
import { useSession } from "../../shared/identity";
import { useSignOut } from "./useSignOut";

export function UserMenu() {
  const { t, i18n } = useTranslation("shell");
  const navigate = useNavigate();
  const email = useSession()?.email ?? "";
  const { data: me } = useQuery(profile());
  const { signOut, askEverywhere } = useSignOut();
  const name = me?.data.name || email;
  return (
    <Menu
      position="bottom-end"
      width={240}
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <UnstyledButton aria-label={t("user.menu", { name })} style={{ borderRadius: "50%" }}>
          <Avatar color="lagoon" variant="filled" radius="xl" size={34} aria-hidden="true">
            {name.charAt(0).toUpperCase()}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)" truncate>
            {name}
          </Text>
          {name !== email && (
            <Text size="xs" truncate>
              {email}
            </Text>
          )}
        </Menu.Label>
        <Menu.Item
          leftSection={<IconSettings size={16} aria-hidden="true" />}
          onClick={() => navigate({ to: "/account" })}
        >
          {t("place.account")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t("user.language")}</Menu.Label>
        <Menu.RadioGroup
          value={i18n.language}
          onChange={(code) => {
            if (typeof code === "string" && isLanguage(code)) {
              void changeLanguage(code);
            }
          }}
        >
          {Object.entries(LANGUAGES).map(([code, title]) => (
            <Menu.RadioItem key={code} value={code} lang={code}>
              {title}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden="true" />}
          onClick={() => void signOut()}
        >
          {t("user.signOut")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout2 size={16} aria-hidden="true" />}
          onClick={askEverywhere}
        >
          {t("user.signOutEverywhere")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
