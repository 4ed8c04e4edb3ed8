import { Badge } from "@mantine/core";

/** How something stands, as a table of states says it: never by colour alone. */
export interface Look {
  color: string;
  mark: string;
}

/** A state by word and mark. */
export function MarkedBadge({ look: { color, mark }, children }: { look: Look; children: string }) {
  return (
    <Badge
      color={color}
      variant="light"
      leftSection={<span aria-hidden="true">{mark}</span>}
      styles={{
        root: { color: "var(--mantine-color-text)", flex: "none" },
        label: { textTransform: "none" },
      }}
    >
      {children}
    </Badge>
  );
}
