import { Box, SimpleGrid, Text } from "@mantine/core";
import type { ReactNode } from "react";

/** Names and their values, in as many columns as there is room for. */
export function Facts({ items }: { items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <SimpleGrid
      component="dl"
      cols={{ base: 1, xs: 2, md: 3, xl: 4 }}
      spacing="lg"
      verticalSpacing={6}
      m={0}
    >
      {items.map(([name, value]) => (
        <Box key={name} style={{ borderBottom: "1px solid var(--chart-grid)" }} pb={4}>
          <Text component="dt" size="xs" c="var(--chart-text)">
            {name}
          </Text>
          <Text component="dd" size="sm" m={0}>
            {value}
          </Text>
        </Box>
      ))}
    </SimpleGrid>
  );
}
