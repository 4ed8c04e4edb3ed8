import { AppShell, Burger, Group, NavLink, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link, Outlet } from "@tanstack/react-router";

/** The frame of every page behind a sign-in: navigation beside the page, or folded on a phone. */
export function Shell() {
  const [opened, { toggle, close }] = useDisclosure();
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: "sm", collapsed: { mobile: !opened } }}
      padding="md"
    >
      <AppShell.Header>
        <Group h="100%" px="md">
          <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Menu" />
          <Text fw={700}>HyperTrade</Text>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="md" onClick={close}>
        <NavLink component={Link} to="/strategies" label="Strategies" />
        <NavLink component={Link} to="/runs" label="Runs" />
      </AppShell.Navbar>
      <AppShell.Main>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}
