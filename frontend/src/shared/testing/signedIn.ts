import type { Account, Database } from "../../../mock/database";
import { TRADER } from "../../../mock/database";
import { embeddedIdentity } from "../identity/embedded";
import { takeTokensFrom } from "../identity/token";
import type { Identity } from "../identity/types";

/** Signs the recorded trader in, or whoever has an account, as a tab that was open before is. */
export async function signedIn(database: Database, who = TRADER): Promise<Identity> {
  const identity = embeddedIdentity();
  takeTokensFrom(identity);
  if (!database.accounts.has(who.email)) {
    database.join(who.email, who.password, "");
  }
  await identity.signIn(who.email, who.password);
  return identity;
}

/** What the mock API holds of the recorded trader. */
export function traderOf(database: Database): Account {
  const account = database.accounts.get(TRADER.email);
  if (account === undefined) {
    throw new Error("the mock database has lost its trader");
  }
  return account;
}
