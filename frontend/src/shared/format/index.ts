/** Numbers, money and dates as the reader's locale writes them. Ratios are fractions: 0.05 is 5 %. */

export type Zone = "utc" | "local";

const MINUS = "\u2212";
/** Quote currencies that are no ISO 4217 codes, or are shown as plain amounts anyway. */
const FIAT = new Set(["USD", "EUR", "GBP", "CHF", "JPY", "AUD", "CAD"]);

/** From two days on, days are counted. */
const DAYS_FROM = 172_800;

export interface Formats {
  number(value: number, digits?: number): string;
  /** A fraction as per cent, signed where asked. */
  percent(fraction: number, digits?: number, signed?: boolean): string;
  /** An amount; currencies of small amounts ask for more `digits` than two. */
  money(value: number, currency: string, signed?: boolean, digits?: number): string;
  /** A price with as many digits as it needs, up to eight. */
  price(value: number): string;
  /** A figure that the platform wrote, such as "+1,234.5%" or "12.00 USDT"; other text as it is. */
  figure(text: string): string;
  /** An instant: ISO text or UTC milliseconds. */
  dateTime(instant: string | number): string;
  date(instant: string | number): string;
  /** How long ago or ahead, roughly: "3 minutes ago". */
  relative(instant: string | number, now?: number): string;
  /** A span of seconds: "2 h 5 min", "3 days 4 h". */
  duration(seconds: number): string;
  bytes(count: number): string;
}

export function formats(locale: string, zone: Zone): Formats {
  const timeZone = zone === "utc" ? { timeZone: "UTC" } : {};
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: "medium", ...timeZone });
  const times = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    ...timeZone,
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const made = new Map<string, Intl.NumberFormat>();
  const plain = (value: number, options: Intl.NumberFormatOptions) => {
    const key = JSON.stringify(options);
    let format = made.get(key);
    if (format === undefined) {
      format = new Intl.NumberFormat(locale, options); // slow to make, and quick to use
      made.set(key, format);
    }
    return typographic(format.format(value));
  };
  const unit = (value: number, of: string) =>
    plain(value, { style: "unit", unit: of, unitDisplay: "short", maximumFractionDigits: 0 });

  return {
    number: (value, digits = 2) =>
      plain(value, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        signDisplay: "negative",
      }),
    percent: (fraction, digits = 2, signed = false) =>
      plain(fraction, {
        style: "percent",
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        signDisplay: signed ? "exceptZero" : "negative",
      }),
    money(value, currency, signed = false, digits = 2) {
      const signDisplay = signed ? ("exceptZero" as const) : ("negative" as const);
      if (FIAT.has(currency)) {
        return plain(value, { style: "currency", currency, signDisplay });
      }
      const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits };
      return `${plain(value, { ...decimals, signDisplay })} ${currency}`.trim();
    },
    figure(text) {
      const [, sign, whole = "", decimals = "", percent, unit = ""] = FIGURE.exec(text) ?? [];
      if (sign === undefined) {
        return text;
      }
      const size = Number(`${whole.replaceAll(",", "")}.${decimals}`) / (percent === "%" ? 100 : 1);
      const written = plain(sign === "" || sign === "+" ? size : -size, {
        style: percent === "%" ? "percent" : "decimal",
        minimumFractionDigits: decimals.length,
        maximumFractionDigits: decimals.length,
        signDisplay: sign === "+" ? "exceptZero" : "negative",
      });
      return `${written}${unit}`;
    },
    price: (value) => plain(value, { maximumSignificantDigits: 8 }),
    dateTime: (instant) => `${times.format(new Date(instant))}${zone === "utc" ? " UTC" : ""}`,
    date: (instant) => dates.format(new Date(instant)),
    relative(instant, now = Date.now()) {
      const seconds = (new Date(instant).getTime() - now) / 1000;
      for (const [size, of] of STEPS) {
        if (Math.abs(seconds) >= size) {
          return relative.format(Math.round(seconds / size), of);
        }
      }
      return relative.format(Math.round(seconds), "second");
    },
    duration(seconds) {
      const whole = Math.round(seconds);
      if (whole < 60) {
        return unit(whole, "second");
      }
      if (whole >= DAYS_FROM) {
        const days = Math.floor(whole / 86_400);
        const rest = Math.round((whole % 86_400) / 3600);
        return rest === 0 ? unit(days, "day") : `${unit(days, "day")} ${unit(rest, "hour")}`;
      }
      const hours = Math.floor(whole / 3600);
      const minutes = Math.round((whole % 3600) / 60);
      return hours === 0
        ? unit(minutes, "minute")
        : `${unit(hours, "hour")} ${unit(minutes, "minute")}`;
    },
    bytes(count) {
      const sizes = ["byte", "kilobyte", "megabyte", "gigabyte"];
      const power = Math.min(Math.floor(Math.log10(Math.max(count, 1)) / 3), sizes.length - 1);
      return plain(count / 1000 ** power, {
        style: "unit",
        unit: sizes[power] ?? "byte",
        maximumFractionDigits: power === 0 ? 0 : 1,
      });
    },
  };
}

/** Sign, whole part, decimals, per cent, currency. */
const FIGURE = /^([+\u2212-]?)(\d[\d,]*)(?:\.(\d+))?(%?)( \S+)?$/;

const STEPS: ReadonlyArray<readonly [number, Intl.RelativeTimeFormatUnit]> = [
  [31_536_000, "year"],
  [2_592_000, "month"],
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
];

/** A true minus sign: a hyphen is as short as it is easy to miss. */
function typographic(text: string): string {
  return text.replace(/^-|(?<=\s)-(?=\d)/, MINUS);
}
