import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, describe, expect, it } from "vitest";
import type { KeptChannel } from "../../../mock/channels";
import { newId, now, TRADER } from "../../../mock/database";
import { recorded, type Schemas } from "../../../mock/recorded";
import { mockApi } from "../../../mock/server";
import { patient } from "../../shared/testing/patience";
import { signedIn, traderOf } from "../../shared/testing/signedIn";
import { open } from "../testing/open";

patient();
const api = mockApi();
beforeEach(async () => {
  await signedIn(api.database);
});

const ADDRESS = "/account?section=notifications";

/** Puts a channel into the database, by default a webhook that is on. */
function given(view: Partial<Schemas["ChannelView"]> = {}): KeptChannel {
  const kept: KeptChannel = {
    view: {
      ...{ id: newId(), kind: "webhook", name: "My server", target: "https://hooks.example.org/" },
      ...{ events: ["run.succeeded"], state: "on", problem: null, last: null },
      ...{ created: now(), changed: now() },
      ...view,
    },
    ...{ revision: 1, code: null, tested: null },
  };
  traderOf(api.database).channels.push(kept);
  return kept;
}

function channels(): KeptChannel[] {
  return traderOf(api.database).channels;
}

async function card(name: string): Promise<HTMLElement> {
  const list = await screen.findByRole("list", { name: "Your channels" });
  const heading = await within(list).findByRole("heading", { name });
  return heading.closest("li") as HTMLElement;
}

/** Asks for a webhook in the form. */
async function askFor(user: UserEvent, dialog: HTMLElement, url: string): Promise<void> {
  await user.type(within(dialog).getByLabelText(/^URL/), url);
  await user.type(within(dialog).getByLabelText(/^Name/), "My server");
  await user.click(within(dialog).getByRole("button", { name: "Add" }));
}

/** Opens the form for a channel, and chooses its kind. */
async function form(user: UserEvent, kind: string): Promise<HTMLElement> {
  await user.click(await screen.findByRole("button", { name: "New channel" }));
  const dialog = await screen.findByRole("dialog", { name: "New channel" });
  await user.click(await within(dialog).findByRole("radio", { name: kind }));
  return dialog;
}

describe("the channels", () => {
  it("invite to the first", async () => {
    await open(ADDRESS);
    expect(await screen.findByRole("heading", { name: "No channels yet" })).toBeTruthy();
    expect(screen.queryByRole("list", { name: "Your channels" })).toBeNull();
  });

  it("say where each leads, what it tells and how that went", async () => {
    given({
      ...{ name: "Ada", kind: "email", target: "ada@example.org", state: "unconfirmed" },
      events: ["account.security"],
    });
    const at = "2026-01-31T12:00:00Z";
    given({
      problem: "the server answered 500",
      last: {
        ...{ at, event: "run.succeeded", outcome: "retrying", detail: "the server answered 500" },
      },
    });
    await open(ADDRESS);

    const [ada, server] = [await card("Ada"), await card("My server")];
    expect(within(ada).getByText("Not confirmed")).toBeTruthy();
    expect(ada.textContent).toContain("Security of the account");
    expect(within(ada).getByRole("button", { name: "Enter the code of Ada" })).toBeTruthy();
    expect(within(ada).queryByRole("button", { name: /^Send a test/ })).toBeNull();
    expect(within(server).getByText("On")).toBeTruthy();
    expect(within(server).getByRole("status").textContent).toMatch(
      /^Not delivered yet, tried again by itself: A run succeeded, Jan 31, 2026/,
    );
    expect(within(server).getByRole("note").textContent).toContain("The server answered 500.");
  });

  it("tell what the platform refuses, and ask again", async () => {
    const refusal = { ...recorded.problems.unauthenticated, status: 403, detail: "not today" };
    api.server.use(
      http.get("*/v1/me/channels", () => HttpResponse.json(refusal, { status: 403 }), {
        once: true,
      }),
    );
    given();
    const user = await open(ADDRESS);
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("Not today.");
    await user.click(within(alert).getByRole("button", { name: "Try again" }));
    expect(await card("My server")).toBeTruthy();
  });
});

