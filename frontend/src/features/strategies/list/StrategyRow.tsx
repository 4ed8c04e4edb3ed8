import { Badge, Group, Text, Title, VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { useFormats } from "../../../shared/format/useFormats";
import type { Run } from "../../../shared/notify/activity";
import { AnchorLink } from "../../../shared/ui/links";
import type { Asked } from "../dialogs/Dialogs";
import { LastRun } from "./LastRun";
import classes from "./list.module.css";
import { StrategyMenu } from "./StrategyMenu";

interface StrategyRowProps {
  strategy: Schemas["StrategySummary"];
  /** A run of it that is under way. */
  active: Run | undefined;
  onAsk: (asked: Asked) => void;
}

/** A strategy at a glance: what it is, how it last did, when it was last touched. */
export function StrategyRow({ strategy, active, onAsk }: StrategyRowProps) {
  const { t } = useTranslation("strategies");
  const formats = useFormats();
  return (
    <>
      <div className={classes["about"]}>
        <Group gap={8} wrap="nowrap" align="center">
          <Title order={2} size="h5" lineClamp={2}>
            <AnchorLink
              to="/strategies/$strategy"
              params={{ strategy: strategy.id }}
              inherit
              c="var(--mantine-color-text)"
            >
              {strategy.name}
            </AnchorLink>
          </Title>
          <Badge
            variant="default"
            size="sm"
            styles={{ label: { textTransform: "none" } }}
            style={{ flex: "none" }}
          >
            {t(`kind.${strategy.kind}`)}
          </Badge>
        </Group>
        {strategy.description !== "" && (
          <Text size="sm" c="dimmed" lineClamp={1}>
            {strategy.description}
          </Text>
        )}
        {strategy.tags.length > 0 && <Tags of={strategy} />}
      </div>
      <LastRun run={strategy.last_run} latest={strategy.latest} active={active} />
      <div className={classes["when"]}>
        <Text size="sm">{t("version", { number: strategy.latest })}</Text>
        <Text size="sm" c="dimmed">
          <time dateTime={strategy.updated} title={formats.dateTime(strategy.updated)}>
            <VisuallyHidden>{t("changed")} </VisuallyHidden>
            {formats.relative(strategy.updated)}
          </time>
        </Text>
      </div>
      <div className={classes["menu"]}>
        <StrategyMenu strategy={strategy} onAsk={onAsk} />
      </div>
    </>
  );
}

function Tags({ of: { name, tags } }: { of: Schemas["StrategySummary"] }) {
  const { t } = useTranslation("strategies");
  return (
    <Group gap={4} mt={4} role="group" aria-label={t("tagsOf", { name })}>
      {tags.map((tag) => (
        <AnchorLink key={tag} to="/strategies" search={{ tag }} className={classes["tag"] ?? ""}>
          {tag}
        </AnchorLink>
      ))}
    </Group>
  );
}
