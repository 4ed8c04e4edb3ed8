import { render } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { chooseIdentity } from "../../shared/identity/choose";
import { Application } from "../Application";

/** Opens the whole application at an address, as a browser tab does; returns who uses it. */
export async function open(address: string): Promise<UserEvent> {
  globalThis.history.replaceState(null, "", address);
  const identity = await chooseIdentity();
  render(<Application identity={identity} />);
  return userEvent.setup();
}

/** Where the tab is now. */
export function address(): string {
  return `${globalThis.location.pathname}${globalThis.location.search}`;
}
