/** What can be compared, as one list to choose from: `price:close`, `indicator:rsi`, `number`. */

import type { Catalogue } from "../../../../shared/api/queries/catalogue";
import { freshIndicator, freshOperand } from "../form/fresh";
import { isObject, type Json, type JsonObject, type UnionShape } from "../form/schema";

export interface ChoiceGroup {
  /** Of the texts: `price`, `number`, `calculation`, or a group of the catalogue. */
  group: string;
  items: { value: string; label: string }[];
}

interface Names {
  price(field: string): string;
  kind(kind: string): string;
}

export function choicesOf(shape: UnionShape, catalogue: Catalogue, names: Names): ChoiceGroup[] {
  const groups: ChoiceGroup[] = [];
  const price = shape.members.get("price")?.fields.find((field) => field.name === "field")?.shape;
  if (price?.kind === "choice") {
    groups.push({
      group: "price",
      items: price.options.map((each) => ({ value: `price:${each}`, label: names.price(each) })),
    });
  }
  const others = [...shape.members.keys()].filter(
    (kind) => kind !== "price" && kind !== "indicator",
  );
  if (others.length > 0) {
    groups.push({
      group: "calculation",
      items: others.map((kind) => ({ value: kind, label: names.kind(kind) })),
    });
  }
  if (shape.members.has("indicator")) {
    for (const known of catalogue.indicators) {
      let group = groups.find((each) => each.group === known.group);
      if (group === undefined) {
        group = { group: known.group, items: [] };
        groups.push(group);
      }
      const label =
        known.short.toLowerCase() === known.title.toLowerCase()
          ? known.title
          : `${known.short} – ${known.title}`;
      group.items.push({ value: `indicator:${known.name}`, label });
    }
  }
  return groups;
}

export function choiceOf(part: Json | undefined): string {
  if (!isObject(part)) {
    return "";
  }
  switch (part["kind"]) {
    case "price":
      return `price:${part["field"] ?? "close"}`;
    case "indicator":
      return `indicator:${part["name"]}`;
    default:
      return String(part["kind"]);
  }
}

/** The operand of a choice. When and where it is read stay as they were, if the new one has that. */
export function operandOf(
  choice: string,
  before: Json | undefined,
  catalogue: Catalogue,
): JsonObject {
  const [kind = "price", name = ""] = choice.split(":");
  const made =
    kind === "indicator"
      ? freshIndicator(catalogue, name)
      : kind === "price"
        ? { ...freshOperand(catalogue, "price"), field: name }
        : freshOperand(catalogue, kind);
  if (!isObject(before) || !("shift" in made) || !("shift" in before)) {
    return made;
  }
  return { ...made, timeframe: before["timeframe"] ?? null, shift: before["shift"] ?? 0 };
}
