import { type FirebaseError, initializeApp } from "firebase/app";
import {
  type Auth,
  browserLocalPersistence,
  browserPopupRedirectResolver,
  connectAuthEmulator,
  createUserWithEmailAndPassword,
  GithubAuthProvider,
  GoogleAuthProvider,
  getAdditionalUserInfo,
  getRedirectResult,
  indexedDBLocalPersistence,
  initializeAuth,
  onIdTokenChanged,
  signInWithEmailAndPassword,
  signInWithRedirect,
  signOut,
  type User,
  updateProfile,
} from "firebase/auth";
import { ApiProblem, problemOf, Unreachable } from "../api/problem";
import type { components } from "../api/schema";
import { ending } from "./ending";
import type { Identity, Session } from "./types";

const BACK = "hypertrade.oauth.back";
const LOOPBACK = /^(localhost|127\.0\.0\.1)(:\d+)?$/;
/** With these the SDK has signed the user out already. */
const OVER = new Set(["auth/user-token-expired", "auth/user-disabled", "auth/user-not-found"]);

/**
 * Accounts of a Firebase project. A domain on this machine is the project's emulator; `name` keeps
 * several apart in one page.
 */
export async function firebaseIdentity(
  project: components["schemas"]["FirebaseProject"],
  name?: string,
): Promise<Identity> {
  const app = initializeApp(
    {
      apiKey: project.api_key,
      authDomain: project.auth_domain,
      projectId: project.project_id,
    },
    name,
  );
  const auth = initializeAuth(app, {
    persistence: [indexedDBLocalPersistence, browserLocalPersistence],
  });
  if (LOOPBACK.test(project.auth_domain)) {
    connectAuthEmulator(auth, `http://${project.auth_domain}`, { disableWarnings: true });
  }
  await auth.authStateReady();
  return identityOf(auth);
}

function identityOf(auth: Auth): Identity {
  // `useSyncExternalStore` wants the same object as long as nothing changed.
  let cached: Session | null = null;
  const session = (): Session | null => {
    const user = auth.currentUser;
    if (user === null) {
      cached = null;
    } else if (cached?.user !== user.uid || cached.email !== (user.email ?? "")) {
      cached = sessionOf(user);
    }
    return cached;
  };

  const token = async (another: boolean): Promise<string | null> => {
    try {
      return (await auth.currentUser?.getIdToken(another)) ?? null;
    } catch (error) {
      if (OVER.has(codeOf(error))) {
        ending.byItself();
        await signOut(auth);
        return null;
      }
      throw problemFor(error);
    }
  };

  return {
    session,
    expired: ending.expired,
    subscribe: (listener) => onIdTokenChanged(auth, listener),
    token: () => token(false),
    renew: () => token(true),
    async signUp(email, password, name = "") {
      const { user } = await asked(createUserWithEmailAndPassword(auth, email, password));
      if (name !== "") {
        await asked(updateProfile(user, { displayName: name }));
        await asked(user.getIdToken(true)); // the platform reads the name from the token
      }
      ending.asked();
      return sessionOf(user);
    },
    async signIn(email, password) {
      const { user } = await asked(signInWithEmailAndPassword(auth, email, password));
      ending.asked();
      return sessionOf(user);
    },
    async signInWith(provider, back) {
      sessionStorage.setItem(BACK, back);
      const at = provider === "google" ? new GoogleAuthProvider() : new GithubAuthProvider();
      await asked(signInWithRedirect(auth, at, browserPopupRedirectResolver));
    },
    async finish() {
      const result = await asked(getRedirectResult(auth, browserPopupRedirectResolver));
      const back = sessionStorage.getItem(BACK) ?? "/";
      sessionStorage.removeItem(BACK);
      if (result === null) {
        throw problem(401, "unauthenticated", "no sign-in was begun in this browser", "");
      }
      ending.asked();
      const isNew = getAdditionalUserInfo(result)?.isNewUser ?? false;
      return { session: sessionOf(result.user), back, isNew };
    },
    async signOut(everywhere = false) {
      if (everywhere) {
        await endEverywhere(await token(false));
      }
      ending.asked();
      await signOut(auth);
    },
  };
}

function sessionOf(user: User): Session {
  return { user: user.uid, email: user.email ?? "" };
}

async function endEverywhere(token: string | null): Promise<void> {
  if (token === null) {
    return;
  }
  let response: Response;
  try {
    response = await fetch("/v1/auth/sign-out", {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
    });
  } catch (error) {
    throw new Unreachable(error);
  }
  if (!response.ok && response.status !== 401) {
    throw await problemOf(response);
  }
}

async function asked<T>(of: Promise<T>): Promise<T> {
  try {
    return await of;
  } catch (error) {
    throw problemFor(error);
  }
}

/** What Firebase refused, in the words of the platform's own accounts. */
function problemFor(error: unknown): Error {
  switch (codeOf(error)) {
    case "auth/invalid-credential":
    case "auth/wrong-password":
    case "auth/user-not-found":
      return problem(
        401,
        "unauthenticated",
        "no account has this address and this password",
        "password",
      );
    case "auth/email-already-in-use":
    case "auth/account-exists-with-different-credential":
      return problem(409, "conflict", "this address has an account already", "email", "Sign in.");
    case "auth/invalid-email":
      return problem(
        422,
        "invalid",
        "this is no e-mail address",
        "email",
        "Write one such as you@example.com.",
      );
    case "auth/weak-password":
    case "auth/password-does-not-meet-requirements":
      return problem(422, "invalid", "this password is guessed too easily", "password");
    case "auth/too-many-requests":
      return problem(
        429,
        "rate_limited",
        "too many tries in too short a time",
        "",
        "Wait a while.",
      );
    case "auth/user-disabled":
      return problem(403, "denied", "this account is suspended", "", "Ask an operator.");
    case "auth/network-request-failed":
      return new Unreachable(error);
    default:
      return error instanceof Error ? error : new Error(String(error));
  }
}

function problem(
  status: number,
  code: string,
  detail: string,
  field: string,
  remedy = "",
): ApiProblem {
  return new ApiProblem({
    type: "about:blank",
    title: "",
    status,
    detail,
    code,
    field,
    remedy,
    request_id: "",
    line: null,
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String((error as FirebaseError).code) : "";
}
