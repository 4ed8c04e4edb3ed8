import { type HttpHandler, HttpResponse, http } from "msw";
import type { paths } from "../src/shared/api/schema";
import type { Account, Database } from "./database";
import { recorded, type Schemas } from "./recorded";

const METHODS = ["get", "post", "patch", "delete"] as const;
export type Method = (typeof METHODS)[number];
export type Path = Extract<keyof paths, `/v1/${string}`>;

type Operation<P extends Path, M extends Method> = paths[P][M];
type Body<R> = R extends { content: infer C } ? C[keyof C] : null;

/** A success that the schema knows for this operation; refusals are thrown: see `Refusal`. */
type Answered<O> = O extends { responses: infer R }
  ? {
      [S in keyof R & (200 | 201 | 202 | 204)]: {
        status: S;
        body: Body<R[S]>;
        etag?: string;
      };
    }[keyof R & (200 | 201 | 202 | 204)]
  : never;

type Brought<O> = O extends { requestBody: { content: { "application/json": infer B } } }
  ? B
  : undefined;

interface Asked<O, B = Brought<O>> {
  params: Record<string, string>;
  query: URLSearchParams;
  body: B;
  headers: Headers;
  account: Account;
  database: Database;
}

/** Thrown by a handler, and answered as the platform answers it: as problem details. */
export class Refusal extends Error {
  readonly details: Schemas["ProblemDetails"];

  constructor(
    kind: keyof typeof recorded.problems,
    changes: Partial<Schemas["ProblemDetails"]> = {},
  ) {
    const details = { ...recorded.problems[kind], ...changes };
    super(details.detail);
    this.details = details;
  }
}

export function missing(what: string, id: string): Refusal {
  return new Refusal("missing", { detail: `there is no ${what} ${id}` });
}

interface Options {
  /** Answered to whoever asks, signed in or not. */
  open?: boolean;
}

/** A handler as it is declared: what the schema is compared with. */
export interface Declared {
  method: Method;
  path: Path;
  handler: (database: Database) => HttpHandler;
}

/** Declares what answers one operation of the API, in the operation's own types. */
export function on<P extends Path, M extends Method>(
  method: M,
  path: P,
  resolve: (asked: Asked<Operation<P, M>>) => Answered<Operation<P, M>>,
  options: Options = {},
): Declared {
  return raw(
    method,
    path,
    (asked) => {
      const { status, body, etag } = resolve(asked as Asked<Operation<P, M>>) as {
        status: number;
        body: unknown;
        etag?: string;
      };
      const headers = etag === undefined ? {} : { ETag: etag };
      return body === null
        ? new HttpResponse(null, { status, headers })
        : HttpResponse.json(body as Record<string, unknown>, { status, headers });
    },
    options,
  );
}

/** The same for what is answered as no JSON: files, and streams. */
export function raw(
  method: Method,
  path: Path,
  resolve: (asked: Asked<unknown, unknown>) => Response,
  { open = false }: Options = {},
): Declared {
  const answer = async (database: Database, request: Request, params: object) => {
    try {
      return resolve({
        params: params as Record<string, string>,
        query: new URL(request.url).searchParams,
        body: await bodyOf(request),
        headers: request.headers,
        // Who may ask without an account reads none.
        account: open ? (undefined as unknown as Account) : database.whoAsks(request.headers),
        database,
      });
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) {
        throw refusal;
      }
      return refused(refusal.details);
    }
  };
  const address = `*${path.replaceAll(/\{(\w+)\}/g, ":$1")}`;
  const handler = (database: Database) =>
    http[method](address, ({ request, params }) => {
      const key = request.headers.get("Idempotency-Key");
      return once(database.answered, key === null ? null : `${path} ${key}`, () =>
        answer(database, request, params),
      );
    });
  return { method, path, handler };
}

/** Does the work of one key once, and answers the same from then on; refused work is done anew. */
async function once(
  answered: Map<string, Response>,
  key: string | null,
  work: () => Promise<Response>,
): Promise<Response> {
  const before = key === null ? undefined : answered.get(key);
  if (before !== undefined) {
    return before.clone();
  }
  const response = await work();
  if (key !== null && response.ok) {
    answered.set(key, response.clone());
  }
  return response;
}

export function refused(details: Schemas["ProblemDetails"]): Response {
  return HttpResponse.json(details as unknown as Record<string, unknown>, {
    status: details.status,
    headers: { "Content-Type": "application/problem+json" },
  });
}

async function bodyOf(request: Request): Promise<unknown> {
  const text = await request.text();
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    throw new Refusal("invalid", { field: "", detail: "the body is no JSON", remedy: "" });
  }
}

const PAGE = 50;

/** One page of a list, as the API cuts it. */
export function listed<T>(
  all: readonly T[],
  query: URLSearchParams,
): { items: T[]; next: string | null } {
  const start = Number(query.get("cursor") ?? 0);
  const end = start + Number(query.get("limit") ?? PAGE);
  return { items: all.slice(start, end), next: end < all.length ? String(end) : null };
}

/** Refuses a change that is not based on what is stored now. */
export function sameRevision(headers: Headers, etag: string, needed = false): void {
  const based = headers.get("If-Match");
  if (based === null && needed) {
    throw new Refusal("unconditional");
  }
  if (based !== null && based !== etag) {
    throw new Refusal("stale");
  }
}
