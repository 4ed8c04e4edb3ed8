import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../format/useFormats";
import { type Piece, piecesOf, type ToldSentence } from "./pieces";

type Sentences = ToldSentence | readonly ToldSentence[] | null | undefined;

const RAW = { ns: "told", skipInterpolation: true } as const;

/** Says sentences in the reader's language; undefined where there are none, or no words for one. */
export function useTold(): (told: Sentences) => Piece[] | undefined {
  const { i18n, t } = useTranslation("told");
  const formats = useFormats();
  return useCallback(
    (told) => {
      const all = told == null ? [] : "kind" in told ? [told] : told;
      if (all.length === 0) {
        return undefined;
      }
      const words = (code: string, count: number | undefined) => {
        const options = count === undefined ? RAW : { ...RAW, count };
        // A platform that is newer than this page may say what it has no words for.
        return i18n.exists(code, options) ? (t as Lookup)(code, options) : undefined;
      };
      return piecesOf(all, words, formats);
    },
    [i18n, t, formats],
  );
}

/** Codes come from the platform: which there are is held by a test, not by types. */
type Lookup = (code: string, options: object) => string;
