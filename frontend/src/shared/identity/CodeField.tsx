import { Anchor, Stack, TextInput } from "@mantine/core";
import { type ReactNode, type Ref, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

const LONGEST = 64;

interface CodeFieldProps {
  value: string;
  onChange: (code: string) => void;
  error: ReactNode;
  /** Whether a recovery code does as well. */
  recovery: boolean;
  /** Whether a dialog begins at it. */
  first: boolean;
  ref: Ref<HTMLInputElement>;
}

/** A code of the second factor: what the app shows, or one of those for when it is lost. */
export function CodeField({ value, onChange, error, recovery, first, ref }: CodeFieldProps) {
  const { t } = useTranslation("auth");
  const [lost, setLost] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  const kind = lost ? "recovery" : "app";
  const change = () => {
    setLost(!lost);
    onChange("");
    field.current?.querySelector("input")?.focus();
  };
  return (
    <Stack gap="xs" ref={field}>
      <TextInput
        ref={ref}
        label={t(`code.${kind}`)}
        description={t(`code.${kind}Hint`)}
        inputWrapperOrder={["label", "input", "error", "description"]}
        name="code"
        autoComplete={lost ? "off" : "one-time-code"}
        // Phones offer digits alone for a code of the app; recovery codes have letters too.
        inputMode={lost ? "text" : "numeric"}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={LONGEST}
        required
        {...(first ? { "data-autofocus": true } : {})}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
      />
      {recovery && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          underline="always"
          ta="start"
          style={{ alignSelf: "flex-start" }}
          onClick={change}
        >
          {t(lost ? "code.useApp" : "code.useRecovery")}
        </Anchor>
      )}
    </Stack>
  );
}
