import { Code, Text } from "@mantine/core";
import { Trans, useTranslation } from "react-i18next";

const HERE = ["localhost", "127.0.0.1", "[::1]"];

/** On one's own machine: where the demo user's password stands. */
export function DemoNote() {
  const { t } = useTranslation("auth");
  if (!HERE.includes(location.hostname)) {
    return null;
  }
  return (
    <Text size="sm">
      <Trans t={t} i18nKey="demo" components={{ code: <Code /> }} />
    </Text>
  );
}
