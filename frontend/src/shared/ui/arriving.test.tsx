import { MantineProvider } from "@mantine/core";
import { fireEvent, render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { arriving } from "./arriving";

function Chart({ name }: { name: string }) {
  return <p>{name} is here</p>;
}

/** Loads that fail `times`, and then give the chart. */
function failing(times: number) {
  const load = vi.fn<() => Promise<typeof Chart>>().mockResolvedValue(Chart);
  for (let time = 0; time < times; time += 1) {
    load.mockRejectedValueOnce(new TypeError("Failed to fetch dynamically imported module"));
  }
  return load;
}

describe("a part that arrives later", () => {
  beforeEach(() => {
    vi.spyOn(console, "error").mockImplementation(() => {});
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("is asked for again where it did not arrive, and what is around it stays", async () => {
    const load = failing(1);
    const Late = arriving(load);
    render(
      <MantineProvider env="test">
        <p>around</p>
        <Suspense fallback="waiting">
          <Late name="equity" />
        </Suspense>
      </MantineProvider>,
    );
    fireEvent.click(await screen.findByRole("button"));
    expect(await screen.findByText("equity is here")).toBeTruthy();
    expect(screen.getByText("around")).toBeTruthy();
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("that came in one place is taken as it is in another", async () => {
    const load = failing(1);
    const Late = arriving(load);
    render(
      <MantineProvider env="test">
        <Suspense fallback="waiting">
          <Late name="equity" />
          <Late name="drawdown" />
        </Suspense>
      </MantineProvider>,
    );
    const [first] = await screen.findAllByRole("button");
    fireEvent.click(first as HTMLElement);
    const shown = await screen.findByText("equity is here");
    fireEvent.click(screen.getByRole("button"));
    expect(await screen.findByText("drawdown is here")).toBeTruthy();
    expect(screen.getByText("equity is here")).toBe(shown);
    expect(load).toHaveBeenCalledTimes(2);
  });
});
