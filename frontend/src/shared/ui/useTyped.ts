import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";

const RESTS_MS = 250;

/** A text that is typed, and told once the typing rests; follows `value` where others change it. */
export function useTyped(
  value: string,
  tell: (typed: string) => void,
): [string, (typed: string) => void] {
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      setTyped(value);
    }
  }, [value]);
  const rest = useDebouncedCallback((text: string) => {
    told.current = text;
    tell(text);
  }, RESTS_MS);
  return [
    typed,
    (text) => {
      setTyped(text);
      rest(text);
    },
  ];
}
