import { Group, Radio, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../shared/api/client";
import { ICONS, type Kind } from "./kinds";

interface KindChoiceProps {
  kinds: Schemas["ChannelKinds"]["kinds"];
  value: Kind;
  onChange: (kind: Kind) => void;
}

/** The kinds of channels; of those that cannot be had it is said what an operator must set. */
export function KindChoice({ kinds, value, onChange }: KindChoiceProps) {
  const { t } = useTranslation("channels");
  return (
    <Radio.Group
      label={t("form.kind")}
      value={value}
      onChange={(kind) => onChange(kind as Kind)}
    >
      <Stack gap="xs" mt="xs">
        {kinds.map(({ kind, available, remedy }) => (
          <Radio
            key={kind}
            value={kind}
            disabled={!available}
            data-autofocus={kind === value || undefined}
            label={t(`kind.${kind}`)}
            description={available ? t(`kindHint.${kind}`) : remedy}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
