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
  const arrived = useRef(false);
  const told = useRef(false);
  const [title, setTitle] = useState("");

  useEffect(() => {
    if (pathname === undefined) {
      return;
    }
    const stop = watchArrival(last.current, (here) => {
      last.current = here;
      if (told.current) {
        focusPage();
        setTitle(here.title);
      }
      arrived.current = true;
    });
    return () => {
      stop();
      told.current = arrived.current; // of the first page the browser has told itself
    };
  }, [pathname]);

  return (
    <VisuallyHidden role="status" aria-live="polite">
      {title}
    </VisuallyHidden>
  );
}

/** Looks until the page after `before` stands and keeps its heading; returns what ends it. */
function watchArrival(before: Place, onArrival: (here: Place) => void): () => void {
  let looks = 0;
  let last = before;
  let changed = standsIn;
  const timer = setInterval(() => {
    looks += 1;
    const here = place();
    const over = looks >= LONGEST_LOOKS;
    if (changed(here, last) || (over && changed === standsIn)) {
      changed = lostIn;
      last = here;
      onArrival(here);
    }
    if (over) {
      clearInterval(timer);
    }
  }, LOOK_MS);
  return () => clearInterval(timer);
}

function place(): Place {
  return { heading: document.querySelector("main h1"), title: document.title };
}

function isSame(one: Place, other: Place): boolean {
  return one.title === other.title && (one.heading === other.heading || one.heading === null);
}

/** Whether the page is there: the router is before it, for its texts have to come. */
function standsIn(here: Place, before: Place): boolean {
  const closing = document.querySelector("[aria-modal=true]") !== null; // the dialog that led here
  return !closing && !isSame(here, before);
}

/** Whether the page's data came, and took the heading that had the focus. */
function lostIn(here: Place, before: Place): boolean {
  return document.activeElement === document.body && !isSame(here, before);
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
