import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { Database } from "./database";
import { handlersOf } from "./handlers";

export interface MockApi {
  server: ReturnType<typeof setupServer>;
  /** Of the test that runs now. */
  database: Database;
}

/** The mock API for the tests of a file: each starts with a database of its own. */
export function mockApi(): MockApi {
  const server = setupServer();
  const api: MockApi = { server, database: new Database() };
  beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
  beforeEach(() => {
    api.database = new Database();
    api.database.stepMs = 40;
    server.resetHandlers(...handlersOf(api.database));
  });
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
  return api;
}
