import { Alert, Stack, Text } from "@mantine/core";
import { IconBrandPython } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { conversationsAbout } from "../../../shared/api/queries/conversations";
import { Empty, Failed, Loading } from "../../../shared/ui/States";
import { useDraft } from "../draft";
import { ConversationBar } from "./ConversationBar";
import { Talk } from "./Talk";

const route = getRouteApi("/signed/strategies/$strategy");

/** What the address says for a conversation that has not begun. */
const NEW = "new";

/** The conversations about the strategy: every turn of words changes it. */
export function ChatPane() {
  const { t } = useTranslation("chat");
  const { strategy, kind } = useDraft();
  const { conversation: asked } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(conversationsAbout(strategy.id));

  if (kind === "code") {
    return (
      <Empty title={t("code.title")} icon={<IconBrandPython size={32} />}>
        {t("code.hint")}
      </Empty>
    );
  }
  if (list.error !== null) {
    return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  }
  if (list.data === undefined) {
    return <Loading />;
  }
  const conversations = list.data.pages.flatMap(({ items }) => items);
  const chosen = asked === NEW ? null : (asked ?? conversations[0]?.id ?? null);
  const open = (conversation: string | undefined) =>
    void navigate({
      search: ({ conversation: _, ...kept }) =>
        conversation === undefined ? kept : { ...kept, conversation },
      replace: true,
    });

  return (
    <Stack gap="xs" h="100%" style={{ minHeight: 0 }}>
      <ConversationBar
        conversations={conversations}
        chosen={chosen}
        onOpen={open}
        onNew={() => open(NEW)}
        {...(list.hasNextPage ? { onMore: () => void list.fetchNextPage() } : {})}
      />
      {strategy.version.number > 1 && chosen === null && conversations.length > 0 && (
        <Alert variant="default" p="xs">
          <Text size="sm">{t("fresh")}</Text>
        </Alert>
      )}
      <Talk conversation={chosen} onStarted={open} onGone={() => open(undefined)} />
    </Stack>
  );
}
