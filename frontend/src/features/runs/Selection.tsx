import { Button, Group, Paper, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../shared/ui/links";
import classes from "./runs.module.css";
import { FEWEST, MOST, useChosen } from "./selecting";

/** What was chosen to be compared, always in sight while something is. */
export function Selection() {
  const { t } = useTranslation("runs");
  const { chosen, clear } = useChosen();
  return (
    <div role="status" className={classes["selection"]}>
      {chosen.length > 0 && (
        <Paper withBorder shadow="md" p="sm">
          <Group justify="space-between" gap="sm">
            <Text size="sm">
              {chosen.length < FEWEST
                ? t("select.more")
                : t("select.chosen", { count: chosen.length, most: MOST })}
            </Text>
            <Group gap="xs">
              <Button variant="default" size="xs" onClick={clear}>
                {t("select.clear")}
              </Button>
              {chosen.length >= FEWEST && (
                <ButtonLink to="/compare" search={{ ids: chosen }} size="xs">
                  {t("select.compare", { count: chosen.length })}
                </ButtonLink>
              )}
            </Group>
          </Group>
        </Paper>
      )}
    </div>
  );
}
