import { useTranslation } from "react-i18next";
import type { Period } from "../../../shared/report";
import type { REPORT_PERIODS } from "../../../shared/report/parts";

export type By = (typeof REPORT_PERIODS)[number];

/** Mondays first, as the result names them. */
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/** 1 January 2024 was a Monday. */
const A_MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

/** What a period is called in the language that was chosen; days are UTC's, wherever one reads. */
export function usePeriodName(by: By): (period: Period) => string {
  const { i18n } = useTranslation();
  return nameIn(i18n.language, by);
}

export function nameIn(locale: string, by: By): (period: Period) => string {
  const of = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  const day = of({ dateStyle: "medium" });
  const month = of({ year: "numeric", month: "long" });
  const weekday = of({ weekday: "long" });
  return ({ key, start, end }) => {
    if (by === "weekday") {
      const place = WEEKDAYS.indexOf(key);
      return place < 0 ? key : weekday.format(A_MONDAY + place * DAY);
    }
    if (start === null || end === null || by === "year") {
      return key;
    }
    return by === "month"
      ? month.format(Date.parse(start))
      : by === "week"
        ? day.formatRange(Date.parse(start), Date.parse(end))
        : day.format(Date.parse(start));
  };
}
