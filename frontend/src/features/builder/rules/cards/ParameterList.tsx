import { Group, NumberInput, Paper, Stack, Text, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { memo, useState } from "react";
import { useParameters, useProblemsAt, useRules } from "../context";
import { FieldProblems, Sentences } from "../fields/FieldProblems";
import { Tool } from "../fields/ListField";
import { decimalSeparator } from "../fields/locale";
import { idOf, type Path, pathText, put, renamed, usesOf } from "../form/edit";
import type { Parameter } from "../form/numbers";
import { isList, isObject, type Json, type JsonObject } from "../form/schema";
import { useWords } from "../words";

/** The named tunables: what each may be, and in which steps. */
export function ParameterList({ value }: { value: Json | undefined }) {
  const words = useWords();
  const items = isList(value) ? value : [];
  return items.length === 0 ? (
    <Text size="sm">{words.t("parameter.none")}</Text>
  ) : (
    <Stack gap="xs">
      {items.map((each, index) => (
        <ParameterCard key={idOf(each)} index={index} value={each} />
      ))}
    </Stack>
  );
}

const ENDS = ["low", "high", "step", "default"] as const;

const ParameterCard = memo(function ParameterCard({
  index,
  value,
}: {
  index: number;
  value: Json;
}) {
  const rules = useRules();
  const words = useWords();
  const parameter = value as unknown as Parameter;
  const path: Path = ["parameters", index];
  const remove = () =>
    rules.replace(
      without(rules.spec(), index, parameter),
      words.t("step.remove", { label: parameter.name }),
    );
  return (
    <Paper withBorder p="xs" radius="sm" role="group" aria-label={parameter.name}>
      <Group gap="xs" align="flex-start">
        <NameField index={index} name={parameter.name} />
        {ENDS.map((each) => (
          <EndField
            key={each}
            path={[...path, each]}
            value={parameter[each]}
            label={words.field("Parameter", each, each)}
          />
        ))}
        <div style={{ alignSelf: "flex-end" }}>
          <Tool label={words.t("item.remove", { title: parameter.name })} onClick={remove}>
            <IconTrash size={16} />
          </Tool>
        </div>
      </Group>
      <FieldProblems path={path} />
    </Paper>
  );
});

/** A name is taken over once it is whole: while it is typed it may be another's. */
function NameField({ index, name }: { index: number; name: string }) {
  const rules = useRules();
  const words = useWords();
  const parameters = useParameters();
  const problems = useProblemsAt(["parameters", index, "name"]);
  const [typed, setTyped] = useState<string | null>(null);
  const taken = parameters.some((each, other) => other !== index && each.name === typed);
  const malformed = typed !== null && !/^[a-z][a-z0-9_]{0,39}$/.test(typed);
  const wrong = taken ? words.t("parameter.taken") : malformed ? words.t("parameter.form") : null;
  const take = () => {
    if (typed !== null && typed !== name && wrong === null) {
      rules.replace(renamed(rules.spec(), name, typed), words.t("step.set", { label: typed }));
    }
    setTyped(null);
  };
  return (
    <TextInput
      size="xs"
      w={144}
      label={words.field("Parameter", "name", "name")}
      value={typed ?? name}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => event.key === "Enter" && take()}
      error={wrong ?? (problems.length > 0 && <Sentences of={problems} />)}
      data-field={pathText(["parameters", index, "name"])}
    />
  );
}

function EndField({ path, value, label }: { path: Path; value: number; label: string }) {
  const rules = useRules();
  const words = useWords();
  const [typed, setTyped] = useState<string | number | null>(null);
  const problems = useProblemsAt(path);
  return (
    <NumberInput
      size="xs"
      w={84}
      label={label}
      value={typed ?? value}
      onChange={(next) => {
        setTyped(next);
        if (typeof next === "number") {
          rules.set(path, next, words.t("step.set", { label }), pathText(path));
        }
      }}
      onBlur={() => setTyped(null)}
      decimalSeparator={decimalSeparator()}
      hideControls
      error={problems.length > 0 && <Sentences of={problems} />}
      data-field={pathText(path)}
    />
  );
}

/** Takes a parameter away; its number stands where its name stood. */
function without(spec: JsonObject, index: number, parameter: Parameter): JsonObject {
  const fill = (part: Json): Json => {
    if (isList(part)) {
      return part.map(fill);
    }
    if (!isObject(part)) {
      return part;
    }
    return part["param"] === parameter.name
      ? parameter.default
      : Object.fromEntries(Object.entries(part).map(([name, each]) => [name, fill(each)]));
  };
  const used = usesOf(spec, parameter.name) > 0;
  return put(used ? (fill(spec) as JsonObject) : spec, ["parameters", index], undefined);
}
