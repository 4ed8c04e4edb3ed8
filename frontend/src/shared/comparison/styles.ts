import type { Ink } from "../charts/ink";

const COLORS = [
  null, // the first two are the page's own
  null,
  "#b5489a",
  "#8a6d00",
  "#2f7fd1",
  "#b3400e",
  "#5d8a00",
  "#7a7f87",
] as const;
const DASHES = ["solid", "dashed", "dotted"] as const;

/** How a run's curve is drawn: told apart by dashes and its letter as well as by colour. */
export function curveStyle(place: number, ink: Ink) {
  const color = COLORS[place] ?? (place === 0 ? ink.line : ink.second);
  return { color, type: DASHES[place % DASHES.length] ?? "solid" };
}
