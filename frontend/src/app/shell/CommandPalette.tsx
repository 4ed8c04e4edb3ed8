import { Spotlight, spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Command, useCommands } from "./useCommands";

/** Everything that can be done or opened from everywhere, by typing. `asked` opens it anew. */
export function CommandPalette({ asked }: { asked: number }) {
  const { t } = useTranslation("shell");
  const [query, setQuery] = useState("");
  const groups = useCommands(query);

  useEffect(() => {
    if (asked > 0) {
      spotlight.open();
    }
  }, [asked]);

  // The list is a ScrollArea, though its type does not say so; what scrolls is reached by keyboard.
  const list: object = {
    viewportProps: { tabIndex: 0, role: "group", "aria-label": t("palette.found") },
  };
  const found = groups
    .map(({ name, commands }) => ({ name, commands: commands.filter((one) => fits(one, query)) }))
    .filter(({ commands }) => commands.length > 0);

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight="min(60vh, 520px)"
      title={t("palette.title")}
      styles={{ header: { display: "none" } }}
    >
      <Spotlight.Search
        placeholder={t("palette.placeholder")}
        aria-label={t("palette.placeholder")}
        leftSection={<IconSearch size={18} aria-hidden="true" />}
      />
      <Spotlight.ActionsList {...list}>
        {found.map(({ name, commands }) => (
          <Spotlight.ActionsGroup key={name} label={name}>
            {commands.map(({ id, label, hint, icon, run }) => (
              <Spotlight.Action
                key={id}
                label={label}
                {...(hint === undefined ? {} : { description: hint })}
                leftSection={icon}
                onClick={run}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {found.length === 0 && <Spotlight.Empty>{t("palette.nothing")}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** Every typed word begins or stands in what the command is called; what was searched for fits. */
function fits(command: Command, query: string): boolean {
  if (command.found === true) {
    return true;
  }
  const text = `${command.label} ${command.keywords ?? ""}`.toLocaleLowerCase();
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
