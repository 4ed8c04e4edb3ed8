/** Somebody signed in on this device. */
export interface Session {
  readonly user: string;
  readonly email: string;
}

export type OAuthProvider = "google" | "github";

/** What came back from a provider's page. */
export interface Finished {
  session: Session;
  /** Where signing in was asked for. */
  back: string;
  /** Whether the account was made just now. */
  isNew: boolean;
}

/** Who is at the keyboard: the platform's own accounts here, Firebase Authentication there. */
export interface Identity {
  /** What is known now; `undefined` until the first look has ended. */
  session(): Session | null | undefined;
  /** Whether the last session ended by itself, rather than by signing out. */
  expired(): boolean;
  /** Calls back on every change, in this tab or another; returns what ends it. */
  subscribe(listener: () => void): () => void;
  /** An ID token that holds for some time, or null where nobody is signed in; at once if it can. */
  token(): string | null | Promise<string | null>;
  /** Another ID token, for the last was refused; null where the session has ended. */
  renew(): Promise<string | null>;
  signUp(email: string, password: string, name?: string): Promise<Session>;
  /** `code` is of the second factor: where one is on, `second_factor_required` asks for it. */
  signIn(email: string, password: string, code?: string): Promise<Session>;
  /** Leaves for the provider's page, and comes back at `/auth/finish`. */
  signInWith(provider: OAuthProvider, back: string): Promise<void>;
  /** Ends what `signInWith` began, from the address the provider came back to. */
  finish(address: URL): Promise<Finished>;
  /** Here: forgets this device. `everywhere`: ends every session of the account. */
  signOut(everywhere?: boolean): Promise<void>;
}
