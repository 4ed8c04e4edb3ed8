import { Stack } from "@mantine/core";
import { memo } from "react";
import { idOf, type Path } from "../form/edit";
import { isList, type Json } from "../form/schema";
import { isGroup } from "../form/tree";
import type { ConditionsProps, SlotProps } from "../parts";
import { AddCondition } from "./AddCondition";
import { Condition } from "./Condition";
import { DropZone } from "./Dragging";

/** The one condition that a rule or a holder has; a second one makes a group of it. */
export const ConditionSlot = memo(function ConditionSlot({ path, value, label }: SlotProps) {
  if (isGroup(value)) {
    return <Condition path={path} value={value} slot />;
  }
  return (
    <Stack gap={0} role="group" aria-label={label}>
      <DropZone container={path} index={0} />
      {value !== undefined && <Condition path={path} value={value} slot />}
      <DropZone container={path} index={1} />
      <div>
        <AddCondition place={{ container: path, index: 1 }} to={label} />
      </div>
    </Stack>
  );
});

/** Conditions side by side, any number of them: filters, or the members of a group. */
export function ConditionItems({ path, value, to }: ConditionsProps) {
  const items = isList(value) ? value : [];
  return (
    <Stack gap={0}>
      {items.map((each, index) => (
        <Item key={idOf(each)} path={path} index={index} value={each} />
      ))}
      <DropZone container={path} index={items.length} />
      <div>
        <AddCondition place={{ container: path, index: items.length }} to={to} />
      </div>
    </Stack>
  );
}

const Item = memo(function Item({
  path,
  index,
  value,
}: {
  path: Path;
  index: number;
  value: Json;
}) {
  return (
    <>
      <DropZone container={path} index={index} />
      <Condition path={[...path, index]} value={value} />
    </>
  );
});
