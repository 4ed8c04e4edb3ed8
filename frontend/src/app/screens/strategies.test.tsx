import { screen, waitFor, within } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { beforeEach, describe, expect, it } from "vitest";
import { recorded } from "../../../mock/recorded";
import { mockApi } from "../../../mock/server";
import { patient } from "../../shared/testing/patience";
import { signedIn } from "../../shared/testing/signedIn";
import { address, open } from "../testing/open";

patient();
const api = mockApi();
const names = recorded.strategies.map(({ view }) => view.name);

function shown(): (string | null)[] {
  const list = screen.queryByRole("list", { name: "Strategies" });
  return list === null
    ? []
    : within(list)
        .getAllByRole("heading", { level: 2 })
        .map((heading) => heading.textContent);
}

describe("the strategies", () => {
  beforeEach(async () => {
    await signedIn(api.database);
  });

  it("narrow down to what is searched for, and the address keeps it", async () => {
    const user = await open("/strategies");
    await waitFor(() => expect(shown().toSorted()).toEqual(names.toSorted()));
    await user.type(screen.getByLabelText("Search strategies"), "brought");

    await waitFor(() => expect(shown()).toEqual(["Brought along"]));
    expect(address()).toBe("/strategies?text=brought");
  });

  it("say that nothing fits, and lead back to all of them", async () => {
    const user = await open("/strategies?text=nothing-is-called-so");
    await user.click(await screen.findByRole("link", { name: "Show all strategies" }));

    await waitFor(() => expect(shown()).toHaveLength(names.length));
    expect(address()).toBe("/strategies");
  });

  it("tell what the platform refuses, and ask again", async () => {
    const refusal = { ...recorded.problems.unauthenticated, status: 403, detail: "not today" };
    api.server.use(
      http.get("*/v1/strategies", () => HttpResponse.json(refusal, { status: 403 }), {
        once: true,
      }),
    );
    const user = await open("/strategies");
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("Not today.");
    await user.click(within(alert).getByRole("button", { name: "Try again" }));

    await waitFor(() => expect(shown()).toHaveLength(names.length));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("stay in sight without a network, which is told", async () => {
    await open("/strategies");
    await waitFor(() => expect(shown()).toHaveLength(names.length));
    globalThis.dispatchEvent(new Event("offline"));
    expect(await screen.findByText("You are offline")).toBeTruthy();
    expect(shown()).toHaveLength(names.length);

    globalThis.dispatchEvent(new Event("online"));
    await waitFor(() => expect(screen.queryByText("You are offline")).toBeNull());
  });
});

describe("without any strategy", () => {
  it("there is an invitation to the first", async () => {
    await signedIn(api.database, { email: "new@hypertrade.example", password: "four new words" });
    await open("/strategies");
    expect(
      await screen.findByRole("heading", { name: "Your first strategy is one sentence away" }),
    ).toBeTruthy();
    expect(screen.queryByRole("search")).toBeNull();
  });
});
