import { ActionIcon, Box, Burger, Button, Group, Kbd, Text } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { RunActivity } from "./RunActivity";
import { PALETTE_ARIA, PALETTE_KEYS } from "./shortcut";
import { ThemeMenu } from "./ThemeMenu";
import { UserMenu } from "./UserMenu";

interface HeaderProps {
  drawer: boolean;
  onDrawer: () => void;
  onPalette: () => void;
}

export function Header({ drawer, onDrawer, onPalette }: HeaderProps) {
  const { t } = useTranslation("shell");
  return (
    <Group h="100%" px={{ base: "sm", sm: "md" }} justify="space-between" wrap="nowrap" gap="sm">
      <Group wrap="nowrap" gap="xs">
        <Burger
          opened={drawer}
          onClick={onDrawer}
          hiddenFrom="sm"
          size="sm"
          aria-label={t("openNavigation")}
          aria-expanded={drawer}
        />
        <Brand label={t("home")} />
      </Group>
      <Group wrap="nowrap" gap={6} className="no-print">
        <Button
          variant="default"
          visibleFrom="sm"
          w={{ sm: 220, lg: 300 }}
          justify="space-between"
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          rightSection={<Kbd size="xs">{PALETTE_KEYS}</Kbd>}
          aria-keyshortcuts={PALETTE_ARIA}
          aria-haspopup="dialog"
          onClick={onPalette}
          styles={{ label: { flex: 1, fontWeight: 400 } }}
        >
          {t("palette.open")}
        </Button>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          hiddenFrom="sm"
          aria-label={t("palette.open")}
          aria-haspopup="dialog"
          onClick={onPalette}
        >
          <IconSearch size={20} aria-hidden="true" />
        </ActionIcon>
        <RunActivity />
        <ThemeMenu />
        <UserMenu />
      </Group>
    </Group>
  );
}

function Brand({ label }: { label: string }) {
  return (
    <Link to="/strategies" aria-label={label} style={{ color: "inherit", textDecoration: "none" }}>
      <Group wrap="nowrap" gap={8}>
        <img src="/icon.svg" alt="" width={28} height={28} />
        <Box visibleFrom="xs">
          <Text fw={700} size="lg" span style={{ letterSpacing: "-0.01em" }}>
            HyperTrade
          </Text>
        </Box>
      </Group>
    </Link>
  );
}
