import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Schemas } from "../../../shared/api/client";
import { ApiProblem, Unreachable } from "../../../shared/api/problem";
import type { Keeper, Kept } from "./keeping";
import type { Platform } from "./platform";
import { DraftStore } from "./store";
import type { Content } from "./types";

type View = Schemas["StrategyView"];

const typed = (stop: number): Content => ({
  kind: "spec",
  spec: { name: "s", stop_loss: stop },
  words: null,
  assumptions: [],
});

function problem(status: number): ApiProblem {
  return new ApiProblem({
    ...{ type: "", title: "", status, detail: `refused with ${status}`, code: "c" },
    ...{ field: "", remedy: "", request_id: "", line: null },
  });
}

/** A platform with one strategy, as several tabs see it. */
class Server {
  content = typed(0.05);
  revision = 1;
  version = 1;
  saves: Content[] = [];
  keys: string[] = [];
  failing: Error[] = [];
  private made = 0;

  view(): View {
    const updated = new Date(this.revision * 1000).toISOString();
    return {
      ...{ id: "s1", name: "s", description: "", kind: "spec", tags: [], latest: this.version },
      ...{ forked_from: null, last_run: null, created: updated, updated },
      version: {
        ...{ number: this.version, content: this.content, note: "", said: null },
        ...{ content_digest: JSON.stringify(this.content), frozen: null, created: updated },
      },
    };
  }

  etag(): string {
    return `"${this.revision}"`;
  }

  put(content: Content): void {
    this.content = content;
    this.revision += 1;
    this.version += 1;
  }

  platform(): Platform {
    return {
      read: async () => ({ data: this.view(), etag: this.etag() }),
      save: async (content, etag, _note, key) => {
        this.keys.push(key);
        const failure = this.failing.shift();
        if (failure !== undefined) {
          throw failure;
        }
        if (etag !== this.etag()) {
          throw problem(412);
        }
        this.saves.push(content);
        this.put(content);
        return this.view().version;
      },
      check: async () => [],
      newKey: () => `key-${++this.made}`,
    };
  }
}

function keeper(held: Kept | null = null): Keeper & { held: Kept | null } {
  return {
    held,
    read() {
      return this.held;
    },
    write(kept) {
      this.held = kept;
    },
    forget() {
      this.held = null;
    },
  };
}

function open(server: Server, kept = keeper()) {
  const store = new DraftStore({
    view: server.view(),
    etag: server.etag(),
    platform: server.platform(),
    keeper: kept,
    steps: { accepted: "accepted", theirs: "theirs", recovered: "recovered" },
  });
  return { store, kept };
}

const shown = (store: DraftStore) => store.snapshot().history.present;

