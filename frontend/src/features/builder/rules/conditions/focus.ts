/** Moves the keyboard's focus to a part once it is drawn: what was added or moved is gone on with. */
export function focusPart(id: string): void {
  // After React has drawn it, and after a closing menu has let the focus go.
  setTimeout(() => {
    const part = document.querySelector<HTMLElement>(`[data-part="${CSS.escape(id)}"]`);
    part?.querySelector<HTMLElement>("[data-part-menu]")?.focus();
    part?.scrollIntoView({ block: "nearest" });
  }, 80);
}
