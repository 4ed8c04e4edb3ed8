import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { recorded, type Schemas } from "../../../mock/recorded";
import { isOver } from "../../../mock/running";
import { mockApi } from "../../../mock/server";
import { patient } from "../../shared/testing/patience";
import { signedIn, traderOf } from "../../shared/testing/signedIn";
import { address, open } from "../testing/open";

patient();
const api = mockApi();
beforeEach(async () => {
  await signedIn(api.database);
});

function runOf(state: string): Schemas["RunView"] {
  const found = recorded.runs.find((run) => run.state === state);
  if (found === undefined) {
    throw new Error(`no run that has ${state} is recorded`);
  }
  return found;
}

/** The rows of runs, newest first; there are more than one of the same name. */
async function rows(): Promise<HTMLElement[]> {
  const list = await screen.findByRole("list", { name: "Runs" });
  return within(list)
    .getAllByRole("listitem")
    .filter((item) => item.parentElement === list);
}

async function choose(user: Awaited<ReturnType<typeof open>>, row: HTMLElement, what: string) {
  await user.click(within(row).getByRole("button", { name: /^Actions for/ }));
  await user.click(await screen.findByRole("menuitem", { name: what }));
}

describe("a row of the runs", () => {
  it("cancels a run that is under way", async () => {
    api.database.stepMs = 3_600_000; // it does not get further while it is looked at
    const account = traderOf(api.database);
    const view = { ...runOf("succeeded"), id: "going", state: "running" as const };
    account.runs.unshift({ view, begun: Date.now() });
    const user = await open("/runs");
    const [first] = await rows();
    expect(first).toBeDefined();
    await choose(user, first as HTMLElement, "Cancel run");

    await waitFor(() => expect(account.runs[0]?.view.state).toBe("cancelled"));
    await waitFor(async () => expect((await rows())[0]?.textContent).toContain("Cancelled"));
  });

  it("runs again what failed, and goes to the new run", async () => {
    const user = await open("/runs?state=failed");
    await choose(user, (await rows())[0] as HTMLElement, "Run again");

    const account = traderOf(api.database);
    await waitFor(() => expect(account.runs).toHaveLength(recorded.runs.length + 1));
    const made = account.runs[0]?.view;
    expect(made?.retry_of).toBe(runOf("failed").id);
    await waitFor(() => expect(address()).toBe(`/runs/${made?.id}`));
  });

  it("deletes a run once that was confirmed", async () => {
    const user = await open("/runs?state=cancelled");
    await choose(user, (await rows())[0] as HTMLElement, "Delete …");
    const dialog = await screen.findByRole("dialog", { name: "Delete this run?" });
    expect(traderOf(api.database).runs).toHaveLength(recorded.runs.length);
    await user.click(within(dialog).getByRole("button", { name: "Delete run" }));

    expect(await screen.findByText("No run fits these filters")).toBeTruthy();
    const left = traderOf(api.database).runs.map(({ view }) => view.id);
    expect(left).not.toContain(runOf("cancelled").id);
  });
});

describe("the page of a run", () => {
  it("says why it failed, at which line, and what to do", async () => {
    const { id, failure } = runOf("failed");
    await open(`/runs/${id}`);
    const section = (await screen.findByRole("heading", { name: "The run failed" })).closest(
      "section",
    ) as HTMLElement;
    expect(section.textContent).toContain("Column 'rsx' does not exist");
    expect(section.textContent).toContain(failure?.remedy);
    expect(within(section).getByText(`In line ${failure?.line} of the strategy.`)).toBeTruthy();
    expect(within(section).getByRole("link", { name: "Edit strategy" })).toBeTruthy();
  });

  it("says that it was cancelled, and runs it again", async () => {
    const { id } = runOf("cancelled");
    const user = await open(`/runs/${id}`);
    expect(await screen.findByRole("heading", { name: "The run was cancelled" })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Run again" }));
    await waitFor(() => expect(address()).not.toContain(id));
    expect(traderOf(api.database).runs[0]?.view.retry_of).toBe(id);
  });

  it("follows a run by its events until it has failed", async () => {
    const like = runOf("failed");
    const view = { ...like, id: "going", state: "queued" as const, failure: null, sequence: 1 };
    api.database.stepMs = 400;
    traderOf(api.database).runs.unshift({ view, begun: Date.now() });
    await open("/runs/going");

    expect(await screen.findByRole("button", { name: "Cancel run" })).toBeTruthy();
    expect(await screen.findByRole("heading", { name: "The run failed" })).toBeTruthy();
    expect(isOver(traderOf(api.database).runs[0]?.view ?? like)).toBe(true);
    expect(screen.queryByRole("button", { name: "Cancel run" })).toBeNull();
  });
});
