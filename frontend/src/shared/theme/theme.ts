import { createTheme, type MantineColorsTuple } from "@mantine/core";

const lagoon: MantineColorsTuple = [
  "#e9fbf8",
  "#d3f4ee",
  "#a5e8dc",
  "#73dbc9",
  "#4cd0b9",
  "#2fb8a2",
  "#12897a",
  "#0b7468",
  "#075d54",
  "#04463f",
];

/** One accent; profit and loss have colours of their own (`signs.css`), apart for every eye. */
export const theme = createTheme({
  primaryColor: "lagoon",
  // White stands on it with 4.5:1 in both schemes; `autoContrast` knows the light one alone.
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  colors: { lagoon },
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: '"JetBrains Mono Variable", ui-monospace, monospace',
  headings: { fontWeight: "650" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "auto",
  components: {
    // The head of a dialog is no banner of the page.
    ModalHeader: { defaultProps: { role: "presentation" } },
    DrawerHeader: { defaultProps: { role: "presentation" } },
  },
});
