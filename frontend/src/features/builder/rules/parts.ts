import { type ComponentType, createContext, useContext } from "react";
import type { Path } from "./form/edit";
import type { Field, Json, RecordShape, Shape, UnionShape } from "./form/schema";

export interface FieldProps {
  /** The definition that the field belongs to: `AtrStop`. */
  owner: string;
  field: Field;
  path: Path;
  value: Json | undefined;
}

export interface PresentProps {
  owner: string;
  name: string;
  shape: Shape;
  path: Path;
  value: Json | undefined;
  label: string;
}

export interface FieldsProps {
  shape: RecordShape;
  path: Path;
  value: Json | undefined;
}

export interface ConditionProps {
  path: Path;
  value: Json;
  /** It fills a rule's or a holder's slot, which cannot be without one. */
  slot?: boolean;
}

export interface ConditionsProps {
  path: Path;
  value: Json | undefined;
  /** What they are added to, as a button says it. */
  to: string;
}

export interface SlotProps {
  path: Path;
  value: Json | undefined;
  label: string;
}

export interface OperandProps {
  path: Path;
  value: Json | undefined;
  shape: UnionShape;
  label: string;
  /** What it is compared with: a number then slides where that can go. */
  near?: Json | undefined;
}

/**
 * The parts of the form that hold each other. A spec is a tree, and so they are a circle; they are
 * handed down, for their files may not be one.
 */
export interface Parts {
  /** Any field, as its schema says it is. */
  Field: ComponentType<FieldProps>;
  /** A field that has a value. */
  Present: ComponentType<PresentProps>;
  /** All fields of a record. */
  Fields: ComponentType<FieldsProps>;
  Condition: ComponentType<ConditionProps>;
  Conditions: ComponentType<ConditionsProps>;
  Slot: ComponentType<SlotProps>;
  Operand: ComponentType<OperandProps>;
}

export const PartsContext = createContext<Parts | null>(null);

export function useParts(): Parts {
  const parts = useContext(PartsContext);
  if (parts === null) {
    throw new Error("no parts: the field stands outside of the form");
  }
  return parts;
}
