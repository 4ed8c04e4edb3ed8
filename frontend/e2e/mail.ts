import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A mail server (SMTP, RFC 5321) that delivers nothing: it keeps each message as a file in `folder`,
 * from which tests in other processes read them.
 */
export class MailServer {
  readonly folder = mkdtempSync(join(tmpdir(), "hypertrade-mail-"));
  private readonly server: Server = createServer((socket) => attend(socket, this.folder));

  /** Starts one; returns it once it listens. */
  static async start(): Promise<MailServer> {
    const started = new MailServer();
    await once(started.server.listen(0, "127.0.0.1"), "listening");
    return started;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The messages that were sent to an address, in no order, as they came. */
export function mailTo(address: string): string[] {
  const folder = process.env["HYPERTRADE_E2E_MAIL"] ?? "";
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .filter((mail) => mail.includes(`To: ${address}\r\n`));
}

/** Answers one client, line by line. */
function attend(socket: Socket, folder: string): void {
  let heard = "";
  let message: string[] | null = null;
  const say = (text: string) => socket.write(`${text}\r\n`);
  const hear = (line: string) => {
    if (message === null) {
      const verb = line.slice(0, 4).toUpperCase();
      message = verb === "DATA" ? [] : null;
      say(verb === "DATA" ? "354 go on" : verb === "QUIT" ? "221 bye" : "250 ok");
    } else if (line === ".") {
      writeFileSync(join(folder, randomUUID()), message.join("\r\n"));
      message = null;
      say("250 kept");
    } else {
      message.push(line.replace(/^\./, ""));
    }
  };
  socket.setEncoding("utf8").on("data", (chunk) => {
    const lines = `${heard}${chunk}`.split("\r\n");
    heard = lines.pop() ?? "";
    lines.forEach(hear);
  });
  socket.on("error", () => socket.destroy()); // a platform that was stopped says no goodbye
  say("220 here");
}
