import { ActionIcon, Box, Button, Chip, Group, Menu, Paper, Stack, Text } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconCopy, IconPlus, IconTrash } from "@tabler/icons-react";
import { useRules } from "../context";
import { copied, idOf, inserted, moved, type Path, pathText, put } from "../form/edit";
import { freshMember, freshShape } from "../form/fresh";
import { isList, isObject, type Json, type ListShape, type Shape } from "../form/schema";
import { useParts } from "../parts";
import { useWords } from "../words";
import { FieldProblems } from "./FieldProblems";

interface ListFieldProps {
  owner: string;
  name: string;
  shape: ListShape;
  path: Path;
  value: Json | undefined;
  label: string;
}

/** Any list: choices as chips, everything else as boxes that can be added, moved and removed. */
export function ListField(props: ListFieldProps) {
  return props.shape.item.kind === "choice" ? (
    <Chips {...props} options={props.shape.item.options} />
  ) : (
    <Boxes {...props} />
  );
}

function Chips({
  path,
  value,
  label,
  name,
  options,
}: ListFieldProps & { options: readonly string[] }) {
  const { set } = useRules();
  const words = useWords();
  const chosen = isList(value) ? value.map(String) : [];
  return (
    <Box component="fieldset" bd={0} m={0} p={0} aria-label={label} data-field={pathText(path)}>
      <Chip.Group
        multiple
        value={chosen}
        onChange={(next) =>
          set(
            path,
            options.filter((each) => next.includes(each)),
            words.t("step.set", { label }),
          )
        }
      >
        <Group gap={6}>
          {options.map((each) => (
            <Chip key={each} value={each} size="xs" variant="outline">
              {words.option(name, each)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <FieldProblems path={path} />
    </Box>
  );
}

function Boxes({ owner, name, shape, path, value, label }: ListFieldProps) {
  const { catalogue, spec, set, replace } = useRules();
  const words = useWords();
  const items = isList(value) ? value : [];
  const { item } = shape;
  const step = (key: "add" | "remove" | "move" | "duplicate") => words.t(`step.${key}`, { label });
  const add = (made: Json) => set([...path, items.length], made, step("add"));
  return (
    <Stack gap="xs">
      {items.map((each, index) => {
        const at = [...path, index];
        const title = titleOf(each, item, words, label, index);
        return (
          <Paper key={idOf(each)} withBorder p="xs" radius="sm" role="group" aria-label={title}>
            <Group justify="space-between" gap="xs" mb={4} wrap="nowrap">
              <Text size="sm" fw={600}>
                {title}
              </Text>
              <Group gap={2} wrap="nowrap">
                <Tool
                  label={words.t("item.up", { title })}
                  disabled={index === 0}
                  onClick={() => replace(moved(spec(), path, index, index - 1), step("move"))}
                >
                  <IconArrowUp size={16} />
                </Tool>
                <Tool
                  label={words.t("item.down", { title })}
                  disabled={index === items.length - 1}
                  onClick={() => replace(moved(spec(), path, index, index + 1), step("move"))}
                >
                  <IconArrowDown size={16} />
                </Tool>
                <Tool
                  label={words.t("item.duplicate", { title })}
                  onClick={() =>
                    replace(inserted(spec(), path, index + 1, copied(each)), step("duplicate"))
                  }
                >
                  <IconCopy size={16} />
                </Tool>
                <Tool
                  label={words.t("item.remove", { title })}
                  disabled={items.length <= shape.least}
                  onClick={() => replace(put(spec(), at, undefined), step("remove"))}
                >
                  <IconTrash size={16} />
                </Tool>
              </Group>
            </Group>
            <Item owner={owner} name={name} shape={item} path={at} value={each} label={title} />
            <FieldProblems path={at} />
          </Paper>
        );
      })}
      <div>
        {item.kind === "union" ? (
          <Menu position="bottom-start">
            <Menu.Target>
              <Button size="xs" variant="default" leftSection={<IconPlus size={14} />}>
                {words.t("item.addTo", { label })}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {[...item.members.keys()].map((kind) => (
                <Menu.Item
                  key={kind}
                  onClick={() => add(freshMember(catalogue, kind, item.members))}
                >
                  {words.kind(kind)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ) : (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => add(freshShape(catalogue, item))}
          >
            {words.t("item.addTo", { label })}
          </Button>
        )}
      </div>
      <FieldProblems path={path} />
    </Stack>
  );
}

function titleOf(
  value: Json,
  item: Shape,
  words: ReturnType<typeof useWords>,
  label: string,
  index: number,
): string {
  const kind = item.kind === "union" && isObject(value) ? value[item.tag] : undefined;
  return typeof kind === "string" ? words.kind(kind) : `${label} ${index + 1}`;
}

/** What a box holds: a union says its kind in the box's title already. */
function Item(props: {
  owner: string;
  name: string;
  shape: Shape;
  path: Path;
  value: Json;
  label: string;
}) {
  const { Present, Fields } = useParts();
  const { shape, value } = props;
  const kind = shape.kind === "union" && isObject(value) ? value[shape.tag] : undefined;
  const member =
    shape.kind === "union" && typeof kind === "string" ? shape.members.get(kind) : undefined;
  return member === undefined ? (
    <Present {...props} />
  ) : (
    <Fields shape={member} path={props.path} value={value} />
  );
}

interface ToolProps {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}

export function Tool({ label, disabled = false, onClick, children }: ToolProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="md"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}
