import { NativeSelect, Stack, Switch, TextInput } from "@mantine/core";
import { memo } from "react";
import { useProblemsAt, useRules } from "../context";
import { type Path, pathText } from "../form/edit";
import { freshMember, freshValue } from "../form/fresh";
import { turnOf } from "../form/numbers";
import { type ChoiceShape, isObject, type Json, type UnionShape } from "../form/schema";
import { type FieldProps, type FieldsProps, type PresentProps, useParts } from "../parts";
import { useWords } from "../words";
import { DurationField } from "./DurationField";
import { Sentences } from "./FieldProblems";
import classes from "./fields.module.css";
import { ListField } from "./ListField";
import { NumberField } from "./NumberField";
import { RawField } from "./RawField";

/** Any field of the spec, as its schema says it is. */
export const ShapeField = memo(function ShapeField({ owner, field, path, value }: FieldProps) {
  const words = useWords();
  const label = words.field(owner, field.name, field.title);
  const { shape } = field;
  if (shape.nullable && shape.kind !== "choice") {
    return <OptionalField owner={owner} field={field} path={path} value={value} label={label} />;
  }
  return (
    <Present
      owner={owner}
      name={field.name}
      shape={shape}
      path={path}
      value={value}
      label={label}
    />
  );
});

/** A field that has a value. */
export function Present({ owner, name, shape, path, value, label }: PresentProps) {
  const { catalogue } = useRules();
  const words = useWords();
  switch (shape.kind) {
    case "number":
      return (
        <NumberField
          path={path}
          value={value}
          turn={catalogue.ranges[`${owner}.${name}`] ?? turnOf(shape)}
          whole={shape.whole}
          tunable={shape.tunable}
          label={label}
          wish={name}
          hint={words.hint(owner, name)}
        />
      );
    case "choice":
      return <ChoiceField name={name} shape={shape} path={path} value={value} label={label} />;
    case "flag":
      return <FlagField path={path} value={value} label={label} hint={words.hint(owner, name)} />;
    case "text":
      return <TextField path={path} value={value} label={label} />;
    case "record":
      return shape.name === "Duration" ? (
        <DurationField path={path} value={value} label={label} />
      ) : (
        <RecordFields shape={shape} path={path} value={value} />
      );
    case "union":
      return <UnionField shape={shape} path={path} value={value} label={label} />;
    case "list":
      return (
        <ListField
          shape={shape}
          path={path}
          value={value}
          label={label}
          owner={owner}
          name={name}
        />
      );
    case "fixed":
      return null;
    default:
      return <RawField value={value} label={label} />;
  }
}

/** Fields of a record; what it holds beyond its schema is shown as it is. */
export function RecordFields({ shape, path, value }: FieldsProps) {
  const held = isObject(value) ? value : {};
  const known = new Set(shape.fields.map((field) => field.name));
  const unknown = Object.keys(held).filter((name) => !known.has(name));
  return (
    <Stack gap="xs">
      {shape.fields.map((field) => (
        <ShapeField
          key={field.name}
          owner={shape.name}
          field={field}
          path={[...path, field.name]}
          value={held[field.name] ?? (field.fallback as Json | undefined)}
        />
      ))}
      {unknown.map((name) => (
        <RawField key={name} value={held[name]} label={name} />
      ))}
    </Stack>
  );
}

function OptionalField({ owner, field, path, value, label }: FieldProps & { label: string }) {
  const { catalogue, set } = useRules();
  const words = useWords();
  const on = value !== null && value !== undefined;
  return (
    <Stack gap={4}>
      <Switch
        size="sm"
        label={label}
        description={words.hint(owner, field.name) || undefined}
        checked={on}
        onChange={(event) =>
          event.currentTarget.checked
            ? set(path, freshPresent(), words.t("step.add", { label }))
            : set(path, null, words.t("step.remove", { label }))
        }
        data-field={on ? undefined : pathText(path)}
      />
      {on && (
        <Present
          owner={owner}
          name={field.name}
          shape={{ ...field.shape, nullable: false }}
          path={path}
          value={value}
          label={label}
        />
      )}
    </Stack>
  );

  function freshPresent(): Json {
    const { fallback: _none, ...bare } = field;
    return freshValue(catalogue, owner, { ...bare, fallback: undefined });
  }
}

