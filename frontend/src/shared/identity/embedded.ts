import { problemOf, Unreachable } from "../api/problem";
import type { components } from "../api/schema";
import { ending } from "./ending";
import type { Identity, OAuthProvider, Session } from "./types";

type Given = components["schemas"]["SessionView"];

interface Kept extends Session {
  refresh: string;
  token: string;
  /** Until when the token holds, in milliseconds since the epoch. */
  until: number;
}

const KEPT = "hypertrade.session";
const BEGUN = "hypertrade.oauth";
const LOCK = "hypertrade.session";
/** A token is renewed this long before it ends, so that none ends on its way. */
const MARGIN_MS = 60_000;

/**
 * The platform's own accounts.
 *
 * A refresh token holds once: tabs share the session through local storage, and one at a time
 * renews it. Its ID token is kept along, so that loading a page uses up none.
 */
export function embeddedIdentity(): Identity {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) {
      listener();
    }
  };

  globalThis.addEventListener("storage", (event) => {
    if (event.key === KEPT || event.key === null) {
      cached = undefined;
      tell();
    }
  });

  // `useSyncExternalStore` wants the same object as long as nothing changed.
  let cached: { raw: string | null; kept: Kept | null } | undefined;
  const kept = (): Kept | null => {
    const raw = localStorage.getItem(KEPT);
    if (cached === undefined || cached.raw !== raw) {
      cached = { raw, kept: raw === null ? null : (JSON.parse(raw) as Kept) };
    }
    return cached.kept;
  };

  const keep = (given: Given): Session => {
    const session: Kept = {
      user: given.user,
      email: given.email,
      refresh: given.refresh_token,
      token: given.id_token,
      until: Date.now() + given.expires_in * 1000,
    };
    ending.asked();
    localStorage.setItem(KEPT, JSON.stringify(session));
    tell();
    return session;
  };

  const forget = () => {
    localStorage.removeItem(KEPT);
    tell();
  };

  const usable = (session: Kept): string | null =>
    session.until - MARGIN_MS > Date.now() ? session.token : null;

  const renew = async (refused: string | null): Promise<string | null> =>
    alone(async () => {
      const session = kept(); // another tab may have renewed it meanwhile
      if (session === null) {
        return null;
      }
      const ready = usable(session);
      if (ready !== null && ready !== refused) {
        return ready;
      }
      const response = await post("/v1/auth/refresh", { refresh_token: session.refresh });
      if (response.status === 401) {
        ending.byItself();
        forget();
        return null;
      }
      const renewed = await given(response);
      keep(renewed);
      return renewed.id_token;
    });

  return {
    session: () => kept(),
    expired: ending.expired,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    token() {
      const session = kept();
      return session === null ? null : (usable(session) ?? renew(null));
    },
    renew: () => renew(kept()?.token ?? null),
    signUp: async (email, password, name = "") =>
      keep(await given(await post("/v1/auth/sign-up", { email, password, name }))),
    signIn: async (email, password, code = "") =>
      keep(await given(await post("/v1/auth/sign-in", { email, password, code }))),
    async signInWith(provider, back) {
      const redirect = `${location.origin}/auth/finish`;
      const response = await post(`/v1/auth/oauth/${provider}/start`, { redirect });
      const begun = (await begunBy(response)) as components["schemas"]["OAuthBegun"];
      sessionStorage.setItem(BEGUN, JSON.stringify({ provider, back, proof: begun.proof }));
      location.assign(begun.address);
    },
    async finish(address) {
      const raw = sessionStorage.getItem(BEGUN);
      const begun = (raw === null ? {} : JSON.parse(raw)) as {
        provider?: OAuthProvider;
        back?: string;
        proof?: string;
      };
      const refusal =
        address.searchParams.get("error_description") ?? address.searchParams.get("error");
      if (refusal !== null) {
        throw new Error(refusal);
      }
      sessionStorage.removeItem(BEGUN);
      const response = await post(`/v1/auth/oauth/${begun.provider ?? "google"}/finish`, {
        code: address.searchParams.get("code") ?? "",
        state: address.searchParams.get("state") ?? "",
        proof: begun.proof ?? "",
      });
      const made = await given(response);
      return { session: keep(made), back: begun.back ?? "/", isNew: made.new };
    },
    async signOut(everywhere = false) {
      const session = kept();
      if (everywhere && session !== null) {
        const token = usable(session) ?? (await renew(null));
        const response = await post("/v1/auth/sign-out", undefined, token);
        if (!response.ok && response.status !== 401) {
          throw await problemOf(response);
        }
      }
      ending.asked();
      forget();
    },
  };
}

async function post(path: string, body?: unknown, token?: string | null): Promise<Response> {
  const headers: Record<string, string> = {};
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  if (token != null) {
    headers["Authorization"] = `Bearer ${token}`;
  }
  try {
    return await fetch(path, {
      method: "POST",
      headers,
      body: body === undefined ? null : JSON.stringify(body),
    });
  } catch (error) {
    throw new Unreachable(error);
  }
}

async function begunBy(response: Response): Promise<unknown> {
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response.json();
}

async function given(response: Response): Promise<Given> {
  return (await begunBy(response)) as Given;
}

/** Runs `work` while no other tab does the same. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  return "locks" in navigator ? navigator.locks.request(LOCK, work) : work();
}
