import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// What jsdom lacks and Mantine asks for.
vi.stubGlobal(
  "ResizeObserver",
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);
Object.defineProperty(window, "matchMedia", {
  value: (query: string) => ({
    matches: false,
    media: query,
    addEventListener() {},
    removeEventListener() {},
    addListener() {},
    removeListener() {},
    dispatchEvent: () => false,
    onchange: null,
  }),
});
Object.defineProperty(document, "fonts", { value: new EventTarget() });
Element.prototype.scrollTo ??= () => {};
Element.prototype.scrollIntoView ??= () => {};

// A busy machine is slow, and no test is about how fast a page comes.
configure({ asyncUtilTimeout: 20_000 });
window.scrollTo = () => {};

afterEach(cleanup);
