import { Group, Radio, type RadioGroupProps, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import classes from "./channels.module.css";
import { ICONS } from "./kinds";

interface KindChoiceProps extends Omit<RadioGroupProps, "children" | "label"> {
  kinds: Schemas["ChannelKinds"]["kinds"];
}

/** The kinds of channels; of those that cannot be had it is said what an operator must set. */
export function KindChoice({ kinds, ...props }: KindChoiceProps) {
  const { t } = useTranslation("channels");
  return (
    <Radio.Group label={t("form.kind")} {...props}>
      <Stack gap="xs" my="xs">
        {kinds.map(({ kind, available, remedy }) => {
          const Icon = ICONS[kind];
          return (
            <Radio
              key={kind}
              value={kind}
              disabled={!available}
              data-autofocus={kind === props.value || undefined}
              classNames={{ description: classes["hint"] ?? "" }}
              label={
                <Group gap={6} component="span">
                  <Icon size={16} aria-hidden="true" />
                  {t(`kind.${kind}`)}
                </Group>
              }
              description={available ? t(`kindHint.${kind}`) : remedy}
            />
          );
        })}
      </Stack>
    </Radio.Group>
  );
}
