import { describe, expect, it } from "vitest";
import { EXAMPLES } from "./examples";
import { displaced } from "./useWords";

describe("displaced", () => {
  it("keeps what was written by hand", () => {
    expect(displaced({ words: "my idea", before: null }, EXAMPLES.dip)).toBe("my idea");
  });

  it("keeps it over a second example too", () => {
    expect(displaced({ words: EXAMPLES.dip, before: "my idea" }, EXAMPLES.trend)).toBe("my idea");
  });

  it("keeps nothing where nothing was written", () => {
    expect(displaced({ words: "  ", before: null }, EXAMPLES.dip)).toBeNull();
    expect(displaced({ words: EXAMPLES.dip, before: null }, EXAMPLES.trend)).toBeNull();
  });
});
