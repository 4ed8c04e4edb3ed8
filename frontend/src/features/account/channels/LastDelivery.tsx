import { useTranslation } from "react-i18next";
import { useFormats } from "../../../shared/format/useFormats";
import { eventKey, eventsOf } from "./kinds";
import type { Channel } from "./queries";

/** What `last.event` is of a test message. */
const TEST = "channel.test";

interface LastDeliveryProps {
  last: Channel["last"];
  /** A test was asked for, and nothing is known of it. */
  sending: boolean;
}

/** The last message of a channel: how it went, what it told and when, and what it met. */
export function LastDelivery({ last, sending }: LastDeliveryProps) {
  const { t } = useTranslation("channels");
  const formats = useFormats();
  if (sending) {
    return t("last.sending");
  }
  if (last === null) {
    return t("last.none");
  }
  const [event] = eventsOf([last.event]);
  const what =
    event !== undefined
      ? (`event.${eventKey(event)}` as const)
      : last.event === TEST
        ? "test"
        : "other";
  return (
    <>
      <strong>{t(`last.${last.outcome}`)}</strong>:{" "}
      {t("last.of", { event: t(what), time: formats.dateTime(last.at) })}
    </>
  );
}
