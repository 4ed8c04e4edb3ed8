import { Group, NativeSelect, Paper, SegmentedControl, Stack, Text } from "@mantine/core";
import { memo } from "react";
import { useRules } from "../context";
import { FieldProblems } from "../fields/FieldProblems";
import { RawField } from "../fields/RawField";
import { at, idOf, type Path, pathText } from "../form/edit";
import { freshCondition } from "../form/fresh";
import { sayCondition } from "../form/saying";
import {
  isObject,
  type Json,
  type JsonObject,
  type RecordShape,
  type UnionShape,
} from "../form/schema";
import { isGroup } from "../form/tree";
import { type ConditionProps, useParts } from "../parts";
import { useWords } from "../words";
import { ConditionMenu } from "./ConditionMenu";
import classes from "./conditions.module.css";
import { DragHandle } from "./Dragging";
import { HOLDERS } from "./kinds";
import { useConditionKinds, useConditionShape } from "./shape";

/** A condition: a leaf with its fields, a group, or one that holds another. */
export const Condition = memo(function Condition({ path, value, slot = false }: ConditionProps) {
  const shape = useConditionShape();
  const { catalogue } = useRules();
  const words = useWords();
  const kind = isObject(value) ? String(value["kind"]) : "";
  const member = shape?.members.get(kind);
  if (!isObject(value) || member === undefined) {
    return <RawField value={value} label={kind} />;
  }
  const said = sayCondition(value, catalogue, words);
  return (
    <Paper
      withBorder
      radius="sm"
      p="xs"
      className={classes.condition}
      data-kind={isGroup(value) ? "group" : "leaf"}
      role="group"
      aria-label={said}
      data-part={idOf(value)}
      data-field={pathText(path)}
    >
      <Group gap="xs" wrap="nowrap" mb={6} justify="space-between">
        <Group gap={4} wrap="nowrap" style={{ minWidth: 0 }}>
          <DragHandle
            path={path}
            value={value}
            said={said}
            fixed={slot && path.at(-1) === "when"}
          />
          {isGroup(value) ? (
            <GroupKind path={path} value={value} />
          ) : (
            <KindSelect path={path} kind={kind} />
          )}
        </Group>
        <ConditionMenu path={path} value={value} said={said} />
      </Group>
      <Body path={path} value={value} member={member} said={said} />
      <FieldProblems path={path} />
    </Paper>
  );
});

function GroupKind({ path, value }: { path: Path; value: JsonObject }) {
  const { set } = useRules();
  const words = useWords();
  return (
    <SegmentedControl
      size="xs"
      aria-label={words.t("condition.groupKind")}
      value={String(value["kind"])}
      data={["all", "any"].map((each) => ({ value: each, label: words.kind(each) }))}
      onChange={(next) =>
        set([...path, "kind"], next, words.t("step.set", { label: words.kind(next) }))
      }
    />
  );
}

/** What kind of condition it is. Another kind starts anew; a holder keeps what it holds. */
function KindSelect({ path, kind }: { path: Path; kind: string }) {
  const rules = useRules();
  const words = useWords();
  const kinds = useConditionKinds();
  const holder = HOLDERS.includes(kind);
  const offered = kinds.filter((each) =>
    holder ? HOLDERS.includes(each) : each !== "all" && each !== "any" && !HOLDERS.includes(each),
  );
  const change = (next: string) => {
    const made = freshCondition(rules.catalogue, next);
    const step = words.t("step.set", { label: words.t("condition.kind") });
    if (!holder) {
      rules.set(path, made, step);
      return;
    }
    const spec = rules.spec();
    const inner = at(spec, [...path, "condition"]);
    rules.set(path, { ...made, condition: inner ?? null }, step);
  };
  return (
    <NativeSelect
      size="xs"
      aria-label={words.t("condition.kind")}
      value={kind}
      data={offered.map((each) => ({ value: each, label: words.kind(each) }))}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

interface BodyProps {
  path: Path;
  value: JsonObject;
  member: RecordShape;
  said: string;
}

function Body({ path, value, member, said }: BodyProps) {
  const { Conditions, Condition: Inner, Field, Fields } = useParts();
  const words = useWords();
  if (isGroup(value)) {
    return (
      <Conditions
        path={[...path, "conditions"]}
        value={value.conditions}
        to={words.kind(String(value["kind"]))}
      />
    );
  }
  const inner = value["condition"];
  if (inner !== undefined) {
    return (
      <Stack gap="xs">
        {member.fields
          .filter((field) => field.name !== "condition" && field.name !== "kind")
          .map((field) => (
            <Field
              key={field.name}
              owner={member.name}
              field={field}
              path={[...path, field.name]}
              value={value[field.name]}
            />
          ))}
        <Inner path={[...path, "condition"]} value={inner} slot />
      </Stack>
    );
  }
  return member.fields.some((field) => isOperand(field.shape)) ? (
    <Comparison path={path} value={value} member={member} />
  ) : (
    <div aria-description={said}>
      <Fields shape={member} path={path} value={value} />
    </div>
  );
}

function isOperand(shape: { kind: string }): shape is UnionShape {
  return shape.kind === "union" && (shape as UnionShape).members.has("price");
}

/** Operands beside each other, what they are put in relation by between them. */
function Comparison({ path, value, member }: Omit<BodyProps, "said">) {
  const { Operand, Field } = useParts();
  const { set } = useRules();
  const words = useWords();
  const fields = member.fields.filter((field) => field.name !== "kind");
  const operands = fields.filter((field) => isOperand(field.shape));
  return (
    <div className={classes.leaf}>
      <div className={classes.comparison}>
        {fields.map((field) => {
          const here = [...path, field.name];
          const held = value[field.name];
          const label = words.field(member.name, field.name, field.title);
          if (isOperand(field.shape)) {
            const other = operands.find((each) => each !== field && value[each.name] !== undefined);
            return (
              <div key={field.name} className={classes.operand}>
                {operands.length > 2 && (
                  <Text size="xs" mb={2} aria-hidden="true">
                    {label}
                  </Text>
                )}
                <Operand
                  path={here}
                  value={held}
                  shape={field.shape}
                  label={label}
                  near={other === undefined ? undefined : value[other.name]}
                />
              </div>
            );
          }
          if (field.shape.kind === "choice") {
            return (
              <NativeSelect
                key={field.name}
                className={classes.relation ?? ""}
                size="xs"
                aria-label={label}
                value={String(held ?? "")}
                data={field.shape.options.map((each) => ({
                  value: each,
                  label: words.option(field.name, each),
                }))}
                onChange={(event) =>
                  set(here, event.currentTarget.value, words.t("step.set", { label }))
                }
                data-field={pathText(here)}
              />
            );
          }
          return (
            <div key={field.name} className={classes.wide}>
              <Field
                owner={member.name}
                field={field}
                path={here}
                value={held ?? (field.fallback as Json | undefined)}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
