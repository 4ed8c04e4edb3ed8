import type { components } from "../api/schema";
import { embeddedIdentity } from "./embedded";
import { takeTokensFrom } from "./token";
import type { Identity } from "./types";

type Project = components["schemas"]["FirebaseProject"];

/** The project last heard of, so that the application starts without a network too. */
const KEPT = "hypertrade.firebase";

/** The identity that this platform keeps: Firebase where it names a project, else its own. */
export async function chooseIdentity(): Promise<Identity> {
  const project = await projectOf();
  const identity =
    project === null
      ? embeddedIdentity()
      : await (await import("./firebase")).firebaseIdentity(project);
  takeTokensFrom(identity);
  return identity;
}

async function projectOf(): Promise<Project | null> {
  try {
    const response = await fetch("/v1/auth/providers");
    if (response.ok) {
      const { firebase } = (await response.json()) as components["schemas"]["Providers"];
      localStorage.setItem(KEPT, JSON.stringify(firebase ?? null));
    }
  } catch {
    // Nobody answers now: what was heard last still holds.
  }
  return JSON.parse(localStorage.getItem(KEPT) ?? "null") as Project | null;
}
