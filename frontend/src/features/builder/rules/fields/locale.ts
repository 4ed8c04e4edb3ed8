import i18next from "i18next";

const separators = new Map<string, string>();

/** What stands between whole and fraction in the language that was chosen. */
export function decimalSeparator(): string {
  const { language } = i18next;
  let separator = separators.get(language);
  if (separator === undefined) {
    const parts = new Intl.NumberFormat(language).formatToParts(1.5); // slow, and asked for often
    separator = parts.find((part) => part.type === "decimal")?.value ?? ".";
    separators.set(language, separator);
  }
  return separator;
}
