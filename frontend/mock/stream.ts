import { HttpResponse } from "msw";
import type { Schemas } from "./recorded";
import { isOver } from "./running";

/**
 * A run's events as the platform streams them: one for each change, the last when it is over.
 *
 * Answered with 204 to whoever has seen the last one, so that nobody comes back for more.
 */
export function eventsOf(
  read: () => Schemas["RunSummary"],
  seen: number,
  stepMs: number,
): Response {
  const first = read();
  if (isOver(first) && first.sequence <= seen) {
    return new HttpResponse(null, { status: 204 });
  }
  let last = seen;
  let timer: ReturnType<typeof setInterval>;
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const tell = () => {
        const now = read();
        if (now.sequence > last) {
          last = now.sequence;
          const lines = [`id: ${last}`, "event: run", `data: ${JSON.stringify(now)}`];
          controller.enqueue(encoder.encode(`${lines.join("\n")}\n\n`));
        }
        if (isOver(now)) {
          clearInterval(timer);
          controller.close();
        }
      };
      timer = setInterval(tell, stepMs / 4);
      tell();
    },
    cancel: () => clearInterval(timer),
  });
  return new HttpResponse(stream, { headers: { "Content-Type": "text/event-stream" } });
}
