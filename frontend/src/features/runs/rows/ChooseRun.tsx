import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../shared/format/useFormats";
import type { Run } from "../../../shared/notify/activity";
import { isComparable, useChosen } from "../selecting";

/** Takes a run into the comparison, where it has figures to compare. */
export function ChooseRun({ run }: { run: Run }) {
  const { t } = useTranslation("runs");
  const formats = useFormats();
  const { chosen, full, toggle } = useChosen();
  if (!isComparable(run)) {
    return null;
  }
  const on = chosen.includes(run.id);
  return (
    <Checkbox
      size="md"
      aria-label={t("select.run", { title: run.title, when: formats.dateTime(run.created) })}
      title={full && !on ? t("select.full") : undefined}
      checked={on}
      disabled={full && !on}
      onChange={() => toggle(run.id)}
    />
  );
}
