import { List, Text } from "@mantine/core";
import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Result } from "../../../shared/report";
import { Told } from "../../../shared/told/Told";
import { Section } from "./Section";

/** Reasons to trust the result less, as the platform says them; warnings first. */
export function Caveats({ caveats }: { caveats: Result["caveats"] }) {
  const { t } = useTranslation("report");
  if (caveats.length === 0) {
    return null;
  }
  const sorted = [...caveats].sort(
    (one, other) => Number(other.level === "warning") - Number(one.level === "warning"),
  );
  return (
    <Section title={t("caveats.title")}>
      <List spacing="xs" listStyleType="none" center={false} withPadding={false}>
        {sorted.map(({ code, level, text, told }) => (
          <List.Item
            key={`${code} ${text}`}
            icon={
              level === "warning" ? (
                <IconAlertTriangle
                  size={18}
                  color="var(--loss)"
                  role="img"
                  aria-label={t("caveats.warning")}
                />
              ) : (
                <IconInfoCircle
                  size={18}
                  color="var(--chart-text)"
                  role="img"
                  aria-label={t("caveats.note")}
                />
              )
            }
          >
            <Text size="sm">
              <Told text={text} told={told} />
            </Text>
          </List.Item>
        ))}
      </List>
    </Section>
  );
}
