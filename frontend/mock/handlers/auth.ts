import { on, Refusal } from "../answers";
import { recorded } from "../recorded";
import { checkFactor } from "./factor";

const SHORTEST_PASSWORD = 10;

export const auth = [
  on("get", "/v1/auth/providers", () => ({ status: 200, body: recorded.providers }), {
    open: true,
  }),
  on(
    "post",
    "/v1/auth/sign-in",
    ({ body, database }) => {
      const account = database.accounts.get(body.email);
      if (account === undefined || account.password !== body.password) {
        throw new Refusal("signIn");
      }
      checkFactor(account, body.code ?? "");
      return { status: 200, body: database.sessionOf(account, false) };
    },
    { open: true },
  ),
  on(
    "post",
    "/v1/auth/sign-up",
    ({ body: { email, password, name }, database }) => {
      if (password.length < SHORTEST_PASSWORD) {
        throw new Refusal("weakPassword");
      }
      const account = database.join(email, password, name ?? "");
      return { status: 201, body: database.sessionOf(account, true) };
    },
    { open: true },
  ),
  on(
    "post",
    "/v1/auth/refresh",
    ({ body, database }) => ({
      status: 200,
      body: database.sessionOf(database.whoseToken(body.refresh_token), false),
    }),
    { open: true },
  ),
  on("post", "/v1/auth/sign-out", () => ({ status: 204, body: null })),
];
