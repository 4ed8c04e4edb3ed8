import {
  type Announcements,
  type CollisionDetection,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  PointerSensor,
  useDndContext,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { ActionIcon } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconGripVertical } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useRules } from "../context";
import { idOf, type Path, pathText, startsWith } from "../form/edit";
import type { Json } from "../form/schema";
import { type Place, withMoved } from "../form/tree";
import { useWords } from "../words";
import classes from "./conditions.module.css";
import { focusPart } from "./focus";

interface Dragged {
  path: Path;
  said: string;
}

/** Where conditions are dragged about: by pointer, or by keyboard from a handle. */
export function DragArea({ children }: { children: ReactNode }) {
  const rules = useRules();
  const words = useWords();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: nextZone }),
  );
  const end = ({ active, over }: DragEndEvent) => {
    const from = active.data.current as Dragged | undefined;
    const to = over?.data.current as Place | undefined;
    if (from === undefined || to === undefined) {
      return;
    }
    const spec = rules.spec();
    const next = withMoved(spec, from.path, to);
    if (next === null) {
      notifications.show({ message: words.t("drag.needed"), color: "orange" });
    } else if (next !== spec) {
      rules.replace(next, words.t("step.move", { label: from.said }));
      focusPart(String(active.id));
    }
  };
  const said = (data: unknown) => (data as Dragged | undefined)?.said ?? "";
  const announcements: Announcements = {
    onDragStart: ({ active }) => words.t("drag.start", { label: said(active.data.current) }),
    onDragOver: ({ over }) => {
      const place = over?.data.current as Place | undefined;
      return place === undefined
        ? undefined
        : words.t("drag.over", { place: pathText(place.container), index: place.index + 1 });
    },
    onDragEnd: ({ active, over }) =>
      over === null
        ? words.t("drag.cancelled")
        : words.t("drag.end", { label: said(active.data.current) }),
    onDragCancel: () => words.t("drag.cancelled"),
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={nearestZone}
      onDragEnd={end}
      accessibility={{
        announcements,
        screenReaderInstructions: { draggable: words.t("drag.instructions") },
      }}
    >
      {children}
      <Overlay />
    </DndContext>
  );
}

function Overlay() {
  const { active } = useDndContext();
  const dragged = active?.data.current as Dragged | undefined;
  return (
    <DragOverlay dropAnimation={null}>
      {dragged !== undefined && <div className={classes.overlay}>{dragged.said}</div>}
    </DragOverlay>
  );
}

interface DragHandleProps {
  path: Path;
  value: Json;
  said: string;
  /** Stands where it must: a rule cannot be without a condition. */
  fixed: boolean;
}

export function DragHandle({ path, value, said, fixed }: DragHandleProps) {
  const words = useWords();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef } = useDraggable({
    id: idOf(value),
    data: { path, said } satisfies Dragged,
    disabled: fixed,
  });
  if (fixed) {
    return null;
  }
  return (
    <span ref={setNodeRef}>
      <ActionIcon
        ref={setActivatorNodeRef}
        {...attributes}
        {...listeners}
        component="button"
        variant="subtle"
        color="gray"
        className={classes.handle ?? ""}
        aria-label={words.t("drag.handle", { label: said })}
      >
        <IconGripVertical size={16} />
      </ActionIcon>
    </span>
  );
}

/** Between two conditions, or at an end: where one can be put down. */
export function DropZone({ container, index }: Place) {
  const { active } = useDndContext();
  const dragged = active?.data.current as Dragged | undefined;
  const inside = dragged !== undefined && startsWith(container, dragged.path);
  const { setNodeRef, isOver } = useDroppable({
    id: `zone ${pathText(container)} ${index}`,
    data: { container, index } satisfies Place,
    disabled: inside,
  });
  return (
    <div
      ref={setNodeRef}
      className={classes.zone}
      data-dragging={dragged !== undefined && !inside}
      data-over={isOver}
    />
  );
}

/** The zone whose line is nearest; of nested ones the one as far in as the pointer is. */
const nearestZone: CollisionDetection = (args) => {
  const { pointerCoordinates, collisionRect, droppableContainers, droppableRects } = args;
  const point = pointerCoordinates ?? { x: collisionRect.left, y: collisionRect.top };
  const found = droppableContainers.flatMap((container) => {
    const rect = droppableRects.get(container.id);
    if (rect === undefined || container.disabled) {
      return [];
    }
    const aside = Math.abs(rect.left - point.x) * 0.1;
    const value = Math.abs(rect.top + rect.height / 2 - point.y) + aside;
    return [{ id: container.id, data: { droppableContainer: container, value } }];
  });
  return found.sort((one, other) => one.data.value - other.data.value);
};

/** By keyboard: the next zone down or up the page. */
const nextZone: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const down = event.code === "ArrowDown" || event.code === "ArrowRight";
  const up = event.code === "ArrowUp" || event.code === "ArrowLeft";
  if (!down && !up) {
    return undefined;
  }
  event.preventDefault();
  const zones = context.droppableContainers
    .getEnabled()
    .flatMap(({ id }) => context.droppableRects.get(id) ?? [])
    .map((rect) => ({ x: rect.left, y: rect.top + rect.height / 2 }))
    .sort((one, other) => one.y - other.y || one.x - other.x);
  const y = context.over?.rect === undefined ? currentCoordinates.y : middle(context.over.rect);
  return down ? zones.find((zone) => zone.y > y + 1) : zones.findLast((zone) => zone.y < y - 1);
};

function middle(rect: { top: number; height: number }): number {
  return rect.top + rect.height / 2;
}
