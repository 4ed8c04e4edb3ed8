import type { components } from "./schema";

export type ProblemDetails = components["schemas"]["ProblemDetails"];

/** What the API refused, in its own words (RFC 9457): a stable code, the field and the way out. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string;
  readonly remedy: string;
  readonly line: number | null;
  readonly requestId: string;
  /** Seconds to wait before asking again, where the API said so. */
  readonly retryAfter: number | null;

  constructor(details: ProblemDetails, retryAfter: number | null = null) {
    super(details.detail);
    this.name = "ApiProblem";
    this.status = details.status;
    this.code = details.code;
    this.field = details.field ?? "";
    this.remedy = details.remedy ?? "";
    this.line = details.line ?? null;
    this.requestId = details.request_id;
    this.retryAfter = retryAfter;
  }
}

/** The platform could not be reached at all: no network, or nobody listens. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super("The platform cannot be reached.", { cause });
    this.name = "Unreachable";
  }
}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code);
}

/** Reads the problem out of an answer that is not a success, whatever its body is. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const wait = response.headers.get("Retry-After");
  const seconds = wait === null ? null : Number(wait);
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return problemFrom(body, response, Number.isFinite(seconds) ? seconds : null);
}

/** The same from a body that was read already. */
export function problemFrom(
  body: unknown,
  response: Response,
  retryAfter: number | null = null,
): ApiProblem {
  if (isDetails(body)) {
    return new ApiProblem(body, retryAfter);
  }
  return new ApiProblem(
    {
      type: "about:blank",
      title: response.statusText,
      status: response.status,
      detail: `The platform answered ${response.status} ${response.statusText}.`,
      code: "unexpected",
      field: "",
      remedy: "",
      request_id: response.headers.get("X-Request-Id") ?? "",
      line: null,
    },
    retryAfter,
  );
}

function isDetails(body: unknown): body is ProblemDetails {
  return typeof body === "object" && body !== null && "code" in body && "detail" in body;
}
