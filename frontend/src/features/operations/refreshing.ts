import { createContext, useContext } from "react";

const EVERY_MS = 5_000;

/** Whether what is shown is read again by itself. */
export const Refreshing = createContext(true);

/** How often a question is asked again while the window is looked at; never, where it is paused. */
export function useRefetchInterval(): number | false {
  return useContext(Refreshing) ? EVERY_MS : false;
}
