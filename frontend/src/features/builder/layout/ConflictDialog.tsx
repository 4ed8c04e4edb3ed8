import { Button, Code, Group, List, Modal, Stack, Text } from "@mantine/core";
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
            <Side title={t("conflict.mine")} content={content} />
            <Side title={t("conflict.theirs")} content={theirs.version.content} />
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

/** A content as it reads: in words where it is typed, else its file. */
function Side({ title, content }: { title: string; content: Content }) {
  const { t } = useTranslation();
  const { data, error } = useQuery({
    queryKey: ["strategies", "explained", content],
    queryFn: ({ signal }) =>
      answer(
        api.POST("/v1/strategies/explain", {
          body: brought(content) as Schemas["NewStrategy"],
          signal,
        }),
      ),
    enabled: content.kind === "spec",
    retry: false,
  });
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
        <Text size="sm">{t("state.loading")}</Text>
      ) : (
        <List size="sm" spacing={2}>
          {data.text
            .split("\n")
            .filter((line) => line.trim() !== "")
            .map((line) => (
              <List.Item key={line}>{line.replace(/^[-•]\s*/, "")}</List.Item>
            ))}
        </List>
      )}
    </section>
  );
}
