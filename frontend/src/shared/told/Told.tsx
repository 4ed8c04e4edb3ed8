import { Fragment } from "react";
import { English } from "../ui/English";
import type { ToldSentence } from "./pieces";
import { useTold } from "./useTold";

interface ToldProps {
  /** What the platform says in English: shown where it says nothing else. */
  text: string;
  /** The same as data; older results have none. */
  told: ToldSentence | readonly ToldSentence[] | null | undefined;
}

/** What the platform says, in the reader's language; what there is in English only is marked so. */
export function Told({ text, told }: ToldProps) {
  const pieces = useTold()(told);
  if (pieces === undefined) {
    return <English>{text}</English>;
  }
  return pieces.map((piece, at) => {
    const key = `${at} ${piece.text}`;
    return piece.english ? (
      <English key={key}>{piece.text}</English>
    ) : (
      <Fragment key={key}>{piece.text}</Fragment>
    );
  });
}
