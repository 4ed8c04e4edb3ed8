import { useSessionStorage } from "@mantine/hooks";

/** What is typed on a page, kept in this tab over errors, detours and reloads. */
export function useKept<T>(name: string, initial: T): [T, (value: T) => void, () => void] {
  const [value, setValue, forget] = useSessionStorage<T>({
    key: `hypertrade.new.${name}`,
    defaultValue: initial,
    getInitialValueInEffect: false,
  });
  return [value, setValue, forget];
}
