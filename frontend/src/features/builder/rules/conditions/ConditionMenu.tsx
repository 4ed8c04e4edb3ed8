import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useState } from "react";
import { useRules } from "../context";
import { at, idOf, type Path } from "../form/edit";
import { freshCondition } from "../form/fresh";
import { isObject, type Json, type JsonObject } from "../form/schema";
import {
  find,
  isGroup,
  placeAfter,
  type Step,
  withDuplicate,
  withGroup,
  withHolder,
  withMoved,
  withNegation,
  withoutCondition,
  withoutHolder,
} from "../form/tree";
import { useWords } from "../words";
import { focusPart } from "./focus";
import { HOLDERS } from "./kinds";

const STEPS: readonly Step[] = ["up", "down", "into", "out"];

interface ConditionMenuProps {
  path: Path;
  value: Json;
  said: string;
}

/** All that can be done with a condition: the keyboard's way to what dragging does, and more. */
export function ConditionMenu({ path, value, said }: ConditionMenuProps) {
  const words = useWords();
  const [opened, setOpened] = useState(false);
  return (
    <Menu position="bottom-end" opened={opened} onChange={setOpened} returnFocus={false}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={words.t("condition.menu", { condition: said })}
          data-part-menu=""
        >
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{opened && <Items path={path} value={value} said={said} />}</Menu.Dropdown>
    </Menu>
  );
}

/** Made only while the menu is open: what is possible depends on all of the spec. */
function Items({ path, value, said }: ConditionMenuProps) {
  const rules = useRules();
  const words = useWords();
  const spec = rules.spec();
  const kind = isObject(value) ? String(value["kind"]) : "";
  const id = idOf(value);
  const left = withoutCondition(spec, path);

  const done = (next: JsonObject, label: string, focus = id) => {
    rules.replace(next, label);
    focusPart(focus);
  };
  const step = (key: "move" | "duplicate" | "negate" | "group" | "remove" | "hold") =>
    words.t(`step.${key}`, { label: said });
  const hold = (holder: string) => {
    const { condition: _inner, ...rest } = freshCondition(rules.catalogue, holder);
    done(withHolder(spec, path, rest), step("hold"));
  };
  const group = (of: "all" | "any") => {
    const made = freshCondition(rules.catalogue, "compare");
    done(withGroup(spec, path, of, made), step("group"), idOf(made));
  };

  return (
    <>
      {STEPS.map((each) => {
        const place = placeAfter(spec, path, each);
        const next = place === null ? null : withMoved(spec, path, place);
        return (
          <Menu.Item
            key={each}
            disabled={next === null || next === spec}
            onClick={() => next !== null && done(next, step("move"))}
          >
            {words.t(`condition.move.${each}`)}
          </Menu.Item>
        );
      })}
      <Menu.Divider />
      <Menu.Item onClick={() => done(withDuplicate(spec, path), step("duplicate"))}>
        {words.t("condition.duplicate")}
      </Menu.Item>
      <Menu.Item onClick={() => done(withNegation(spec, path), step("negate"))}>
        {kind === "not" ? words.t("condition.unnegate") : words.t("condition.negate")}
      </Menu.Item>
      {!isGroup(value) && (
        <>
          <Menu.Item onClick={() => group("all")}>{words.t("condition.groupAll")}</Menu.Item>
          <Menu.Item onClick={() => group("any")}>{words.t("condition.groupAny")}</Menu.Item>
        </>
      )}
      {["within", "streak", "ago"].map((each) => (
        <Menu.Item key={each} onClick={() => hold(each)}>
          {words.t("condition.hold", { kind: words.kind(each) })}
        </Menu.Item>
      ))}
      {HOLDERS.includes(kind) && kind !== "not" && (
        <Menu.Item onClick={() => done(withoutHolder(spec, path), step("remove"), innerOf(value))}>
          {words.t("condition.release", { kind: words.kind(kind) })}
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item
        color="red"
        disabled={left === null}
        onClick={() => left !== null && done(left, step("remove"), neighbour(spec, left, path))}
      >
        {words.t("condition.remove")}
      </Menu.Item>
    </>
  );
}

function innerOf(value: Json): string {
  return isObject(value) ? idOf(value["condition"]) : "";
}

/** Where the focus goes on once a condition is gone: what stands nearest in what is left. */
function neighbour(before: JsonObject, after: JsonObject, path: Path): string {
  for (let length = path.length - 1; length > 0; length -= 1) {
    const last = path[length];
    const siblings =
      typeof last === "number"
        ? [last - 1, last + 1].map((index) => [...path.slice(0, length), index])
        : [path.slice(0, length)];
    for (const sibling of siblings) {
      const part = at(before, sibling);
      if (part !== undefined && find(after, part) !== null) {
        return idOf(part);
      }
    }
  }
  return "";
}
