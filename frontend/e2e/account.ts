import { randomUUID } from "node:crypto";
import { type APIRequestContext, expect, type Page } from "@playwright/test";
import type { Account } from "./platform";

/** What the API gave somebody who signed in. */
export interface Signed extends Account {
  user: string;
  token: string;
  refresh: string;
  /** Until when the token holds, in milliseconds since the epoch. */
  until: number;
}

export async function signUp(request: APIRequestContext): Promise<Signed> {
  const account = { email: `${randomUUID()}@example.org`, password: "a long enough password" };
  const answer = await request.post("/v1/auth/sign-up", { data: account });
  expect(answer.status(), await answer.text()).toBe(201);
  return signed(account, await answer.json());
}

export async function signIn(request: APIRequestContext, account: Account): Promise<Signed> {
  const { email, password } = account;
  const answer = await request.post("/v1/auth/sign-in", { data: { email, password } });
  expect(answer.status(), await answer.text()).toBe(200);
  return signed({ email, password }, await answer.json());
}

interface Given {
  user: string;
  id_token: string;
  refresh_token: string;
  expires_in: number;
}

function signed(account: Account, given: Given): Signed {
  return {
    ...account,
    user: given.user,
    token: given.id_token,
    refresh: given.refresh_token,
    until: Date.now() + given.expires_in * 1000,
  };
}

/** Has a page start signed in, without going through the form. */
export async function remember(page: Page, account: Signed): Promise<void> {
  const { user, email, refresh, token, until } = account;
  await page.addInitScript((session) => {
    if (sessionStorage.getItem("e2e.remembered") === null) {
      sessionStorage.setItem("e2e.remembered", "yes");
      localStorage.setItem("hypertrade.session", session);
    }
  }, JSON.stringify({ user, email, refresh, token, until }));
}

export function bearer(account: Signed): Record<string, string> {
  return { Authorization: `Bearer ${account.token}` };
}
