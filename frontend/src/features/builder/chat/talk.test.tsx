import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { recorded } from "../../../../mock/recorded";
import { mockApi } from "../../../../mock/server";
import { Providers } from "../../../shared/testing/Providers";
import { patient } from "../../../shared/testing/patience";
import { signedIn, traderOf } from "../../../shared/testing/signedIn";
import { DraftProvider } from "../draft";
import { Talk } from "./Talk";

patient();
const api = mockApi();
const { id, strategy } = recorded.conversation;

async function show() {
  const identity = await signedIn(api.database);
  render(
    <Providers identity={identity}>
      <DraftProvider strategyId={strategy ?? ""}>
        <Talk conversation={id} onStarted={() => {}} onGone={() => {}} />
      </DraftProvider>
    </Providers>,
  );
  return userEvent.setup();
}

describe("the question that words left open", () => {
  it("is answered by one of its buttons, and open no more", async () => {
    const user = await show();
    const choices = await screen.findByRole("group", { name: "Answers to choose from" });
    await user.click(within(choices).getByRole("button", { name: "leave it out" }));

    expect(await screen.findByText(recorded.settled.turn.answer)).toBeTruthy();
    const turns = traderOf(api.database).conversations[0]?.view.turns;
    expect(turns?.at(-1)?.words).toBe(recorded.settled.turn.words);
    await waitFor(() =>
      expect(screen.queryByRole("group", { name: "Answers to choose from" })).toBeNull(),
    );
  });

  it("is one turn of a conversation that another tab did not go on with meanwhile", async () => {
    const user = await show();
    const choices = await screen.findByRole("group", { name: "Answers to choose from" });
    const talk = traderOf(api.database).conversations[0];
    if (talk === undefined) {
      throw new Error("the conversation is gone");
    }
    talk.revision += 1;
    await user.click(within(choices).getByRole("button", { name: "leave it out" }));

    expect(await screen.findByRole("alert")).toBeTruthy();
    expect(talk.view.turns).toHaveLength(recorded.conversation.turns.length);
  });
});
