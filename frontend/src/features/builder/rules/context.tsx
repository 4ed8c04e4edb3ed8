import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from "react";
import type { Catalogue } from "../../../shared/api/queries/catalogue";
import type { Problem } from "../draft";
import { type Path, pathText, put } from "./form/edit";
import type { Parameter } from "./form/numbers";
import { isList, type Json, type JsonObject, Shapes } from "./form/schema";

/** What all fields share. It stays the same while the spec changes, so that they redraw alone. */
export interface Rules {
  catalogue: Catalogue;
  shapes: Shapes;
  /** The spec as it is now: to be read when something is done, not while drawing. */
  spec(): JsonObject;
  /** Puts a value; `undefined` takes the field away. Of the same `merge` it is one step. */
  set(path: Path, value: Json | undefined, label: string, merge?: string): void;
  replace(next: JsonObject, label: string): void;
}

const RulesContext = createContext<Rules | null>(null);
const ParametersContext = createContext<readonly Parameter[]>([]);
const ProblemsContext = createContext<ReadonlyMap<string, readonly Problem[]>>(new Map());

export function useRules(): Rules {
  const rules = useContext(RulesContext);
  if (rules === null) {
    throw new Error("no rules: the field stands outside of the form");
  }
  return rules;
}

/** The spec's named tunables. */
export function useParameters(): readonly Parameter[] {
  return useContext(ParametersContext);
}

/** What is wrong with the field at `path`. */
export function useProblemsAt(path: Path): readonly Problem[] {
  return useContext(ProblemsContext).get(pathText(path)) ?? NONE;
}

const NONE: readonly Problem[] = [];

interface RulesProviderProps {
  catalogue: Catalogue;
  spec: JsonObject;
  problems: readonly Problem[];
  onChange(next: JsonObject, how: { label: string; merge?: string }): void;
  children: ReactNode;
}

export function RulesProvider({
  catalogue,
  spec,
  problems,
  onChange,
  children,
}: RulesProviderProps) {
  const latest = useRef({ spec, onChange });
  useEffect(() => {
    latest.current = { spec, onChange };
  });
  const rules = useMemo<Rules>(() => {
    const change: RulesProviderProps["onChange"] = (next, how) => {
      // Two changes in one event: the second builds on the first.
      latest.current.spec = next;
      latest.current.onChange(next, how);
    };
    return {
      catalogue,
      shapes: new Shapes(catalogue.spec_schema),
      spec: () => latest.current.spec,
      set(path, value, label, merge) {
        const next = put(latest.current.spec, path, value);
        change(next, merge === undefined ? { label } : { label, merge });
      },
      replace: (next, label) => change(next, { label }),
    };
  }, [catalogue]);

  const parameters = isList(spec["parameters"])
    ? (spec["parameters"] as unknown as readonly Parameter[])
    : NO_PARAMETERS;
  const told = JSON.stringify(problems);
  const byField = useMemo(() => {
    const found = new Map<string, Problem[]>();
    for (const problem of JSON.parse(told) as Problem[]) {
      found.set(problem.field, [...(found.get(problem.field) ?? []), problem]);
    }
    return found;
  }, [told]);

  return (
    <RulesContext value={rules}>
      <ParametersContext value={parameters}>
        <ProblemsContext value={byField}>{children}</ProblemsContext>
      </ParametersContext>
    </RulesContext>
  );
}

const NO_PARAMETERS: readonly Parameter[] = [];
