import { Button, Code, Group, List, Modal, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api, type Schemas } from "../../../shared/api/client";
import { useFormats } from "../../../shared/format/useFormats";
import { brought, type Content, useDraft } from "../draft";
import classes from "./layout.module.css";

/** Two tabs changed the same strategy: both texts, and which of them goes on. */
export function ConflictDialog() {
  const { t } = useTranslation("builder");
  const formats = useFormats();
  const { conflict, content, resolve } = useDraft();
  const theirs = conflict?.theirs;
  return (
    <Modal
      opened={conflict !== null}
      onClose={() => {}} // only by choosing: a strategy cannot be saved while it has two texts
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      size="xl"
      title={t("conflict.title")}
    >
      {theirs !== undefined && (
        <Stack>
          <Text size="sm">
            {t("conflict.lead", { when: formats.relative(theirs.updated), number: theirs.latest })}
          </Text>
          <div className={classes.versus}>
            <Side title={t("conflict.mine")} content={content} other={theirs.version.content} />
            <Side title={t("conflict.theirs")} content={theirs.version.content} other={content} />
          </div>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => resolve("theirs")}>
              {t("conflict.takeTheirs")}
            </Button>
            <Button onClick={() => resolve("mine")} data-autofocus>
              {t("conflict.keepMine")}
            </Button>
          </Group>
          <Text size="xs">{t("conflict.hint")}</Text>
        </Stack>
      )}
    </Modal>
  );
}

/** A content in words, a line a clause; nothing where it is code or is not valid. */
function useReading(content: Content) {
  return useQuery({
    queryKey: ["strategies", "explained", content],
    queryFn: ({ signal }) =>
      answer(
        api.POST("/v1/strategies/explain", {
          body: brought(content) as Schemas["NewStrategy"],
          signal,
        }),
      ),
    select: ({ text }) =>
      text
        .split("\n")
        .map((line) => line.replace(/^[-•]\s*/, "").trim())
        .filter((line) => line !== ""),
    enabled: content.kind === "spec",
    retry: false,
  });
}

interface SideProps {
  title: string;
  content: Content;
  other: Content;
}

/** A content as it reads: in words where it is typed, else its file. What the other lacks is marked. */
function Side({ title, content, other }: SideProps) {
  const { t } = useTranslation("builder");
  const { data, error } = useReading(content);
  const theirs = useReading(other).data;
  return (
    <section aria-label={title} className={classes.side}>
      <Text fw={600} size="sm">
        {title}
      </Text>
      {content.kind === "code" || error !== null ? (
        <Code block tabIndex={0} className={classes.source ?? ""}>
          {content.kind === "code" ? content.source : JSON.stringify(content.spec, null, 2)}
        </Code>
      ) : data === undefined ? (
        <Text size="sm">{t("state.loading", { ns: "common" })}</Text>
      ) : (
        <List size="sm" spacing={2}>
          {data.map((line) => (
            <List.Item key={line}>
              {theirs?.includes(line) === false ? (
                <>
                  <mark>{line}</mark> <VisuallyHidden>({t("conflict.differs")})</VisuallyHidden>
                </>
              ) : (
                line
              )}
            </List.Item>
          ))}
        </List>
      )}
    </section>
  );
}
