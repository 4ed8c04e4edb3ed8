import { Badge, Button, Group, Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../../../shared/api/problem";
import { English } from "../../../shared/ui/English";
import { problemText } from "../../../shared/ui/States";
import { useDraft } from "../draft";

const LOOK = {
  saved: { color: "gray", mark: "✓" },
  waiting: { color: "gray", mark: "…" },
  saving: { color: "gray", mark: "…" },
  conflict: { color: "orange", mark: "!" },
  offline: { color: "orange", mark: "⚡" },
  invalid: { color: "orange", mark: "!" },
} as const;

/** Whether what is on screen is kept, by mark and word. */
export function SaveState() {
  const { t } = useTranslation("builder");
  const { saving, refusal, flush } = useDraft();
  const { color, mark } = LOOK[saving];
  const why = refusal instanceof ApiProblem ? problemText(refusal) : (refusal?.message ?? "");
  const hint =
    saving === "invalid" && why !== "" ? <English>{why}</English> : t(`saving.hint.${saving}`);
  return (
    <Group gap={6} wrap="nowrap" role="status" style={{ flexShrink: 0 }}>
      <Tooltip label={hint} multiline maw={320}>
        <Badge
          variant="light"
          color={color}
          tabIndex={0}
          data-saving={saving}
          leftSection={<span aria-hidden="true">{mark}</span>}
          style={{ flexShrink: 0 }}
          styles={{
            root: { color: "var(--mantine-color-text)" },
            label: { textTransform: "none", color: "var(--mantine-color-text)" },
          }}
        >
          {t(`saving.${saving}`)}
        </Badge>
      </Tooltip>
      {saving === "offline" && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => void flush().catch(() => {})} // the badge goes on telling
        >
          {t("saving.now")}
        </Button>
      )}
    </Group>
  );
}
