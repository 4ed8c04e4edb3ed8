import { on, Refusal } from "../answers";
import { type Account, APP_CODE, newId, now } from "../database";
import { note } from "./account";

const CODES = 10;
const WRONG = {
  detail: "this code does not hold",
  field: "code",
  remedy: "Take the one that the app shows now, for each holds once; or a recovery code.",
};

/** Uses a code up; whether it held. A code of the app holds again and again here. */
function holds({ factor }: Account, code: string): boolean {
  if (code === APP_CODE) {
    return true;
  }
  const at = factor?.recovery.indexOf(code) ?? -1;
  return at >= 0 && factor?.recovery.splice(at, 1).length === 1;
}

/** Lets somebody whose password was right in, by a code where a factor is on. */
export function checkFactor(account: Account, code: string): void {
  if (account.factor?.since == null) {
    return;
  }
  if (code === "") {
    throw new Refusal("signIn", {
      ...{ code: "second_factor_required", field: "code" },
      detail: "a second factor guards this account",
      remedy: "Send the code that the app shows, or a recovery code.",
    });
  }
  if (!holds(account, code)) {
    note(account, "factor.refused");
    throw new Refusal("signIn", WRONG);
  }
}

function prove(account: Account, code: string): void {
  if (account.factor?.since == null) {
    throw conflict("no second factor is on");
  }
  if (!holds(account, code)) {
    throw new Refusal("invalid", WRONG);
  }
}

const conflict = (detail: string) =>
  new Refusal("over", { detail, field: "second_factor", remedy: "Look at it again." });

const newCodes = () =>
  Array.from({ length: CODES }, () =>
    newId()
      .slice(0, 16)
      .replaceAll(/.{4}(?=.)/g, "$&-"),
  );

export const factor = [
  on("get", "/v1/me/second-factor", ({ account: { factor } }) => ({
    status: 200,
    body: {
      available: true,
      enabled: factor?.since != null,
      since: factor?.since ?? null,
      recovery_left: factor?.recovery.length ?? 0,
    },
  })),
  on("post", "/v1/me/second-factor", ({ account }) => {
    if (account.factor?.since != null) {
      throw conflict("a second factor is on");
    }
    const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    account.factor = { secret, since: null, recovery: [] };
    const email = encodeURIComponent(account.profile.email);
    const uri = `otpauth://totp/HyperTrade:${email}?secret=${secret}&issuer=HyperTrade`;
    return { status: 201, body: { secret, uri } };
  }),
  on("post", "/v1/me/second-factor/confirm", ({ account, body }) => {
    if (account.factor === null || account.factor.since !== null) {
      throw conflict("no second factor was begun");
    }
    if (body.code !== APP_CODE) {
      throw new Refusal("invalid", WRONG);
    }
    account.factor = { ...account.factor, since: now(), recovery: newCodes() };
    note(account, "factor.on");
    return { status: 200, body: { recovery_codes: [...account.factor.recovery] } };
  }),
  on("post", "/v1/me/second-factor/recovery-codes", ({ account, body }) => {
    prove(account, body.code);
    const recovery = newCodes();
    account.factor = account.factor === null ? null : { ...account.factor, recovery };
    note(account, "factor.recovery_renewed");
    return { status: 200, body: { recovery_codes: [...recovery] } };
  }),
  on("delete", "/v1/me/second-factor", ({ account, body }) => {
    prove(account, body.code);
    account.factor = null;
    note(account, "factor.off");
    return { status: 204, body: null };
  }),
];
