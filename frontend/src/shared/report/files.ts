import type { Schemas } from "../api/client";
import { ApiProblem, problemOf, Unreachable } from "../api/problem";

type FileLink = Schemas["FileLink"];

/** The file of that name; raises a 404 problem where the run left none. */
export function fileOf(files: readonly FileLink[], name: string): FileLink {
  const found = files.find((file) => file.name === name);
  if (found === undefined) {
    throw new ApiProblem({
      type: "about:blank",
      title: "Not Found",
      status: 404,
      code: "not-found",
      detail: `this run left no ${name}`,
      field: "name",
      remedy: "",
      request_id: "",
      line: null,
    });
  }
  return found;
}

/**
 * Where a file is fetched from: the platform's own files by this page's own origin.
 *
 * One machine has more than one name (localhost, 127.0.0.1), and only one of them is signed into
 * the address; the content policy lets a page read from the name it came by.
 */
export function addressOf(file: FileLink): string {
  const address = new URL(file.url, globalThis.location.origin);
  return address.pathname.startsWith("/v1/blobs/")
    ? `${address.pathname}${address.search}`
    : address.href;
}

/** Reads a file by its signed address, which needs no token. Raises as `answer` does. */
export async function textOf(file: FileLink, signal?: AbortSignal): Promise<string> {
  let response: Response;
  try {
    response = await fetch(addressOf(file), signal === undefined ? {} : { signal });
  } catch (error) {
    throw error instanceof DOMException ? error : new Unreachable(error);
  }
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response.text();
}
