import { Button, Group, Paper, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconCopy, IconPlus, IconTrash } from "@tabler/icons-react";
import { memo } from "react";
import { ConditionSlot } from "../conditions/ConditionSlot";
import { focusPart } from "../conditions/focus";
import { useRules } from "../context";
import { FieldProblems } from "../fields/FieldProblems";
import { Tool } from "../fields/ListField";
import { RawField } from "../fields/RawField";
import { TextField } from "../fields/ShapeField";
import { copied, idOf, inserted, moved, type Path, pathText, put } from "../form/edit";
import { freshCondition } from "../form/fresh";
import { isList, isObject, type Json, type JsonObject } from "../form/schema";
import { useWords } from "../words";

interface RuleListProps {
  /** `entries` or `exits`. */
  name: "entries" | "exits";
  value: Json | undefined;
  least: number;
  /** Which sides can be chosen: exits only close what an entry opens. */
  sides: readonly string[];
}

/** Named rules: each with a side and what must hold. */
export function RuleList({ name, value, least, sides }: RuleListProps) {
  const rules = useRules();
  const words = useWords();
  const items = isList(value) ? value : [];
  const names = items.map((each) => (isObject(each) ? String(each["name"]) : ""));
  const add = () => {
    const made: JsonObject = {
      name: freeRule(words.t(`rule.new.${name}`), names),
      side: sides[0] ?? "long",
      when: freshCondition(rules.catalogue, "compare"),
    };
    rules.replace(
      inserted(rules.spec(), [name], items.length, made),
      words.t("step.add", { label: String(made["name"]) }),
    );
    focusPart(idOf(made["when"]));
  };
  return (
    <Stack gap="sm">
      {items.map((each, index) => (
        <RuleCard
          key={idOf(each)}
          list={name}
          index={index}
          count={items.length}
          value={each}
          removable={items.length > least}
          sides={sides}
        />
      ))}
      {items.length === 0 && <Text size="sm">{words.t("rule.none")}</Text>}
      <div>
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={add}>
          {words.t(`rule.add.${name}`)}
        </Button>
      </div>
      <FieldProblems path={[name]} />
    </Stack>
  );
}

interface RuleCardProps {
  list: "entries" | "exits";
  index: number;
  count: number;
  value: Json;
  removable: boolean;
  sides: readonly string[];
}

const RuleCard = memo(function RuleCard(props: RuleCardProps) {
  const { list, index, count, value, removable, sides } = props;
  const rules = useRules();
  const words = useWords();
  if (!isObject(value)) {
    return <RawField value={value} label={list} />;
  }
  const path: Path = [list, index];
  const title = String(value["name"] ?? "");
  const side = String(value["side"] ?? "long");
  const shift = (to: number) =>
    rules.replace(moved(rules.spec(), [list], index, to), words.t("step.move", { label: title }));
  const duplicate = () => {
    const all = rules.spec()[list];
    const names = isList(all)
      ? all.map((each) => (isObject(each) ? String(each["name"]) : ""))
      : [];
    const twin = { ...copied(value), name: freeRule(title, names) };
    rules.replace(
      inserted(rules.spec(), [list], index + 1, twin),
      words.t("step.duplicate", { label: title }),
    );
  };
  return (
    <Paper withBorder p="sm" radius="sm" role="group" aria-label={title} data-part={idOf(value)}>
      <Stack gap="xs">
        <Group justify="space-between" align="flex-end" gap="xs">
          <Group gap="xs" align="flex-end" style={{ flex: "1 1 12rem" }}>
            <div style={{ flex: "1 1 9rem", maxWidth: "18rem" }}>
              <TextField
                path={[...path, "name"]}
                value={title}
                label={words.t(`rule.name.${list}`)}
              />
            </div>
            {(sides.length > 1 || side !== sides[0]) && (
              <SegmentedControl
                size="xs"
                aria-label={words.t("rule.side")}
                value={side}
                data={[...new Set([...sides, side])].map((each) => ({
                  value: each,
                  label: words.option("side", each),
                }))}
                onChange={(next) =>
                  rules.set([...path, "side"], next, words.t("step.set", { label: title }))
                }
                data-field={pathText([...path, "side"])}
              />
            )}
          </Group>
          <Group gap={2} wrap="nowrap">
            <Tool
              label={words.t("item.up", { title })}
              disabled={index === 0}
              onClick={() => shift(index - 1)}
            >
              <IconArrowUp size={16} />
            </Tool>
            <Tool
              label={words.t("item.down", { title })}
              disabled={index === count - 1}
              onClick={() => shift(index + 1)}
            >
              <IconArrowDown size={16} />
            </Tool>
            <Tool label={words.t("item.duplicate", { title })} onClick={duplicate}>
              <IconCopy size={16} />
            </Tool>
            <Tool
              label={words.t("item.remove", { title })}
              disabled={!removable}
              onClick={() =>
                rules.replace(
                  put(rules.spec(), path, undefined),
                  words.t("step.remove", { label: title }),
                )
              }
            >
              <IconTrash size={16} />
            </Tool>
          </Group>
        </Group>
        <FieldProblems path={[...path, "side"]} />
        <ConditionSlot path={[...path, "when"]} value={value["when"]} label={title} />
      </Stack>
    </Paper>
  );
});

/** A name that no other rule of the list has. */
function freeRule(wish: string, taken: readonly string[]): string {
  if (!taken.includes(wish)) {
    return wish;
  }
  const base = wish.replace(/ \d+$/, "").slice(0, 56);
  let count = 2;
  while (taken.includes(`${base} ${count}`)) {
    count += 1;
  }
  return `${base} ${count}`;
}
