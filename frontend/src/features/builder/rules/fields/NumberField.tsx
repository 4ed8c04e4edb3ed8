import { ActionIcon, NumberInput, Slider, Tooltip } from "@mantine/core";
import { IconAdjustments, IconAdjustmentsOff } from "@tabler/icons-react";
import { memo, useId, useState } from "react";
import { useParameters, useProblemsAt, useRules } from "../context";
import { type Path, pathText, put, untuned } from "../form/edit";
import {
  freeName,
  type Parameter,
  placesOf,
  shifted,
  slideOf,
  type Turn,
  tunableOf,
} from "../form/numbers";
import { isList, isObject, type Json } from "../form/schema";
import { useWords } from "../words";
import { FieldProblems, problemId } from "./FieldProblems";
import classes from "./fields.module.css";
import { decimalSeparator } from "./locale";

interface NumberFieldProps {
  path: Path;
  value: Json | undefined;
  turn: Turn;
  whole: boolean;
  /** Whether a named parameter may stand for it. */
  tunable: boolean;
  label: string;
  /** What a parameter made of it is called, if that is free. */
  wish?: string;
  hint?: string;
}

/** A number: by slider, by keyboard, or by the name of a tunable that stands for it. */
export const NumberField = memo(function NumberField(props: NumberFieldProps) {
  const { path, value, turn, tunable } = props;
  const parameters = useParameters();
  const reference = isObject(value) ? value["param"] : undefined;
  const parameter = parameters.find((each) => each.name === reference);
  const at: Path =
    parameter === undefined ? path : ["parameters", parameters.indexOf(parameter), "default"];
  const number = parameter?.default ?? (typeof value === "number" ? value : 0);
  const range: Turn =
    parameter === undefined
      ? turn
      : { ...turn, usual: [parameter.low, parameter.high], step: parameter.step };
  return (
    <div className={classes.box}>
      <div className={classes.number}>
        <Turned
          {...props}
          at={at}
          number={number}
          range={range}
          {...(parameter === undefined ? {} : { parameter })}
        />
        {tunable ? (
          <TuneButton {...props} number={number} tuned={reference !== undefined} />
        ) : (
          <span />
        )}
      </div>
      <FieldProblems path={path} />
      {parameter !== undefined && <FieldProblems path={at} />}
    </div>
  );
});

/** Gives a number a name, under which it is tuned, or takes the name away. */
function TuneButton({
  path,
  turn,
  label,
  wish,
  number,
  tuned,
}: NumberFieldProps & { number: number; tuned: boolean }) {
  const rules = useRules();
  const words = useWords();
  const tune = () => {
    const spec = rules.spec();
    const list = isList(spec["parameters"]) ? spec["parameters"] : [];
    const taken = list.map((each) => (isObject(each) ? String(each["name"]) : ""));
    const made = tunableOf(freeName(wish ?? label, taken), number, turn);
    const named = put(spec, ["parameters"], [...list, { ...made }]);
    rules.replace(put(named, path, { param: made.name }), words.t("step.tune", { label }));
  };
  const fix = () =>
    rules.replace(untuned(rules.spec(), path, number), words.t("step.fix", { label }));
  return (
    <Tooltip label={tuned ? words.t("tune.unmake") : words.t("tune.make")} openDelay={400}>
      <ActionIcon
        variant="subtle"
        color={tuned ? "lagoon" : "gray"}
        aria-label={tuned ? words.t("tune.unmakeOf", { label }) : words.t("tune.makeOf", { label })}
        onClick={tuned ? fix : tune}
      >
        {tuned ? <IconAdjustmentsOff size={16} /> : <IconAdjustments size={16} />}
      </ActionIcon>
    </Tooltip>
  );
}

interface TurnedProps extends NumberFieldProps {
  at: Path;
  number: number;
  range: Turn;
  parameter?: Parameter;
}

function Turned({ path, at, number, range, label, whole, hint, parameter }: TurnedProps) {
  const rules = useRules();
  const words = useWords();
  const problems = useProblemsAt(path);
  const id = useId();
  const [typed, setTyped] = useState<string | number | null>(null);
  const places = placesOf(range.unit);
  const slide = slideOf(range, number);
  const step = words.t("step.set", { label });
  const write = (shown: number) => {
    const next = shifted(shown, -places);
    const kept = whole ? Math.round(next) : next;
    if (kept !== number) {
      rules.set(at, kept, step, pathText(at));
    }
  };
  return (
    <>
      <label htmlFor={id} className={classes.label} title={hint}>
        {label}
        {parameter !== undefined && (
          <>
            {" "}
            <code>{parameter.name}</code>
          </>
        )}
      </label>
      <Slider
        className={classes.slider}
        {...slide}
        value={shifted(number, places)}
        onChange={write}
        thumbLabel={label}
        label={null}
        size="sm"
        thumbSize={16}
        aria-label={label}
      />
      <NumberInput
        id={id}
        size="xs"
        value={typed ?? shifted(number, places)}
        onChange={(next) => {
          setTyped(next);
          if (typeof next === "number") {
            write(next);
          }
        }}
        onBlur={() => setTyped(null)}
        step={slide.step}
        allowDecimal={!whole}
        allowNegative={range.minimum === null || range.minimum < 0}
        decimalSeparator={decimalSeparator()}
        suffix={words.unit(range.unit)}
        error={problems.length > 0}
        {...(problems.length > 0 ? { "aria-describedby": problemId(path) } : {})}
        hideControls
        data-field={pathText(path)}
      />
    </>
  );
}
