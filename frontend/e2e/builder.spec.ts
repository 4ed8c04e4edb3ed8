import type { Page } from "@playwright/test";
import { bearer } from "./account";
import { saved } from "./acts";
import { accessible, expect, test } from "./fixtures";
import { newStrategy } from "./made";

test("the chat changes rules, words and code alike, and takes it back", async ({
  signedIn: page,
  account,
  request,
}) => {
  const strategy = await newStrategy(request, account);
  await page.goto(`/strategies/${strategy}`);
  const rules = page.getByRole("tabpanel", { name: "Rules" });
  const stop = rules.getByRole("textbox", { name: "Stop loss", exact: true });
  await expect(stop).toHaveValue("8 %");

  await page
    .getByRole("textbox", { name: "Say what to change, in English" })
    .fill("Make the stop 3%");
  await page.keyboard.press("Enter");
  const turn = page.getByRole("article", { name: "Turn 1" });
  await expect(turn).toContainText("3%");
  await expect(stop).toHaveValue("3 %");
  await page.getByRole("tab", { name: "Words" }).click();
  await expect(page.getByRole("tabpanel", { name: "Words" })).toContainText("3%");
  await page.getByRole("tab", { name: "Code" }).click();
  await expect(page.getByRole("tabpanel", { name: "Code" })).toContainText("stoploss = -0.03");
  await accessible(page);

  await turn.getByRole("button", { name: "Undo this turn" }).click();
  await expect(turn).toContainText("Undone");
  await expect(page.getByRole("tabpanel", { name: "Code" })).toContainText("stoploss = -0.08");
});

test("a slider redraws tiles and curve before anything is saved", async ({
  signedIn: page,
  account,
  request,
}) => {
  const strategy = await newStrategy(request, account);
  await page.goto(`/strategies/${strategy}`);
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview).toContainText("not yet signed by Freqtrade");
  await expect(preview.locator("[data-pending=false]")).toBeVisible();
  const before = await drawn(page);

  const slider = page.getByRole("slider", { name: "Value" }).first();
  await slider.focus();
  const began = Date.now();
  for (let move = 0; move < 10; move += 1) {
    await page.keyboard.press("ArrowRight");
  }
  await expect.poll(() => told(page)).not.toEqual(before);
  await test
    .info()
    .attach("slider", { body: `${Date.now() - began} ms from first key to picture` });
  await expect(page.getByRole("group", { name: "RSI(14) < 45", exact: true })).toBeVisible();

  // Undo goes back over the whole of it, and so do tiles and curve.
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(page.getByRole("group", { name: "RSI(14) < 35", exact: true })).toBeVisible();
  await expect.poll(() => told(page)).toEqual(before);
  await saved(page);
});

/** What the preview tells once its picture stays as it is: a chart finds its width as it draws. */
async function drawn(page: Page): Promise<[string, string]> {
  let last = await told(page);
  await expect
    .poll(async () => {
      const before = last;
      await page.evaluate(() => new Promise(requestAnimationFrame));
      last = await told(page);
      return last[1] === before[1];
    })
    .toBe(true);
  return last;
}

/** What the preview tells: its tiles, and the picture of its curve. */
async function told(page: Page): Promise<[string, string]> {
  const preview = page.getByRole("region", { name: "Preview" });
  return [
    (await preview.locator("dl").textContent()) ?? "",
    await preview
      .locator("canvas")
      .first()
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL()),
  ];
}

for (const [choice, kept] of [
  ["Keep what is on this screen", "3"],
  ["Take what was saved", "11"],
] as const) {
  test(`two tabs change one strategy: ${choice.toLowerCase()}`, async ({
    signedIn: page,
    context,
    account,
    request,
  }) => {
    const strategy = await newStrategy(request, account);
    await page.goto(`/strategies/${strategy}`);
    const other = await context.newPage();
    await other.goto(`/strategies/${strategy}`);
    const stopOf = (one: Page) => one.getByRole("textbox", { name: "Stop loss", exact: true });
    await expect(stopOf(page)).toHaveValue("8 %");
    await stopOf(other).fill("11");
    await saved(other);
    await expect.poll(() => stopKept(strategy)).toBe(0.11);

    await stopOf(page).fill("3");
    const dialog = page.getByRole("dialog", { name: "This strategy was changed somewhere else" });
    const mine = dialog.getByRole("region", { name: "On this screen" });
    await expect(mine).toContainText("3%");
    await expect(dialog.getByRole("region", { name: "Saved meanwhile" })).toContainText("11%");
    await accessible(page);
    await dialog.getByRole("button", { name: choice }).click();
    await expect(dialog).toBeHidden();
    await expect(stopOf(page)).toHaveValue(`${kept} %`);
    await saved(page);
    await expect.poll(() => stopKept(strategy)).toBe(Number(kept) / 100);

    // Nothing is lost: undo brings the other text back.
    await page.getByRole("button", { name: /^Undo/ }).click();
    await expect(stopOf(page)).toHaveValue(kept === "3" ? "11 %" : "3 %");

    async function stopKept(of: string): Promise<number> {
      const answer = await request.get(`/v1/strategies/${of}`, { headers: bearer(account) });
      const view = (await answer.json()) as {
        version: { content: { spec: { stop_loss: number } } };
      };
      return view.version.content.spec.stop_loss;
    }
  });
}
