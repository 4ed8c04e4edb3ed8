import { Alert, Anchor, Button, Center, Group, Loader, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconPlugConnectedX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem, Unreachable } from "../api/problem";
import { English } from "./English";

/** Shown while something is read for the first time; told to screen readers too. */
export function Loading({ label }: { label?: string }) {
  const { t } = useTranslation();
  return (
    <Center py="xl" role="status">
      <Group gap="sm">
        <Loader size="sm" aria-hidden="true" />
        <Text c="dimmed">{label ?? t("state.loading")}</Text>
      </Group>
    </Center>
  );
}

interface EmptyProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
  /** It is all that the page shows: its title is the page's. */
  page?: boolean;
}

/** Nothing is there yet: says what would be, and how to get it. */
export function Empty({ title, children, action, icon, page = false }: EmptyProps) {
  return (
    <Center py={64} px="sm">
      <Stack align="center" gap="sm" maw={440}>
        <span aria-hidden="true">{icon}</span>
        <Title order={page ? 1 : 2} size="h4" ta="center">
          {title}
        </Title>
        {children !== undefined && (
          <Text c="dimmed" ta="center" component="div">
            {children}
          </Text>
        )}
        {action}
      </Stack>
    </Center>
  );
}

interface FailedProps {
  error: unknown;
  onRetry?: () => void;
}

/** What went wrong, in the platform's own words, and the way out. */
export function Failed({ error, onRetry }: FailedProps) {
  const { t } = useTranslation();
  const [title, detail] = told(error, {
    problem: t("state.problem"),
    unreachable: t("state.unreachable"),
    unreachableHint: t("state.unreachableHint"),
    notFound: t("state.notFound"),
    notFoundHint: t("state.notFoundHint"),
  });
  return (
    <Alert
      color={error instanceof Unreachable ? "gray" : "orange"}
      icon={error instanceof Unreachable ? <IconPlugConnectedX /> : <IconAlertTriangle />}
      title={title}
      role="alert"
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{detail}</Text>
        {error instanceof ApiProblem && error.status >= 500 && (
          <Text size="xs" c="dimmed">
            {t("state.request", { id: error.requestId })}
          </Text>
        )}
        {onRetry !== undefined && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t("action.retry")}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

interface Sentences {
  problem: string;
  unreachable: string;
  unreachableHint: string;
  notFound: string;
  notFoundHint: string;
}

function told(error: unknown, say: Sentences): [string, ReactNode] {
  if (error instanceof Unreachable) {
    return [say.unreachable, say.unreachableHint];
  }
  if (error instanceof ApiProblem) {
    return error.status === 404
      ? [say.notFound, say.notFoundHint]
      : [say.problem, <ProblemText key="problem" of={error} />];
  }
  const message = error instanceof Error ? error.message : String(error);
  return [say.problem, <English key="message">{message}</English>];
}

type Said = Pick<ApiProblem, "message" | "remedy">;

/** A problem and its remedy, which the platform says in English. */
export function ProblemText({ of }: { of: Said }) {
  return <English>{problemText(of)}</English>;
}

/** A problem and its remedy as one text. */
export function problemText(problem: Said): string {
  return [problem.message, problem.remedy]
    .filter((part) => part !== "")
    .map((part) => (/[.!?]$/.test(part) ? part : `${part}.`))
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(" ");
}

/** The first thing that the keyboard reaches: past the navigation, to the page itself. */
export function SkipLink({ to, children }: { to: string; children: string }) {
  return (
    <Anchor href={`#${to}`} className="skip-link">
      {children}
    </Anchor>
  );
}
