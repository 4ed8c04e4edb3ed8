import { Badge, Button, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Catalogue } from "../../../shared/api/queries/catalogue";
import { useOnce } from "../../../shared/api/useOnce";
import { useCatalogue } from "../../../shared/catalogue/useCatalogue";
import { Failed, Loading } from "../../../shared/ui/States";
import { useCreate } from "../acts";
import { useWords } from "./useWords";

const route = getRouteApi("/signed/strategies/new");

type Template = Catalogue["templates"][number];

/** A strategy from one that is well known: as it is, or its words changed first. */
export function FromTemplate() {
  const { t } = useTranslation("strategies");
  const { template: wanted } = route.useSearch();
  const { data, error, refetch, tag } = useCatalogue();
  if (data === undefined) {
    return error === null ? <Loading /> : <Failed error={error} onRetry={() => void refetch()} />;
  }
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t("template.lead")}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }} component="ul" p={0} m={0}>
        {data.templates.map((template) => (
          <TemplateCard key={template.id} of={template} tag={tag} wanted={template.id === wanted} />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

interface TemplateCardProps {
  of: Template;
  /** What a tag is called. */
  tag(name: string): string;
  wanted: boolean;
}

function TemplateCard({ of: template, tag, wanted }: TemplateCardProps) {
  const { t } = useTranslation("strategies");
  const navigate = route.useNavigate();
  const { replace } = useWords();
  const create = useCreate();
  const key = useOnce(template.id);
  const use = useRef<HTMLButtonElement>(null);
  const { title, summary, words, tags } = template;

  useEffect(() => {
    if (wanted) {
      use.current?.focus();
      use.current?.scrollIntoView({ block: "center" });
    }
  }, [wanted]);

  const edit = () => {
    replace(words);
    void navigate({ search: { from: "words" } });
  };
  return (
    <Card
      withBorder
      component="li"
      style={wanted ? { borderColor: "var(--mantine-primary-color-filled)" } : {}}
    >
      <Stack gap="xs" h="100%">
        <Title order={2} size="h5">
          {title}
        </Title>
        <Text size="sm">{summary}</Text>
        <Text size="sm" c="dimmed" lang="en" style={{ flex: 1 }}>
          {words}
        </Text>
        <Group gap={4}>
          {tags.map((name) => (
            <Badge
              key={name}
              variant="default"
              size="sm"
              styles={{ label: { textTransform: "none" } }}
            >
              {tag(name)}
            </Badge>
          ))}
        </Group>
        {create.isError && <Failed error={create.error} />}
        <Group gap="xs">
          <Button
            ref={use}
            size="xs"
            loading={create.isPending}
            aria-label={t("template.useOf", { name: title })}
            onClick={() => create.mutate({ brought: { words, tags, description: summary }, key })}
          >
            {t("template.use")}
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={t("template.editOf", { name: title })}
            onClick={edit}
          >
            {t("template.edit")}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
