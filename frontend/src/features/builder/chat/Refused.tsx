import { Alert, Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../shared/api/problem";
import { Failed } from "../../../shared/ui/States";
import { isStale } from "./useTalk";

interface RefusedProps {
  error: unknown;
  onRetry?: () => void;
}

/** Why words were not taken. They are kept where they were written. */
export function Refused({ error, onRetry }: RefusedProps) {
  const { t } = useTranslation("chat");
  const { t: common } = useTranslation();
  if (error === null) {
    return null;
  }
  if (!isStale(error)) {
    return <Failed error={error} {...(onRetry === undefined ? {} : { onRetry })} />;
  }
  return (
    <Alert color="orange" role="alert" title={t("stale.title")}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t("stale.hint")}</Text>
        {onRetry !== undefined && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {common("action.retry")}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

interface UnreadProps {
  error: unknown;
  onRetry: () => void;
  onGone: () => void;
}

/** A conversation that could not be read; one that is gone leads back to the others. */
export function Unread({ error, onRetry, onGone }: UnreadProps) {
  const { t } = useTranslation("chat");
  const gone = isProblem(error) && error.status === 404;
  return (
    <Stack align="flex-start">
      <Failed error={error} {...(gone ? {} : { onRetry })} />
      {gone && (
        <Button variant="default" onClick={onGone}>
          {t("talk.others")}
        </Button>
      )}
    </Stack>
  );
}