function ChoiceField({
  name,
  shape,
  path,
  value,
  label,
}: {
  name: string;
  shape: ChoiceShape;
  path: Path;
  value: Json | undefined;
  label: string;
}) {
  const { catalogue, set } = useRules();
  const words = useWords();
  const problems = useProblemsAt(path);
  const titleOf = (each: string) =>
    (name === "name" ? catalogue.patterns.find((one) => one.name === each)?.title : undefined) ??
    words.option(name, each);
  const none = shape.nullable
    ? [{ value: "", label: name === "timeframe" ? words.t("operand.ownTimeframe") : "–" }]
    : [];
  return (
    <div className={classes.pair}>
      <span className={classes.label} aria-hidden="true">
        {label}
      </span>
      <NativeSelect
        size="xs"
        aria-label={label}
        value={typeof value === "string" ? value : ""}
        data={[...none, ...shape.options.map((each) => ({ value: each, label: titleOf(each) }))]}
        onChange={(event) =>
          set(
            path,
            event.currentTarget.value === "" ? null : event.currentTarget.value,
            words.t("step.set", { label }),
          )
        }
        error={problems.length > 0 && <Sentences of={problems} />}
        data-field={pathText(path)}
      />
    </div>
  );
}

function FlagField({
  path,
  value,
  label,
  hint,
}: {
  path: Path;
  value: Json | undefined;
  label: string;
  hint: string;
}) {
  const { set } = useRules();
  const words = useWords();
  return (
    <Switch
      size="sm"
      label={label}
      description={hint || undefined}
      checked={value === true}
      onChange={(event) => set(path, event.currentTarget.checked, words.t("step.set", { label }))}
      data-field={pathText(path)}
    />
  );
}

export function TextField({
  path,
  value,
  label,
  type,
}: {
  path: Path;
  value: Json | undefined;
  label: string;
  type?: string;
}) {
  const { set } = useRules();
  const words = useWords();
  const problems = useProblemsAt(path);
  return (
    <TextInput
      size="xs"
      label={label}
      {...(type === undefined ? {} : { type })}
      value={typeof value === "string" ? value : ""}
      onChange={(event) =>
        set(path, event.currentTarget.value, words.t("step.set", { label }), pathText(path))
      }
      error={problems.length > 0 && <Sentences of={problems} />}
      data-field={pathText(path)}
    />
  );
}

/** One of several kinds: conditions and operands have forms of their own. */
function UnionField({
  shape,
  path,
  value,
  label,
}: {
  shape: UnionShape;
  path: Path;
  value: Json | undefined;
  label: string;
}) {
  const { catalogue, set } = useRules();
  const { Operand, Slot } = useParts();
  const words = useWords();
  const kind = isObject(value) ? String(value[shape.tag]) : "";
  const member = shape.members.get(kind);
  if (shape.members.has("compare")) {
    return <Slot path={path} value={value} label={label} />;
  }
  if (shape.members.has("price")) {
    return <Operand path={path} value={value} label={label} shape={shape} />;
  }
  if (member === undefined) {
    return <RawField value={value} label={label} />;
  }
  return (
    <Stack gap="xs">
      <NativeSelect
        size="xs"
        aria-label={label}
        value={kind}
        data={[...shape.members.keys()].map((each) => ({ value: each, label: words.kind(each) }))}
        onChange={(event) =>
          set(
            path,
            freshMember(catalogue, event.currentTarget.value, shape.members),
            words.t("step.set", { label }),
          )
        }
        data-field={pathText(path)}
      />
      <RecordFields shape={member} path={path} value={value} />
    </Stack>
  );
}
