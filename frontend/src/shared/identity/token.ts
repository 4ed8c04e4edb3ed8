import type { Identity } from "./types";

let identity: Identity | null = null;

/** Says whose tokens requests carry; called once, at the start. */
export function takeTokensFrom(chosen: Identity): void {
  identity = chosen;
}

export async function currentToken(): Promise<string | null> {
  return identity === null ? null : identity.token();
}

export async function renewToken(): Promise<string | null> {
  return identity === null ? null : identity.renew();
}
