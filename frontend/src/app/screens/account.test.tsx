import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { mockApi } from "../../../mock/server";
import { patient } from "../../shared/testing/patience";
import { signedIn, traderOf } from "../../shared/testing/signedIn";
import { open } from "../testing/open";

patient();
const api = mockApi();
beforeEach(async () => {
  await signedIn(api.database);
});

describe("API keys", () => {
  it("are shown once, and never again", async () => {
    const user = await open("/account?section=keys");
    await user.click(await screen.findByRole("button", { name: "New API key" }));
    const dialog = await screen.findByRole("dialog");
    await user.type(within(dialog).getByLabelText(/^Name/), "notebook");
    await user.click(within(dialog).getByRole("button", { name: "Create key" }));

    const text = (await screen.findByLabelText("The key's text")).textContent;
    expect(text).toMatch(/^ht_\w{32}$/);
    await user.click(screen.getByRole("button", { name: "I have stored it" }));
    const row = await screen.findByRole("row", { name: /notebook/ });
    expect(within(row).getByText(`…${text.slice(-4)}`)).toBeTruthy();
    await waitFor(() => expect(document.body.textContent).not.toContain(text));
  });

  it("need a name, and nothing is asked for without one", async () => {
    const user = await open("/account?section=keys");
    await user.click(await screen.findByRole("button", { name: "New API key" }));
    const dialog = await screen.findByRole("dialog");
    await user.type(within(dialog).getByLabelText(/^Name/), "  ");
    await user.click(within(dialog).getByRole("button", { name: "Create key" }));

    expect(await within(dialog).findByText("Give the key a name.")).toBeTruthy();
    expect(traderOf(api.database).keys).toHaveLength(0);
  });
});
