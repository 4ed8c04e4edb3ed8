import { type HttpHandler, HttpResponse, http } from "msw";
import type { Declared } from "../answers";
import type { Database } from "../database";
import { account } from "./account";
import { auth } from "./auth";
import { channels } from "./channels";
import { conversations } from "./conversations";
import { factor } from "./factor";
import { data, runs } from "./runs";
import { strategies } from "./strategies";

export const declared: readonly Declared[] = [
  ...auth,
  ...account,
  ...channels,
  ...factor,
  ...strategies,
  ...conversations,
  ...runs,
  ...data,
];

/** What the mock API answers, over `database`; anything else below /v1 is an error of its own. */
export function handlersOf(database: Database): HttpHandler[] {
  return [
    ...declared.map(({ handler }) => handler(database)),
    http.all("*/v1/*", ({ request }) => {
      const what = `${request.method} ${new URL(request.url).pathname}`;
      return HttpResponse.json(
        {
          ...{ type: "about:blank", title: "Not mocked", status: 501, code: "not_mocked" },
          detail: `the mock API does not answer ${what}`,
          ...{ field: "", remedy: "Add a handler under mock/handlers.", request_id: "mock" },
        },
        { status: 501, headers: { "Content-Type": "application/problem+json" } },
      );
    }),
  ];
}
