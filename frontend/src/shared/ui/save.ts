/** Gives a file to the reader. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** A text as the name of a file. */
export function fileName(text: string, fallback: string): string {
  return text.replace(/[^\w-]+/g, "_").replace(/^_+|_+$/g, "") || fallback;
}
