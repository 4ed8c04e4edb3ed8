import { Group, NativeSelect } from "@mantine/core";
import { memo } from "react";
import { useRules } from "../context";
import { type Path, pathText } from "../form/edit";
import { turnOf } from "../form/numbers";
import { isObject, type Json } from "../form/schema";
import { useWords } from "../words";
import { FieldProblems } from "./FieldProblems";
import { NumberField } from "./NumberField";

interface DurationFieldProps {
  path: Path;
  value: Json | undefined;
  label: string;
}

const USUAL: Readonly<Record<string, readonly [number, number]>> = {
  minutes: [1, 240],
  hours: [1, 72],
  days: [1, 30],
  weeks: [1, 26],
  candles: [1, 100],
};

/** A length of time: how many of which unit. */
export const DurationField = memo(function DurationField({
  path,
  value,
  label,
}: DurationFieldProps) {
  const { catalogue, set, shapes } = useRules();
  const words = useWords();
  const unit = isObject(value) ? String(value["unit"]) : "days";
  const shape = shapes.named("Duration")?.fields.find((field) => field.name === "unit")?.shape;
  const units = shape?.kind === "choice" ? shape.options : [unit];
  const turn =
    catalogue.ranges["Duration.value"] ??
    turnOf({ kind: "number", low: 0, high: null, whole: true, tunable: true, nullable: false });
  const [low, high] = USUAL[unit] ?? turn.usual;
  return (
    <div>
      <NumberField
        path={[...path, "value"]}
        value={isObject(value) ? value["value"] : undefined}
        turn={{ ...turn, usual: [low, high] }}
        whole
        tunable
        label={label}
      />
      <Group justify="flex-end" pr={36} mt={4}>
        <NativeSelect
          size="xs"
          w={104}
          aria-label={words.t("duration.unitOf", { label })}
          value={unit}
          data={units.map((each) => ({ value: each, label: words.option("unit", each) }))}
          onChange={(event) =>
            set([...path, "unit"], event.currentTarget.value, words.t("step.set", { label }))
          }
          data-field={pathText([...path, "unit"])}
        />
      </Group>
      <FieldProblems path={path} />
    </div>
  );
});
