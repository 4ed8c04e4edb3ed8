import { Badge, Button, Group, Paper, Text } from "@mantine/core";
import { IconLock, IconMessage } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { useFormats } from "../../../shared/format/useFormats";

interface VersionRowProps {
  version: Schemas["VersionView"];
  latest: number;
  restoring: boolean;
  busy: boolean;
  onRead: () => void;
  onCompare: () => void;
  onRestore: () => void;
}

/** One version: where it came from, whether it can change still, and what to do with it. */
export function VersionRow(props: VersionRowProps) {
  const { version, latest, restoring, busy, onRead, onCompare, onRestore } = props;
  const { t } = useTranslation("code", { keyPrefix: "versions" });
  const format = useFormats();
  const { number } = version;
  // An undo names the turn that it takes back, and its note says so already.
  const turn = /^[^ ]+#(\d+)$/.exec(version.said ?? "")?.[1];
  const name = t("version", { number });

  return (
    <Paper component="li" withBorder p="sm">
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <Text fw={600}>{name}</Text>
          {number === latest && (
            <Badge variant="outline" size="sm" tt="none" c="var(--mantine-color-text)">
              {t("latest")}
            </Badge>
          )}
        </Group>
        <Text
          size="xs"
          c="dimmed"
          component="time"
          dateTime={version.created}
          title={format.dateTime(version.created)}
        >
          {format.relative(version.created)}
        </Text>
      </Group>
      {version.note !== "" && (
        <Text size="sm" mt={4} lang="en">
          {version.note}
        </Text>
      )}
      <Group gap="md" mt={4}>
        {turn !== undefined && (
          <Text size="xs" c="dimmed" style={{ display: "inline-flex", gap: 4 }}>
            <IconMessage size={14} aria-hidden="true" />
            {t("said", { turn })}
          </Text>
        )}
        <Text size="xs" c="dimmed" style={{ display: "inline-flex", gap: 4 }}>
          {version.frozen !== null && <IconLock size={14} aria-hidden="true" />}
          {version.frozen === null ? t("open") : t("frozen", { when: format.date(version.frozen) })}
        </Text>
      </Group>
      <Group gap="xs" mt="xs">
        <Button
          size="compact-sm"
          variant="default"
          onClick={onRead}
          aria-label={t("readOf", { name })}
        >
          {t("read")}
        </Button>
        {latest > 1 && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={onCompare}
            aria-label={t("compareOf", { name })}
          >
            {t("compare")}
          </Button>
        )}
        {number !== latest && (
          <Button
            size="compact-sm"
            variant="default"
            loading={restoring}
            disabled={busy && !restoring}
            onClick={onRestore}
            aria-label={t("restoreOf", { name })}
          >
            {t("restore")}
          </Button>
        )}
      </Group>
    </Paper>
  );
}
