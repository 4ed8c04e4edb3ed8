import { ActionIcon, Group, TextInput, Title, Tooltip } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconArrowBackUp, IconArrowForwardUp, IconPencil } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, tagged } from "../../../shared/api/client";
import { ApiProblem } from "../../../shared/api/problem";
import { ProblemText } from "../../../shared/ui/States";
import { useDraft } from "../draft";
import classes from "./layout.module.css";
import { RunButton } from "./RunButton";
import { SaveState } from "./SaveState";

/** The strategy's name, what was done and can be undone, whether it is saved, and Run. */
export function TitleBar() {
  return (
    <Group justify="space-between" gap="sm" className={classes.bar ?? ""}>
      <Group gap="xs" style={{ flex: "1 1 14rem", minWidth: 0 }} wrap="nowrap">
        <Name />
        <SaveState />
      </Group>
      <Group gap="xs" wrap="nowrap" style={{ minWidth: 0 }}>
        <Steps />
        <RunButton />
      </Group>
    </Group>
  );
}

function Name() {
  const { t } = useTranslation("builder");
  const { strategy, etag, described } = useDraft();
  const [typed, setTyped] = useState<string | null>(null);
  const edit = useRef<HTMLButtonElement>(null);
  useDocumentTitle(`${strategy.name} · HyperTrade`);

  const leave = () => {
    setTyped(null);
    setTimeout(() => edit.current?.focus());
  };
  const take = async () => {
    const name = typed?.trim() ?? "";
    leave();
    if (name === "" || name === strategy.name) {
      return;
    }
    try {
      const { data, etag: next } = await tagged(
        api.PATCH("/v1/strategies/{strategy}", {
          params: { path: { strategy: strategy.id }, header: { "If-Match": etag } },
          body: { name, description: null, tags: null },
        }),
      );
      described(data, next);
    } catch (error) {
      const message =
        error instanceof ApiProblem ? (
          <ProblemText of={error} />
        ) : (
          t("state.unreachable", { ns: "common" })
        );
      notifications.show({ color: "orange", title: t("title.notRenamed"), message });
    }
  };

  if (typed !== null) {
    return (
      <>
        <Title order={1} className={classes.hidden ?? ""}>
          {strategy.name}
        </Title>
        <TextInput
          aria-label={t("title.name")}
          value={typed}
          maxLength={120}
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={() => void take()}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              void take();
            } else if (event.key === "Escape") {
              leave();
            }
          }}
          style={{ flex: "1 1 16rem" }}
        />
      </>
    );
  }
  return (
    <Group gap={4} wrap="nowrap" style={{ minWidth: 0 }}>
      <Title order={1} size="h3" lineClamp={2}>
        {strategy.name}
      </Title>
      <ActionIcon
        ref={edit}
        variant="subtle"
        color="gray"
        aria-label={t("title.rename")}
        onClick={() => setTyped(strategy.name)}
      >
        <IconPencil size={16} />
      </ActionIcon>
    </Group>
  );
}

function Steps() {
  const { t } = useTranslation("builder");
  const { undo, redo, canUndo, canRedo, undoLabel, redoLabel } = useDraft();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) {
        return;
      }
      const key = event.key.toLowerCase();
      if (key === "z" || key === "y") {
        event.preventDefault();
        (key === "y" || event.shiftKey ? redo : undo)();
      }
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [undo, redo]);
  const steps = [
    { key: "undo", can: canUndo, label: undoLabel, act: undo, icon: <IconArrowBackUp size={18} /> },
    {
      key: "redo",
      can: canRedo,
      label: redoLabel,
      act: redo,
      icon: <IconArrowForwardUp size={18} />,
    },
  ] as const;
  return (
    <>
      {steps.map(({ key, can, label, act, icon }) => {
        const name = label === null ? t(`title.${key}`) : t(`title.${key}Of`, { label });
        return (
          <Tooltip key={key} label={`${name} (${key === "undo" ? "Ctrl+Z" : "Ctrl+Shift+Z"})`}>
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={name}
              aria-disabled={!can}
              {...(can ? {} : { "data-disabled": true })}
              onClick={act}
            >
              {icon}
            </ActionIcon>
          </Tooltip>
        );
      })}
    </>
  );
}

/** Text fields and the code editor undo by themselves. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest(".monaco-editor") !== null ||
      (target instanceof HTMLInputElement && TEXTS.has(target.type)) ||
      target instanceof HTMLTextAreaElement)
  );
}

const TEXTS = new Set(["text", "search", "email", "url", "number", "tel", "password"]);
