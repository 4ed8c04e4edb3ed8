import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { TRADER } from "../../../mock/database";
import { mockApi } from "../../../mock/server";
import { patient } from "../../shared/testing/patience";
import { address, open } from "../testing/open";

patient();
mockApi();

describe("signing in", () => {
  it("says at its field why it was refused, and goes there", async () => {
    const user = await open("/sign-in");
    await user.type(await screen.findByLabelText(/^E-mail/), TRADER.email);
    await user.type(screen.getByLabelText(/^Password/), "not this one");
    await user.click(screen.getByRole("button", { name: "Sign in" }));

    const password = screen.getByLabelText(/^Password/);
    await waitFor(() => expect(password.getAttribute("aria-invalid")).toBe("true"));
    expect(screen.getByText(/No account has this address and this password/)).toBeTruthy();
    expect(document.activeElement).toBe(password);
    expect(address()).toBe("/sign-in");
  });

  it("leads to the page that was asked for", async () => {
    const user = await open("/runs?state=failed");
    await user.type(await screen.findByLabelText(/^E-mail/), TRADER.email);
    await user.type(screen.getByLabelText(/^Password/), TRADER.password);
    await user.click(screen.getByRole("button", { name: "Sign in" }));

    expect(await screen.findByRole("heading", { level: 1, name: "Runs" })).toBeTruthy();
    expect(address()).toBe("/runs?state=failed");
  });

  it("tells who has an account already, at the address", async () => {
    const user = await open("/sign-up");
    await user.type(await screen.findByLabelText(/^E-mail/), TRADER.email);
    await user.type(screen.getByLabelText(/^Password/), "four other words here");
    await user.click(screen.getByRole("button", { name: "Create account" }));

    expect(await screen.findByText(/This address has an account/)).toBeTruthy();
    expect(screen.getByLabelText(/^E-mail/).getAttribute("aria-invalid")).toBe("true");
  });
});
