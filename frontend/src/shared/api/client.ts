import createClient, { type Middleware } from "openapi-fetch";
import { currentToken, renewToken } from "../identity/token";
import { problemFrom, Unreachable } from "./problem";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];

/** Sent again once with a new token where the first was refused: tokens hold an hour. */
const signed: Middleware = {
  async onRequest({ request }) {
    const token = await currentToken();
    if (token !== null) {
      request.headers.set("Authorization", `Bearer ${token}`);
    }
    return request;
  },
  onError({ error }) {
    return error instanceof DOMException && error.name === "AbortError"
      ? error
      : new Unreachable(error);
  },
};

async function fetchSigned(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await fetch(request);
  if (response.status !== 401 || !request.headers.has("Authorization")) {
    return response;
  }
  const token = await renewToken();
  if (token === null) {
    return response;
  }
  again.headers.set("Authorization", `Bearer ${token}`);
  return fetch(again);
}

/** The API, typed by its own document. Use it through `answer` or `tagged`, which raise problems. */
export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? "",
  fetch: fetchSigned,
});
api.use(signed);

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
