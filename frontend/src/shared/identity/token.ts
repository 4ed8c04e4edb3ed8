import type { Identity } from "./types";

let identity: Identity | null = null;

/** Says whose tokens requests carry; called once, at the start. */
export function takeTokensFrom(chosen: Identity): void {
  identity = chosen;
}

/** A token that holds: at once where one is at hand. */
export function currentToken(): ReturnType<Identity["token"]> {
  return identity === null ? null : identity.token();
}

export async function renewToken(): Promise<string | null> {
  return identity === null ? null : identity.renew();
}
