import { embeddedIdentity } from "./embedded";
import { takeTokensFrom } from "./token";
import type { Identity } from "./types";

/** The identity this platform keeps: the embedded one, until the platform names Firebase. */
export async function chooseIdentity(): Promise<Identity> {
  const identity = embeddedIdentity();
  takeTokensFrom(identity);
  return identity;
}
