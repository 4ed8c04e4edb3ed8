import type { Locator, Page } from "@playwright/test";
import { accessible, expect, test } from "./fixtures";
import type { Account } from "./platform";
import { codeOf, wrongCodeOf } from "./totp";

const SECURITY = "/account?section=security";

test("a second factor is turned on, asked for, and turned off", async ({
  signedIn: page,
  account,
}) => {
  const { secret, codes } = await turnOn(page);
  await expect(part(page)).toContainText("10 recovery codes are left");
  expect(await page.content()).not.toContain(codes[0]);

  await signOut(page);
  await typePassword(page, account);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Enter your code");
  await accessible(page);
  const code = page.getByRole("textbox", { name: "Code of your app" });
  await expect(code).toBeFocused();
  await code.fill(wrongCodeOf(secret));
  await code.press("Enter");
  await expect(page.getByText(/This code does not hold/)).toBeVisible();
  await expect(code).toBeFocused();
  await accessible(page);
  // The code of this step was used to turn it on: that of the next one holds already.
  await code.fill(codeOf(secret, 1));
  await code.press("Enter");
  await expect(page.getByRole("button", { name: /^Account of/ })).toBeVisible();

  await signOut(page);
  await typePassword(page, account);
  await withRecovery(page.getByRole("main"), codes[0] ?? "");
  await expect(page.getByRole("button", { name: /^Account of/ })).toBeVisible();

  // Had the sign-in been longer ago, the platform would refuse: password and code are asked for.
  await page.goto("/account?section=data");
  let refusals = 2; // the second with a token that was renewed
  await page.route("**/v1/me/export", (route) =>
    refusals-- > 0 ? route.fulfill({ status: 401, json: TOO_LONG_AGO }) : route.continue(),
  );
  await page.getByRole("button", { name: "Prepare the export" }).click();
  const again = page.getByRole("dialog", { name: "Confirm it is you" });
  await again.locator("input[type=password]").fill(account.password);
  await again.getByRole("button", { name: "Confirm" }).click();
  await withRecovery(again, codes[1] ?? "");
  await expect(page.getByRole("link", { name: /^Download the export/ })).toBeVisible();

  await page.goto(SECURITY);
  await expect(part(page)).toContainText("8 recovery codes are left");
  await part(page).getByRole("button", { name: "Turn off" }).click();
  const off = page.getByRole("dialog", { name: "Turn off the second factor" });
  await accessible(page);
  await withRecovery(off, codes[0] ?? "");
  await expect(off).toContainText("This code does not hold"); // it was used
  await off.getByRole("textbox").fill(codes[2] ?? "");
  await off.getByRole("textbox").press("Enter");
  await expect(part(page).getByRole("button", { name: "Turn on" })).toBeVisible();

  await signOut(page);
  await typePassword(page, account);
  await expect(page.getByRole("button", { name: /^Account of/ })).toBeVisible();
  await page.goto("/account?section=audit");
  const log = page.getByRole("region", { name: "Entries" });
  await expect(log).toContainText("Second factor turned off");
  await expect(log).toContainText("Recovery code used");
  await expect(log).toContainText("Code of the second factor refused");
  await expect(log).toContainText("Second factor turned on");
});

test("another password asks for a code, and leaves one signed in", async ({
  signedIn: page,
  account,
}) => {
  const { secret } = await turnOn(page);
  const password = "four other words of rain";
  await page
    .getByRole("region", { name: "Password" })
    .locator("input[type=password]")
    .fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
  const dialog = page.getByRole("dialog", { name: "Enter your code" });
  await accessible(page);
  await dialog.getByRole("textbox", { name: "Code of your app" }).fill(codeOf(secret, 1));
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText(/every other session has ended/)).toBeVisible();
  await page.reload();
  await expect(part(page)).toContainText("On since");

  // And without a code one is led to the sign-in.
  await page
    .getByRole("region", { name: "Password" })
    .locator("input[type=password]")
    .fill(`${password}!`);
  await page.getByRole("button", { name: "Change password" }).click();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await typePassword(page, { ...account, password: `${password}!` });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Enter your code");
});

const TOO_LONG_AGO = {
  type: "about:blank",
  title: "Nobody known asks",
  status: 401,
  detail: "this needs a sign-in within the last 10 minutes",
  code: "unauthenticated",
  field: "Authorization",
  remedy: "Sign in again, then repeat the request.",
  request_id: "00000000",
};

function part(page: Page): Locator {
  return page.getByRole("region", { name: "Second factor" });
}

/** Turns the factor on, as with an app; returns its secret and the recovery codes. */
async function turnOn(page: Page): Promise<{ secret: string; codes: string[] }> {
  await page.goto(SECURITY);
  await part(page).getByRole("button", { name: "Turn on" }).click();
  const dialog = page.getByRole("dialog", { name: "Turn on the second factor" });
  await expect(dialog.getByRole("img", { name: "QR code of the secret" })).toBeVisible();
  await accessible(page);
  const secret = (
    (await dialog.getByLabel("The secret", { exact: true }).textContent()) ?? ""
  ).replaceAll(" ", "");
  const code = dialog.getByRole("textbox", { name: "Code of your app" });
  await code.fill(wrongCodeOf(secret));
  await code.press("Enter");
  await expect(dialog).toContainText("This code does not hold");
  await code.fill(codeOf(secret));
  await code.press("Enter");
  const shown = page.getByLabel("The ten codes");
  await expect(shown).toBeVisible();
  await accessible(page);
  const codes = ((await shown.textContent()) ?? "").split("\n");
  expect(new Set(codes).size).toBe(10);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toBe("hypertrade-recovery-codes.txt");
  await page.getByRole("button", { name: "I have stored them" }).click();
  await expect(shown).toHaveCount(0);
  return { secret, codes };
}

async function withRecovery(form: Locator, code: string): Promise<void> {
  await form.getByRole("button", { name: "Use a recovery code instead" }).click();
  const field = form.getByRole("textbox", { name: "Recovery code" });
  await field.fill(code);
  await field.press("Enter");
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}

async function typePassword(page: Page, account: Account): Promise<void> {
  await page.getByRole("textbox", { name: "E-mail" }).fill(account.email);
  await page.locator("input[name=password]").fill(account.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}
