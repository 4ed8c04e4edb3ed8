import i18next from "i18next";

/** What stands between whole and fraction in the language that was chosen. */
export function decimalSeparator(): string {
  const parts = new Intl.NumberFormat(i18next.language).formatToParts(1.5);
  return parts.find((part) => part.type === "decimal")?.value ?? ".";
}
