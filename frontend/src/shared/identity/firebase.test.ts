import { beforeEach, describe, expect, it } from "vitest";
import { isProblem } from "../api/problem";
import { firebaseIdentity } from "./firebase";
import type { Identity } from "./types";

/** `VITE_FIREBASE_AUTH=127.0.0.1:9099`, where Firebase's Auth emulator listens. */
const EMULATOR: string | undefined = import.meta.env["VITE_FIREBASE_AUTH"];
const PASSWORD = "correct horse battery";

describe.skipIf(EMULATOR === undefined)("Firebase's accounts", () => {
  let identity: Identity;
  let email: string;

  beforeEach(async () => {
    identity = await firebaseIdentity(
      { api_key: "stand-in", auth_domain: EMULATOR ?? "", project_id: "demo-hypertrade" },
      crypto.randomUUID(),
    );
    email = `${crypto.randomUUID()}@example.org`;
  });

  it("are made, signed out of and into again", async () => {
    const made = await identity.signUp(email, PASSWORD, "Ada");
    expect(made.email).toBe(email);
    expect(identity.session()).toEqual(made);
    expect(identity.session()).toBe(identity.session());
    const token = await identity.token();
    const claims = JSON.parse(atob(token?.split(".")[1] ?? "")) as Record<string, unknown>;
    expect(claims).toMatchObject({ email, name: "Ada" });

    await identity.signOut();
    expect([identity.session(), await identity.token(), identity.expired()]).toEqual([
      null,
      null,
      false,
    ]);
    expect(await identity.signIn(email, PASSWORD)).toEqual(made);
    expect(await identity.renew()).toEqual(expect.any(String));
  });

  it("tell of every change", async () => {
    const seen: (string | undefined)[] = [];
    const leave = identity.subscribe(() => seen.push(identity.session()?.email));
    await identity.signUp(email, PASSWORD);
    await identity.signOut();
    leave();
    expect(seen).toContain(email);
    expect(seen.at(-1)).toBeUndefined();
  });

  it("refuse in the platform's own words", async () => {
    await identity.signUp(email, PASSWORD);
    const wrong = await identity.signIn(email, "wrong horse battery").catch((error) => error);
    expect(isProblem(wrong, "unauthenticated") && wrong.field).toBe("password");
    const twice = await identity.signUp(email, PASSWORD).catch((error) => error);
    expect(isProblem(twice, "conflict") && twice.field).toBe("email");
    const weak = await identity.signUp(`b${email}`, "abc").catch((error) => error);
    expect(isProblem(weak, "invalid") && weak.field).toBe("password");
  });
});
