import { EXAMPLES } from "./examples";
import { useKept } from "./useKept";

interface Written {
  words: string;
  /** What was written by hand before an example or a template took its place. */
  before: string | null;
}

const NOTHING: Written = { words: "", before: null };

/** The words of a strategy to be; what one wrote oneself can always be had back. */
export function useWords() {
  const [{ words, before }, keep, forget] = useKept<Written>("words", NOTHING);
  return {
    words,
    before,
    write: (text: string) => keep({ words: text, before }),
    /** Puts `text` in the place of what is written. */
    replace: (text: string) => keep({ words: text, before: displaced({ words, before }, text) }),
    bringBack: () => keep({ words: before ?? "", before: null }),
    forget,
  };
}

/** What must be kept where `text` takes the place of what is written. */
export function displaced({ words, before }: Written, text: string): string | null {
  const own = words.trim() !== "" && words !== text && !isGiven(words);
  return own ? words : before;
}

function isGiven(words: string): boolean {
  return Object.values<string>(EXAMPLES).includes(words);
}
