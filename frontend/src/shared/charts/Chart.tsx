import { Skeleton } from "@mantine/core";
import { Suspense, useMemo } from "react";
import { arriving } from "../ui/arriving";
import type { ChartOption } from "./echarts";
import { Frame, type FrameProps } from "./Frame";
import { type Ink, useInk } from "./ink";

const ChartCanvas = arriving(() => import("./ChartCanvas").then(({ ChartCanvas }) => ChartCanvas));

export type { ChartOption } from "./echarts";
export type { ChartTable } from "./Frame";

export interface ChartProps extends Omit<FrameProps, "children"> {
  /** What is drawn; colours that are left out are the theme's. Keep it the same (`useMemo`). */
  option: ChartOption | ((ink: Ink) => ChartOption);
  /** Told the place in its series of what was clicked. Never the only way to get there. */
  onPick?: (index: number, series: number) => void;
}

/** Any chart but candles and equity: drawn by ECharts, told as a table to who asks. */
export function Chart({ option, onPick, ...frame }: ChartProps) {
  const ink = useInk();
  const drawn = useMemo(() => (typeof option === "function" ? option(ink) : option), [option, ink]);
  return (
    <Frame {...frame}>
      <Suspense fallback={<Skeleton height={frame.height} animate={false} />}>
        <ChartCanvas
          option={drawn}
          ink={ink}
          label={frame.label}
          {...(onPick === undefined ? {} : { onPick })}
        />
      </Suspense>
    </Frame>
  );
}