describe("a new channel", () => {
  it("to a webhook has a secret, shown once and never again", async () => {
    const user = await open(ADDRESS);
    const dialog = await form(user, "Webhook");
    await user.click(within(dialog).getByRole("checkbox", { name: "Security of the account" }));
    await askFor(user, dialog, "https://hooks.example.org/in?key=abc");

    const secret = (await screen.findByLabelText("The signing secret")).textContent;
    expect(secret).toMatch(/^whsec_/);
    await user.click(screen.getByRole("button", { name: "I have stored it" }));
    expect((await card("My server")).textContent).toContain("https://hooks.example.org/in");
    await waitFor(() => expect(document.body.textContent).not.toContain(secret));
    expect(document.body.textContent).not.toContain("abc");
    expect(channels()[0]?.view.events).toEqual(["run.succeeded", "run.failed", "account.security"]);
  });

  it("to an address is on once the code that was sent there is entered", async () => {
    const user = await open(ADDRESS);
    const dialog = await form(user, "E-mail");
    const address = within(dialog).getByLabelText<HTMLInputElement>(/^Address/);
    expect(address.value, "one's own is offered").toBe(recorded.me.email);
    await user.clear(address);
    await user.type(address, "ada@example.org");
    await user.type(within(dialog).getByLabelText(/^Name/), "Ada");
    await user.click(within(dialog).getByRole("button", { name: "Add" }));

    const step = await screen.findByRole("dialog", { name: "Confirm Ada" });
    const code = within(step).getByLabelText(/^Code/);
    await waitFor(() => expect(document.activeElement).toBe(code));
    await user.type(code, "12{Enter}");
    expect(await within(step).findByText("Write the six digits of the code.")).toBeTruthy();
    const sent = channels()[0]?.code ?? "";
    await user.clear(code);
    await user.type(code, `${sent === "000000" ? "000001" : "000000"}{Enter}`);
    expect(await within(step).findByText(/^This is not the code that was sent\./)).toBeTruthy();

    await user.click(within(step).getByRole("button", { name: "Send another code" }));
    expect(await within(step).findByText(/^Another code is on its way/)).toBeTruthy();
    const digits = channels()[0]?.code ?? "";
    await user.type(code, `${digits.slice(0, 3)} ${digits.slice(3)}{Enter}`);
    await waitFor(async () => expect((await card("Ada")).textContent).toContain("On"));
    expect(channels()[0]?.view.state).toBe("on");
  });

  it("to a chat may be confirmed later", async () => {
    api.database.lacking.clear();
    const user = await open(ADDRESS);
    const dialog = await form(user, "Telegram");
    await user.type(within(dialog).getByLabelText(/^Chat id/), "my chat");
    await user.type(within(dialog).getByLabelText(/^Name/), "Phone");
    await user.click(within(dialog).getByRole("button", { name: "Add" }));
    expect(await within(dialog).findByText(/^Write the chat's id/)).toBeTruthy();
    await user.clear(within(dialog).getByLabelText(/^Chat id/));
    await user.type(within(dialog).getByLabelText(/^Chat id/), "-100123");
    await user.click(within(dialog).getByRole("button", { name: "Add" }));

    const step = await screen.findByRole("dialog", { name: "Confirm Phone" });
    await user.click(within(step).getByRole("button", { name: "Later" }));
    await user.click(await screen.findByRole("button", { name: "Enter the code of Phone" }));
    const again = await screen.findByRole("dialog", { name: "Confirm Phone" });
    await user.type(within(again).getByLabelText(/^Code/), `${channels()[0]?.code}{Enter}`);
    await waitFor(() => expect(channels()[0]?.view.state).toBe("on"));
  });

  it("asks for the password again where the sign-in is long ago, and is made then", async () => {
    let proven = false;
    api.server.use(
      http.post("*/v1/auth/sign-in", () => {
        proven = true; // and on to the handler that signs in
      }),
      http.post("*/v1/me/channels", () =>
        proven ? undefined : HttpResponse.json(recorded.problems.unauthenticated, { status: 401 }),
      ),
    );
    const user = await open(ADDRESS);
    const dialog = await form(user, "Webhook");
    await askFor(user, dialog, "https://hooks.example.org/in");

    await user.type(await screen.findByLabelText(/^Password/), `${TRADER.password}{Enter}`);
    expect(await screen.findByLabelText("The signing secret")).toBeTruthy();
    expect(channels()).toHaveLength(1);
  });

  it("by what is not set up cannot be had, and says what is missing", async () => {
    const user = await open(ADDRESS);
    await user.click(await screen.findByRole("button", { name: "New channel" }));
    const telegram = await screen.findByRole<HTMLInputElement>("radio", { name: "Telegram" });
    expect(telegram.disabled).toBe(true);
    expect(screen.getByText(/HYPERTRADE_TELEGRAM_TOKEN/)).toBeTruthy();
  });

  it("needs a whole address, a name and an event, and asks for nothing without", async () => {
    const user = await open(ADDRESS);
    const dialog = await form(user, "Webhook");
    await user.type(within(dialog).getByLabelText(/^URL/), "hooks.example.org");
    for (const name of ["A run succeeded", "A run failed"]) {
      await user.click(within(dialog).getByRole("checkbox", { name }));
    }
    await user.click(within(dialog).getByRole("button", { name: "Add" }));

    const url = within(dialog).getByLabelText(/^URL/);
    await waitFor(() => expect(document.activeElement).toBe(url));
    expect(within(dialog).getByText(/^Write the whole address/)).toBeTruthy();
    expect(within(dialog).getByText("Give it a name.")).toBeTruthy();
    expect(within(dialog).getByText("Choose at least one.")).toBeTruthy();
    expect(channels()).toHaveLength(0);
  });

  it("says at the address why the platform refuses it, and goes there", async () => {
    const user = await open(ADDRESS);
    const dialog = await form(user, "Webhook");
    await askFor(user, dialog, "http://hooks.example.org");

    const url = within(dialog).getByLabelText(/^URL/);
    await waitFor(() => expect(url.getAttribute("aria-invalid")).toBe("true"));
    expect(within(dialog).getByText(/^A webhook is reached by https\. Write one/)).toBeTruthy();
    expect(document.activeElement).toBe(url);
  });
});

describe("a channel", () => {
  it("is tried, and says how that went", async () => {
    api.database.stepMs = 300;
    given({ last: { at: now(), event: "run.failed", outcome: "delivered", detail: null } });
    given({ name: "Lost", target: "https://lost.invalid/" });
    const user = await open(ADDRESS);
    const told = async (name: string) => within(await card(name)).getByRole("status").textContent;
    await card("Lost");
    await user.click(screen.getByRole("button", { name: "Send a test to My server" }));
    await user.click(screen.getByRole("button", { name: "Send a test to Lost" }));

    await waitFor(async () => expect(await told("Lost")).toMatch(/^A test message is on its way/));
    await waitFor(async () => expect(await told("Lost")).toMatch(/^Not delivered: Test message/));
    await waitFor(async () => expect(await told("My server")).toMatch(/^Delivered: Test message/));
    expect(within(await card("Lost")).getByRole("note").textContent).toContain(
      "The name of the host is not known. Set that right, then send a test.",
    );
  });

  it("is turned off and on, whatever else was changed of it", async () => {
    const kept = given();
    const user = await open(ADDRESS);
    await card("My server");
    kept.revision = 7;
    await user.click(screen.getByRole("button", { name: "Turn off My server" }));
    const on = await screen.findByRole("button", { name: "Turn on My server" });
    expect(kept.view.state).toBe("off");
    await user.click(screen.getByRole("button", { name: "Send a test to My server" }));
    await waitFor(() => expect(kept.tested).not.toBeNull());
    await user.click(on);
    await waitFor(() => expect(kept.view.state).toBe("on"));
  });

  it("is changed on what stands there now", async () => {
    const kept = given();
    const user = await open(ADDRESS);
    await user.click(await screen.findByRole("button", { name: "Edit My server" }));
    const dialog = await screen.findByRole("dialog", { name: "Edit My server" });
    const name = await within(dialog).findByLabelText(/^Name/);
    kept.revision += 1; // another tab was first
    await user.clear(name);
    await user.type(name, "Server");
    await user.click(within(dialog).getByRole("checkbox", { name: "A run failed" }));
    await user.click(within(dialog).getByRole("button", { name: "Save" }));
    expect((await within(dialog).findByRole("alert")).textContent).toContain("changed elsewhere");
    expect(kept.view.name).toBe("My server");

    await user.click(within(dialog).getByRole("button", { name: "Save" }));
    expect((await card("Server")).textContent).toContain("A run succeeded · A run failed");
    expect(kept.view.events).toEqual(["run.succeeded", "run.failed"]);
  });

  it("goes once that was confirmed, and the focus to the next thing to do", async () => {
    given();
    const user = await open(ADDRESS);
    await user.click(await screen.findByRole("button", { name: "Remove My server" }));
    const dialog = await screen.findByRole("dialog", { name: "Remove My server" });
    expect(channels()).toHaveLength(1);
    await user.click(within(dialog).getByRole("button", { name: "Remove" }));

    expect(await screen.findByRole("heading", { name: "No channels yet" })).toBeTruthy();
    expect(channels()).toHaveLength(0);
    const add = screen.getByRole("button", { name: "New channel" });
    await waitFor(() => expect(document.activeElement).toBe(add));
  });
});
