import {
  BarChart,
  type BarSeriesOption,
  BoxplotChart,
  type BoxplotSeriesOption,
  HeatmapChart,
  type HeatmapSeriesOption,
  LineChart,
  type LineSeriesOption,
  ScatterChart,
  type ScatterSeriesOption,
} from "echarts/charts";
import {
  DataZoomComponent,
  type DataZoomComponentOption,
  GridComponent,
  type GridComponentOption,
  LegendComponent,
  type LegendComponentOption,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
  type TooltipComponentOption,
  VisualMapComponent,
  type VisualMapComponentOption,
} from "echarts/components";
import { type ComposeOption, type EChartsType, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import type { Ink } from "./ink";

use([
  BarChart,
  BoxplotChart,
  HeatmapChart,
  LineChart,
  ScatterChart,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
]);

export type { EChartsType };

/** What a chart can be told; the kinds that are not named here are not in the bundle. */
export type ChartOption = ComposeOption<
  | BarSeriesOption
  | BoxplotSeriesOption
  | HeatmapSeriesOption
  | LineSeriesOption
  | ScatterSeriesOption
  | DataZoomComponentOption
  | GridComponentOption
  | LegendComponentOption
  | TooltipComponentOption
  | VisualMapComponentOption
>;

/** A chart in the page's colours; `dispose()` ends it. */
export function newEChart(container: HTMLElement, ink: Ink): EChartsType {
  const axis = {
    axisLine: { lineStyle: { color: ink.grid } },
    axisTick: { lineStyle: { color: ink.grid } },
    axisLabel: { color: ink.text, fontSize: 11 },
    nameTextStyle: { color: ink.text, fontSize: 11 },
    splitLine: { lineStyle: { color: ink.grid } },
  };
  return init(
    container,
    {
      color: [
        ink.line,
        ink.second,
        ink.loss,
        "#8a6d00",
        "#7a7f87",
        "#b5489a",
        "#2f7fd1",
        "#5d8a00",
      ],
      backgroundColor: "transparent",
      textStyle: { color: ink.text, fontFamily: ink.font },
      categoryAxis: axis,
      valueAxis: axis,
      logAxis: axis,
      timeAxis: axis,
      legend: { textStyle: { color: ink.text } },
      tooltip: {
        backgroundColor: ink.ground,
        borderColor: ink.grid,
        textStyle: { color: ink.text, fontSize: 12 },
      },
    },
    { renderer: "canvas" },
  );
}
