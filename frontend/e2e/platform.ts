import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..", "..");
const BIN = join(ROOT, ".venv", "bin");
const COMMAND = join(BIN, "hypertrade");
const LONGEST_START_MS = 180_000;

export interface Account {
  email: string;
  password: string;
}

/** `hypertrade up`, the whole of it, on a port and a folder of its own. */
export class Platform {
  readonly url: string;
  readonly folder: string;
  private readonly port: number;
  private process: ChildProcess | null = null;

  private constructor(port: number, folder: string) {
    this.port = port;
    this.folder = folder;
    this.url = `http://localhost:${port}`;
  }

  static async start(environment: Record<string, string> = {}): Promise<Platform> {
    const platform = new Platform(await freePort(), mkdtempSync(join(tmpdir(), "hypertrade-e2e-")));
    await platform.up(environment);
    return platform;
  }

  /** Starts, or starts again over the same folder, and returns once it says that it is up. */
  async up(environment: Record<string, string> = {}): Promise<void> {
    const child = spawn(COMMAND, ["up", "--port", String(this.port), "--data", this.folder], {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    this.process = child;
    let said = "";
    const up = new Promise<void>((done, failed) => {
      const timer = setTimeout(
        () => failed(new Error(`the platform is not up after three minutes:\n${said}`)),
        LONGEST_START_MS,
      );
      const hear = (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes("Ctrl-C stops it")) {
          clearTimeout(timer);
          done();
        }
      };
      child.stdout?.on("data", hear);
      child.stderr?.on("data", hear);
      child.once("exit", (code) => {
        clearTimeout(timer);
        failed(new Error(`the platform ended with ${code}:\n${said}`));
      });
    });
    await up;
  }

  /** Kills every process of it at once, as a machine that loses its power does. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  async stop(): Promise<void> {
    await this.end("SIGTERM");
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.process;
    this.process = null;
    if (child?.pid === undefined || child.exitCode !== null) {
      return;
    }
    const gone = once(child, "exit");
    process.kill(signal === "SIGKILL" ? -child.pid : child.pid, signal);
    await gone;
  }
}

/** The demo user, as the platform in `folder` keeps it beside its data. */
export function demoOf(folder: string): Account {
  return JSON.parse(readFileSync(join(folder, "platform", "demo.json"), "utf8")) as Account;
}

/** Whoever signs up under this address runs the platform, once it is `verified`. */
export const OPERATOR = "operator@example.org";

/**
 * Has the platform in `folder` take an address for verified, which a sign-in with Google or GitHub
 * does in earnest.
 */
export function verified(folder: string, email: string): void {
  const change = "UPDATE people SET email_verified = 1 WHERE email = ?";
  execFileSync(join(BIN, "python"), [
    "-c",
    `import sqlite3, sys
with sqlite3.connect(sys.argv[1], timeout=30) as book:
    assert book.execute("${change}", (sys.argv[2],)).rowcount == 1`,
    join(folder, "platform", "identity", "identity.db"),
    email,
  ]);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") {
    throw new Error("no port could be had");
  }
  return address.port;
}
