import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A message of the platform, as somebody's server receives it. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  /** As it was signed. */
  body: string;
  told: { type: string; timestamp: string; data: Record<string, unknown> };
}

/** Somebody's own server, to which webhooks are posted. */
export class Receiver {
  readonly received: Received[] = [];
  private readonly server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const body = Buffer.concat(chunks).toString();
    const { url: path = "", headers } = request;
    this.received.push({ path, headers, body, told: JSON.parse(body) });
    response.writeHead(204).end();
  });

  static async start(): Promise<Receiver> {
    const started = new Receiver();
    await once(started.server.listen(0, "127.0.0.1"), "listening");
    return started;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The messages of one event. */
  of(event: string): Received[] {
    return this.received.filter(({ told }) => told.type === event);
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

/** What `webhook-signature` must say of a message (standardwebhooks.com, symmetric). */
export function signatureOf({ headers, body }: Received, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}
