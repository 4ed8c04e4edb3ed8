import { Button, Collapse, Paper, Select, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { memo, useId, useMemo } from "react";
import { useRules } from "../context";
import { NumberField } from "../fields/NumberField";
import { RawField } from "../fields/RawField";
import { type Path, pathText } from "../form/edit";
import { turnAround, turnOf, turnWithin } from "../form/numbers";
import {
  type Field as FieldOf,
  isObject,
  type Json,
  type JsonObject,
  type RecordShape,
  type UnionShape,
} from "../form/schema";
import { type OperandProps, useParts } from "../parts";
import { useWords } from "../words";
import { choiceOf, choicesOf, operandOf } from "./choices";

/** What is compared: a price, a number, an indicator, or arithmetic over them. */
export const OperandField = memo(function OperandField(props: OperandProps) {
  const { path, value, shape, label, near } = props;
  const { catalogue, set } = useRules();
  const words = useWords();
  const choices = useMemo(
    () =>
      choicesOf(shape, catalogue, {
        price: (field) => words.option("field", field),
        kind: words.kind,
      }).map(({ group, items }) => ({ group: words.option("group", group), items })),
    [shape, catalogue, words],
  );
  const kind = isObject(value) ? String(value["kind"]) : "";
  const member = shape.members.get(kind);
  return (
    <Paper
      bg="var(--mantine-color-default)"
      withBorder
      radius="sm"
      p="xs"
      role="group"
      aria-label={label}
    >
      <Stack gap={6}>
        <Select
          size="xs"
          aria-label={label}
          data={choices}
          value={choiceOf(value)}
          searchable
          nothingFoundMessage={words.t("operand.none")}
          maxDropdownHeight={320}
          onChange={(choice) => {
            if (choice !== null && choice !== choiceOf(value)) {
              set(path, operandOf(choice, value, catalogue), words.t("step.set", { label }));
            }
          }}
          data-field={pathText(path)}
        />
        {member === undefined || !isObject(value) ? (
          <RawField value={value} label={label} />
        ) : (
          <Details path={path} value={value} member={member} near={near} />
        )}
      </Stack>
    </Paper>
  );
});

interface DetailsProps {
  path: Path;
  value: JsonObject;
  member: RecordShape;
  near: Json | undefined;
}

/** Shown at once; what is rarely changed waits behind a button. */
const AT_ONCE = new Set(["output", "params", "of", "candles", "op", "left", "right", "value"]);
/** Said by the choice itself. */
const SAID = new Set(["kind", "name", "field"]);

function Details({ path, value, member, near }: DetailsProps) {
  const words = useWords();
  const id = useId();
  const fields = member.fields.filter((field) => !SAID.has(field.name));
  const late = fields.filter((field) => !AT_ONCE.has(field.name) && applies(field, value));
  const used = late.some((field) => !usual(field, value[field.name]));
  const [open, { toggle }] = useDisclosure(used);
  return (
    <>
      {fields
        .filter((field) => AT_ONCE.has(field.name))
        .map((field) => (
          <Detail
            key={field.name}
            owner={member.name}
            field={field}
            path={path}
            value={value}
            near={near}
          />
        ))}
      {late.length > 0 && (
        <>
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            justify="flex-start"
            onClick={toggle}
            aria-expanded={open}
            aria-controls={id}
            leftSection={open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
            styles={{ label: { color: "var(--mantine-color-text)" } }}
          >
            {words.t("operand.more")}
          </Button>
          <Collapse expanded={open} id={id}>
            <Stack gap={6}>
              {late.map((field) => (
                <Detail
                  key={field.name}
                  owner={member.name}
                  field={field}
                  path={path}
                  value={value}
                  near={near}
                />
              ))}
            </Stack>
          </Collapse>
        </>
      )}
    </>
  );
}

/** A source only where the indicator has one. */
function applies(field: FieldOf, value: JsonObject): boolean {
  return field.name !== "source" || isObject(value["source"]);
}

function usual(field: FieldOf, value: Json | undefined): boolean {
  if (field.name === "source") {
    return isObject(value) && value["kind"] === "price";
  }
  return value === undefined || value === null || value === field.fallback;
}

interface DetailProps {
  owner: string;
  field: FieldOf;
  path: Path;
  value: JsonObject;
  near: Json | undefined;
}

function Detail({ owner, field, path, value, near }: DetailProps) {
  const { Field } = useParts();
  const words = useWords();
  const here = [...path, field.name];
  const held = value[field.name];
  const label = words.field(owner, field.name, field.title);
  if (field.name === "params") {
    return <Params path={here} indicator={value} />;
  }
  if (field.name === "output") {
    return <Output path={here} indicator={value} label={label} />;
  }
  if (owner === "Constant" && field.name === "value") {
    return <Constant path={here} value={held} label={label} near={near} />;
  }
  if (field.name === "source" && field.shape.kind === "union") {
    return <OperandField path={here} value={held} shape={plain(field.shape)} label={label} />;
  }
  return <Field owner={owner} field={field} path={here} value={held} />;
}

const plainShapes = new WeakMap<UnionShape, UnionShape>();

/** A source lives on the outer timeframe and has no shift: those fields are left out. */
function plain(shape: UnionShape): UnionShape {
  const known = plainShapes.get(shape);
  if (known !== undefined) {
    return known;
  }
  const members = new Map(
    [...shape.members].map(([kind, member]) => {
      const fields = member.fields.filter(({ name }) => name !== "shift" && name !== "timeframe");
      return [kind, { ...member, fields }];
    }),
  );
  const made = { ...shape, nullable: false, members };
  plainShapes.set(shape, made);
  return made;
}

function Params({ path, indicator }: { path: Path; indicator: JsonObject }) {
  const { catalogue } = useRules();
  const known = catalogue.indicators.find((each) => each.name === indicator["name"]);
  const held = isObject(indicator["params"]) ? indicator["params"] : {};
  return (
    <>
      {known?.params.map((each) => (
        <NumberField
          key={each.name}
          path={[...path, each.name]}
          value={held[each.name] ?? each.default}
          turn={each}
          whole={each.kind === "integer"}
          tunable
          label={each.title}
          wish={`${known.name}_${each.name}`}
        />
      ))}
    </>
  );
}

function Output({ path, indicator, label }: { path: Path; indicator: JsonObject; label: string }) {
  const { catalogue, set } = useRules();
  const words = useWords();
  const known = catalogue.indicators.find((each) => each.name === indicator["name"]);
  const lines = known?.lines ?? [];
  if (lines.length < 2) {
    return null;
  }
  return (
    <Select
      size="xs"
      aria-label={label}
      data={lines.map((each) => ({ value: each.name, label: each.title }))}
      value={String(indicator["output"] || lines[0]?.name)}
      onChange={(next) => next !== null && set(path, next, words.t("step.set", { label }))}
      allowDeselect={false}
      data-field={pathText(path)}
    />
  );
}

interface ConstantProps {
  path: Path;
  value: Json | undefined;
  label: string;
  near: Json | undefined;
}

function Constant({ path, value, label, near }: ConstantProps) {
  const { catalogue } = useRules();
  const general =
    catalogue.ranges["Constant.value"] ??
    turnOf({ kind: "number", low: null, high: null, whole: false, tunable: true, nullable: false });
  const known =
    isObject(near) && near["kind"] === "indicator"
      ? catalogue.indicators.find((each) => each.name === near["name"])
      : undefined;
  const range = known?.lines.find((each) => each.name === (near as JsonObject)["output"])?.range;
  const turn =
    range == null
      ? turnAround(general, typeof value === "number" ? value : 0)
      : turnWithin(general, range);
  return (
    <NumberField
      path={path}
      value={value}
      turn={turn}
      whole={false}
      tunable
      label={label}
      wish={known === undefined ? "level" : `${known.name}_level`}
    />
  );
}
