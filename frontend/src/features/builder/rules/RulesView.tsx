import { Alert, Anchor, List, Stack, Title } from "@mantine/core";
import { useCatalogue } from "../../../shared/catalogue/useCatalogue";
import { Empty, Failed, Loading } from "../../../shared/ui/States";
import { type Problem, useDraft } from "../draft";
import { ParameterList } from "./cards/ParameterList";
import { RuleList } from "./cards/RuleList";
import { Section } from "./cards/Section";
import { Condition } from "./conditions/Condition";
import { ConditionItems, ConditionSlot } from "./conditions/ConditionSlot";
import { DragArea } from "./conditions/Dragging";
import { RulesProvider, useRules } from "./context";
import { Sentences } from "./fields/FieldProblems";
import { RawField } from "./fields/RawField";
import { Present, RecordFields, ShapeField } from "./fields/ShapeField";
import { type Field, isList, isObject, type Json, type JsonObject } from "./form/schema";
import { OperandField } from "./operands/OperandField";
import { type Parts, PartsContext } from "./parts";
import { leftOver, SECTIONS } from "./sections";
import { useWords } from "./words";

const PARTS: Parts = {
  Field: ShapeField,
  Present,
  Fields: RecordFields,
  Condition,
  Conditions: ConditionItems,
  Slot: ConditionSlot,
  Operand: OperandField,
};

/** The strategy as a form, made from the spec's schema and the catalogue. */
export function RulesView() {
  const { content, change, problems } = useDraft();
  const { data, error, refetch } = useCatalogue();
  const { t } = useWords();
  if (content.kind !== "spec") {
    return <Empty title={t("code.title")}>{t("code.hint")}</Empty>;
  }
  if (data === undefined) {
    return error === null ? <Loading /> : <Failed error={error} onRetry={() => void refetch()} />;
  }
  return (
    <RulesProvider
      catalogue={data}
      spec={content.spec as JsonObject}
      problems={problems}
      // The words that it was made from say something else from now on.
      onChange={(spec, how) => change({ kind: "spec", spec, words: null, assumptions: [] }, how)}
    >
      <PartsContext value={PARTS}>
        <Form spec={content.spec as JsonObject} problems={problems} />
      </PartsContext>
    </RulesProvider>
  );
}

function Form({ spec, problems }: { spec: JsonObject; problems: readonly Problem[] }) {
  const { shapes } = useRules();
  const words = useWords();
  const fields = new Map(shapes.root.fields.map((field) => [field.name, field]));
  const others = leftOver([...new Set([...fields.keys(), ...Object.keys(spec)])]).filter(
    (name) => fields.get(name)?.shape.kind !== "fixed",
  );
  return (
    <DragArea>
      <Stack gap="md">
        <ProblemList problems={problems} />
        {SECTIONS.map(({ id, fields: names }) => (
          <Section key={id} title={words.t(`section.${id}`)} hint={words.t(`sectionHint.${id}`)}>
            {names.map((name) => {
              const field = fields.get(name);
              return field === undefined ? null : (
                <RootField key={name} field={field} value={heldIn(spec, field)} spec={spec} />
              );
            })}
          </Section>
        ))}
        {others.length > 0 && (
          <Section title={words.t("section.others")} hint={words.t("sectionHint.others")}>
            {others.map((name) => {
              const field = fields.get(name);
              return field === undefined ? (
                <RawField key={name} value={spec[name]} label={name} />
              ) : (
                <RootField key={name} field={field} value={heldIn(spec, field)} spec={spec} />
              );
            })}
          </Section>
        )}
      </Stack>
    </DragArea>
  );
}

function heldIn(spec: JsonObject, field: Field): Json | undefined {
  return spec[field.name] ?? (field.fallback as Json | undefined);
}

const SIDES: readonly string[] = ["long", "short"];

interface RootFieldProps {
  field: Field;
  value: Json | undefined;
  spec: JsonObject;
}

function RootField({ field, value, spec }: RootFieldProps) {
  const { shapes } = useRules();
  const words = useWords();
  const least = field.shape.kind === "list" ? field.shape.least : 0;
  switch (field.name) {
    case "entries":
      return <RuleList name="entries" value={value} least={least} sides={SIDES} />;
    case "exits":
      return <RuleList name="exits" value={value} least={least} sides={opened(spec)} />;
    case "filters":
      return (
        <Stack gap={4}>
          <Title order={3} size="h6">
            {words.field(shapes.root.name, "filters", "Filters")}
          </Title>
          <ConditionItems
            path={["filters"]}
            value={value}
            to={words.field(shapes.root.name, "filters", "Filters")}
          />
        </Stack>
      );
    case "parameters":
      return <ParameterList value={value} />;
    default:
      return (
        <ShapeField owner={shapes.root.name} field={field} path={[field.name]} value={value} />
      );
  }
}

/** Sides that an entry opens. */
function opened(spec: JsonObject): readonly string[] {
  const entries = spec["entries"];
  const found = (isList(entries) ? entries : []).map((each) =>
    isObject(each) ? String(each["side"] ?? "long") : "long",
  );
  return SIDES.filter((side) => found.includes(side));
}

/** Everything that is wrong, each leading to its field. */
function ProblemList({ problems }: { problems: readonly Problem[] }) {
  const { t } = useWords();
  if (problems.length === 0) {
    return null;
  }
  const wrong = problems.some(({ severity }) => severity === "error");
  return (
    <Alert
      color={wrong ? "orange" : "gray"}
      title={t("problems.title", { count: problems.length })}
    >
      <List size="sm" spacing={4}>
        {problems.map((each) => (
          <List.Item key={`${each.field} ${each.problem}`}>
            {each.field !== "" && (
              <>
                <Anchor
                  component="button"
                  type="button"
                  size="sm"
                  c="var(--mantine-color-text)"
                  underline="always"
                  onClick={() => focusField(each.field)}
                >
                  {each.field}
                </Anchor>
                {": "}
              </>
            )}
            <Sentences of={[each]} />
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** Goes to the field, or to the nearest part around it that is on the page. */
function focusField(field: string): void {
  for (let name = field; name !== ""; name = name.replace(/\.?[^.[]+$|\[\d+\]$/, "")) {
    const found = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
    if (found !== null) {
      found.scrollIntoView({ block: "center" });
      const inner = found.matches("input, select, button, textarea")
        ? found
        : found.querySelector<HTMLElement>("input, select, button");
      inner?.focus();
      return;
    }
  }
}
