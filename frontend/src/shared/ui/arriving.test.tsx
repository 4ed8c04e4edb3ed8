import { MantineProvider } from "@mantine/core";
import { fireEvent, render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { describe, expect, it, vi } from "vitest";
import { arriving } from "./arriving";

function Chart({ name }: { name: string }) {
  return <p>{name} is here</p>;
}

describe("a part that arrives later", () => {
  it("is asked for again where it did not arrive, and what is around it stays", async () => {
    const quiet = vi.spyOn(console, "error").mockImplementation(() => {});
    const load = vi
      .fn<() => Promise<typeof Chart>>()
      .mockRejectedValueOnce(new TypeError("Failed to fetch dynamically imported module"))
      .mockResolvedValue(Chart);
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
    quiet.mockRestore();
  });
});
