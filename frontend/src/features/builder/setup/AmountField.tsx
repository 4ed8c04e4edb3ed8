import { NumberInput } from "@mantine/core";

interface AmountFieldProps {
  label: string;
  description?: string;
  value: number | null;
  placeholder?: string;
  suffix?: string;
  min?: number;
  max?: number;
  step?: number;
  whole?: boolean;
  onChange: (next: number | null) => void;
}

/** A number that may be left open. */
export function AmountField({ value, whole = false, onChange, ...field }: AmountFieldProps) {
  return (
    <NumberInput
      {...field}
      value={value ?? ""}
      allowDecimal={!whole}
      allowNegative={(field.min ?? 0) < 0}
      onChange={(next) => onChange(typeof next === "number" ? next : null)}
    />
  );
}
