/**
 * What a form can make of the spec's JSON Schema.
 *
 * The schema comes from the platform; a part of it that no field below knows is `unknown`, shown
 * as it is and kept as it was.
 */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

export interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  discriminator?: { propertyName: string; mapping?: Record<string, string> };
  type?: string;
  const?: Json;
  enum?: Json[];
  default?: Json;
  description?: string;
  title?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  minItems?: number;
}

interface Base {
  /** Whether it may be left out as `null`. */
  nullable: boolean;
}

export interface NumberShape extends Base {
  kind: "number";
  low: number | null;
  high: number | null;
  whole: boolean;
  /** Whether a named parameter may stand for it. */
  tunable: boolean;
}
export interface ChoiceShape extends Base {
  kind: "choice";
  options: readonly string[];
}
export interface FlagShape extends Base {
  kind: "flag";
}
export interface TextShape extends Base {
  kind: "text";
  pattern: string | null;
}
export interface FixedShape extends Base {
  kind: "fixed";
  value: Json;
}
export interface RecordShape extends Base {
  kind: "record";
  /** The schema's name of it: `AtrStop`. */
  name: string;
  fields: readonly Field[];
}
export interface UnionShape extends Base {
  kind: "union";
  tag: string;
  members: ReadonlyMap<string, RecordShape>;
}
export interface ListShape extends Base {
  kind: "list";
  item: Shape;
  least: number;
}
export interface MapShape extends Base {
  kind: "map";
  item: Shape;
}
export interface UnknownShape extends Base {
  kind: "unknown";
}

export type Shape =
  | NumberShape
  | ChoiceShape
  | FlagShape
  | TextShape
  | FixedShape
  | RecordShape
  | UnionShape
  | ListShape
  | MapShape
  | UnknownShape;

export interface Field {
  name: string;
  shape: Shape;
  required: boolean;
  fallback: Json | undefined;
  title: string;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** What the platform calls the whole document, whose schema has no name of its own. */
const ROOT = "StrategySpec";

/** Shapes of one schema; those of records are made once, for records hold themselves. */
export class Shapes {
  private readonly records = new Map<string, RecordShape>();
  readonly root: RecordShape;

  constructor(private readonly schema: JsonSchema) {
    this.root = this.record(ROOT, schema);
  }

  /** The record of a definition, or `null` where the schema has none of that name. */
  named(name: string): RecordShape | null {
    const found = this.schema.$defs?.[name];
    return found === undefined ? null : this.record(name, found);
  }

  shapeOf(schema: JsonSchema): Shape {
    if (schema.$ref !== undefined) {
      const name = schema.$ref.replace("#/$defs/", "");
      return this.named(name) ?? { kind: "unknown", nullable: false };
    }
    if (schema.oneOf !== undefined && schema.discriminator !== undefined) {
      return this.union(schema.discriminator.propertyName, schema.oneOf);
    }
    if (schema.anyOf !== undefined) {
      return this.either(schema.anyOf);
    }
    return this.plain(schema);
  }

  private plain(schema: JsonSchema): Shape {
    const nullable = false;
    if (schema.const !== undefined) {
      return { kind: "fixed", value: schema.const, nullable };
    }
    if (schema.enum?.every((option) => typeof option === "string")) {
      return { kind: "choice", options: schema.enum as string[], nullable };
    }
    switch (schema.type) {
      case "boolean":
        return { kind: "flag", nullable };
      case "number":
      case "integer":
        return {
          kind: "number",
          low: schema.minimum ?? null,
          high: schema.maximum ?? null,
          whole: schema.type === "integer",
          tunable: false,
          nullable,
        };
      case "string":
        return { kind: "text", pattern: schema.pattern ?? null, nullable };
      case "array":
        return schema.items === undefined
          ? { kind: "unknown", nullable }
          : {
              kind: "list",
              item: this.shapeOf(schema.items),
              least: schema.minItems ?? 0,
              nullable,
            };
      case "object":
        return typeof schema.additionalProperties === "object"
          ? { kind: "map", item: this.shapeOf(schema.additionalProperties), nullable }
          : { kind: "unknown", nullable };
      default:
        return { kind: "unknown", nullable };
    }
  }

  private either(members: JsonSchema[]): Shape {
    const nullable = members.some((each) => each.type === "null");
    const tunable = members.some((each) => each.$ref === "#/$defs/ParameterRef");
    const rest = members.filter(
      (each) => each.type !== "null" && each.$ref !== "#/$defs/ParameterRef",
    );
    const shapes = rest.map((each) => this.shapeOf(each));
    const numbers = shapes.filter((each) => each.kind === "number");
    const [first] = shapes;
    if (first !== undefined && numbers.length === shapes.length && first.kind === "number") {
      // The same number as a fraction and as an integer: any number will do.
      return { ...first, whole: numbers.every((each) => each.whole), tunable, nullable };
    }
    if (first !== undefined && shapes.length === 1 && !tunable) {
      return { ...first, nullable };
    }
    return { kind: "unknown", nullable };
  }

  private union(tag: string, members: JsonSchema[]): Shape {
    const found = new Map<string, RecordShape>();
    for (const member of members) {
      const shape = this.shapeOf(member);
      const name = shape.kind === "record" ? this.tagOf(member, tag) : undefined;
      if (shape.kind !== "record" || name === undefined) {
        return { kind: "unknown", nullable: false };
      }
      found.set(name, shape);
    }
    return { kind: "union", tag, members: found, nullable: false };
  }

  private tagOf(schema: JsonSchema, tag: string): string | undefined {
    const name = schema.$ref?.replace("#/$defs/", "") ?? "";
    const value = this.schema.$defs?.[name]?.properties?.[tag]?.const;
    return typeof value === "string" ? value : undefined;
  }

  private record(name: string, schema: JsonSchema): RecordShape {
    const known = this.records.get(name);
    if (known !== undefined) {
      return known;
    }
    const fields: Field[] = [];
    const shape: RecordShape = { kind: "record", name, fields, nullable: false };
    this.records.set(name, shape);
    const required = new Set(schema.required ?? []);
    for (const [field, each] of Object.entries(schema.properties ?? {})) {
      fields.push({
        name: field,
        shape: this.shapeOf(each),
        required: required.has(field),
        fallback: each.default,
        title: each.title ?? field,
      });
    }
    return shape;
  }
}
