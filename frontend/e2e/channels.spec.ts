import type { Locator, Page } from "@playwright/test";
import { LONG } from "./acts";
import { accessible, expect, fits, test } from "./fixtures";
import { finishedBacktest } from "./made";
import { mailTo } from "./mail";
import { Receiver, signatureOf } from "./receiver";

const ADDRESS = "/account?section=notifications";

/** Opens the form for a channel, and chooses its kind. */
async function form(page: Page, kind: string): Promise<Locator> {
  await page.goto(ADDRESS);
  await page.getByRole("button", { name: "New channel" }).click();
  const dialog = page.getByRole("dialog", { name: "New channel" });
  await dialog.getByRole("radio", { name: kind }).check();
  return dialog;
}

function card(page: Page, name: string): Locator {
  const list = page.getByRole("list", { name: "Your channels" });
  return list.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });
}

test("a webhook is added, tried, and told of a run", async ({
  signedIn: page,
  account,
  request,
}) => {
  const receiver = await Receiver.start();
  try {
    const dialog = await form(page, "Webhook");
    await dialog.getByRole("textbox", { name: "URL" }).fill("ftp://127.0.0.1/in");
    await dialog.getByRole("textbox", { name: "Name" }).fill("My server");
    await dialog.getByRole("button", { name: "Add" }).click();
    await expect(dialog.getByText(/^Write the whole address/)).toBeVisible();
    await accessible(page);
    await dialog.getByRole("textbox", { name: "URL" }).fill(`${receiver.url}/in?key=hidden`);
    await dialog.getByRole("button", { name: "Add" }).click();

    const shown = page.getByLabel("The signing secret");
    await expect(shown).toHaveText(/^whsec_/);
    const secret = (await shown.textContent()) ?? "";
    await accessible(page);
    await page.getByRole("button", { name: "I have stored it" }).click();
    await expect(card(page, "My server")).toContainText(`${receiver.url}/in?…`);
    await expect(page.getByRole("button", { name: "New channel" })).toBeFocused();
    expect(await page.content()).not.toContain(secret);

    await card(page, "My server")
      .getByRole("button", { name: /^Send a test/ })
      .click();
    const outcome = card(page, "My server").getByRole("status");
    await expect(outcome).toContainText("Delivered: Test message", LONG);
    expect(receiver.of("channel.test")).toHaveLength(1);
    await accessible(page);

    const { run } = await finishedBacktest(request, account);
    await expect.poll(() => receiver.of("run.succeeded").length, LONG).toBe(1);
    expect(receiver.of("run.succeeded")[0]?.told.data).toMatchObject({ run });
    await page.reload();
    await expect(outcome).toContainText("Delivered: A run succeeded", LONG);
    for (const message of receiver.received) {
      expect(message.path).toBe("/in?key=hidden");
      expect(message.headers["webhook-signature"]).toBe(signatureOf(message, secret));
    }
  } finally {
    receiver.stop();
  }
});

test("an address is confirmed by the code that was sent there", async ({
  signedIn: page,
  account,
}) => {
  const codes = () => mailTo(account.email).flatMap((mail) => mail.match(/^\d{6}(?=\r$)/m) ?? []);
  const dialog = await form(page, "E-mail");
  await expect(dialog.getByRole("textbox", { name: "Address" })).toHaveValue(account.email);
  await dialog.getByRole("textbox", { name: "Name" }).fill("Myself");
  await dialog.getByRole("button", { name: "Add" }).click();

  const step = page.getByRole("dialog", { name: "Confirm Myself" });
  const field = step.getByRole("textbox", { name: "Code" });
  await expect(field).toBeFocused();
  await expect.poll(() => codes().length).toBe(1);
  const [code = ""] = codes();
  await field.fill(code === "123456" ? "654321" : "123456");
  await field.press("Enter");
  await expect(step.getByText(/^That is not the code/)).toBeVisible();
  await step.getByRole("button", { name: "Send another code" }).click();
  await expect(step.getByRole("status")).toHaveText(/^Another code can be sent in \d+ seconds?\.$/);
  await accessible(page);
  await step.getByRole("button", { name: "Later" }).click();
  await expect(card(page, "Myself")).toContainText("Not confirmed");

  const confirm = card(page, "Myself").getByRole("button", { name: "Enter the code of Myself" });
  await confirm.click();
  await page.keyboard.press("Escape");
  await expect(step).toBeHidden();
  await expect(confirm).toBeFocused();
  await confirm.click();
  await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await step.getByRole("button", { name: "Confirm" }).click();
  await expect(card(page, "Myself").getByText("On", { exact: true })).toBeVisible();

  await card(page, "Myself")
    .getByRole("button", { name: /^Send a test/ })
    .click();
  await expect(card(page, "Myself").getByRole("status")).toContainText("Delivered: Test", LONG);
  expect(mailTo(account.email)).toHaveLength(2);
});

test("a channel is changed, turned off and removed", async ({ signedIn: page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const dialog = await form(page, "Webhook");
  await dialog.getByRole("textbox", { name: "URL" }).fill("http://127.0.0.1:9/in");
  await dialog.getByRole("textbox", { name: "Name" }).fill("My server");
  await fits(page);
  await dialog.getByRole("button", { name: "Add" }).click();
  await page.getByRole("button", { name: "I have stored it" }).click();

  const edit = page.getByRole("button", { name: "Edit My server" });
  await edit.click();
  const changes = page.getByRole("dialog", { name: "Edit My server" });
  await changes.getByRole("checkbox", { name: "A run expired" }).check();
  await changes.getByRole("button", { name: "Save" }).click();
  await expect(card(page, "My server")).toContainText("A run failed · A run expired");
  await expect(edit).toBeFocused();
  await card(page, "My server")
    .getByRole("button", { name: /^Send a test/ })
    .click();
  await expect(card(page, "My server").getByRole("status")).toContainText("Not delivered", LONG);
  await page.getByRole("button", { name: "Turn off My server" }).click();
  await expect(card(page, "My server").getByText("Off", { exact: true })).toBeVisible();
  await fits(page);
  await accessible(page);

  // By the keyboard: the notices of what was done stand over it on a phone.
  await page.getByRole("button", { name: "Remove My server" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("heading", { name: "No channels yet" })).toBeVisible();
  await expect(page.getByRole("button", { name: "New channel" })).toBeFocused();
});
