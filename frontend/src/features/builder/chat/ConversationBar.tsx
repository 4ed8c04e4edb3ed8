import { ActionIcon, Group, Menu, Select, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDots, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { DeleteTalk, RenameTalk } from "./TalkDialogs";

type Summary = Schemas["ConversationSummary"];

const MORE = "more";

interface ConversationBarProps {
  conversations: readonly Summary[];
  chosen: string | null;
  onOpen: (conversation: string | undefined) => void;
  onNew: () => void;
  onMore?: () => void;
}

/** Which conversation is shown; others, a new one, its name, its end. */
export function ConversationBar(props: ConversationBarProps) {
  const { conversations, chosen, onOpen, onNew, onMore } = props;
  const { t } = useTranslation("chat");
  const { t: common } = useTranslation();
  const [renaming, rename] = useDisclosure();
  const [deleting, remove] = useDisclosure();
  const shown = conversations.find(({ id }) => id === chosen);
  const options = conversations.map(({ id, title }) => ({
    value: id,
    label: title || t("talk.untitled"),
  }));
  const choose = (value: string | null) => {
    if (value === MORE) {
      onMore?.();
    } else if (value !== null) {
      onOpen(value);
    }
  };

  return (
    <Group gap="xs" wrap="nowrap">
      <Select
        aria-label={t("talk.choose")}
        placeholder={t("talk.new")}
        data={
          onMore === undefined
            ? options
            : [...options, { value: MORE, label: common("action.more") }]
        }
        value={shown === undefined ? null : shown.id}
        onChange={choose}
        disabled={conversations.length === 0}
        allowDeselect={false}
        size="sm"
        style={{ flex: 1, minWidth: 0 }}
      />
      <Tooltip label={t("talk.start")}>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t("talk.start")}
          disabled={chosen === null}
          onClick={onNew}
        >
          <IconPlus size={18} />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t("talk.more")}
            disabled={shown === undefined}
          >
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={rename.open}>
            {t("talk.rename")}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={16} />} onClick={remove.open}>
            {t("talk.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {shown !== undefined && (
        <>
          <RenameTalk opened={renaming} onClose={rename.close} talk={shown} />
          <DeleteTalk
            opened={deleting}
            onClose={remove.close}
            talk={shown}
            onDeleted={() => onOpen(undefined)}
          />
        </>
      )}
    </Group>
  );
}
