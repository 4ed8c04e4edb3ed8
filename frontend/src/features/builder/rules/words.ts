import { useMemo } from "react";
import { useTranslation } from "react-i18next";

/** Names of the spec's parts; one that has no text yet is called as the schema calls it. */
export function useWords() {
  const { t, i18n } = useTranslation("rules");
  return useMemo(() => {
    const known = (key: string, fallback: string): string =>
      i18n.exists(key, { ns: "rules" }) ? (t as (key: string) => string)(key) : fallback;
    return {
      t,
      /** A field of a definition: `AtrStop_multiple`, else `multiple` of any. */
      field: (owner: string, name: string, title: string) =>
        known(`field.${owner}_${name}`, known(`field.${name}`, title)),
      hint: (owner: string, name: string) => known(`hint.${owner}_${name}`, ""),
      kind: (name: string) => known(`kind.${name}`, name.replaceAll("_", " ")),
      option: (field: string, name: string) =>
        known(`option.${field}.${name}`, name.replaceAll("_", " ")),
      unit: (name: string) => known(`unit.${name}`, ""),
    };
  }, [t, i18n]);
}
