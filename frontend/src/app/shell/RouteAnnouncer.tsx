import { VisuallyHidden } from "@mantine/core";
import { useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";

const LOOK_MS = 100;
/** A page that has no other heading and no other title by then is taken as it is. */
const LONGEST_LOOKS = 40;

interface Place {
  heading: Element | null;
  title: string;
}

/**
 * Does for a change of page what the browser does for a page load: the focus goes to its top, and
 * screen readers are told where they are.
 */
export function RouteAnnouncer() {
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const last = useRef<Place>({ heading: null, title: "" });
  const told = useRef(false);
  const [title, setTitle] = useState("");

  useEffect(() => {
    if (pathname === undefined) {
      return;
    }
    let looks = 0;
    const timer = setInterval(() => {
      looks += 1;
      const here = place();
      const dialog = document.querySelector("[aria-modal=true]") !== null; // is closing still
      // The router is there before the page: that one stands when its texts and data have come.
      if ((dialog || isSame(here, last.current)) && looks < LONGEST_LOOKS) {
        return;
      }
      clearInterval(timer);
      last.current = here;
      if (told.current) {
        focusPage();
        setTitle(here.title);
      }
      told.current = true; // of the first page the browser has told itself
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [pathname]);

  return (
    <VisuallyHidden role="status" aria-live="polite">
      {title}
    </VisuallyHidden>
  );
}

function place(): Place {
  return { heading: document.querySelector("main h1"), title: document.title };
}

function isSame(one: Place, other: Place): boolean {
  return one.title === other.title && (one.heading === other.heading || one.heading === null);
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
