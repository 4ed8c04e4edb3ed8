import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface FormActsProps {
  /** What is done, as its button says. */
  submit: string;
  pending: boolean;
  disabled?: boolean;
  /** What is done takes something away. */
  danger?: boolean;
  /** What leaving is called, where that is not "cancel". */
  leave?: string;
  onLeave: () => void;
}

/** The end of a form in a dialog: the ways to leave it, and to have it done. */
export function FormActs(props: FormActsProps) {
  const { submit, pending, disabled = false, danger = false, leave, onLeave } = props;
  const { t } = useTranslation();
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" onClick={onLeave}>
        {leave ?? t("action.cancel")}
      </Button>
      <Button
        type="submit"
        loading={pending}
        disabled={disabled}
        {...(danger && { color: "red.8" })}
      >
        {submit}
      </Button>
    </Group>
  );
}
