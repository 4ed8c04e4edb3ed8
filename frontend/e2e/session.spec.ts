import { bearer, signIn } from "./account";
import { signUpInForm } from "./acts";
import { accessible, expect, test } from "./fixtures";
import { newStrategy } from "./made";

test("an API key is made and used", async ({ signedIn: page, request }) => {
  await page.goto("/account?section=keys");
  await page.getByRole("button", { name: "New API key" }).click();
  const dialog = page.getByRole("dialog", { name: "New API key" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("a notebook");
  await dialog.getByRole("button", { name: "Create key" }).click();
  const text = page.getByRole("dialog", { name: "Your new key" }).getByLabel("The key's text");
  await expect(text).toHaveText(/^ht_/);
  const key = (await text.textContent()) ?? "";
  await accessible(page);
  await page.getByRole("button", { name: "I have stored it" }).click();
  await expect(page.getByRole("row", { name: /a notebook/ })).toContainText("Never used");
  expect(await page.content()).not.toContain(key);

  const headers = { Authorization: `Bearer ${key}` };
  expect((await request.get("/v1/strategies", { headers })).status()).toBe(200);
  const refused = await request.post("/v1/strategies", { headers, data: { words: "Buy." } });
  expect(refused.status(), "a key may do what its scopes say").toBe(403);

  await page.getByRole("button", { name: "Revoke a notebook" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("row", { name: /a notebook/ })).toContainText("Revoked");
  await expect
    .poll(async () => (await request.get("/v1/strategies", { headers })).status())
    .toBe(401);
});

test("signing out ends the session in every tab", async ({ page, context }) => {
  const email = await signUpInForm(page);
  const other = await context.newPage();
  await other.goto("/runs");
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Runs");

  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out", exact: true }).click();
  for (const tab of [page, other]) {
    await expect(tab).toHaveURL(/\/sign-in/);
    await expect(tab.getByRole("heading", { name: "Sign in" })).toBeVisible();
  }
  expect(await page.evaluate(() => localStorage.getItem("hypertrade.session"))).toBeNull();

  // And back in, with the password that was chosen.
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.locator("input[name=password]").fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("form", { name: "Sign in" })).toContainText(/password/i);
  await page.locator("input[name=password]").fill("rain falls on quiet hills");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("button", { name: /^Account of/ })).toBeVisible();
});

test("a session that has ended leads to the sign-in and back to the same address", async ({
  signedIn: page,
  account,
  request,
}) => {
  const strategy = await newStrategy(request, account);
  const address = `/strategies/${strategy}?view=words&pane=setup`;
  await page.goto(address);
  await expect(page.getByRole("tab", { name: "Setup" })).toHaveAttribute("aria-selected", "true");

  // On another device all sessions are ended: this page learns of it by its next request.
  const elsewhere = await signIn(request, account);
  const ended = await request.post("/v1/auth/sign-out", { headers: bearer(elsewhere) });
  expect(ended.ok(), await ended.text()).toBe(true);
  await expect.poll(() => holds(account.token)).toBe(false);
  // What the page asks by itself may come before what somebody does.
  await Promise.race([
    page.getByRole("tab", { name: "Versions" }).click(),
    page.waitForURL(/\/sign-in/),
  ]);
  await expect(page.getByText("Your session has ended.", { exact: false })).toBeVisible();
  await accessible(page);
  await page.getByRole("textbox", { name: "E-mail" }).fill(account.email);
  await page.locator("input[name=password]").fill(account.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/strategies/${strategy}\\?.*view=words`));
  await expect(page.getByRole("tab", { name: "Words" })).toHaveAttribute("aria-selected", "true");

  /** Each process of the API keeps for seconds that a token holds: whether any of them does. */
  async function holds(token: string): Promise<boolean> {
    const headers = { Authorization: `Bearer ${token}` };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => request.get("/v1/me", { headers })),
    );
    return answers.some((answer) => answer.ok());
  }
});
