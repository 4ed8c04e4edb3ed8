import { currentToken, renewToken } from "../identity/token";
import { problemOf } from "./problem";

export interface ServerEvent {
  id: string;
  event: string;
  data: string;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

export interface Following {
  onEvent: (event: ServerEvent) => void;
  /** Told when the stream breaks (false) and when it is there again (true). */
  onConnected?: (connected: boolean) => void;
  signal: AbortSignal;
}

/**
 * Follows a stream of server-sent events until it ends, and takes it up again where it broke.
 *
 * The browser's own EventSource can carry no token. Raises `ApiProblem` where the API refuses.
 */
export async function follow(path: string, following: Following): Promise<void> {
  const { onConnected, signal } = following;
  const place: Place = { path, token: await currentToken(), last: null };
  let wait = FIRST_WAIT_MS;
  while (!signal.aborted) {
    const told = await listen(place, following);
    if (told === "all" || signal.aborted) {
      return;
    }
    if (told === "some") {
      wait = FIRST_WAIT_MS;
    }
    if (told !== "renewed") {
      onConnected?.(false);
      await pause(wait, signal);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  }
}

interface Place {
  path: string;
  token: string | null;
  /** The id of the last event that arrived. */
  last: string | null;
}

/** Connects once and reads as long as the stream holds; says how much was told. */
async function listen(
  place: Place,
  { onEvent, onConnected, signal }: Following,
): Promise<"all" | "some" | "nothing" | "renewed"> {
  const response = await open(place.path, place.token, place.last, signal);
  if (response === null || response.status >= 500 || response.status === 429) {
    return "nothing";
  }
  if (response.status === 204) {
    return "all"; // a stream that has told everything is answered so
  }
  if (response.status === 401) {
    place.token = await renewToken();
    if (place.token !== null) {
      return "renewed";
    }
  }
  if (!response.ok) {
    throw await problemOf(response);
  }
  onConnected?.(true);
  await read(response, (event) => {
    place.last = event.id || place.last;
    onEvent(event);
  });
  return "some";
}

async function open(
  path: string,
  token: string | null,
  last: string | null,
  signal: AbortSignal,
): Promise<Response | null> {
  const headers: Record<string, string> = { Accept: "text/event-stream" };
  if (token !== null) {
    headers["Authorization"] = `Bearer ${token}`;
  }
  if (last !== null) {
    headers["Last-Event-ID"] = last;
  }
  try {
    return await fetch(path, { headers, signal, cache: "no-store" });
  } catch {
    return null; // tried again, unless the reader has gone
  }
}

/** Reads as long as the stream holds: whether it ended or broke shows when it is asked again. */
async function read(response: Response, onEvent: (event: ServerEvent) => void): Promise<void> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) {
    return;
  }
  let pending = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      pending += value;
      const blocks = pending.split(/\r?\n\r?\n/);
      pending = blocks.pop() ?? "";
      for (const block of blocks) {
        const event = parse(block);
        if (event !== null) {
          onEvent(event);
        }
      }
    }
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof DOMException)) {
      throw error; // not the connection: what an event held could not be used
    }
  }
}

/** One event out of its lines; null for a comment, which only keeps the line open. */
export function parse(block: string): ServerEvent | null {
  const event: ServerEvent = { id: "", event: "message", data: "" };
  let told = false;
  for (const line of block.split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon <= 0) {
      continue;
    }
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") {
      event.data = told ? `${event.data}\n${value}` : value;
      told = true;
    } else if (name === "id" || name === "event") {
      event[name] = value;
    }
  }
  return told ? event : null;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
