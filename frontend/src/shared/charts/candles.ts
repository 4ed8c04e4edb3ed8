import {
  AreaSeries,
  CandlestickSeries,
  ColorType,
  CrosshairMode,
  createChart,
  createSeriesMarkers,
  type DeepPartial,
  HistogramSeries,
  type IChartApi,
  LineSeries,
  LineStyle,
  PriceScaleMode,
  TickMarkType,
  type Time,
  type TimeChartOptions,
  type UTCTimestamp,
} from "lightweight-charts";
import type { Formats, Zone } from "../format";
import type { Ink } from "./ink";

export type {
  IChartApi,
  ISeriesApi,
  ISeriesMarkersPluginApi,
  LogicalRange,
  MouseEventParams,
  SeriesMarker,
  Time,
  UTCTimestamp,
} from "lightweight-charts";
export {
  AreaSeries,
  CandlestickSeries,
  createSeriesMarkers,
  HistogramSeries,
  LineSeries,
  LineStyle,
  PriceScaleMode,
};

export interface Look {
  ink: Ink;
  locale: string;
  zone: Zone;
  formats: Formats;
  /** Whether the chart tells days alone, or hours as well. */
  daily?: boolean;
}

/** Times are whole seconds there, milliseconds everywhere else. */
export function atSecond(milliseconds: number): UTCTimestamp {
  return Math.floor(milliseconds / 1000) as UTCTimestamp;
}

/** Milliseconds of a time that the chart told. */
export function inMilliseconds(time: Time): number {
  return typeof time === "number"
    ? time * 1000
    : typeof time === "string"
      ? Date.parse(time)
      : Date.UTC(time.year, time.month - 1, time.day);
}

/** A chart of ours: it fills its container and follows its size; `remove()` ends it. */
export function newChart(container: HTMLElement, look: Look): IChartApi {
  return createChart(container, {
    ...chartOptions(look),
    autoSize: true,
    crosshair: { mode: CrosshairMode.Magnet },
    // A page scrolls over its charts: they never hold the wheel or the finger.
    handleScroll: { mouseWheel: false, vertTouchDrag: false },
    handleScale: { mouseWheel: false },
  });
}

/** Half of the longest word under the axis, in pixels. */
const BESIDE_PX = 18;

/** Shows all of some `bars`, with room beside them: no word under the axis is cut. */
export function fitWhole(chart: IChartApi, bars: number): void {
  const scale = chart.timeScale();
  const room = scale.width() - 2 * BESIDE_PX;
  if (bars > 0 && room > 0) {
    const beside = (BESIDE_PX / room) * bars;
    scale.setVisibleLogicalRange({ from: -0.5 - beside, to: bars - 0.5 + beside });
  }
}

export function chartOptions({
  ink,
  locale,
  zone,
  formats,
  daily = false,
}: Look): DeepPartial<TimeChartOptions> {
  return {
    layout: {
      background: { type: ColorType.Solid, color: "transparent" },
      textColor: ink.text,
      fontFamily: ink.font,
      fontSize: 11,
      // Said in words beside the chart (`Attribution`): a link inside of a picture reaches nobody.
      attributionLogo: false,
      panes: { separatorColor: ink.grid, separatorHoverColor: ink.grid, enableResize: false },
    },
    grid: { vertLines: { color: ink.grid }, horzLines: { color: ink.grid } },
    rightPriceScale: { borderVisible: false, entireTextOnly: true },
    timeScale: {
      borderVisible: false,
      timeVisible: !daily,
      secondsVisible: false,
      minBarSpacing: 0.000_1,
      // A wider window shows the same moments, not more of nothing.
      lockVisibleTimeRangeOnResize: true,
      enableConflation: true,
      tickMarkFormatter: ticks(locale, zone),
    },
    localization: {
      locale,
      timeFormatter: (time: Time) =>
        daily ? formats.date(inMilliseconds(time)) : formats.dateTime(inMilliseconds(time)),
    },
  };
}

/** Words under the time axis, in the zone that was chosen. */
function ticks(locale: string, zone: Zone): (time: Time, type: TickMarkType) => string {
  const of = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, ...(zone === "utc" ? { timeZone: "UTC" } : {}) });
  const written = {
    [TickMarkType.Year]: of({ year: "numeric" }),
    [TickMarkType.Month]: of({ month: "short" }),
    [TickMarkType.DayOfMonth]: of({ day: "numeric", month: "short" }),
    [TickMarkType.Time]: of({ hour: "2-digit", minute: "2-digit" }),
    [TickMarkType.TimeWithSeconds]: of({ hour: "2-digit", minute: "2-digit", second: "2-digit" }),
  };
  return (time, type) => written[type].format(inMilliseconds(time));
}
