import { Box, Text, VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { compared } from "./clauses";

interface ChangesProps {
  before: string;
  after: string;
}

const SIGNS = { added: "+", removed: "\u2212", same: "" } as const;

/** What another reading says that the present one does not, and the other way round. */
export function Changes({ before, after }: ChangesProps) {
  const { t } = useTranslation("chat");
  const changes = compared(before, after);
  if (changes.every(({ kind }) => kind === "same")) {
    return <Text size="sm">{t("words.same")}</Text>;
  }
  return (
    <Box component="ul" lang="en" m={0} p={0} style={{ listStyle: "none" }}>
      {changes.map(({ kind, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sentences in their order, perhaps twice
        <li key={`${index} ${text}`}>
          <Text
            size="sm"
            {...(kind === "same" ? { c: "dimmed" } : { fw: 500 })}
            td={kind === "removed" ? "line-through" : "none"}
            style={{ display: "flex", gap: 8 }}
          >
            <span aria-hidden="true" style={{ width: 12, flex: "none" }}>
              {SIGNS[kind]}
            </span>
            {kind !== "same" && <VisuallyHidden>{t(`words.${kind}`)} </VisuallyHidden>}
            <span>{text}</span>
          </Text>
        </li>
      ))}
    </Box>
  );
}
