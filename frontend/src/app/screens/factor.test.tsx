import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, describe, expect, it } from "vitest";
import { refused } from "../../../mock/answers";
import { APP_CODE, TRADER } from "../../../mock/database";
import { recorded } from "../../../mock/recorded";
import { mockApi } from "../../../mock/server";
import { patient } from "../../shared/testing/patience";
import { signedIn, traderOf } from "../../shared/testing/signedIn";
import { address, open } from "../testing/open";

patient();
const api = mockApi();
const SECURITY = "/account?section=security";
const RECOVERY = ["aaaa-bbbb-cccc-dddd", "eeee-ffff-gggg-hhhh"];

function turnOn(): void {
  const since = "2026-03-01T12:00:00Z";
  traderOf(api.database).factor = { secret: "GEZDGNBV", since, recovery: [...RECOVERY] };
}

async function enter(user: UserEvent, within_: HTMLElement, code: string): Promise<void> {
  const field = await within(within_).findByRole("textbox", { name: /code/i });
  await user.clear(field);
  await user.type(field, `${code}{Enter}`);
}

describe("signing in with a second factor", () => {
  beforeEach(turnOn);

  async function withPassword(): Promise<UserEvent> {
    const user = await open("/sign-in?back=/runs");
    await user.type(await screen.findByLabelText(/^E-mail/), TRADER.email);
    await user.type(screen.getByLabelText(/^Password/), `${TRADER.password}{Enter}`);
    await screen.findByRole("heading", { level: 1, name: "Enter your code" });
    return user;
  }

  it("asks for a code in a second step, and leads on with it", async () => {
    const user = await withPassword();
    const field = screen.getByRole("textbox", { name: /^Code of your app/ });
    expect(document.activeElement).toBe(field);
    expect(field.getAttribute("autocomplete")).toBe("one-time-code");
    expect(field.getAttribute("inputmode")).toBe("numeric");
    await user.type(field, `${APP_CODE}{Enter}`);
    expect(await screen.findByRole("heading", { level: 1, name: "Runs" })).toBeTruthy();
  });

  it("says at the field that a code does not hold, and goes back there", async () => {
    const user = await withPassword();
    await user.type(screen.getByRole("textbox", { name: /^Code of your app/ }), "000000{Enter}");
    const field = screen.getByRole("textbox", { name: /^Code of your app/ });
    await waitFor(() => expect(field.getAttribute("aria-invalid")).toBe("true"));
    expect(screen.getByText(/This code does not hold/)).toBeTruthy();
    expect(document.activeElement).toBe(field);
    expect(address()).toContain("/sign-in");
  });

  it("takes a recovery code, with letters to be typed", async () => {
    const user = await withPassword();
    await user.click(screen.getByRole("button", { name: "Use a recovery code instead" }));
    const field = screen.getByRole("textbox", { name: /^Recovery code/ });
    expect(document.activeElement).toBe(field);
    expect(field.getAttribute("inputmode")).toBe("text");
    await user.type(field, `${RECOVERY[0]}{Enter}`);
    expect(await screen.findByRole("heading", { level: 1, name: "Runs" })).toBeTruthy();
    expect(traderOf(api.database).factor?.recovery).toEqual([RECOVERY[1]]);
  });

  it("goes back to the password, which is still there", async () => {
    const user = await withPassword();
    await user.click(screen.getByRole("button", { name: "Back" }));
    const password = screen.getByLabelText(/^Password/);
    expect(document.activeElement).toBe(password);
    expect((password as HTMLInputElement).value).toBe(TRADER.password);
    expect((screen.getByLabelText(/^E-mail/) as HTMLInputElement).value).toBe(TRADER.email);
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("the second factor in Security", () => {
  beforeEach(async () => {
    await signedIn(api.database);
  });

  const part = () => screen.findByRole("region", { name: "Second factor" });

  it("is turned on by the first code, and shows recovery codes once", async () => {
    const user = await open(SECURITY);
    await user.click(await within(await part()).findByRole("button", { name: "Turn on" }));
    const dialog = await screen.findByRole("dialog", { name: "Turn on the second factor" });
    expect(within(dialog).getByRole("img", { name: "QR code of the secret" })).toBeTruthy();
    const secret = traderOf(api.database).factor?.secret ?? "";
    const shown = within(dialog).getByLabelText("The secret").textContent ?? "";
    expect(shown.replaceAll(" ", "")).toBe(secret);
    expect(
      within(dialog)
        .getByRole("link", { name: /Open in an app/ })
        .getAttribute("href"),
    ).toContain(`otpauth://totp/HyperTrade:`);

    await enter(user, dialog, "000000");
    expect(await within(dialog).findByText(/This code does not hold/)).toBeTruthy();
    await enter(user, dialog, APP_CODE);
    const codes = (await screen.findByLabelText("The ten codes")).textContent ?? "";
    expect(codes.split("\n")).toEqual(traderOf(api.database).factor?.recovery);
    expect(codes.split("\n")).toHaveLength(10);
    expect(document.body.textContent).not.toContain(shown);
    await user.click(screen.getByRole("button", { name: "I have stored them" }));
    await waitFor(() => expect(document.body.textContent).not.toContain(codes.slice(0, 19)));
    expect(await within(await part()).findByText(/10 recovery codes are left/)).toBeTruthy();
  });

  it("gives new recovery codes for a code", async () => {
    turnOn();
    const user = await open(SECURITY);
    expect(await within(await part()).findByText(/Get new ones/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "New recovery codes" }));
    await enter(user, await screen.findByRole("dialog"), APP_CODE);
    const codes = (await screen.findByLabelText("The ten codes")).textContent ?? "";
    expect(codes).not.toContain(RECOVERY[0]);
    expect(codes.split("\n")).toHaveLength(10);
  });

  it("is turned off by a recovery code", async () => {
    turnOn();
    const user = await open(SECURITY);
    await user.click(await within(await part()).findByRole("button", { name: "Turn off" }));
    const dialog = await screen.findByRole("dialog", { name: "Turn off the second factor" });
    await user.click(within(dialog).getByRole("button", { name: /Use a recovery code/ }));
    await enter(user, dialog, RECOVERY[0] ?? "");
    expect(await within(await part()).findByRole("button", { name: "Turn on" })).toBeTruthy();
    expect(traderOf(api.database).factor).toBeNull();
  });

  it("says where the password is not kept here", async () => {
    api.server.use(
      http.get("*/v1/me/second-factor", () =>
        HttpResponse.json({ available: false, enabled: false, since: null, recovery_left: 0 }),
      ),
    );
    await open(SECURITY);
    expect(await within(await part()).findByText(/not kept here/)).toBeTruthy();
    expect(within(await part()).queryByRole("button")).toBeNull();
  });

  it("is asked for where a sign-in must be renewed", async () => {
    turnOn();
    let tooOld = true;
    api.server.use(
      http.delete("*/v1/me/second-factor", () => {
        if (tooOld) {
          return refused(recorded.problems.unauthenticated);
        }
        traderOf(api.database).factor = null;
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const user = await open(SECURITY);
    await user.click(await within(await part()).findByRole("button", { name: "Turn off" }));
    await enter(user, await screen.findByRole("dialog"), APP_CODE);
    const again = await screen.findByRole("dialog", { name: "Confirm it is you" });
    await user.type(within(again).getByLabelText(/^Password/), `${TRADER.password}{Enter}`);
    await within(again).findByRole("textbox", { name: /^Code of your app/ });
    tooOld = false;
    await enter(user, again, APP_CODE);
    expect(await within(await part()).findByRole("button", { name: "Turn on" })).toBeTruthy();
  });
});

describe("another password with a second factor on", () => {
  const OTHER = "five other words of paper";
  beforeEach(async () => {
    await signedIn(api.database);
    turnOn();
    api.server.use(
      http.post("*/v1/auth/password", () => {
        traderOf(api.database).password = OTHER;
        return new HttpResponse(null, { status: 204 });
      }),
    );
  });

  async function change(): Promise<[UserEvent, HTMLElement]> {
    const user = await open(SECURITY);
    await user.type(await screen.findByLabelText(/^New password/), `${OTHER}{Enter}`);
    return [user, await screen.findByRole("dialog", { name: "Enter your code" })];
  }

  it("takes a code, and one stays signed in", async () => {
    const [user, dialog] = await change();
    await enter(user, dialog, APP_CODE);
    expect(await screen.findByText(/every other session has ended/)).toBeTruthy();
    expect(address()).toBe(SECURITY);
  });

  it("ends in the sign-in without a code", async () => {
    const [user, dialog] = await change();
    await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Sign in" })).toBeTruthy();
    expect(await screen.findByText(/Sign in with it/)).toBeTruthy();
  });
});
