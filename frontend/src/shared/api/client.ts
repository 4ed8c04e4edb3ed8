import createClient from "openapi-fetch";
import { currentToken, renewToken } from "../identity/token";
import { problemFrom, Unreachable } from "./problem";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];

/** Sent again once with a new token where the first was refused: tokens hold an hour. */
async function fetchSigned(request: Request): Promise<Response> {
  const held = currentToken();
  // One at hand is sent before this turn ends, and so before React draws what was changed in it.
  const token = held instanceof Promise ? await held : held;
  if (token === null) {
    return reach(request);
  }
  const again = request.clone();
  const response = await reach(withToken(request, token));
  if (response.status !== 401) {
    return response;
  }
  const renewed = await renewToken();
  return renewed === null ? response : reach(withToken(again, renewed));
}

function withToken(request: Request, token: string): Request {
  request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const aborted = error instanceof DOMException && error.name === "AbortError";
    throw aborted ? error : new Unreachable(error);
  }
}

/** The API, typed by its own document. Use it through `answer` or `tagged`, which raise problems. */
export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? "",
  fetch: fetchSigned,
});

interface Fetched<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/**
 * Returns the body of an answer.
 *
 * Raises `ApiProblem` where the API refused, `Unreachable` where nobody answered.
 */
export async function answer<T>(asked: Promise<Fetched<T>>): Promise<Exclude<T, undefined>> {
  return (await tagged(asked)).data;
}

export interface Tagged<T> {
  data: T;
  /** The revision that was read: what a change sends back as `If-Match`. */
  etag: string;
}

/** Returns the body with its `ETag`; raises as `answer` does. */
export async function tagged<T>(
  asked: Promise<Fetched<T>>,
): Promise<Tagged<Exclude<T, undefined>>> {
  const { data, error, response } = await asked;
  if (!response.ok) {
    const wait = Number(response.headers.get("Retry-After") ?? Number.NaN);
    throw problemFrom(error, response, Number.isFinite(wait) ? wait : null);
  }
  return { data: data as Exclude<T, undefined>, etag: response.headers.get("ETag") ?? "" };
}

/** A key that makes a request safe to send twice: same key and body, one effect. */
export function once(): string {
  return crypto.randomUUID();
}
