import type { ReactNode } from "react";

/** Words that there are in English only, so that a page in another language is read out rightly. */
export function English({ children }: { children: ReactNode }) {
  return <span lang="en">{children}</span>;
}
