interface Colours {
  ground: string;
  text: string;
  comment: string;
  keyword: string;
  string: string;
  number: string;
  decorator: string;
  lineNumber: string;
  currentLine: string;
  selection: string;
  border: string;
  inserted: string;
  removed: string;
}

/** Every colour has 4.5:1 or more on its ground. */
export const COLOURS: Record<"light" | "dark", Colours> = {
  light: {
    ground: "#ffffff",
    text: "#1f2937",
    comment: "#59636f",
    keyword: "#5b3fc4",
    string: "#0b6e63",
    number: "#a03a0a",
    decorator: "#7a5200",
    lineNumber: "#69717c",
    currentLine: "#f4f6f8",
    selection: "#bfe5df",
    border: "#dee2e6",
    inserted: "#0b6e631c",
    removed: "#b3400e1c",
  },
  dark: {
    ground: "#1f1f1f",
    text: "#e3e6ea",
    comment: "#a0aab5",
    keyword: "#b8a8ff",
    string: "#6fdcc8",
    number: "#ffb38a",
    decorator: "#f0c674",
    lineNumber: "#9aa0a8",
    currentLine: "#282828",
    selection: "#2c5a53",
    border: "#424242",
    inserted: "#4cd0b922",
    removed: "#ff9a6622",
  },
};
