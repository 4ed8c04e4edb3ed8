import { Button, Center, type MantineSpacing } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface ShowMoreProps {
  /** A list that comes page by page, as `useInfiniteQuery` gives it. */
  list: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => Promise<unknown>;
  };
  /** In the middle, this far below what it adds to; else where it stands. */
  below?: MantineSpacing;
}

/** Fetches the next page; nothing where the list has ended. */
export function ShowMore({ list, below }: ShowMoreProps) {
  const { t } = useTranslation();
  if (!list.hasNextPage) {
    return null;
  }
  const button = (
    <Button
      variant="default"
      loading={list.isFetchingNextPage}
      onClick={() => void list.fetchNextPage()}
    >
      {t("action.more")}
    </Button>
  );
  return below === undefined ? button : <Center mt={below}>{button}</Center>;
}
