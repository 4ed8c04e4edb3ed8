import { VisuallyHidden } from "@mantine/core";
import { useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";

/** Pages set their title with their first data; it is told once it stands still for that long. */
const SETTLED_MS = 250;

/**
 * Does for a change of page what the browser does for a page load: the focus goes to its top, and
 * screen readers are told where they are.
 */
export function RouteAnnouncer() {
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(pathname);
  const [title, setTitle] = useState("");

  useEffect(() => {
    const first = before.current === undefined;
    if (pathname === before.current) {
      return;
    }
    before.current = pathname;
    if (first) {
      return; // the browser has told of it itself
    }
    let timer: ReturnType<typeof setTimeout>;
    const arrive = () => {
      if (document.querySelector("[aria-modal=true]") !== null) {
        timer = setTimeout(arrive, SETTLED_MS); // the dialog that led here is still closing
        return;
      }
      focusPage();
      setTitle(document.title);
    };
    timer = setTimeout(arrive, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [pathname]);

  return (
    <VisuallyHidden role="status" aria-live="polite">
      {title}
    </VisuallyHidden>
  );
}

/** The first heading, else the page; unless the page put the focus somewhere already. */
function focusPage(): void {
  const main = document.getElementById("main");
  const active = document.activeElement;
  if (main === null || (active !== null && active !== main && main.contains(active))) {
    return;
  }
  const heading = main.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  (heading ?? main).focus({ preventScroll: true });
}
