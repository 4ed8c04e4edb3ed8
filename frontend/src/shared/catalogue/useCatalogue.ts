import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { catalogue } from "../api/queries/catalogue";
import { type CatalogueWords, inWords } from "./inWords";

/** A chunk for each language but English, in which the platform itself names things. */
const files = import.meta.glob<CatalogueWords>("../../texts/*/catalogue.json", {
  import: "default",
});

function catalogueWords(language: string) {
  return queryOptions({
    queryKey: ["catalogue", "words", language] as const,
    queryFn: async () => (await files[`../../texts/${language}/catalogue.json`]?.()) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The catalogue in the reader's language, and what tags of templates are called there. */
export function useCatalogue() {
  const { i18n } = useTranslation();
  const served = useQuery(catalogue());
  const words = useQuery(catalogueWords(i18n.language));
  const data = useMemo(() => {
    if (served.data === undefined || words.data === undefined) {
      return undefined;
    }
    return words.data === null ? served.data : inWords(served.data, words.data);
  }, [served.data, words.data]);
  return {
    data,
    error: served.error ?? words.error,
    refetch: () => Promise.all([served.refetch(), words.refetch()]),
    tag: (name: string) => words.data?.tags[name] ?? name,
  };
}
