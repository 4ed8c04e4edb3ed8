import { useMemo } from "react";
import type { Formats } from "../../../shared/format";
import { useFormats } from "../../../shared/format/useFormats";
import { NO_DENOMINATOR } from "../../../shared/report";

export const NONE = "–";
/** Beyond this a ratio only says that there was next to nothing to divide by. */
const RATIO_SHOWN = 1000;
/** Currencies whose hundredths are enough; an amount of any other needs its own digits. */
const LIKE_DOLLARS = new Set([
  "USD",
  "USDT",
  "USDC",
  "BUSD",
  "EUR",
  "GBP",
  "DAI",
  "TUSD",
  "FDUSD",
  "USDE",
]);

/** Figures of a result as people read them; `null` and Freqtrade's own marks are a dash. */
export function figures(formats: Formats, currency: string) {
  const money = (value: number | null | undefined, signed = false): string => {
    if (value == null) {
      return NONE;
    }
    if (LIKE_DOLLARS.has(currency)) {
      return formats.money(value, currency, signed);
    }
    return `${signed && value > 0 ? "+" : ""}${formats.price(value)} ${currency}`;
  };
  const percent = (value: number | null | undefined, digits = 2, signed = false): string =>
    value == null ? NONE : formats.percent(value, digits, signed);
  const ratio = (value: number | null | undefined): string => {
    if (value == null || value === NO_DENOMINATOR) {
      return NONE;
    }
    return Math.abs(value) < RATIO_SHOWN
      ? formats.number(value)
      : `${value > 0 ? ">" : "<\u2212"}${formats.number(RATIO_SHOWN, 0)}`;
  };
  /** Without a loss it is no number, and Freqtrade's 0 would mislead. */
  const factor = (value: number | null | undefined, losses: number, wins: number): string =>
    losses > 0 ? ratio(value) : wins > 0 ? "∞" : NONE;
  const when = (instant: string | null | undefined): string =>
    instant == null ? NONE : formats.dateTime(instant);
  const lasting = (seconds: number): string => (seconds > 0 ? formats.duration(seconds) : NONE);
  return { ...formats, money, percent, ratio, factor, when, lasting };
}

export type Figures = ReturnType<typeof figures>;

export function useFigures(currency: string): Figures {
  const formats = useFormats();
  return useMemo(() => figures(formats, currency), [formats, currency]);
}
