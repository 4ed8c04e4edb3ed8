import { saveFile } from "../../../shared/ui/save";

/** Gives a Python file to the reader. */
export function saveText(name: string, text: string): void {
  saveFile(name, new Blob([text], { type: "text/x-python;charset=utf-8" }));
}