describe("a draft", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("saves what changed once nothing changes for a moment", async () => {
    const server = new Server();
    const { store, kept } = open(server);
    store.change(typed(0.06), { label: "stop", merge: "stop" });
    store.change(typed(0.07), { label: "stop", merge: "stop" });
    expect(store.snapshot().saving).toBe("waiting");
    expect(kept.held?.content).toEqual(typed(0.07));
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.saves).toEqual([typed(0.07)]);
    expect(store.snapshot()).toMatchObject({ saving: "saved", etag: '"2"' });
    expect(kept.held).toBeNull();
  });

  it("joins changes of one thing into one step, and undoes to the very content before", async () => {
    const { store } = open(new Server());
    const first = shown(store);
    store.change(typed(0.06), { label: "stop", merge: "stop" });
    await vi.advanceTimersByTimeAsync(900);
    store.change(typed(0.07), { label: "stop", merge: "stop" });
    expect(store.snapshot().history.done).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1100);
    store.change(typed(0.08), { label: "stop", merge: "stop" });
    expect(store.snapshot().history.done).toHaveLength(2);
    store.undo();
    store.undo();
    expect(shown(store)).toBe(first);
    store.redo();
    expect(shown(store)).toEqual(typed(0.07));
  });

  it("saves an undo too", async () => {
    const server = new Server();
    const { store } = open(server);
    store.change(typed(0.06), { label: "stop" });
    await vi.advanceTimersByTimeAsync(1000);
    store.undo();
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.content).toEqual(typed(0.05));
  });

  it("saves again what changed while it was saving", async () => {
    const server = new Server();
    const { store } = open(server);
    store.change(typed(0.06), { label: "stop" });
    const flushed = store.flush();
    store.change(typed(0.07), { label: "stop" });
    await flushed;
    expect(server.content).toEqual(typed(0.07));
    expect(store.snapshot().saving).toBe("saved");
  });

  it("keeps what is refused, says so, and saves once it is right", async () => {
    const server = new Server();
    server.failing = [problem(422)];
    const { store, kept } = open(server);
    store.change(typed(7), { label: "stop" });
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.snapshot()).toMatchObject({ saving: "invalid" });
    expect(store.snapshot().refusal?.message).toBe("refused with 422");
    expect(kept.held?.content).toEqual(typed(7));
    store.change(typed(0.07), { label: "stop" });
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.snapshot()).toMatchObject({ saving: "saved", refusal: null });
  });

  it("tries again by itself while nobody answers, under the same key", async () => {
    const server = new Server();
    server.failing = [new Unreachable(null), new Unreachable(null)];
    const { store } = open(server);
    store.change(typed(0.06), { label: "stop" });
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.snapshot().saving).toBe("offline");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(store.snapshot().saving).toBe("saved");
    expect(new Set(server.keys).size).toBe(1);
  });

  it("rejects a flush that could not save", async () => {
    const server = new Server();
    server.failing = [problem(422)];
    const { store } = open(server);
    store.change(typed(7), { label: "stop" });
    await expect(store.flush()).rejects.toThrow("refused with 422");
  });

  it("lets choose where another tab saved meanwhile: mine, and undo brings theirs back", async () => {
    const server = new Server();
    const { store, kept } = open(server);
    server.put(typed(0.2));
    store.change(typed(0.06), { label: "stop" });
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.snapshot().saving).toBe("conflict");
    expect(store.snapshot().conflict?.theirs.version.content).toEqual(typed(0.2));
    expect(kept.held?.content).toEqual(typed(0.06));
    store.resolve("mine");
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.content).toEqual(typed(0.06));
    expect(store.snapshot()).toMatchObject({ saving: "saved", conflict: null });
    store.undo();
    expect(shown(store)).toEqual(typed(0.2));
  });

  it("lets choose where another tab saved meanwhile: theirs, and undo brings mine back", async () => {
    const server = new Server();
    const { store } = open(server);
    server.put(typed(0.2));
    store.change(typed(0.06), { label: "stop" });
    await vi.advanceTimersByTimeAsync(1000);
    store.resolve("theirs");
    expect(shown(store)).toEqual(typed(0.2));
    expect(store.snapshot()).toMatchObject({ saving: "saved", conflict: null });
    store.undo();
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.content).toEqual(typed(0.06));
  });

  it("is not disturbed by another name of the strategy", async () => {
    const server = new Server();
    const { store } = open(server);
    server.revision += 1;
    store.change(typed(0.06), { label: "stop" });
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.snapshot().saving).toBe("saved");
    expect(server.content).toEqual(typed(0.06));
  });

  it("takes a version from elsewhere as one step and as its base", async () => {
    const server = new Server();
    const { store } = open(server);
    server.put(typed(0.3));
    store.accept(server.view(), server.etag());
    expect(shown(store)).toEqual(typed(0.3));
    store.change(typed(0.31), { label: "stop" });
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.content).toEqual(typed(0.31));
    store.undo();
    store.undo();
    expect(shown(store)).toEqual(typed(0.05));
  });

  it("shows what another tab saved, as long as nothing here is unsaved", () => {
    const server = new Server();
    const { store } = open(server);
    const old = server.view();
    server.put(typed(0.3));
    store.seen(server.view(), server.etag());
    expect(shown(store)).toEqual(typed(0.3));
    store.seen(old, '"1"');
    expect(shown(store)).toEqual(typed(0.3));
  });

  it("takes up after a reload what was not saved", async () => {
    const server = new Server();
    const { store } = open(server, keeper({ content: typed(0.09), etag: server.etag() }));
    expect(shown(store)).toEqual(typed(0.09));
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.content).toEqual(typed(0.09));
  });

  it("asks after a reload where somebody else saved in between", () => {
    const server = new Server();
    const kept = keeper({ content: typed(0.09), etag: '"0"' });
    const { store } = open(server, kept);
    expect(store.snapshot().saving).toBe("conflict");
    expect(store.snapshot().conflict?.theirs.version.content).toEqual(typed(0.05));
    expect(kept.held).not.toBeNull();
  });
});
