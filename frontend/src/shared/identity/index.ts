import { createContext, useContext, useSyncExternalStore } from "react";
import type { Identity, Session } from "./types";

export type { Finished, Identity, OAuthProvider, Session } from "./types";

export const IdentityContext = createContext<Identity | null>(null);

/** The identity that the application was started with. */
export function useIdentity(): Identity {
  const identity = useContext(IdentityContext);
  if (identity === null) {
    throw new Error("no identity: the component stands outside of the application's providers");
  }
  return identity;
}

/** Who is signed in: null for nobody, undefined as long as that is not known. */
export function useSession(): Session | null | undefined {
  const identity = useIdentity();
  return useSyncExternalStore(identity.subscribe, identity.session);
}
