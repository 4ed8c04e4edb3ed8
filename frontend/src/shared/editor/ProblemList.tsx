import { Box, Group, List, Text, Title, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconCircleX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { English } from "../ui/English";
import { type Problem, said } from "./markers";

interface ProblemListProps {
  problems: readonly Problem[];
  onOpen: (line: number) => void;
}

/** Everything that is wrong with the file, each with the way to its line. */
export function ProblemList({ problems, onOpen }: ProblemListProps) {
  const { t } = useTranslation("code");
  return (
    <Box role="status">
      <Title order={2} size="h6" mb={4}>
        {t("problems.title", { count: problems.length })}
      </Title>
      <List listStyleType="none" spacing={4} p={0}>
        {problems.map((problem) => (
          <List.Item key={`${problem.line}/${problem.field}/${problem.problem}`}>
            <Group gap="xs" wrap="nowrap" align="flex-start">
              <Severity of={problem.severity} />
              <Text size="sm" style={{ minWidth: 0 }}>
                {problem.line !== null && (
                  <UnstyledButton
                    component="button"
                    type="button"
                    td="underline"
                    fz="sm"
                    mr={6}
                    mih={24}
                    onClick={() => onOpen(problem.line ?? 1)}
                  >
                    {t("problems.line", { line: problem.line })}
                  </UnstyledButton>
                )}
                <English>{said(problem)}</English>
              </Text>
            </Group>
          </List.Item>
        ))}
      </List>
    </Box>
  );
}

function Severity({ of }: { of: Problem["severity"] }) {
  const { t } = useTranslation("code");
  const Icon = of === "error" ? IconCircleX : IconAlertTriangle;
  return (
    <Icon
      size={18}
      role="img"
      aria-label={t(`severity.${of}`)}
      color={of === "error" ? "var(--loss)" : "var(--mantine-color-yellow-8)"}
      style={{ flex: "none", marginTop: 3 }}
    />
  );
}
