import { Button, Menu } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Fragment } from "react";
import { useRules } from "../context";
import { idOf } from "../form/edit";
import { freshCondition } from "../form/fresh";
import { type Place, withCondition } from "../form/tree";
import { useWords } from "../words";
import { focusPart } from "./focus";
import { offered } from "./kinds";
import { useConditionKinds } from "./shape";

/** Adds a condition of a chosen kind to a list or slot. */
export function AddCondition({ place, to }: { place: Place; to: string }) {
  const rules = useRules();
  const words = useWords();
  const groups = offered(useConditionKinds());
  const add = (kind: string) => {
    const made = freshCondition(rules.catalogue, kind);
    const next = withCondition(rules.spec(), place, made);
    rules.replace(next, words.t("step.add", { label: words.kind(kind) }));
    focusPart(idOf(made));
  };
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          aria-label={words.t("condition.addTo", { label: to })}
        >
          {words.t("condition.add")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {groups.map((kinds, index) => (
          <Fragment key={kinds[0]}>
            {index > 0 && <Menu.Divider />}
            {kinds.map((kind) => (
              <Menu.Item key={kind} onClick={() => add(kind)}>
                {words.kind(kind)}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
