import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { recorded } from "../../../../mock/recorded";
import { mockApi } from "../../../../mock/server";
import { add } from "../../../../mock/strategies";
import type { Identity } from "../../../shared/identity";
import { Providers } from "../../../shared/testing/Providers";
import { patient } from "../../../shared/testing/patience";
import { signedIn, traderOf } from "../../../shared/testing/signedIn";
import { ConflictDialog } from "../layout/ConflictDialog";
import { SaveState } from "../layout/SaveState";
import { DraftProvider, useDraft } from ".";

patient();
const api = mockApi();
const id = recorded.conversation.strategy ?? "";
let identity: Identity;
beforeEach(async () => {
  identity = await signedIn(api.database);
});

/** A control as a view of the builder has them. */
function StopLoss() {
  const { content, change } = useDraft();
  if (content.kind !== "spec") {
    return null;
  }
  const to = (stop: number) => {
    const spec = { ...content.spec, stop_loss: stop };
    change({ ...content, spec }, { label: "stop loss" });
  };
  return (
    <>
      <output aria-label="Stop loss">{String(content.spec["stop_loss"])}</output>
      {[0.03, 0.04, 7].map((stop) => (
        <button key={stop} type="button" onClick={() => to(stop)}>
          to {stop}
        </button>
      ))}
    </>
  );
}

function show() {
  const user = userEvent.setup();
  const { unmount } = render(
    <Providers identity={identity}>
      <DraftProvider strategyId={id}>
        <StopLoss />
        <SaveState />
        <ConflictDialog />
      </DraftProvider>
    </Providers>,
  );
  return { user, unmount };
}

function stored() {
  const found = traderOf(api.database).strategies.find(({ about }) => about.id === id);
  if (found === undefined) {
    throw new Error("the strategy is gone");
  }
  return found;
}

const stopOf = (content: unknown) =>
  (content as { spec: Record<string, unknown> }).spec["stop_loss"];
const lastStop = () => stopOf(stored().versions.at(-1)?.content);

describe("a draft", () => {
  it("saves itself, as one version of changes that follow each other", async () => {
    const { user } = show();
    await user.click(await screen.findByRole("button", { name: "to 0.03" }));
    await user.click(screen.getByRole("button", { name: "to 0.04" }));
    expect(screen.getByText("Unsaved")).toBeTruthy();

    await waitFor(() => expect(lastStop()).toBe(0.04));
    expect(await screen.findByText("Saved")).toBeTruthy();
    expect(stored().about.latest).toBe(4);
  });

  it("asks which text goes on where another tab saved meanwhile", async () => {
    const { user } = show();
    await screen.findByRole("button", { name: "to 0.03" });
    const theirs = structuredClone(stored().versions[0]?.content);
    if (theirs?.kind !== "spec") {
      throw new Error("the recorded strategy has no spec");
    }
    theirs.spec["stop_loss"] = 0.2;
    add(stored(), theirs);
    await user.click(screen.getByRole("button", { name: "to 0.03" }));

    await user.click(await screen.findByRole("button", { name: "Keep what is on this screen" }));
    await waitFor(() => expect(lastStop()).toBe(0.03));
    expect(stored().versions.map(({ content }) => stopOf(content))).toContain(0.2);
    expect(await screen.findByText("Saved")).toBeTruthy();
  });

  it("keeps what is not valid in its tab, and has it again after a reload", async () => {
    const { user, unmount } = show();
    await user.click(await screen.findByRole("button", { name: "to 7" }));
    expect(await screen.findByText("Not valid yet")).toBeTruthy();
    expect(stored().about.latest).toBe(3);
    unmount();

    show();
    expect((await screen.findByLabelText("Stop loss")).textContent).toBe("7");
    expect(await screen.findByText("Not valid yet")).toBeTruthy();
    expect(stored().about.latest).toBe(3);
  });
});
