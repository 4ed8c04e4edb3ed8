import { now } from "./database";
import type { Schemas } from "./recorded";

type Channel = Schemas["ChannelView"];

export interface KeptChannel {
  view: Channel;
  revision: number;
  /** What was sent there, and is to be entered; null once that was done. */
  code: string | null;
  /** When the last test was asked for, by the clock of this page; null once it was delivered. */
  tested: number | null;
}

/** The channel as it stands now: a test arrives by the clock, where the address is one that can be. */
export function seen(kept: KeptChannel, stepMs: number): Channel {
  if (kept.tested !== null && Date.now() >= kept.tested + stepMs) {
    kept.tested = null;
    const lost = /\.invalid(\/|$)/.test(kept.view.target);
    const detail = lost ? "the name of the host is not known" : null;
    kept.view = {
      ...kept.view,
      problem: detail,
      last: { at: now(), event: "channel.test", outcome: lost ? "failed" : "delivered", detail },
    };
  }
  return kept.view;
}
