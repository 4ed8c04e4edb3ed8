import { IconBrandTelegram, IconMail, IconWebhook } from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { Channel } from "./queries";

/** By what one is told. */
export type Kind = Channel["kind"];

export const ICONS: Record<Kind, ComponentType<{ size: number; "aria-hidden"?: "true" }>> = {
  email: IconMail,
  webhook: IconWebhook,
  telegram: IconBrandTelegram,
};

/** What a channel can tell of. */
export const EVENTS = [
  "run.succeeded",
  "run.failed",
  "run.cancelled",
  "run.expired",
  "account.security",
] as const satisfies Channel["events"];

type Event = (typeof EVENTS)[number];
type EventTexts = typeof import("../../../texts/en/channels.json")["event"];

/** `run.failed` as its text is called: a full stop separates keys there. */
export function eventKey(event: Event) {
  return event.replace(".", "_") as keyof EventTexts;
}

/** The events among `names`, in the order in which they are always shown. */
export function eventsOf(names: readonly string[]): Event[] {
  return EVENTS.filter((event) => names.includes(event));
}
